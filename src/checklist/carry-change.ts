import { strongest } from '../diff/classify.js';
import { compareRules, textClass } from '../diff/compare.js';
import { contentOf } from '../diff/fields.js';
import type { RulePair } from '../diff/match.js';
import { plain } from '../diff/normalize.js';
import type { Budget } from '../diff/words.js';
import type { Rule } from '../model/benchmark.js';
import { revisionOf } from '../model/ids.js';
import type { ChangeClass, MetadataChange } from '../model/release-diff.js';
import { SEVERITIES, type Severity } from '../model/severity.js';
import type { FillRow } from './fill-row.js';

/** What changed of a rule, as far as answers to it are concerned. */
export interface RuleChange {
  /**
   * Whether the check says the same once normalized. `absent`: one of the two has no check text, and the rule ids are of
   * one revision; without that an absent text counts as changed.
   */
  check: 'same' | 'changed' | 'absent';
  /** Of a changed check; `null` where there is no text to compare. */
  checkClass: ChangeClass | null;
  /** The class that the report gives. */
  class: FillRow['class'];
  /** What changed, in words, the check first; `identical` where nothing did. */
  what: string;
  /** What asks a person to look again though the check is the same. */
  confirm: string[];
  baseSeverity: 'same' | 'changed';
}

/** Title changes that may change what is asked. */
const WEIGHTY: readonly ChangeClass[] = ['criterion', 'command', 'value'];

/** What was found of pairs of rules, for priors of many hosts that share their rules (`compact.ts`). */
export class ChangeCache {
  readonly #found = new WeakMap<Rule, WeakMap<Rule, { fields: string; change: RuleChange }>>();

  changeOf(pair: RulePair, fields: ReadonlySet<string>, budget: Budget): RuleChange {
    const names = [...fields].join(' ');
    const ofOld = this.#found.get(pair.old) ?? new WeakMap();
    const known = ofOld.get(pair.new);
    if (known !== undefined && known.fields === names) return known.change;
    const change = changeOf(pair, fields, budget);
    ofOld.set(pair.new, { fields: names, change });
    this.#found.set(pair.old, ofOld);
    return change;
  }
}

/** What changed between a prior's rule and that of the new release. `fields` are those that both releases carry. */
export function changeOf(pair: RulePair, fields: ReadonlySet<string>, budget: Budget): RuleChange {
  const { content, metadata, formatting } = compareRules(pair, fields, budget);
  const words: string[] = [];
  const absent = [pair.old, pair.new].filter((rule) => plain(contentOf(rule, 'check')) === '');
  const changed = content.find((change) => change.field === 'check');
  let check: RuleChange['check'] = changed === undefined ? 'same' : 'changed';
  if (absent.length === 2 && sameRevision(pair)) check = 'same';
  else if (absent.length > 0) {
    check = sameRevision(pair) ? 'absent' : 'changed';
    const whose = absent.includes(pair.old) ? 'the prior has no check text' : 'the new release has no check text';
    const revision = check === 'absent' ? 'of the same revision' : 'of another revision';
    words.push(`${whose}, the Rule ID is ${revision}: nothing to compare`);
  } else if (changed !== undefined) words.push(`check changed (${changed.class})`);
  const others = content.filter((change) => change.field !== 'check');
  for (const { field, class: kind } of others) words.push(`text edited: ${field} (${kind})`);
  const confirm = check === 'absent' ? ['the check text could not be compared'] : [];
  const beside: string[] = [];
  for (const change of metadata) describe(change, confirm, beside);
  words.push(...beside);
  if (words.length === 0 && confirm.length === 0) {
    words.push(
      formatting.length > 0 ? `formatting only: ${formatting.map(({ field }) => field).join(', ')}` : 'identical',
    );
  } else if (changed === undefined && check === 'same') words.push('the check is the same');
  return {
    check,
    checkClass: absent.length > 0 ? null : (changed?.class ?? null),
    class: classFor(absent.length > 0 ? undefined : changed?.class, others, formatting),
    what: words.join('; '),
    confirm,
    baseSeverity: pair.old.severity === pair.new.severity ? 'same' : 'changed',
  };
}

function classFor(
  check: ChangeClass | undefined,
  others: readonly { class: ChangeClass }[],
  formatting: readonly { class: 'layout' | 'formatting' }[],
): FillRow['class'] {
  if (check !== undefined) return check;
  if (others.length > 0) return strongest(others.map((change) => change.class));
  if (formatting.length === 0) return null;
  return formatting.some((change) => change.class === 'layout') ? 'layout' : 'formatting';
}

/** Sorts a change beside the texts into what must be confirmed and what is only told. */
function describe(change: MetadataChange, confirm: string[], beside: string[]): void {
  const { field, old, new: now } = change;
  if (field === 'severity') {
    const rank = (severity: unknown) => SEVERITIES.indexOf(severity as Severity);
    const raised = rank(now) < rank(old);
    (raised ? confirm : beside).push(`severity ${raised ? 'raised' : 'lowered'} from ${old} to ${now}`);
  } else if (field === 'title') {
    const kind = change.class ?? textClass(old as string | null, now as string | null);
    (WEIGHTY.includes(kind) ? confirm : beside).push(`title changed (${kind})`);
  } else if (field === 'severityOverrideGuidance') confirm.push('override guidance changed');
}

/** Whether both rules bear one Rule ID with its revision; some checklists leave `_rule` off. */
function sameRevision({ old, new: now }: RulePair): boolean {
  const bare = ({ ruleId }: Rule) => ruleId?.trim().replace(/_rule$/, '') ?? '';
  return bare(old) === bare(now) && revisionOf(bare(now)) !== null;
}

const CONDITION =
  /\b(?:this is a CAT(?:EGORY)?[ -]*(?:I{1,3}|[123]) finding|severity (?:is|level|will|may|can|must|of)[^.\n]{0,60}\bCAT(?:EGORY)?[ -]*(?:I{1,3}|[123])\b|(?:raised|lowered|downgraded|reduced|upgraded) to (?:a )?CAT(?:EGORY)?[ -]*(?:I{1,3}|[123])\b)/i;

/** The words in which a check sets a severity of its own (`this is a CAT II finding`); `null` where it does not. */
export function conditionOf(rule: Rule): string | null {
  return CONDITION.exec(plain(contentOf(rule, 'check')))?.[0] ?? null;
}
