import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import { applyResults } from '../../src/checklist/results.js';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import { readXccdfResults } from '../../src/formats/xccdf-results/read.js';
import { writeXccdfResults } from '../../src/formats/xccdf-results/write.js';
import { Source } from '../../src/io/source.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { STATUSES } from '../../src/model/checklist.js';
import { RESULT_WORDS, statusOfResult } from '../../src/model/result-word.js';
import { readContext } from '../support/context.js';

const EXAMPLE = join(import.meta.dirname, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const [benchmark] = readXccdf(new Source('a.xml', readFileSync(EXAMPLE)), readContext());
const COUNT = benchmark!.rules.length;
const blank = createChecklist([benchmark!], { hostName: 'harbor01' });

/** Texts with what breaks careless code: markup, blanks at the ends, line ends of every kind, astral characters. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('<b>', '&amp;', ']]>', '\r\n', '\r', '\t', '  ', '"'),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join('').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
const answer = fc.record({ status: fc.constantFrom(...STATUSES), findingDetails: text, comments: text });
const answers = fc.array(answer, { minLength: COUNT, maxLength: COUNT });
const word = fc.option(fc.constantFrom(...RESULT_WORDS), { nil: undefined });
const words = fc.array(word, { minLength: COUNT, maxLength: COUNT });

function withReviews(change: (review: Review, i: number) => Review | null): Checklist {
  const [stig] = blank.stigs;
  return { ...blank, stigs: [{ ...stig!, reviews: stig!.reviews.flatMap((review, i) => change(review, i) ?? []) }] };
}

function scan(list: (string | undefined)[], name: string): Checklist {
  const made = withReviews((review, i) => {
    const said = list[i];
    if (said === undefined) return null;
    const result = { result: said, testSystem: name, time: null };
    return { ...review, status: statusOfResult(said), findingDetails: `${name}: ${said}`, result };
  });
  return { ...made, sources: [{ name, format: 'xccdf-results', sha256: '' }] };
}

describe('results against any checklist', () => {
  it('lose no word, change no answer of a person, and add up', () => {
    fc.assert(
      fc.property(
        answers,
        words,
        words,
        fc.boolean(),
        fc.boolean(),
        (own, first, second, appendDetails, keepDetails) => {
          const given = withReviews((review, i) => ({ ...review, ...own[i]! }));
          const scans = [scan(first, 'a.xml'), scan(second, 'b.xml')];
          const { checklist, rows, summary } = applyResults(given, scans, { appendDetails, keepDetails, force: true });
          for (const [i, review] of checklist.stigs[0]!.reviews.entries()) {
            const before = own[i]!;
            expect(review.findingDetails.startsWith(before.findingDetails)).toBe(true);
            expect(review.comments.startsWith(before.comments)).toBe(true);
            const votes = [first[i], second[i]].map((said) => statusOfResult(said ?? 'notselected'));
            const worst = (['open', 'not_a_finding', 'not_applicable'] as const).find((status) =>
              votes.includes(status),
            );
            expect(review.status).toBe(before.status === 'not_reviewed' ? (worst ?? 'not_reviewed') : before.status);
          }
          const results = [...first, ...second].filter((said) => said !== undefined).length;
          expect(summary.sources.reduce((sum, source) => sum + source.results, 0)).toBe(results);
          const inSources = summary.sources.flatMap(({ outcomes }) => Object.values(outcomes)).reduce((x, y) => x + y);
          expect(inSources).toBe(results);
          expect(rows.length).toBe(results + summary.outcomes['no-result']);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('give the scans way where they are preferred, and still lose no word', () => {
    fc.assert(
      fc.property(answers, words, (own, list) => {
        const given = withReviews((review, i) => ({ ...review, ...own[i]! }));
        const { checklist } = applyResults(given, [scan(list, 'a.xml')], { prefer: 'results', force: true });
        for (const [i, review] of checklist.stigs[0]!.reviews.entries()) {
          const vote = statusOfResult(list[i] ?? 'notselected');
          expect(review.status).toBe(vote === 'not_reviewed' ? own[i]!.status : vote);
          expect(review.findingDetails.startsWith(own[i]!.findingDetails)).toBe(true);
          expect(review.comments.startsWith(own[i]!.comments)).toBe(true);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

it('any checklist written as results reads back with the same answers', () => {
  fc.assert(
    fc.property(answers, (own) => {
      const given = withReviews((review, i) => ({ ...review, ...own[i]! }));
      const written = writeXccdfResults(given, {}, { report: () => {} }) as string;
      const [back] = readXccdfResults(new Source('w.xml', new TextEncoder().encode(written)), readContext());
      const seen = back!.stigs[0]!.reviews.map(({ status, findingDetails, comments }) => ({
        status,
        findingDetails,
        comments,
      }));
      expect(seen).toEqual(own);
    }),
    { numRuns: 60, seed: 7 },
  );
});
