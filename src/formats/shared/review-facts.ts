import type { Review } from '../../model/checklist.js';
import type { Fact, TextSection } from './rule-facts.js';

/** What a scanner said of a review, in a line; nothing where none did. */
export function reviewFacts({ result }: Review): Fact[] {
  if (result === undefined) return [];
  const parts = [result.result, result.testSystem, result.time].filter((part) => part !== null && part !== '');
  return [{ name: 'Scanner', value: parts.join(', ') }];
}

/** What was typed into a review, each under its heading; nothing typed is left out. */
export function reviewTexts(review: Review): TextSection[] {
  return [
    { heading: 'Finding details', text: review.findingDetails },
    { heading: 'Comments', text: review.comments },
    { heading: 'Severity justification', text: review.severityJustification },
  ].filter(({ text }) => text.trim() !== '');
}
