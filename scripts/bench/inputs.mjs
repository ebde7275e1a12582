// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples');

/** Size of the largest of DISA's files in everyday use. */
const LARGE = 1_330_000;

/**
 * The files that are measured: real ones where they are at hand, else the example grown to DISA's size.
 *
 * @param {string} folder where made files go
 */
export function inputs(folder) {
  mkdirSync(folder, { recursive: true });
  const corpus = resolve(process.env.STIGKIT_CORPUS ?? join(ROOT, '../shared/corpus'));
  const real = (/** @type {string} */ name) => join(corpus, 'xccdf', name);
  const rhel = ['U_RHEL_9_STIG_V2R7_Manual-xccdf.xml', 'U_RHEL_9_STIG_V2R8_Manual-xccdf.xml'].map(real);
  if (rhel.every((file) => existsSync(file))) return { large: rhel[0], newer: rhel[1], made: false };
  return {
    large: grown('U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml', join(folder, 'large-old.xml')),
    newer: grown('U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml', join(folder, 'large-new.xml')),
    made: true,
  };
}

/**
 * Repeats the groups of an example under other ids until the file is large.
 *
 * @param {string} name
 * @param {string} path
 */
function grown(name, path) {
  const text = readFileSync(join(EXAMPLES, name), 'utf8');
  const start = text.indexOf('<Group ');
  const end = text.lastIndexOf('</Group>') + '</Group>'.length;
  const groups = text.slice(start, end);
  let all = groups;
  for (let n = 1; all.length + start < LARGE; n++) all += groups.replace(/\b(V-|SV-|C-|F-|AHGW-00-)(\d)/g, `$1${n}$2`);
  writeFileSync(path, text.slice(0, start) + all + text.slice(end));
  return path;
}

/**
 * Checklists of so many hosts, each the example's first under another host name.
 *
 * @param {string} folder
 * @param {number} count
 */
export function hosts(folder, count) {
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(join(EXAMPLES, 'hosts/gw01.ckl'), 'utf8');
  for (let n = 1; n <= count; n++) {
    writeFileSync(join(folder, `host${n}.ckl`), text.replace('<HOST_NAME>gw01<', `<HOST_NAME>host${n}<`));
  }
  return folder;
}
