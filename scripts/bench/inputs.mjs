// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples');
const V1R1 = 'U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const V1R2 = 'U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';

/**
 * How much is measured. `full` has DISA's sizes: the largest file in everyday use is one of 1.33 MB, a library holds a few
 * of them and many small ones; `tiny` is for trying the script.
 */
const SIZES = {
  full: { large: 1_330_000, library: [80_000, 80_000, 250_000, 400_000, 600_000, 1_330_000], packages: 40 },
  tiny: { large: 1, library: [1, 1], packages: 2 },
};

/** How many files the jobs take that take many. */
const COUNTS = {
  full: { some: 100, many: 1000, fleet: 50, times: 10 },
  tiny: { some: 2, many: 20, fleet: 2, times: 10 },
};

/**
 * @typedef {object} Inputs
 * @property {boolean} real whether they are DISA's own files
 * @property {string} small the example, 80 KB
 * @property {string} large an XCCDF of DISA's largest size in everyday use
 * @property {string} newer the release after it
 * @property {string} times ten times the large one in a file
 * @property {string} ckl a checklist of the large one, answered
 * @property {string} library a compilation: zips in a zip
 * @property {string} nextLibrary the compilation of the quarter after
 * @property {string[]} members the XCCDFs in the library, unzipped
 * @property {string} some folder of small checklists
 * @property {string} many folder of ten times as many
 * @property {string} fleet folder of checklists of the large one, each with answers of its own
 * @property {{ some: number, many: number, fleet: number, times: number }} counts
 * @property {string} out folder for results
 * @property {string} peers folder in which programs to compare with may be installed
 */

/**
 * The files that are measured: real ones where they are at hand, else made out of the example in DISA's size and shape.
 *
 * @param {string} folder where made files go
 * @param {string} cli the built command, which makes checklists
 * @param {{ size?: 'full' | 'tiny', made?: boolean, peers?: string }} [options] `made`: leave real files alone
 * @returns {Inputs}
 */
export function inputs(folder, cli, { size = 'full', made = size === 'tiny', peers = ROOT } = {}) {
  mkdirSync(join(folder, 'out'), { recursive: true });
  const counts = COUNTS[size];
  const found = made ? undefined : realFiles();
  const files = found ?? madeFiles(folder, SIZES[size]);
  const blank = once(() => {
    const path = join(folder, 'blank.ckl');
    execFileSync(process.execPath, [cli, 'checklist', files.large, '--host-name', 'host0', '--quiet', '-o', path]);
    return readFileSync(path, 'utf8');
  });
  // What no job asks for is not made.
  const ckl = once(() => saved(join(folder, 'large.ckl'), answered(blank(), 0)));
  const times = once(() => saved(join(folder, 'times.xml'), repeated(readFileSync(files.large, 'utf8'), counts.times)));
  const members = once(() => unpacked(files.library, join(folder, 'members')));
  const some = once(() => hosts(join(folder, 'some'), counts.some));
  const many = once(() => hosts(join(folder, 'many'), counts.many));
  const fleet = once(() => written(join(folder, 'fleet'), counts.fleet, (n) => answered(blank(), n)));
  return {
    ...files,
    ...{ real: found !== undefined, small: join(EXAMPLES, V1R2), counts, peers, out: join(folder, 'out') },
    get ckl() {
      return ckl();
    },
    get times() {
      return times();
    },
    get members() {
      return members();
    },
    get some() {
      return some();
    },
    get many() {
      return many();
    },
    get fleet() {
      return fleet();
    },
  };
}

/**
 * What is made when it is first asked for.
 *
 * @template T
 * @param {() => T} make
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

function realFiles() {
  const corpus = resolve(process.env.STIGKIT_CORPUS ?? join(ROOT, '../shared/corpus'));
  const files = {
    large: join(corpus, 'xccdf/U_RHEL_9_STIG_V2R7_Manual-xccdf.xml'),
    newer: join(corpus, 'xccdf/U_RHEL_9_STIG_V2R8_Manual-xccdf.xml'),
    library: join(corpus, 'library/U_SRG-STIG_Library_2026_01.zip'),
    nextLibrary: join(corpus, 'library/U_SRG-STIG_Library_2026_04.zip'),
  };
  return Object.values(files).every((file) => existsSync(file)) ? files : undefined;
}

/**
 * @param {string} folder
 * @param {typeof SIZES.full} size
 */
