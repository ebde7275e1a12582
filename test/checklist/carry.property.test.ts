import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carry } from '../../src/checklist/carry.js';
import type { Checklist } from '../../src/model/checklist.js';
import { arbitraryChecklist, textsOf } from '../support/arbitrary-checklists.js';

const options = fc.record({
  onChange: fc.constantFrom('reset' as const, 'keep' as const),
  carryThrough: fc.constantFrom(undefined, 'punctuation' as const, 'wording' as const),
  strict: fc.boolean(),
});
const blank = arbitraryChecklist(true);
const priors = fc.array(arbitraryChecklist(), { minLength: 1, maxLength: 3 });

const reviewsOf = (checklist: Checklist) => checklist.stigs.flatMap((stig) => stig.reviews);
const lineEnds = (text: string) => text.replace(/\r\n?/g, '\n');

describe('carrying random checklists', () => {
  it('loses nothing that was typed', () => {
    fc.assert(
      fc.property(blank, priors, options, (now, old, rules) => {
        const carried = carry(now, old, rules);
        const held = lineEnds(
          [...reviewsOf(carried.checklist), ...carried.leftovers.map(({ review }) => review)]
            .flatMap(textsOf)
            .join('\u0000'),
        );
        for (const text of old.flatMap(reviewsOf).flatMap(textsOf)) {
          expect(held.includes(lineEnds(text)), JSON.stringify(text)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('accounts for every rule of the new release, and for every answer of the priors', () => {
    fc.assert(
      fc.property(blank, priors, options, (now, old, rules) => {
        const before = structuredClone([now, ...old]);
        const { checklist, rows, summary, leftovers } = carry(now, old, rules);
        expect([now, ...old]).toEqual(before);
        const ofRules = rows.filter(({ outcome }) => outcome !== 'removed' && outcome !== 'conflict');
        expect(ofRules.map(({ ruleId }) => ruleId)).toEqual(reviewsOf(now).map(({ rule }) => rule.ruleId));
        expect(Object.values(summary.outcomes).reduce((a, b) => a + b)).toBe(rows.length);
        expect(summary.leftovers).toBe(leftovers.length);
        reviewsOf(checklist).forEach((review, i) => {
          const row = ofRules[i]!;
          expect(row.after).toBe(review.status);
          // Open never falls out of counts, whatever the rules.
          if (row.before === 'open') expect(review.status).toBe('open');
          if (row.outcome === 'carried') expect(review.status).toBe(row.before);
          if (row.outcome === 'reset') expect(review.status).toBe('not_reviewed');
          if (rules.strict && rules.onChange === 'reset' && row.outcome === 'carried-confirm')
            expect(review.status).toBe('not_reviewed');
          expect(row.reason).not.toBe('');
        });
      }),
      { numRuns: 300 },
    );
  });

  it('adds no second line, and changes nothing where the release is the same', () => {
    fc.assert(
      fc.property(blank, blank, priors, options, (now, later, old, rules) => {
        const once = carry(now, old, rules).checklist;
        const same = carry(now, [once], rules);
        expect(reviewsOf(same.checklist).map(answerOf)).toEqual(reviewsOf(once).map(answerOf));
        for (const review of reviewsOf(carry(later, [once], rules).checklist)) {
          expect(review.comments.split('[stigkit] Carried from').length).toBeLessThan(3);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function answerOf(review: ReturnType<typeof reviewsOf>[number]) {
  const { status, findingDetails, comments, severityOverride, severityJustification } = review;
  return { status, findingDetails, comments, severityOverride, severityJustification };
}
