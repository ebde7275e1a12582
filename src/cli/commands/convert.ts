import type { WriteOptions } from '../../formats/format.js';
import { FORMATS, formatNamed } from '../../formats/registry.js';
import { StigError } from '../../io/diagnostic.js';
import { nearest } from '../../io/nearest.js';
import { outputBase } from '../../io/output-names.js';
import { writeDocument } from '../../write.js';
import type { Run } from '../command.js';
import type { convertOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { reporter } from '../reporter.js';
import { openTarget } from '../writing.js';

/** `stigkit convert`: any form to any form that can hold it. */
export const run: Run<typeof convertOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const { report, exitCode } = reporting;
  const format = formatTo(options.to);
  const target = await openTarget(options, inputs, io);
  for await (const { document, input } of readInputs(inputs, options, reporting)) {
    if (!format.writes.includes(document.kind) && !input.named) continue;
    try {
      const base = outputBase(input.name);
      const data = await writeDocument(document, format.name, { ...writeOptions(options), name: base }, report);
      await target.put(base, format.extension, data);
    } catch (error) {
      if (!(error instanceof StigError) || error.code === 'usage') throw error;
      for (const d of error.diagnostics) report({ file: input.name, ...d });
    }
  }
  await target.close();
  return exitCode();
};

/** The format that --to names. */
export function formatTo(name: string | undefined) {
  const writable = FORMATS.filter((f) => f.writes.length > 0).map((f) => f.name);
  const known = `Formats that can be written are ${writable.join(', ')}.`;
  if (name === undefined)
    throw new StigError({ code: 'usage', severity: 'error', message: '--to FORMAT is missing', hint: known });
  const format = formatNamed(name);
  if (format !== undefined && format.writes.length > 0) return format;
  const near = nearest(name, writable);
  const problem =
    format === undefined ? `there is no format ${JSON.stringify(name)}` : `${format.name} can be read but not written`;
  const guess = format === undefined && near !== undefined ? `; did you mean ${near}?` : '';
  throw new StigError({ code: 'usage', severity: 'error', message: problem + guess, hint: known });
}

/** The options of writing as they stand on a command line. */
export function writeOptions(options: {
  viewer?: string | undefined;
  uuid?: string | undefined;
  native?: boolean | undefined;
}): WriteOptions {
  return {
    viewer: options.viewer === undefined ? undefined : (Number(options.viewer) as 2 | 3),
    uuid: options.uuid as WriteOptions['uuid'],
    native: options.native,
  };
}
