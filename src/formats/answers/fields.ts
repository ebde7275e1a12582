import { didYouMean } from '../../io/nearest.js';
import type { Answer } from '../../model/answers.js';
import { STATUSES, type Status } from '../../model/checklist.js';
import { severityFrom } from '../../model/severity.js';
import type { Tell } from './tell.js';

/** What a key or column of an answers file holds. */
export type AnswerField =
  | 'rules'
  | 'stigs'
  | 'hosts'
  | 'status'
  | 'details'
  | 'comments'
  | 'severity'
  | 'justification';

/** Names that people and other tools give the fields, folded: letters alone, in lower case. */
const NAMES: readonly (readonly [AnswerField, string])[] = [
  [
    'rules',
    'rule rules id ids vid vulnnum vulnid vulnids groupid ruleid ruleids stigid stigids cci ccis srg srgs srgid ruleversion',
  ],
  ['stigs', 'stig stigs benchmark benchmarks benchmarkid benchmarkids'],
  ['hosts', 'host hosts hostname hostnames asset assets fqdn'],
  ['status', 'status'],
  ['details', 'details detail findingdetails'],
  ['comments', 'comments comment'],
  ['severity', 'severity severityoverride'],
  ['justification', 'justification severityjustification reason'],
];
const FIELD_OF = new Map(NAMES.flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)));

const SEVERITIES = ['high', 'medium', 'low'];

/** Names as they are best written. */
export const WRITTEN_NAMES = ['rule', 'stig', 'host', 'status', 'details', 'comments', 'severity', 'justification'];

/** The field that a key names; `undefined` of others. */
export function fieldNamed(key: string): AnswerField | undefined {
  return FIELD_OF.get(key.toLowerCase().replace(/[^a-z]+/g, ''));
}

const STATUS_OF = new Map<string, Status>(
  (
    [
      ['open', 'open o fail failed finding'],
      ['not_reviewed', 'notreviewed nr notchecked'],
      ['not_a_finding', 'notafinding naf nf pass passed'],
      ['not_applicable', 'notapplicable na'],
    ] as const
  ).flatMap(([status, words]) => words.split(' ').map((word) => [word, status] as const)),
);

/** A status in the words of any checklist format or viewer; `undefined` where it is none. */
export function statusFrom(text: string): Status | undefined {
  return STATUS_OF.get(text.toLowerCase().replace(/[^a-z]+/g, ''));
}

/** The values of an answer as they were found: lists for what it is for, texts for what it says. */
export interface RawAnswer {
  lists: Record<'rules' | 'stigs' | 'hosts', string[]>;
  texts: Map<AnswerField, string>;
}

/** Makes an answer of what was found; what is wrong with it is told, and gives `undefined`. */
export function answerOf(raw: RawAnswer, place: string, tell: Tell): Answer | undefined {
  const before = raw.lists.rules.filter((rule) => rule.trim() !== '');
  if (before.length === 0) {
    tell({ message: `${place} names no rule`, hint: 'Name a V-id, STIG ID, Rule ID, CCI or SRG as rule.' });
    return undefined;
  }
  const rule = before.length === 1 ? { rule: before[0]! } : {};
  const statusText = raw.texts.get('status')?.trim() ?? '';
  const status = statusText === '' ? null : statusFrom(statusText);
  if (status === undefined) {
    tell({
      ...rule,
      message: `${place} has the status ${JSON.stringify(statusText)}, which is none${didYouMean(statusText, STATUSES)}`,
      hint: 'Statuses are open, not_reviewed, not_a_finding, not_applicable.',
    });
    return undefined;
  }
  const severityText = raw.texts.get('severity')?.trim() ?? '';
  const severity = severityText === '' ? null : severityFrom(severityText);
  if (severity === 'unknown') {
    tell({
      ...rule,
      message: `${place} overrides the severity with ${JSON.stringify(severityText)}, which is none${didYouMean(severityText, SEVERITIES)}`,
      hint: 'Severities are high, medium, low.',
    });
    return undefined;
  }
  return {
    rules: before.map((text) => text.trim()),
    stigs: trimmed(raw.lists.stigs),
    hosts: trimmed(raw.lists.hosts),
    status,
    findingDetails: raw.texts.get('details') ?? null,
    comments: raw.texts.get('comments') ?? null,
    severityOverride: severity,
    severityJustification: raw.texts.get('justification') ?? null,
    place,
  };
}

function trimmed(list: readonly string[]): string[] {
  return list.map((text) => text.trim()).filter((text) => text !== '');
}
