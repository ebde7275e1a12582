import type { ReadTotals } from '../io/progress.js';
import type { CliIo } from './cli-io.js';

/** What a run came to: as one JSON object, or in a line. */
export interface RunSummary extends ReadTotals {
  seconds: number;
  errors: number;
  warnings: number;
  /** Problems by code, notes included. */
  problems: Record<string, number>;
}

/** Files that are many: a run of fewer says what it came to on a terminal alone, and of one file never. */
const MANY = 10;

/** Whether a run is summed up without being asked to: never where one file goes through a pipeline. */
export function isWorthSummary({ files }: RunSummary, { errIsTerminal }: Pick<CliIo, 'errIsTerminal'>): boolean {
  return files >= (errIsTerminal ? 2 : MANY);
}

/** `42 files, 7,512 rules, 3 problems, 1.3 s, 15.6 MB/s`. Problems are errors and warnings. */
export function summaryLine({ files, rules, bytes, seconds, errors, warnings }: RunSummary): string {
  const rate = bytes / 1e6 / Math.max(seconds, 0.001);
  return [
    counted(files, 'file'),
    counted(rules, 'rule'),
    counted(errors + warnings, 'problem'),
    `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`,
    `${rate.toFixed(1)} MB/s`,
  ].join(', ');
}

/** A number and its noun, thousands parted by commas. */
function counted(n: number, noun: string): string {
  return `${String(n).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${noun}${n === 1 ? '' : 's'}`;
}
