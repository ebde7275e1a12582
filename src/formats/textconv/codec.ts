import { isCommand } from '../../diff/structure.js';
import type { Benchmark, BenchmarkIdentity, Rule } from '../../model/benchmark.js';
import type { Checklist, Review } from '../../model/checklist.js';
import type { Codec, Write } from '../format.js';

/**
 * Plain lines for `git diff`: what a person would call a change shows, and no more. Rules stand in the order of their
 * V-ids, as tools write them in orders of their own; a sentence has a line; UUIDs, dialects, line ends and blanks at line
 * ends are left out. Nothing reads it back.
 */
const write: Write = (document) => {
  if (document.kind === 'benchmark') return benchmarkLines(document);
  if (document.kind === 'checklist') return checklistLines(document);
  throw new Error(`no plain lines of a ${document.kind}`);
};

/** XCCDF, CKL and CKLB as plain lines. */
export const textconv: Codec = { write };

function benchmarkLines(benchmark: Benchmark): string {
  const lines = [
    ...identityLines(benchmark),
    ...field('status', benchmark.status),
    ...field('description', benchmark.description),
  ];
  for (const { id, selects } of benchmark.profiles) lines.push(`profile ${id}: ${selects.length} selected`);
  for (const rule of sorted(benchmark.rules, (r) => r)) lines.push('', ...ruleHead(rule), ...ruleLines(rule));
  return `${lines.join('\n')}\n`;
}

function checklistLines({ title, asset, stigs }: Checklist): string {
  const lines = [...field('checklist', title)];
  for (const [name, value] of Object.entries(asset)) {
    if (name !== 'native' && value !== null && value !== '' && value !== false)
      lines.push(...field(`asset ${name}`, String(value)));
  }
  for (const { benchmark, reviews } of stigs) {
    lines.push('', ...identityLines(benchmark));
    for (const review of sorted(reviews, (r) => r.rule))
      lines.push('', ...ruleHead(review.rule), ...reviewLines(review));
  }
  return `${lines.join('\n')}\n`;
}

function identityLines(b: BenchmarkIdentity): string[] {
  return [
    ...field('stig', b.id),
    ...field('title', b.title),
    ...field('release', b.releaseName),
    ...field('date', b.benchmarkDate),
  ];
}

function ruleHead(rule: Rule): string[] {
  const ids = [rule.vulnId, rule.stigId].filter((id) => id !== null && id !== '');
  return [
    `== ${ids.join(' ') || rule.ruleId || 'a rule without an id'}`,
    ...field('rule', rule.ruleId),
    ...field('severity', rule.severity),
    ...field('title', rule.title),
  ];
}

function ruleLines(rule: Rule): string[] {
  return [
    ...field('group', rule.groupTitle),
    ...rule.ccis.map((cci) => `cci: ${cci}`),
    ...rule.legacyIds.map((id) => `legacy: ${id}`),
    ...field('discussion', rule.discussion ?? rule.description),
    ...rule.checks.flatMap((check) => field('check', check.text)),
    ...rule.fixes.flatMap((fix) => field('fix', fix.text)),
    ...FURTHER.flatMap((name) => field(name, rule[name])),
    ...(rule.responsibility ?? []).flatMap((text) => field('responsibility', text)),
  ];
}

const FURTHER = [
  'falsePositives',
  'falseNegatives',
  'mitigations',
  'severityOverrideGuidance',
  'potentialImpacts',
  'thirdPartyTools',
  'mitigationControl',
  'iaControls',
] as const;

function reviewLines(review: Review): string[] {
  return [
    `status: ${review.status}`,
    ...field('finding details', review.findingDetails),
    ...field('comments', review.comments),
    ...field('severity override', review.severityOverride),
    ...field('severity justification', review.severityJustification),
  ];
}

/** A field with its name: on one line, or below it where it has several. Nothing where it is empty. */
function field(name: string, text: string | null): string[] {
  const lines = linesOf(text ?? '');
  if (lines.length === 0) return [];
  return lines.length === 1
    ? [`${name}: ${lines[0]!.trim()}`]
    : [`${name}:`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

/** The end of a sentence and the blank after it; the rest of a command's line is no sentence. */
const SENTENCE_END = /(?<=[.!?]["'”’)]?)[ \u00a0]+(?=["'“(]?[A-Z])/;

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  const first = lines.findIndex((line) => line !== '');
  return lines
    .slice(Math.max(first, 0))
    .flatMap((line) => (isCommand(line.trim(), false) ? [line] : line.split(SENTENCE_END)));
}

/** By V-id as number, then by Rule ID; what has neither stays where it is, behind. */
function sorted<T>(list: readonly T[], ruleOf: (item: T) => Rule): T[] {
  const number = (item: T) => Number(/^V-(\d+)$/.exec(ruleOf(item).vulnId ?? '')?.[1] ?? Number.MAX_SAFE_INTEGER);
  const id = (item: T) => `${ruleOf(item).vulnId ?? ''} ${ruleOf(item).ruleId ?? ''}`;
  return [...list].sort((a, b) => number(a) - number(b) || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
}
