// @ts-check
import { summary } from './measure.mjs';

/** @typedef {import('./results.mjs').Results} Results */

/** A number in a table: three figures that count. */
export function shown(/** @type {number | null} */ value) {
  if (value === null) return '';
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/**
 * A table in Markdown, which is a table on a terminal too. Columns whose cells are numbers stand on the right.
 *
 * @param {readonly string[]} names
 * @param {readonly (readonly string[])[]} rows
 */
export function table(names, rows) {
  const widths = names.map((name, c) => Math.max(name.length, 3, ...rows.map((row) => (row[c] ?? '').length)));
  const numeric = names.map((_, c) => rows.every((row) => /^(?:[<>]?-?[\d.]+%?)?$/.test(row[c] ?? '')));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, c) => (numeric[c] ? cell.padStart(widths[c] ?? 0) : cell.padEnd(widths[c] ?? 0))).join(' | ')} |\n`;
  const rule = widths.map((width, c) => (numeric[c] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return line(names) + `| ${rule.join(' | ')} |\n` + rows.map(line).join('');
}

/** What a run found, as it is printed and recorded. @param {Results} results */
export function report(results) {
  const { machine, files, rounds, jobs, steps, goals, fleet, skipped } = results;
  const parts = [
    `Node ${machine.node.slice(1)} on ${machine.system}, ${machine.cores} cores, ${machine.memoryGb} GB of memory, load ${machine.load.toFixed(1)} before the run;\n` +
      `${files === 'real' ? "DISA's files" : "files made in DISA's size and shape"}; ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, long jobs in ${Math.ceil(rounds / 3)}.\n`,
    table(
      [
        'job',
        'what',
        'processor ms',
        'elapsed ms',
        'peak MB',
        'over node',
        'peak over node',
        'over xmllint',
        'peak over xmllint',
      ],
      jobs.map((j) => [
        j.name,
        j.what,
        ...[j.cpu, j.wall, j.peakMb, j.overNode, j.peakOverNode, j.overXmllint, j.peakOverXmllint].map(shown),
      ]),
    ),
  ];
  if (steps.length > 0) {
    parts.push(
      table(
        ['step', 'what', 'ms a pass', 'over node', 'MB/s', 'peak MB'],
        steps.map((s) => [s.name, s.what, ...[s.cpu, s.overNode, s.mbPerSecond, s.peakMb].map(shown)]),
      ),
    );
  }
  const known = goals.filter(({ is }) => is !== null);
  if (known.length > 0) {
    parts.push(
      table(
        ['goal', 'is', 'must', 'stretch', 'kept', 'best peer'],
        known.map(({ name, is, must, stretch, peer }) => [
          name,
          shown(is),
          String(must),
          String(stretch),
          is === null || is > must ? 'no' : is > stretch ? 'yes' : 'stretch',
          peer,
        ]),
      ),
    );
  }
  if (fleet !== null) parts.push(fleetText(fleet));
  if (skipped.length > 0) parts.push(`${skipped.map((words) => `Left out: ${words}.`).join('\n')}\n`);
  return parts.join('\n');
}

/** The first column of the table of a fleet, by which it is found in a document. */
export const FLEET = 'a checklist of the large STIG';

/** The arithmetic of 100,000 hosts. @param {NonNullable<Results['fleet']>} fleet */
export function fleetText(fleet) {
  const hosts = 100_000;
  const hours = (/** @type {number} */ ms) => (ms * hosts) / 3_600_000;
  const minutes = (/** @type {number} */ cores) => `${shown((hours(fleet.batchMs) * 60) / cores)} minutes`;
  const time = (/** @type {number} */ ms) => [`${shown(ms)} ms`, `${shown(hours(ms))} core hours`];
  const room = (/** @type {number} */ bytes) => [`${shown(bytes / 1e3)} KB`, `${shown((bytes * hosts) / 1e9)} GB`];
  return table(
    [FLEET, 'one', '100,000'],
    [
      ['to Parquet, some hundred a process', ...time(fleet.batchMs)],
      ['the same on 8 cores', '', minutes(8)],
      ['the same on 100 cores', '', minutes(100)],
      ['to Parquet, one a process', ...time(fleet.aloneMs)],
      ['as CKL', ...room(fleet.cklBytes)],
      ['as NDJSON', ...room(fleet.ndjsonBytes)],
      ['as Parquet, a file of its own', ...room(fleet.aloneParquetBytes)],
      ['as Parquet, some hundred in a file', ...room(fleet.parquetBytes)],
    ],
  );
}

/**
 * This build against another, run in turn: the ratio of medians, and the span of the ratios of runs that stood beside one
 * another, which says how much of it is noise.
 *
 * @param {Map<string, import('./measure.mjs').Figures[]>} runs
 * @param {readonly string[]} names
 */
export function comparisonOf(runs, names) {
  return names.flatMap((name) => {
    const [own, other] = [runs.get(name), runs.get(`${name}@other`)];
    if (own === undefined || other === undefined || own.length === 0 || other.length === 0) return [];
    const [a, b] = [summary(own), summary(other)];
    const pairs = own.map((run, i) => run.cpu / (other[i] ?? run).cpu).sort((x, y) => x - y);
    const [from = 1, to = from] = [pairs[0], pairs.at(-1)];
    const peak = a.rss === null || b.rss === null ? null : a.rss / b.rss;
    return [{ name, cpu: a.cpu, other: b.cpu, ratio: a.cpu / b.cpu, from, to, wall: a.wall / b.wall, peak }];
  });
}

/** @param {ReturnType<typeof comparisonOf>} rows */
export function comparisonTable(rows) {
  return table(
    ['job', 'processor ms', 'other', 'ratio', 'pairs from', 'to', 'elapsed ratio', 'peak ratio'],
    rows.map(({ name, ...figures }) => [name, ...Object.values(figures).map(shown)]),
  );
}

/**
 * This run against what is on record: processor time over that of `node -e 0`, as milliseconds differ from day to day.
 *
 * @param {Results} results
 * @param {{ version: string, overNode: Map<string, number> }} record
 */
export function againstRecord({ jobs, steps }, { overNode }) {
  return [...jobs, ...steps.map((step) => ({ ...step, name: `step:${step.name}` }))].flatMap((job) => {
    const recorded = overNode.get(job.name);
    if (recorded === undefined || job.overNode === null) return [];
    return [{ name: job.name, overNode: job.overNode, recorded, ratio: job.overNode / recorded }];
  });
}

/** @param {ReturnType<typeof againstRecord>} rows @param {string} version */
export function recordTable(rows, version) {
  return table(
    ['job', 'over node', `in ${version}`, 'ratio'],
    rows.map(({ name, ...figures }) => [name, ...Object.values(figures).map(shown)]),
  );
}
