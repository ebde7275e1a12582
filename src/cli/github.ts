import { appendFile } from 'node:fs/promises';
import { fsError } from '../io/fs-error.js';
import type { CliIo } from './cli-io.js';
import type { GateHit } from './diff-gates.js';

/** GitHub shows ten annotations of a kind in a step. */
const MOST = 10;
/** A step's summary may have 1 MiB. */
export const SUMMARY_BYTES = 1_000_000;

/** Adds Markdown to the job summary; does nothing outside of GitHub Actions. */
export async function addSummary(markdown: string, io: CliIo): Promise<void> {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  await appendFile(file, `${markdown}\n`).catch((error: unknown) => {
    throw fsError('write-failed', file, error);
  });
}

/** Workflow commands that annotate a run: errors for what fails it, warnings for the rest. The worst first, ten a kind. */
export function annotations(hits: readonly GateHit[], failing: ReadonlySet<string>): string {
  const lines = (level: 'error' | 'warning') =>
    hits
      .filter((hit) => failing.has(hit.gate) === (level === 'error'))
      .slice(0, MOST)
      .map((hit) => `::${level} title=${property(hit.id)}::${data(`${hit.message}: ${hit.title}`)}`);
  return [...lines('error'), ...lines('warning')].map((line) => `${line}\n`).join('');
}

function data(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/%/g, '%25');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
