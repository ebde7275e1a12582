import { join, resolve } from 'node:path';
import type { CliIo } from '../../src/cli/cli-io.js';
import { main } from '../../src/cli/main.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { folderOf } from './folder.js';
import type { Producer } from './producers.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** What a producer's command told: as diagnostics, and as people see it. The paths of this machine are taken away. */
export async function produce(producer: Producer): Promise<{ found: Diagnostic[]; text: string; command: string }> {
  const isValidate = producer.run[0] === 'validate';
  const json = await told(producer, ['--diagnostics', 'json', ...(isValidate ? ['--to', 'json'] : [])]);
  const found = json.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Diagnostic]));
  const words = producer.run.map((word) => word.replace(/^@/, ''));
  return { found, text: await told(producer, []), command: ['stigkit', ...words].join(' ') };
}

/** The messages of a run; of `validate` the findings, which are its result, too. */
async function told({ run, files = {}, fault }: Producer, more: readonly string[]): Promise<string> {
  const folder = folderOf(typeof files === 'function' ? await files() : files);
  let text = '';
  const io: CliIo = {
    out: async (data) => {
      if (fault !== undefined) throw fault;
      if (run[0] === 'validate') text += data;
    },
    err: (line) => {
      text += line;
    },
    env: {},
    cwd: folder,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 80,
  };
  const argv = run.map((word) =>
    word.startsWith('@') ? `${folder}/${word.slice(1)}` : word.startsWith('examples/') ? join(ROOT, word) : word,
  );
  await main([...argv, ...more], io);
  return text.replaceAll(`${folder}/`, '').replaceAll(`${ROOT}/`, '');
}
