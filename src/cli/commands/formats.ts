import { FORMATS } from '../../formats/registry.js';
import type { Run } from '../command.js';
import type { formatsOptions } from '../options.js';
import { table } from '../table.js';

/** `stigkit formats`: the format table. */
export const run: Run<typeof formatsOptions> = async ({ options }, io) => {
  const rows = FORMATS.map(({ name, title, extension, reads, writes }) => ({ name, title, extension, reads, writes }));
  if (options.json) {
    await io.out(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  const lines = rows.map((f) => [
    f.name,
    f.reads.length > 0 ? 'read' : '-',
    f.writes.length > 0 ? 'write' : '-',
    f.title,
  ]);
  const zip = ['zip', 'read', '-', 'STIG package or library compilation (zips in zips): everything in it'];
  await io.out(`${table([...lines, zip], io.columns)}\n`);
  return 0;
};
