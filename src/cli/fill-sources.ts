import type { CarryOptions } from '../checklist/carry.js';
import { ChangeCache } from '../checklist/carry-change.js';
import { RulePool } from '../checklist/compact.js';
import type { FillOptions } from '../checklist/fill.js';
import { StigError } from '../io/diagnostic.js';
import type { Answers } from '../model/answers.js';
import type { Checklist } from '../model/checklist.js';
import type { ValuesOf } from './command.js';
import type { checklistOptions } from './options.js';
import { readInputs } from './reading.js';
import type { Reporter } from './reporter.js';

type Options = ValuesOf<typeof checklistOptions>;

/** Where answers come from, as read. */
export interface ReadSources {
  prior: Checklist[];
  results: Checklist[];
  answers: Answers[];
}

/** Whether everything that was asked for is there: a source of which nothing could be read leaves nothing to fill from. */
export function isComplete(options: Options, { prior, results, answers }: ReadSources): boolean {
  const wanted = [
    [options['from-checklist'], prior],
    [options.results, results],
    [options.answers, answers],
  ] as const;
  return wanted.every(([asked, found]) => asked === undefined || found.length > 0);
}

/** Reads what --from-checklist, --results and --answers name. What cannot be read is reported. */
export async function readSources(options: Options, reporting: Reporter): Promise<ReadSources> {
  const sources: ReadSources = { prior: [], results: [], answers: [] };
  const limit = { limit: options.limit, lenient: options.lenient };
  const pool = new RulePool();
  for (const kind of ['prior', 'results'] as const) {
    const files = options[kind === 'prior' ? 'from-checklist' : 'results'];
    if (files === undefined) continue;
    for await (const { document, input } of readInputs(files, limit, reporting)) {
      if (document.kind === 'checklist') sources[kind].push(pool.compact(document));
      else if (input.named) {
        reporting.report({
          code: 'format-mismatch',
          severity: 'error',
          file: input.name,
          message: `${kind === 'prior' ? 'a checklist' : 'a scan'} is wanted; this is a ${document.kind}`,
        });
      }
    }
    if (sources[kind].length === 0 && reporting.exitCode() === 0) {
      throw new StigError({
        code: 'format-mismatch',
        severity: 'error',
        file: files[0]!,
        message: `no ${kind === 'prior' ? 'checklist' : 'scan'} was found`,
      });
    }
  }
  for (const file of options.answers ?? []) {
    for await (const { document } of readInputs([file], { ...limit, from: 'answers' }, reporting)) {
      if (document.kind === 'answers') sources.answers.push(document);
    }
  }
  return sources;
}

/** How sources are weighed, as it stands on the command line. */
export function fillOptions(options: Options): FillOptions {
  return {
    onChange: options['on-change'] as CarryOptions['onChange'],
    carryThrough: options['carry-through'] as CarryOptions['carryThrough'],
    strict: options.strict,
    pairs: pairsOf(options.pair),
    cache: new ChangeCache(),
    prefer: options.prefer as FillOptions['prefer'],
    onlyUnreviewed: options['only-unreviewed'],
    keepDetails: options['keep-details'],
    appendDetails: options['append-details'],
    force: options.force,
  };
}

function pairsOf(values: readonly string[] | undefined): [string, string][] {
  return (values ?? []).map((value) => {
    const at = value.indexOf('=');
    if (at > 0 && at < value.length - 1) return [value.slice(0, at), value.slice(at + 1)];
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message: `--pair ${value} is no pair`,
      hint: 'Write --pair OLD=NEW.',
    });
  });
}
