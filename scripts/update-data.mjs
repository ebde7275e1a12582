// @ts-check
/**
 * Rebuilds data/cci.json and data/controls.json from DISA's CCI list and the title tables of NIST SP 800-53.
 *
 *     node scripts/update-data.mjs [--out DIR] U_CCI_List.xml REV4-TITLES.tsv REV5-TITLES.tsv
 *
 * Same inputs, same bytes. What moved against the files that were there goes to standard output. Exit 2: wrong use, or
 * an input that is not what it should be; then nothing is written.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cciData } from './update-data/cci.mjs';
import { controlsData } from './update-data/controls.mjs';
import { summary } from './update-data/summary.mjs';

const USAGE = 'usage: node scripts/update-data.mjs [--out DIR] U_CCI_List.xml REV4-TITLES.tsv REV5-TITLES.tsv';
const DATA = fileURLToPath(new URL('../data', import.meta.url));

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
  const [list, ...titles] = positionals;
  if (list === undefined || titles.length !== 2) throw new Error(USAGE);
  const files = { 'cci.json': cciData(list), 'controls.json': controlsData(titles) };
  const out = values.out ?? DATA;
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(out, name);
    process.stdout.write(`${name}: ${summary(before(path), text)}\n`);
    writeFileSync(path, text);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** @param {string} path */
function before(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
