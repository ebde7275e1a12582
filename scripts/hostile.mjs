// @ts-check
/**
 * Tries the hostile inputs of test/support/hostile.ts on the built command and measures what each takes: the most memory
 * that was resident, and time of the processor as a multiple of reading the example STIG (25 rules), so that the figures
 * hold on other machines. Prints the table of docs/threat-model.md.
 *
 *     node scripts/hostile.mjs [--write]
 *
 * `--write` puts the table into the document. What happens is tested by test/trust.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'dist/cli.js');
const DOCUMENT = join(ROOT, 'docs/threat-model.md');
const EXAMPLE = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const [BEGIN, END] = ['<!-- scripts/hostile.mjs -->\n', '<!-- end -->'];
const RUNS = 3;

const made = await rolldown({ input: join(ROOT, 'test/support/hostile.ts'), platform: 'node', logLevel: 'silent' });
const dir = join(ROOT, 'out/hostile');
await made.write({ dir, format: 'esm', entryFileNames: 'hostile.js' });
const { HOSTILE } = await import(pathToFileURL(join(dir, 'hostile.js')).href);

const folder = mkdtempSync(join(tmpdir(), 'stigkit-hostile-'));
const [FILE, OUT] = [join(folder, 'hostile'), join(folder, 'out')];

/**
 * The least of some runs of a command line.
 *
 * @param {string[]} args
 */
function measured(args) {
  let [memory, time] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < RUNS; run++) {
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT);
    const { output, status, error } = spawnSync(
      process.execPath,
      ['--import', pathToFileURL(join(ROOT, 'scripts/hostile/measure.mjs')).href, CLI, ...args],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], encoding: 'utf8' },
    );
    if (error || ![0, 1, 2].includes(status ?? -1)) throw error ?? new Error(`${args.join(' ')} ended with ${status}`);
    const figures = JSON.parse(output[3] ?? '{}');
    memory = Math.min(memory, figures.memory);
    time = Math.min(time, figures.time);
  }
  return { memory: memory / 1024, time };
}

/** @param {number} bytes */
function size(bytes) {
  if (bytes >= 2 * 1024 * 1024) return `${Math.round(bytes / 1024 / 1024)} MB`;
  return bytes >= 10_000 ? `${Math.round(bytes / 1024)} KB` : `${bytes} B`;
}

const base = measured(['info', EXAMPLE]);
const rows = [['Input', 'What happens', 'Codes', 'Size', 'Memory', 'Time']];
for (const { input, make, codes, happens, limits = [], run } of HOSTILE) {
  const data = make();
  writeFileSync(FILE, data);
  const words = run ?? ['info', 'FILE'];
  const args = words.map((/** @type {string} */ word) => word.replace('FILE', FILE).replace('OUT', OUT));
  const { memory, time } = measured([...args, ...limits.flatMap((/** @type {string} */ one) => ['--limit', one])]);
  rows.push([
    input,
    happens,
    codes.length === 0 ? '-' : codes.map((/** @type {string} */ code) => `\`${code}\``).join(', '),
    [size(Buffer.byteLength(data)), ...limits.map((/** @type {string} */ one) => `\`--limit ${one}\``)].join('; '),
    `${Math.round(memory)} MB`,
    `${(time / base.time).toFixed(1)}`,
  ]);
}
rmSync(folder, { recursive: true, force: true });

const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
/** @param {string[]} cells @param {string} fill */
const line = (cells, fill = ' ') =>
  `| ${cells.map((cell, i) => cell + fill.repeat(Math.max(0, (widths[i] ?? 0) - [...cell].length))).join(' | ')} |`;
const [head = [], ...body] = rows;
const table = [
  line(head),
  line(
    head.map(() => ''),
    '-',
  ),
  ...body.map((row) => line(row)),
].join('\n');
if (process.argv.includes('--write')) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < 0) throw new Error(`${DOCUMENT} has no place for the table`);
  writeFileSync(DOCUMENT, `${text.slice(0, from + BEGIN.length)}\n${table}\n\n${text.slice(to)}`);
} else console.log(table);
console.log(
  `1.0 is ${Math.round(base.time)} ms of the processor and ${Math.round(base.memory)} MB: info on the example`,
);