function madeFiles(folder, { large, library, packages }) {
  const texts = [V1R1, V1R2].map((name) => readFileSync(join(EXAMPLES, name), 'utf8'));
  const [before = '', after = ''] = texts;
  return {
    large: saved(join(folder, 'large-old.xml'), repeated(before, timesFor(before, large))),
    newer: saved(join(folder, 'large-new.xml'), repeated(after, timesFor(after, large))),
    library: compilation(join(folder, 'library.zip'), packages, (n) => [before, library[n % library.length] ?? 0]),
    // A third of the STIGs is released anew each quarter.
    nextLibrary: compilation(join(folder, 'next.zip'), packages, (n) => [
      n % 3 === 0 ? after : before,
      library[n % library.length] ?? 0,
    ]),
  };
}

/**
 * @param {string} text
 * @param {number} size
 */
function timesFor(text, size) {
  return Math.max(1, Math.ceil(size / text.length));
}

/**
 * @param {string} path
 * @param {string} text
 */
function saved(path, text) {
  writeFileSync(path, text);
  return path;
}

/** The groups of a file so many times, each time under other ids.
 *
 * @param {string} text
 * @param {number} times
 */
function repeated(text, times) {
  const start = text.indexOf('<Group ');
  const end = text.lastIndexOf('</Group>') + '</Group>'.length;
  const groups = text.slice(start, end);
  let all = groups;
  for (let n = 1; n < times; n++) all += groups.replace(/\b(V-|SV-|C-|F-|[A-Z]+-\d\d-)(\d)/g, `$1${n}$2`);
  return text.slice(0, start) + all + text.slice(end);
}

/**
 * A library compilation: a zip of packages, each a zip with an XCCDF in a folder.
 *
 * @param {string} path
 * @param {number} packages
 * @param {(n: number) => [text: string, size: number]} textOf
 */
function compilation(path, packages, textOf) {
  const level = /** @type {const} */ (6);
  const mtime = new Date(1980, 0, 1, 12);
  /** @type {Record<string, Uint8Array>} */
  const members = {};
  for (let n = 0; n < packages; n++) {
    const [text, size] = textOf(n);
    const xml = repeated(text, timesFor(text, size)).replaceAll('Acme_Harbor_Gateway', `Acme_Product_${n}`);
    const name = `U_Acme_Product_${n}`;
    const inner = { [`${name}_Manual_STIG/${name}_STIG_Manual-xccdf.xml`]: new TextEncoder().encode(xml) };
    members[`Library/${name}_STIG.zip`] = zipSync(inner, { level, mtime });
  }
  writeFileSync(path, zipSync(members, { level: 0, mtime }));
  return path;
}

/**
 * The XCCDFs of a library as files, for programs that know no zips.
 *
 * @param {string} library
 * @param {string} folder
 */
function unpacked(library, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(library)))) {
    if (!name.endsWith('.zip')) continue;
    for (const [inner, xml] of Object.entries(unzipSync(bytes))) {
      if (inner.endsWith('xccdf.xml')) writeFileSync(join(folder, inner.slice(inner.lastIndexOf('/') + 1)), xml);
    }
  }
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Checklists of so many hosts, each the example's first under another host name.
 *
 * @param {string} folder
 * @param {number} count
 */
export function hosts(folder, count) {
  const text = readFileSync(join(EXAMPLES, 'hosts/gw01.ckl'), 'utf8');
  return written(folder, count, (n) => text.replace('<HOST_NAME>gw01<', `<HOST_NAME>host${n}<`));
}

/**
 * @param {string} folder
 * @param {number} count
 * @param {(n: number) => string} textOf
 */
function written(folder, count, textOf) {
  mkdirSync(folder, { recursive: true });
  for (let n = 1; n <= count; n++) writeFileSync(join(folder, `host${n}.ckl`), textOf(n));
  return folder;
}

const STATUSES = ['NotAFinding', 'NotAFinding', 'NotAFinding', 'Open', 'Not_Applicable', 'Not_Reviewed'];

/**
 * A blank checklist answered for a host, with details that no other host has.
 *
 * @param {string} blank
 * @param {number} n
 */
function answered(blank, n) {
  let i = 0;
  return blank
    .replaceAll('<HOST_NAME>host0<', `<HOST_NAME>host${n}<`)
    .replace(/<STATUS>Not_Reviewed<\/STATUS>(\s*)<FINDING_DETAILS><\/FINDING_DETAILS>/g, (_, blanks) => {
      i++;
      const details = `Seen on host${n}: setting ${i} is ${(i * n) % 17}, as of scan ${n * 31 + i}.`;
      return `<STATUS>${STATUSES[(i * 7 + n * 13) % 6]}</STATUS>${blanks}<FINDING_DETAILS>${details}</FINDING_DETAILS>`;
    });
}
