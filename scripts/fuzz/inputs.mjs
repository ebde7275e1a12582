// @ts-check
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { anyJson, cklb, modelLike } from './json.mjs';
import { long } from './long.mjs';
import { byteChanges, changedBytes, changedText, textChanges } from './mutate.mjs';
import { page } from './pages.mjs';
import { pdf } from './pdf.mjs';
import { answers, csv, ndjson, policy } from './tables.mjs';
import { nastyText } from './texts.mjs';
import { xlsx } from './xlsx.mjs';
import { arf, CCI_LIST, CKL, XCCDF, xmlFile } from './xml.mjs';
import { zip } from './zip.mjs';

/**
 * A file to try, with what made it.
 *
 * @typedef {{ name: string, data: Uint8Array, maker: string }} FuzzInput
 * @typedef {{ name: string, bytes: Uint8Array }} Seed
 */

/** Larger seeds are thinned: a mutated file must take milliseconds, as there are many. */
const MOST_SEED = 12_000;

/**
 * Files to mutate: all that lie in these folders, in the order of their names, thinned.
 *
 * @param {readonly string[]} folders
 * @returns {Seed[]}
 */
export function seedsIn(folders) {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .sort()
        .filter((name) => !/\.(?:xsd|dtd|xsl|tsv)$/.test(name) && statSync(join(folder, name)).isFile())
        .map((name) => ({ name, bytes: thinned(readFileSync(join(folder, name))) })),
    )
    .filter(({ bytes }) => bytes.length > 0 && bytes.length <= 20 * MOST_SEED);
}

/**
 * A large file without most of its rules or reviews: its beginning and its end, where those are the same elements.
 *
 * @param {Uint8Array} bytes
 */
function thinned(bytes) {
  if (bytes.length <= MOST_SEED || bytes[0] === 0x50) return bytes;
  const text = Buffer.from(bytes).toString('utf8');
  for (const part of ['Group', 'VULN', 'rule-result', 'cci_item', 'Rule', 'iSTIG']) {
    const closings = [...text.matchAll(new RegExp(`</(?:[\\w-]+:)?${part}>`, 'g'))].map((m) => m.index + m[0].length);
    const [last] = closings.slice(-1);
    const early = closings.filter((end) => end < MOST_SEED / 2).slice(-1)[0] ?? closings[0];
    if (last === undefined || early === undefined || early === last) continue;
    const short = text.slice(0, early) + text.slice(last);
    if (short.length <= MOST_SEED * 2) return Buffer.from(short);
  }
  return bytes.length <= 4 * MOST_SEED ? bytes : bytes.subarray(0, MOST_SEED);
}

/** @param {fc.Arbitrary<string>} text */
const bytesOf = (text) => text.map((one) => new Uint8Array(Buffer.from(one)));

const XCCDF_FILE = bytesOf(xmlFile('Benchmark', XCCDF, 6));
const CKL_FILE = bytesOf(xmlFile('CHECKLIST', CKL, 6));
const CKLB_FILE = bytesOf(cklb);
const PAGE = bytesOf(page);

/** The makers, each with its share. @type {[name: string, share: number, file: fc.Arbitrary<Uint8Array>][]} */
const MAKERS = [
  ['xccdf', 9, XCCDF_FILE],
  ['xccdf-results', 8, bytesOf(fc.oneof(xmlFile('TestResult', XCCDF, 4), arf))],
  ['ckl', 9, CKL_FILE],
  ['cklb', 7, CKLB_FILE],
  ['cci-list', 2, bytesOf(xmlFile('cci_list', CCI_LIST, 4))],
  ['page', 8, PAGE],
  ['answers', 6, bytesOf(answers)],
  ['table', 5, bytesOf(csv)],
  ['xlsx', 6, xlsx],
  ['pdf', 4, pdf],
  ['policy', 3, bytesOf(policy)],
  ['json', 3, bytesOf(fc.oneof(anyJson, modelLike))],
  ['ndjson', 1, bytesOf(ndjson)],
  ['zip', 6, zip(fc.oneof(XCCDF_FILE, CKL_FILE, CKLB_FILE, PAGE, xlsx, bytesOf(nastyText)))],
  ['long', 1, bytesOf(long)],
  ['text', 2, bytesOf(nastyText)],
];
/** Of a hundred inputs, those that are mutated seeds; what the makers make is the rest. */
const MUTATED = 100 - MAKERS.reduce((sum, [, share]) => sum + share, 0);

/**
 * The input of this number in a run of this seed: always the same one, whatever came before.
 *
 * @param {number} seed
 * @param {number} index
 * @param {readonly Seed[]} seeds
 * @returns {FuzzInput}
 */
export function inputAt(seed, index, seeds) {
  const own = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 0;
  const share = ((index % 100) + 100) % 100;
  if (share < MUTATED && seeds.length > 0) {
    // A few PDFs and zips: they take far longer than all others.
    const at = sample(fc.nat(seeds.length - 1), own);
    const chosen = /** @type {Seed} */ (seeds[at]);
    return { name: chosen.name.replaceAll('\\', '/'), maker: 'mutation', data: mutated(chosen.bytes, own) };
  }
  let rest = share - MUTATED;
  for (const [maker, most, file] of MAKERS) {
    rest -= most;
    if (rest < 0) return { name: `${maker}-${index}`, maker, data: sample(file, own) };
  }
  return { name: `text-${index}`, maker: 'text', data: sample(bytesOf(nastyText), own) };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} seed
 */
function mutated(bytes, seed) {
  const binary = bytes[0] === 0x50 || bytes[0] === 0x25 || seed % 10 === 0;
  if (binary) return changedBytes(bytes, sample(byteChanges, seed));
  const [list, encoding] = sample(textChanges, seed);
  const text = changedText(Buffer.from(bytes).toString('utf8'), list);
  return new Uint8Array(Buffer.from(text, /** @type {BufferEncoding} */ (encoding)));
}

/**
 * @template T
 * @param {fc.Arbitrary<T>} arbitrary
 * @param {number} seed
 * @returns {T}
 */
function sample(arbitrary, seed) {
  return /** @type {T} */ (fc.sample(arbitrary, { seed, numRuns: 1 })[0]);
}
