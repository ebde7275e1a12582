// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { arch, availableParallelism, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { GOALS, JOBS } from './jobs.mjs';
import { summary } from './measure.mjs';
import { STEPS } from './steps.mjs';

/**
 * What a run found, as `--json` prints it.
 *
 * @typedef {object} Results
 * @property {string} version of the command
 * @property {{ node: string, system: string, cores: number, memoryGb: number, load: number }} machine
 *   `load` is the load average before the run
 * @property {'real' | 'made'} files
 * @property {number} rounds
 * @property {{ name: string, what: string, cpu: number, wall: number, peakMb: number | null, overNode: number | null,
 *   peakOverNode: number | null, overXmllint: number | null, peakOverXmllint: number | null }[]} jobs
 * @property {{ name: string, what: string, cpu: number, overNode: number | null, mbPerSecond: number,
 *   peakMb: number | null }[]} steps
 * @property {{ name: string, is: number | null, must: number, stretch: number, peer: string }[]} goals
 * @property {Fleet | null} fleet
 * @property {string[]} skipped in words
 */

/**
 * What checklists of the large STIG cost, for the arithmetic of a fleet.
 *
 * @typedef {object} Fleet
 * @property {number} batchMs processor time of one checklist among many, to Parquet
 * @property {number} aloneMs of one in a process of its own
 * @property {number} cklBytes
 * @property {number} ndjsonBytes
 * @property {number} parquetBytes of one in a file of many
 * @property {number} aloneParquetBytes of one in a file of its own
 */

/**
 * @param {Map<string, import('./measure.mjs').Figures[]>} runs by the names of jobs and, after `step:`, of steps
 * @param {import('./inputs.mjs').Inputs} files
 * @param {{ version: string, rounds: number, load: number, skipped: string[] }} about
 * @returns {Results}
 */
export function resultsOf(runs, files, { version, rounds, load, skipped }) {
  const of = (/** @type {string} */ name) => {
    const list = runs.get(name);
    return list === undefined || list.length === 0 ? undefined : summary(list);
  };
  const node = of('node');
  return {
    version,
    machine: {
      node: process.version,
      system: `${platform()} ${arch()}`,
      cores: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
      load,
    },
    files: files.real ? 'real' : 'made',
    rounds,
    jobs: JOBS.flatMap(({ name, what, xmllint }) => {
      const own = of(name);
      if (own === undefined) return [];
      const linted = xmllint === undefined ? undefined : of(xmllint);
      return [
        {
          ...{ name, what, cpu: own.cpu, wall: own.wall, peakMb: own.rss },
          overNode: ratio(own.cpu, node?.cpu),
          peakOverNode: ratio(own.rss, node?.rss),
          overXmllint: ratio(own.cpu, linted?.cpu),
          peakOverXmllint: ratio(own.rss, linted?.rss),
        },
      ];
    }),
    steps: STEPS.flatMap(({ name, what }) => {
      const own = of(`step:${name}`);
      if (own === undefined) return [];
      const mbPerSecond = (own.bytes ?? 0) / 1e3 / own.cpu;
      return [{ name, what, cpu: own.cpu, overNode: ratio(own.cpu, node?.cpu), mbPerSecond, peakMb: own.rss }];
    }),
    goals: GOALS.map(({ name, is, must, stretch, peer }) => ({ name, is: is(of, files.counts), must, stretch, peer })),
    fleet: fleetOf(of, files),
    skipped,
  };
}

/**
 * @param {(name: string) => import('./measure.mjs').Figures | undefined} of
 * @param {import('./inputs.mjs').Inputs} files
 * @returns {Fleet | null}
 */
function fleetOf(of, files) {
  const [batch, start, alone] = [of('fleet-to-parquet'), of('version'), of('ckl-to-parquet')];
  if (batch === undefined || start === undefined || alone === undefined || of('fleet-to-ndjson') === undefined)
    return null;
  const { out, ckl, counts } = files;
  const lines = readdirSync(join(out, 'fleet')).map((name) => statSync(join(out, 'fleet', name)).size);
  return {
    batchMs: (batch.cpu - start.cpu) / counts.fleet,
    aloneMs: alone.cpu,
    cklBytes: statSync(ckl).size,
    ndjsonBytes: lines.reduce((sum, size) => sum + size, 0) / counts.fleet,
    parquetBytes: statSync(join(out, 'fleet.parquet')).size / counts.fleet,
    aloneParquetBytes: statSync(join(out, 'a.parquet')).size,
  };
}

/**
 * @param {number | null | undefined} a
 * @param {number | null | undefined} b
 */
function ratio(a, b) {
  return a === null || a === undefined || b === null || b === undefined || b === 0 ? null : a / b;
}
