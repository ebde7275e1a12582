import type { Benchmark, Rule } from '../model/benchmark.js';
import type { Checklist, ChecklistStig } from '../model/checklist.js';
import type { Document } from '../model/document.js';
import type { Severity } from '../model/severity.js';
import { severityOf } from '../model/summary.js';
import { headsOf, type StigHead } from './heads.js';
import { matches } from './pattern.js';
import { type Reason, reasonAgainst, type Selection } from './selection.js';

/** What is to be taken of one input: plain data, so that it can go where the input is read. */
export interface Choice {
  selection: Selection;
  /** Name of the package the input is a member of, else of the input. */
  packageName: string;
  /** Whether it is a member of a package, where documents that are no STIG have been chosen with the STIGs. */
  isMember: boolean;
  /** Places among the STIGs of the input of those that are the newest release; `null`: no matter. */
  newest: readonly number[] | null;
}

/** A STIG that was seen, and what became of it. */
export interface Seen {
  head: StigHead;
  packageName: string;
  /** Why it was left out; `null`: it was taken. */
  reason: Reason | null;
  /** Severities of its rules, where rules were chosen among; how many of them were taken. */
  severities: readonly Severity[];
  rules: number;
}

/** What is left of the documents of an input. */
export interface Narrowed {
  documents: { document: Document; place: number; whole: Document }[];
  seen: Seen[];
}

/**
 * What a choice takes of the documents of an input: the STIGs that are wanted, of checklists too, and of them the rules
 * that are. Documents are not changed: what is left out stands in copies no more.
 */
export function narrowed(documents: readonly Document[], choice: Choice): Narrowed {
  const seen: Seen[] = [];
  const left = documents.flatMap((whole, place) => {
    const document =
      whole.kind === 'benchmark'
        ? ofBenchmark(whole, choice, seen)
        : whole.kind === 'checklist'
          ? ofChecklist(whole, choice, seen)
          : ofOther(whole, choice);
    return document === null ? [] : [{ document, place, whole }];
  });
  return { documents: left, seen };
}

function ofBenchmark(benchmark: Benchmark, choice: Choice, seen: Seen[]): Benchmark | null {
  const { severities } = choice.selection;
  return taken(benchmark, choice, seen, () => {
    if (severities === null) return { result: benchmark, severities: [], rules: 0 };
    const result = withSeverities(benchmark, severities);
    return { result, severities: benchmark.rules.map((rule) => rule.severity), rules: result.rules.length };
  });
}

function ofChecklist(checklist: Checklist, choice: Choice, seen: Seen[]): Checklist | null {
  const { severities } = choice.selection;
  const stigs = checklist.stigs.flatMap((stig) => {
    const result = taken({ ...checklist, stigs: [stig] }, choice, seen, () => {
      if (severities === null) return { result: stig, severities: [], rules: 0 };
      const result = withReviewsOf(stig, severities);
      return { result, severities: stig.reviews.map(severityOf), rules: result.reviews.length };
    });
    return result ?? [];
  });
  if (stigs.length === checklist.stigs.length && stigs.every((stig, i) => stig === checklist.stigs[i]))
    return checklist;
  return stigs.length === 0 ? null : { ...checklist, stigs };
}

/** What `take` gives of the one STIG of a document, unless something speaks against it or none of its rules is wanted. */
function taken<T>(
  document: Document,
  { selection, packageName, newest }: Choice,
  seen: Seen[],
  take: () => { result: T; severities: readonly Severity[]; rules: number },
): T | null {
  const head = headsOf(document)[0]!;
  const isOlder = newest !== null && !newest.includes(seen.length);
  const reason = reasonAgainst(selection, head, packageName) ?? (isOlder ? 'latest' : null);
  if (reason !== null) {
    seen.push({ head, packageName, reason, severities: [], rules: 0 });
    return null;
  }
  const { result, severities, rules } = take();
  const isNone = selection.severities !== null && rules === 0;
  seen.push({ head, packageName, reason: isNone ? 'severity' : null, severities, rules });
  return isNone ? null : result;
}

/** A document that is no STIG, if it is of one that was asked for: in a package its STIGs have decided. */
function ofOther(document: Document, { selection, packageName, isMember }: Choice): Document | null {
  const { patterns } = selection;
  if (patterns.length === 0 || isMember) return document;
  const title = 'title' in document && typeof document.title === 'string' ? document.title : null;
  return patterns.some((pattern) => matches(pattern, [title, packageName])) ? document : null;
}

/** The release with its rules of these severities alone; profiles select no rule that is not there. */
export function withSeverities(benchmark: Benchmark, severities: readonly Severity[]): Benchmark {
  const rules = benchmark.rules.filter((rule) => severities.includes(rule.severity));
  if (rules.length === benchmark.rules.length) return benchmark;
  const kept = new Set(rules.flatMap(idsOf));
  const gone = new Set(benchmark.rules.flatMap(idsOf).filter((id) => !kept.has(id)));
  const profiles = benchmark.profiles.map((profile) => ({
    ...profile,
    selects: profile.selects.filter((id) => !gone.has(id)),
  }));
  return { ...benchmark, rules, profiles };
}

/** What a profile may select a rule by. */
function idsOf({ vulnId, ruleId }: Rule): string[] {
  return [vulnId, ruleId].filter((id) => id !== null);
}

/** A STIG of a checklist with its reviews of these severities alone: an override counts, as it does in reports. */
function withReviewsOf(stig: ChecklistStig, severities: readonly Severity[]): ChecklistStig {
  const reviews = stig.reviews.filter((review) => severities.includes(severityOf(review)));
  return reviews.length === stig.reviews.length ? stig : { ...stig, reviews };
}
