import { StigError } from '../io/diagnostic.js';
import { unknownName } from '../io/nearest.js';
import { isoDate } from '../model/release.js';
import { SEVERITIES, type Severity, severityFrom } from '../model/severity.js';
import type { StigHead } from './heads.js';
import { checkedPattern, matches } from './pattern.js';

/** Options that say which STIGs, and which of their rules, are taken, as they stand on the command line. */
export interface SelectionOptions {
  stig?: string[] | undefined;
  latest?: boolean | undefined;
  since?: string | undefined;
  severity?: string[] | undefined;
  scap?: boolean | undefined;
}

/** Which STIGs, and which of their rules, are taken: plain data. */
export interface Selection {
  /** One of them must match; empty: any STIG. */
  patterns: readonly string[];
  latest: boolean;
  /** ISO date; `null`: any, none too. */
  since: string | null;
  severities: readonly Severity[] | null;
  /** Whether SCAP content is left out. */
  noScap: boolean;
}

/** Why something is left out: the option that did it. */
export type Reason = 'stig' | 'since' | 'scap' | 'latest' | 'severity';

/** The selection that options ask for; `null` where they ask for none. Throws a StigError for wrong use. */
export function selectionOf(options: SelectionOptions): Selection | null {
  const { stig, latest = false, since, severity, scap = true } = options;
  if (stig === undefined && !latest && since === undefined && severity === undefined && scap) return null;
  return {
    patterns: (stig ?? []).map(checkedPattern),
    latest,
    since: since === undefined ? null : dateOf(since),
    severities: severity === undefined ? null : severitiesOf(severity),
    noScap: !scap,
  };
}

/** What speaks against a release by itself, whatever else is there; `null` where nothing does. */
export function reasonAgainst(selection: Selection, head: StigHead, packageName: string): Reason | null {
  const { patterns, since, noScap } = selection;
  if (noScap && head.isScap) return 'scap';
  if (since !== null && (head.benchmarkDate === null || head.benchmarkDate < since)) return 'since';
  const names = [head.id, head.title, packageName];
  return patterns.length === 0 || patterns.some((pattern) => matches(pattern, names)) ? null : 'stig';
}

/** Severities as `--severity` gives them: several times or with commas. Throws a StigError for one that is none. */
export function severitiesOf(values: readonly string[]): Severity[] {
  const names = values.flatMap((value) => value.split(',')).map((value) => value.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const severity = severityFrom(name);
      if (severity !== 'unknown' || name === 'unknown') return severity;
      throw unknownName('there is no severity', name, SEVERITIES);
    });
}

function dateOf(text: string): string {
  const date = isoDate(text);
  if (date !== null) return date;
  throw usage(`--since ${text} is no date`, 'Write year, month and day: --since 2026-01-31.');
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}
