// @ts-check
import { fileURLToPath } from 'node:url';

/** @typedef {import('./inputs.mjs').Inputs} Inputs */

/**
 * A job: a whole process that is measured.
 *
 * @typedef {object} Job
 * @property {string} name
 * @property {string} what in a few words, for the table
 * @property {'stigkit' | 'node' | 'program'} of
 * @property {(files: Inputs) => string[]} line arguments of the command, of Node, or the program and its arguments
 * @property {boolean} [heavy] measured in a third of the rounds
 * @property {number} [divide] the line does the work so many times: figures but memory are divided
 * @property {string} [xmllint] the job of xmllint that reads the same files
 * @property {string} [needs] a package, program or option without which the job is left out
 */

const out = (/** @type {Inputs} */ files, /** @type {string} */ name) => ['-o', `${files.out}/${name}`, '--force'];
/** One thread: what is reckoned per core, and what memory a run takes. */
const ALONE = ['--jobs', '1'];
const peer = (/** @type {string} */ name) => fileURLToPath(new URL(`./peers/${name}.mjs`, import.meta.url));

/** Every job. What is added here is measured, recorded and compared. @type {readonly Job[]} */
export const JOBS = [
  { name: 'node', what: '`node -e 0`', of: 'node', line: () => ['-e', '0'] },
  { name: 'version', what: 'cold start: `--version`', of: 'stigkit', line: () => ['--version'] },
  { name: 'info', what: 'cold start: `info` of a small XCCDF', of: 'stigkit', line: (f) => ['info', f.small] },
  {
    name: 'xccdf-to-json',
    what: 'large XCCDF to JSON',
    of: 'stigkit',
    line: (f) => ['convert', f.large, '--to', 'json', ...out(f, 'a.json')],
    xmllint: 'xmllint',
  },
  {
    name: 'xccdf-to-ckl',
    what: 'large XCCDF to a blank CKL',
    of: 'stigkit',
    line: (f) => ['checklist', f.large, '--to', 'ckl', ...out(f, 'a.ckl')],
    xmllint: 'xmllint',
  },
  {
    name: 'ckl-to-cklb',
    what: 'CKL of the large STIG to CKLB',
    of: 'stigkit',
    line: (f) => ['convert', f.ckl, '--to', 'cklb', '--quiet', ...out(f, 'a.cklb')],
    xmllint: 'xmllint-ckl',
  },
  {
    name: 'ckl-to-parquet',
    what: 'CKL of the large STIG to Parquet',
    of: 'stigkit',
    line: (f) => ['convert', f.ckl, '--to', 'parquet', ...out(f, 'a.parquet')],
    xmllint: 'xmllint-ckl',
  },
  {
    name: 'diff-to-json',
    what: 'two large releases compared, to JSON',
    of: 'stigkit',
    line: (f) => ['diff', f.large, f.newer, '--to', 'json', ...out(f, 'd.json')],
  },
  {
    name: 'times-to-json',
    what: 'XCCDF of ten times the rules to JSON',
    of: 'stigkit',
    line: (f) => ['convert', f.times, '--to', 'json', ...out(f, 't.json')],
    heavy: true,
  },
  {
    name: 'library-1',
    what: 'a library to JSON, `--jobs 1`',
    of: 'stigkit',
    line: (f) => ['convert', f.library, '--to', 'json', '--quiet', ...ALONE, ...out(f, 'l1/')],
    heavy: true,
    xmllint: 'xmllint-library',
  },
  {
    name: 'library',
    what: 'a library to JSON, workers as by default',
    of: 'stigkit',
    line: (f) => ['convert', f.library, '--to', 'json', '--quiet', ...out(f, 'l/')],
    heavy: true,
    xmllint: 'xmllint-library',
  },
  {
    name: 'quarter',
    what: 'a library against the next, to JSON, `--jobs 1`',
    of: 'stigkit',
    line: (f) => ['diff', f.library, f.nextLibrary, '--to', 'json', '--quiet', ...ALONE, ...out(f, 'q.json')],
    heavy: true,
  },
  {
    name: 'report-some',
    what: '100 small checklists reported, `--jobs 1`',
    of: 'stigkit',
    line: (f) => ['report', f.some, '--quiet', ...ALONE, ...out(f, 'r.json')],
    heavy: true,
  },
  {
    name: 'report-many',
    what: '1,000 small checklists reported, `--jobs 1`',
    of: 'stigkit',
    line: (f) => ['report', f.many, '--quiet', ...ALONE, ...out(f, 'r.json')],
    heavy: true,
  },
  {
    name: 'fleet-to-parquet',
    what: '50 CKLs of the large STIG to one Parquet file, `--jobs 1`',
    of: 'stigkit',
    line: (f) => ['convert', f.fleet, '--to', 'parquet', '--quiet', ...ALONE, ...out(f, 'fleet.parquet')],
    heavy: true,
  },
  {
    name: 'fleet-to-ndjson',
    what: '50 CKLs of the large STIG to NDJSON, `--jobs 1`',
    of: 'stigkit',
    line: (f) => ['convert', f.fleet, '--to', 'ndjson', '--quiet', ...ALONE, ...out(f, 'fleet/')],
    heavy: true,
  },
  {
    name: 'xmllint',
    what: '`xmllint --noout` of the large XCCDF',
    of: 'program',
    line: (f) => ['xmllint', '--noout', ...Array(10).fill(f.large)],
    divide: 10,
    needs: 'xmllint',
  },
  {
    name: 'xmllint-ckl',
    what: '`xmllint --noout` of the CKL',
    of: 'program',
    line: (f) => ['xmllint', '--noout', ...Array(10).fill(f.ckl)],
    divide: 10,
    needs: 'xmllint',
  },
  {
    name: 'xmllint-library',
    what: "`xmllint --noout` of the library's members, unzipped",
    of: 'program',
    line: (f) => ['xmllint', '--noout', ...f.members],
    heavy: true,
    needs: 'xmllint',
  },
  {
    name: 'client-modules',
    what: "STIG Manager's client modules read the CKL",
    of: 'node',
    line: (f) => [peer('client-modules'), f.ckl],
    xmllint: 'xmllint-ckl',
    needs: '@nuwcdivnpt/stig-manager-client-modules',
  },
  {
    name: 'inspec-objects',
    what: 'inspec-objects reads the large XCCDF',
    of: 'node',
    line: (f) => [peer('inspec-objects'), f.peers, f.large],
    xmllint: 'xmllint',
    needs: '@mitre/inspec-objects',
  },
  {
    name: 'inspec-objects-library',
    what: "inspec-objects reads the library's members, unzipped",
    of: 'node',
    line: (f) => [peer('inspec-objects'), f.peers, ...f.members],
    heavy: true,
    xmllint: 'xmllint-library',
    needs: '@mitre/inspec-objects',
  },
];

