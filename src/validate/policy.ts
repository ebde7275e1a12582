import type { Checklist, ChecklistStig, Review, Status } from '../model/checklist.js';
import { matches } from '../model/pattern.js';
import type { Policy, PolicyAssetField, PolicyRequirement, PolicyText } from '../model/policy.js';
import { type Find, nameOf } from './finding.js';

const TEXTS = { findingDetails: 'finding details', comments: 'comments', severityJustification: 'justification' };

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  open: 'Open',
  not_a_finding: 'Not a Finding',
  not_applicable: 'Not Applicable',
  not_reviewed: 'Not Reviewed',
};

/** What a checklist lacks of what a policy asks for, by review and demand. */
export function checkPolicy(checklist: Checklist, policy: Policy, find: Find): void {
  for (const field of policy.asset ?? []) checkAsset(checklist, field, find);
  const demands = (policy.requirements ?? []).map(demandOf);
  const phrases = (policy.forbiddenPhrases ?? []).map(phraseOf).filter((phrase) => phrase.folded !== '');
  checklist.stigs.forEach((stig, stigAt) => {
    const own = demands.filter((demand) => demand.isForStig(stig));
    stig.reviews.forEach((review, at) => {
      const place: Place = { find, review, spot: { stig: stigAt, review: at } };
      for (const demand of own) if (demand.isFor(review)) checkDemand(demand.asked, place);
      if (phrases.length > 0) checkPhrases(phrases, place);
    });
  });
}

interface Place {
  find: Find;
  review: Review;
  spot: { stig: number; review: number };
}

function checkAsset({ asset }: Checklist, field: PolicyAssetField, find: Find): void {
  if (asset[field]?.trim()) return;
  find('error', 'policy-missing', `the asset has no ${field}, which the policy asks for`, {
    spot: field === 'hostName' || field === 'ipAddress' || field === 'macAddress' || field === 'fqdn' ? { field } : {},
    hint: 'Fill it in the checklist, or with the asset options of `stigkit checklist`.',
  });
}

function checkDemand(asked: PolicyRequirement, { find, review, spot }: Place): void {
  const { level = 'error', needs = [], needsOneOf = [], minLength = 1 } = asked;
  const rule = nameOf(review.rule);
  const by = asked.name === undefined ? 'the policy' : `the policy (${asked.name})`;
  const status = STATUS_WORDS[review.status];
  if (asked.allowed === false) {
    const overridden = asked.overridden === true && review.severityOverride !== null;
    const what = overridden ? `an override of the severity to ${review.severityOverride}` : status;
    find(level, 'policy-not-allowed', `${what} is not allowed by ${by}`, {
      rule,
      spot: { ...spot, field: 'status' },
      hint: overridden ? 'Take the override back, or change the policy.' : 'Review the rule and set another status.',
    });
  }
  const short = (field: PolicyText) => [...review[field].trim()].length < minLength;
  const wanted = minLength > 1 ? `, ${minLength} characters at least` : '';
  for (const field of needs) {
    if (!short(field)) continue;
    const has = review[field].trim() === '' ? 'no' : `only ${[...review[field].trim()].length} characters of`;
    find(level, 'policy-missing', `${status} with ${has} ${TEXTS[field]}; ${by} asks for them${wanted}`, {
      rule,
      spot: spotOf(spot, field),
      hint: HINTS[field],
    });
  }
  if (needsOneOf.length > 0 && needsOneOf.every(short)) {
    const names = needsOneOf.map((field) => TEXTS[field]).join(' or ');
    find(level, 'policy-missing', `${status} without ${names}; ${by} asks for one of them${wanted}`, {
      rule,
      spot: spotOf(spot, needsOneOf[0]!),
      hint: HINTS[needsOneOf[0]!],
    });
  }
}

const HINTS: Readonly<Record<PolicyText, string>> = {
  findingDetails: 'Write what was seen: stigkit review FILE RULE --details TEXT.',
  comments: 'Write the reason: stigkit review FILE RULE --comments TEXT.',
  severityJustification: 'Write why: stigkit review FILE RULE --justification TEXT.',
};

function spotOf(spot: { stig: number; review: number }, field: PolicyText) {
  return field === 'severityJustification' ? spot : { ...spot, field };
}

interface Phrase {
  said: string;
  folded: string;
}

function phraseOf(said: string): Phrase {
  return { said, folded: folded(said).trim() };
}

function checkPhrases(phrases: readonly Phrase[], { find, review, spot }: Place): void {
  for (const field of ['findingDetails', 'comments', 'severityJustification'] as const) {
    if (review[field] === '') continue;
    const text = folded(review[field]);
    for (const phrase of phrases) {
      if (!holds(text, phrase.folded)) continue;
      find('error', 'policy-phrase', `the ${TEXTS[field]} say ${JSON.stringify(phrase.said)}: the policy forbids it`, {
        rule: nameOf(review.rule),
        spot: spotOf(spot, field),
        hint: 'Say in its place what was found.',
      });
    }
  }
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

const WORD = /[\p{L}\p{N}]/u;

/** Whether a text holds a phrase as whole words: `TBD` stands in `TBD.` and not in `STBDX`. */
function holds(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + phrase.length] ?? ' '];
    const starts = !WORD.test(phrase[0]!) || !WORD.test(before);
    const ends = !WORD.test(phrase.at(-1)!) || !WORD.test(after);
    if (starts && ends) return true;
  }
  return false;
}

interface Demand {
  asked: PolicyRequirement;
  isForStig(stig: ChecklistStig): boolean;
  isFor(review: Review): boolean;
}

function demandOf(asked: PolicyRequirement): Demand {
  const { status, severity, overridden, stigs, rules } = asked;
  return {
    asked,
    isForStig({ benchmark }) {
      return stigs === undefined || [benchmark.id, benchmark.title].some((name) => fits(stigs, name));
    },
    isFor({ rule, status: own, severityOverride }) {
      return (
        (status === undefined || status.includes(own)) &&
        (severity === undefined || severity.includes(rule.severity)) &&
        (overridden === undefined || overridden === (severityOverride !== null)) &&
        (rules === undefined || [rule.vulnId, rule.ruleId, rule.stigId, ...rule.ccis].some((id) => fits(rules, id)))
      );
    },
  };
}

function fits(patterns: readonly string[], name: string | null): boolean {
  return name !== null && patterns.some((pattern) => matches(pattern, name));
}
