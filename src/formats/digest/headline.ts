import { strongest } from '../../diff/classify.js';
import type { ChangeClass, ReleaseDiff } from '../../model/release-diff.js';
import { type DigestView, isRaised } from './view.js';

/** The release change in one sentence: what a reviewer needs to know first. */
export function headline(view: DigestView): string {
  const { diff, counts } = view;
  const rated = diff.metadataChanged.filter((entry) => entry.fields.some((f) => f.field === 'severity'));
  const raised = rated.filter(isRaised).length;
  const parts = [
    count(counts.added, 'rule added', 'rules added'),
    count(counts.removed, 'rule removed', 'rules removed'),
    count(diff.renumbered.length, 'rule renumbered', 'rules renumbered'),
    contentPart(diff),
    count(raised, 'severity raised', 'severities raised'),
    count(rated.length - raised, 'severity lowered', 'severities lowered'),
  ].filter((part) => part !== '');
  const moved = diff.signals.filter((signal) => signal.code === 'revision-without-text').length;
  const alone = moved === 0 ? '' : `, ${moved} with a new revision alone`;
  const rest = `${counts.unchanged} of ${diff.new.ruleCount} rules unchanged${alone}`;
  if (parts.length > 0) return `${capital(parts.join(', '))}; ${rest}.`;
  // What a filter hides may well have changed.
  const nothing = 'no rule was added, removed or changed in content';
  return `${view.filter === '' ? capital(nothing) : `Of what was asked for, ${nothing}`}; ${rest}.`;
}

function contentPart({ contentChanged }: ReleaseDiff): string {
  if (contentChanged.length === 0) return '';
  const strong = contentChanged.map((entry) => strongest(entry.fields.map((f) => f.class)));
  const tally = (['criterion', 'command', 'value', 'wording', 'punctuation'] as const)
    .map((name) => [name, strong.filter((c) => c === name).length] as const)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${n} ${CLASS_WORDS[name]}`);
  return `${count(contentChanged.length, 'rule changed', 'rules changed')} in content (${tally.join(', ')})`;
}

/** Classes as one reads them. */
export const CLASS_WORDS: Record<ChangeClass, string> = {
  criterion: 'in what is a finding',
  command: 'in commands',
  value: 'in a value',
  wording: 'in wording',
  punctuation: 'in punctuation',
};

function count(n: number, one: string, many: string): string {
  return n === 0 ? '' : `${n} ${n === 1 ? one : many}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