/** @typedef {import('./measure.mjs').Figures} Figures */
/** @typedef {(name: string) => Figures | undefined} FiguresOf */

/**
 * What is aimed at: a ratio within one run, the most it may be (`must`), what would be good (`stretch`), and the best that
 * another program reaches (`peer`: measured before by hand, with the programs named).
 *
 * @typedef {object} Goal
 * @property {string} name
 * @property {(of: FiguresOf, counts: Inputs['counts']) => number | null} is `null` where it was not measured
 * @property {number} must
 * @property {number} stretch
 * @property {string} peer
 */

/** @param {string} job @param {string} base @param {'cpu' | 'wall'} [figure] */
const over =
  (job, base, figure = 'cpu') =>
  (/** @type {FiguresOf} */ of) => {
    const [a, b] = [of(job), of(base)];
    return a === undefined || b === undefined ? null : a[figure] / b[figure];
  };

/** Cost beyond starting up, of so many times the input, over so many times the cost. */
const growth = (
  /** @type {string} */ more,
  /** @type {string} */ less,
  /** @type {(counts: Inputs['counts']) => number} */ times,
) => {
  return (/** @type {FiguresOf} */ of, /** @type {Inputs['counts']} */ counts) => {
    const [m, l, start] = [of(more), of(less), of('version')];
    if (m === undefined || l === undefined || start === undefined || l.cpu <= start.cpu) return null;
    return (m.cpu - start.cpu) / ((l.cpu - start.cpu) * times(counts));
  };
};

const peak = (/** @type {string} */ job) => (/** @type {FiguresOf} */ of) => of(job)?.rss ?? null;

/** @type {readonly Goal[]} */
export const GOALS = [
  { name: '`--version` over `node -e 0`', is: over('version', 'node'), must: 1.8, stretch: 1.3, peer: '26 (saf)' },
  {
    name: 'large XCCDF to JSON over `node -e 0`',
    is: over('xccdf-to-json', 'node'),
    must: 3.6,
    stretch: 2.9,
    peer: "5.5 (STIG Manager's parser), 13.6 (inspec-objects)",
  },
  { name: 'large XCCDF to CKL over `node -e 0`', is: over('xccdf-to-ckl', 'node'), must: 3.8, stretch: 3.1, peer: '' },
  {
    name: 'diff of two large releases over `node -e 0`',
    is: over('diff-to-json', 'node'),
    must: 4.8,
    stretch: 3.9,
    peer: "9 (two parses by STIG Manager's parser)",
  },
  {
    name: 'library to JSON, `--jobs 1`, over xmllint',
    is: over('library-1', 'xmllint-library'),
    must: 8,
    stretch: 6,
    peer: "13.2 (STIG Manager's parser), 19.6 (inspec-objects)",
  },
  {
    name: 'library to JSON, elapsed time over xmllint',
    is: over('library', 'xmllint-library', 'wall'),
    must: 5,
    stretch: 3.5,
    peer: "11 (STIG Manager's parser), 16 (inspec-objects)",
  },
  {
    name: 'quarter against quarter over library to JSON',
    is: over('quarter', 'library-1'),
    must: 3,
    stretch: 2.2,
    peer: '',
  },
  { name: 'peak memory of the library, `--jobs 1`, MB', is: peak('library-1'), must: 400, stretch: 200, peer: '' },
  {
    name: 'peak memory of 1,000 checklists reported, `--jobs 1`, MB',
    is: peak('report-many'),
    must: 400,
    stretch: 200,
    peer: '',
  },
  {
    name: 'ten times the rules, cost over proportional',
    is: growth('times-to-json', 'xccdf-to-json', (counts) => counts.times),
    must: 1.1,
    stretch: 1.05,
    peer: '',
  },
  {
    name: 'ten times the checklists, cost over proportional',
    is: growth('report-many', 'report-some', (counts) => counts.many / counts.some),
    must: 1.1,
    stretch: 1.05,
    peer: '',
  },
];
