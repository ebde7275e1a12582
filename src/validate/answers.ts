import type { Diagnostic } from '../io/diagnostic.js';
import type { Answer, Answers } from '../model/answers.js';
import { findingsOf } from './finding.js';

/** Whether standing answers make sense: that two of them do not stand for the same rules, STIGs and hosts. */
export function validateAnswers({ answers, sources }: Answers): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(sources[0]?.name, found);
  if (answers.length === 0) find('warning', 'element-missing', 'the file holds no answer');
  const seen = new Map<string, Answer>();
  for (const answer of answers) {
    for (const rule of new Set(answer.rules.map((name) => name.toLowerCase()))) {
      const key = JSON.stringify([rule, lower(answer.stigs), lower(answer.hosts)]);
      const other = seen.get(key);
      if (other === undefined) seen.set(key, answer);
      else if (other !== answer) {
        find('warning', 'duplicate-id', `${other.place} and ${answer.place} answer the same: the last one counts`, {
          rule,
          hint: 'Take one of them out, or say for which STIG or host each is.',
        });
      }
    }
    if (answer.severityOverride !== null && !answer.severityJustification?.trim()) {
      const message = `${answer.place} overrides the severity to ${answer.severityOverride} without a justification`;
      find('warning', 'override-unjustified', message, { rule: answer.rules[0] ?? 'no rule' });
    }
    const said = Boolean(answer.findingDetails?.trim() || answer.comments?.trim());
    if ((answer.status === 'open' || answer.status === 'not_applicable') && !said) {
      const status = answer.status === 'open' ? 'Open' : 'Not Applicable';
      const message = `${answer.place} says ${status} without details or comments`;
      find('warning', 'details-missing', message, { rule: answer.rules[0] ?? 'no rule' });
    }
  }
  return found;
}

function lower(names: readonly string[]): string[] {
  return names.map((name) => name.toLowerCase()).sort();
}
