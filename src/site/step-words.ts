import { REVISION_FIELDS } from '../diff/fields.js';
import { howMatched } from '../formats/shared/digest-lines.js';
import type { Step } from './life.js';

/** A step in words: `check, fix changed; renumbered from V-1 (matched by legacy id)`. */
export function stepWords(step: Step): string {
  switch (step.kind) {
    case 'first':
      return 'The first release here; it has the rule.';
    case 'added':
      return 'Added.';
    case 'removed':
      return 'Removed.';
    case 'unchanged':
      return 'Unchanged.';
    case 'changed': {
      const { renumbered, content, metadata, formatting } = step;
      const fields = [
        ...(content?.fields ?? []),
        ...(metadata?.fields ?? []).filter((field) => isTold(field.field, step)),
      ].map((field) => field.field);
      const parts = [
        renumbered === null
          ? ''
          : `renumbered from ${renumbered.oldVulnId ?? 'a rule without V-id'} (matched by ${howMatched(renumbered.matchedBy)})`,
        fields.length === 0 ? '' : `${fields.join(', ')} changed`,
        fields.length === 0 && metadata !== null ? 'a new revision without a change of text' : '',
        formatting === null ? '' : 'formatting only',
      ].filter((part) => part !== '');
      const said = parts.join('; ');
      return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
    }
  }
}

/** Whether a changed field is told: not that of a new revision, nor the old ids that a renumbered rule keeps. */
export function isTold(field: string, { renumbered }: Step): boolean {
  return !REVISION_FIELDS.has(field) && !(field === 'legacyIds' && renumbered !== null);
}
