import type { Diagnostic } from '../io/diagnostic.js';
import type { Benchmark, BenchmarkIdentity } from '../model/benchmark.js';
import type { Checklist, ChecklistStig } from '../model/checklist.js';
import { stableRuleId } from '../model/ids.js';
import { type Find, findingsOf, nameOf } from './finding.js';
import type { Locate } from './places.js';

/** What is remembered of a release that checklists are held against. */
export interface ReleaseRules {
  id: string | null;
  title: string | null;
  releaseName: string | null;
  benchmarkDate: string | null;
  /** Rules by Rule ID, with their V-ids; a rule without a Rule ID stands by its V-id. */
  rules: Map<string, string>;
  /** The Rule ID by the part of it that lasts through revisions. */
  byStableId: Map<string, string>;
}

/** The rules of a release, without their texts: a library holds 400 releases. */
export function releaseRules({ id, title, releaseName, benchmarkDate, rules }: Benchmark): ReleaseRules {
  const named = rules.flatMap((rule) => {
    const key = rule.ruleId ?? rule.vulnId;
    return key === null ? [] : [[key, nameOf(rule)] as const];
  });
  const byStableId = new Map(named.map(([key]) => [stableRuleId(key), key]));
  return { id, title, releaseName, benchmarkDate, rules: new Map(named), byStableId };
}

/** Rules that one message names; the rest is a number. */
const MOST_NAMED = 10;

/**
 * Holds the STIGs of a checklist against their releases: rules that a checklist lacks (a count of findings looks complete
 * without them), and rules that its release does not have (importers drop them). A profile may leave rules out, which is
 * why a lacking one is a warning. Where another release of the STIG alone is known, that is said and nothing compared.
 */
export function checkReleases(
  checklist: Checklist,
  releases: readonly ReleaseRules[],
  /** Whether a STIG of which no release is at hand is worth a word: they were given for the purpose. */
  named: boolean,
  locate?: Locate,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(checklist.sources[0]?.name, found, locate);
  checklist.stigs.forEach((stig, at) => {
    const same = releases.filter((release) => isSameStig(release, stig.benchmark));
    const release = same.find((one) => isSameRelease(one, stig.benchmark));
    if (release !== undefined) compare(stig, at, release, find);
    else if (named) tellMissing(stig, at, same, find);
  });
  return found;
}

function isSameStig(release: ReleaseRules, { id, title }: BenchmarkIdentity): boolean {
  return id && release.id ? id === release.id : title !== null && title === release.title;
}

function isSameRelease(release: ReleaseRules, { releaseName, benchmarkDate }: BenchmarkIdentity): boolean {
  if (releaseName !== null && release.releaseName !== null) return releaseName === release.releaseName;
  return benchmarkDate !== null && benchmarkDate === release.benchmarkDate;
}

function tellMissing({ benchmark }: ChecklistStig, stig: number, same: readonly ReleaseRules[], find: Find): void {
  const name = `${benchmark.id ?? benchmark.title ?? 'the STIG'} ${benchmark.releaseName ?? 'of an unknown release'}`;
  const others = same.map((release) => release.releaseName ?? 'one without a number').join(', ');
  const message = others === '' ? `no release of it was given` : `only other releases of it were given: ${others}`;
  find('warning', 'release-mismatch', `the rules of ${name} were not compared: ${message}`, {
    spot: { stig },
    hint:
      others === ''
        ? 'Give its release with --release FILE|DIR.'
        : 'Give that release, or carry the checklist on: stigkit checklist NEW --from-checklist THIS.',
  });
}

function compare({ benchmark, reviews }: ChecklistStig, stig: number, release: ReleaseRules, find: Find): void {
  const name = [release.id ?? release.title, release.releaseName].filter((part) => part !== null).join(' ');
  const held = new Set<string>();
  reviews.forEach(({ rule }, review) => {
    const key = rule.ruleId ?? rule.vulnId;
    if (key === null) return;
    const own = release.rules.has(key) ? key : release.byStableId.get(stableRuleId(key));
    if (own !== undefined) held.add(own);
    if (own === key) return;
    const about = { rule: nameOf(rule), spot: { stig, review, field: 'ruleId' as const } };
    if (own === undefined) {
      find('error', 'rule-foreign', `${key} is no rule of ${name}`, {
        ...about,
        hint: 'The review belongs to another STIG or release: take it out, or carry it on with --from-checklist.',
      });
    } else {
      find('warning', 'revision-mismatch', `${key} is another revision of the rule than ${name} has (${own})`, {
        ...about,
        hint: 'Carry the checklist on: stigkit checklist RELEASE --from-checklist THIS.',
      });
    }
  });
  const lacking = [...release.rules].filter(([key]) => !held.has(key)).map(([, rule]) => rule);
  if (lacking.length === 0) return;
  const some = lacking.slice(0, MOST_NAMED).join(', ');
  const rest = lacking.length > MOST_NAMED ? ` and ${lacking.length - MOST_NAMED} more` : '';
  const of = `${lacking.length} of the ${release.rules.size} rules of ${name}`;
  find('warning', 'rule-missing', `${benchmark.id ?? 'the STIG'} lacks ${of}: ${some}${rest}`, {
    spot: { stig },
    hint: 'Counts look complete without them. `stigkit checklist RELEASE --from-checklist THIS` adds them as Not Reviewed.',
  });
}
