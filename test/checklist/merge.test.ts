import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import { mergeChecklists } from '../../src/checklist/merge.js';
import { mergeReviews } from '../../src/checklist/merge-review.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { arbitraryChecklist, textsOf } from '../support/arbitrary-checklists.js';
import { exampleBenchmark } from '../support/benchmarks.js';

const benchmark = await exampleBenchmark();
const blank: Review = createChecklist([benchmark]).stigs[0]!.reviews[0]!;
const review = (fields: Partial<Review>): Review => ({ ...blank, ...fields });

describe('two copies of a review', () => {
  const cases: [string, Partial<Review>, Partial<Review>, Partial<Review> | undefined, Partial<Review>, string[]][] = [
    [
      'alike stay as they are',
      { status: 'open', comments: 'x' },
      { status: 'open', comments: 'x' },
      undefined,
      { comments: 'x' },
      [],
    ],
    [
      'fill one another',
      { status: 'open' },
      { findingDetails: 'd', comments: 'c' },
      undefined,
      { status: 'open', findingDetails: 'd', comments: 'c' },
      [],
    ],
    ['agree in all but line ends', { comments: 'a\r\nb' }, { comments: 'a\nb' }, undefined, { comments: 'a\r\nb' }, []],
    ['let a text go on', { comments: 'a' }, { comments: 'a\nb' }, undefined, { comments: 'a\nb' }, []],
    [
      'do not take one word for another',
      { comments: 'ok' },
      { comments: 'okay not at all' },
      undefined,
      { comments: 'ok\n[stigkit] Merged from b.ckl:\nokay not at all' },
      ['comments'],
    ],
    [
      'leave Open open',
      { status: 'not_a_finding' },
      { status: 'open' },
      undefined,
      { status: 'open', comments: '[stigkit] Merged: this copy said Not a Finding, b.ckl says Open; Open stands.' },
      ['status'],
    ],
    [
      'else keep the first',
      { status: 'not_a_finding' },
      { status: 'not_applicable' },
      undefined,
      { status: 'not_a_finding' },
      ['status'],
    ],
    [
      'follow the one that changed the base',
      { status: 'open', comments: 'a' },
      { status: 'not_a_finding', comments: 'b' },
      { status: 'open', comments: 'a' },
      { status: 'not_a_finding', comments: 'b' },
      [],
    ],
    ['let one take a text out', { comments: '' }, { comments: 'old' }, { comments: 'old' }, { comments: '' }, []],
    [
      'keep both where both changed the base',
      { comments: 'x' },
      { comments: 'y' },
      { comments: 'old' },
      { comments: 'x\n[stigkit] Merged from b.ckl:\ny' },
      ['comments'],
    ],
    [
      'take an override whole',
      { status: 'open' },
      { status: 'open', severityOverride: 'low', severityJustification: 'j' },
      undefined,
      { severityOverride: 'low', severityJustification: 'j' },
      [],
    ],
    [
      'keep the first override, the other in sight',
      { severityOverride: 'low', severityJustification: 'j' },
      { severityOverride: 'high', severityJustification: 'k' },
      undefined,
      {
        severityOverride: 'low',
        severityJustification: 'j',
        comments: '[stigkit] Its justification:\nk\n[stigkit] Merged: b.ckl overrides the severity with high.',
      },
      ['severityOverride'],
    ],
  ];

  it.each(cases)('%s', (_, a, b, base, expected, fields) => {
    const merged = mergeReviews(review(a), review(b), base && review(base), 'in/b.ckl');
    expect(merged.review).toMatchObject(expected);
    expect(merged.fields.map(({ field }) => field)).toEqual(fields);
  });
});

describe('two copies of a checklist', () => {
  const checklist = (hostName: string) => createChecklist([benchmark], { hostName });

  it('are refused where they are of two hosts, or of two releases', () => {
    expect(() => mergeChecklists(checklist('a'), checklist('b'))).toThrow(/is of b, .* is of a/);
    expect(mergeChecklists(checklist('a'), checklist('b'), { force: true }).conflicts).toEqual([]);
    const other = createChecklist([{ ...benchmark, release: '9', releaseName: 'V1R9' }], { hostName: 'a' });
    expect(() => mergeChecklists(checklist('a'), other)).toThrow('V1R9');
  });

  it('give the STIGs and the rules of both', () => {
    const half = (from: number, to: number) =>
      createChecklist([{ ...benchmark, rules: benchmark.rules.slice(from, to) }]);
    const b = half(5, 12);
    b.stigs[0]!.reviews[6] = { ...b.stigs[0]!.reviews[6]!, status: 'open' };
    b.stigs.push(
      createChecklist([{ ...benchmark, id: 'Other', title: 'Other', rules: benchmark.rules.slice(0, 2) }]).stigs[0]!,
    );
    const { checklist: merged, summary } = mergeChecklists(half(0, 10), b);
    expect(merged.stigs.map((stig) => stig.reviews.length)).toEqual([11, 2]);
    expect(merged.stigs[0]!.reviews[10]!.status).toBe('open');
    expect(summary).toEqual({ rules: 13, same: 5, taken: 0, alone: 8, conflicts: 0 });
  });

  it('lose nothing that was typed, and no finding', () => {
    const reviewsOf = (c: Checklist) => c.stigs.flatMap((stig) => stig.reviews);
    const lineEnds = (text: string) => text.replace(/\r\n?/g, '\n');
    fc.assert(
      fc.property(arbitraryChecklist(), arbitraryChecklist(), (a, other) => {
        const b = {
          ...other,
          stigs: other.stigs.map((stig) => {
            const same = a.stigs.find(({ benchmark: { id } }) => id === stig.benchmark.id);
            return { ...stig, benchmark: same?.benchmark ?? stig.benchmark };
          }),
        };
        const { checklist: merged, conflicts, summary } = mergeChecklists(a, b);
        const held = lineEnds(reviewsOf(merged).flatMap(textsOf).join('\u0000'));
        for (const text of [...reviewsOf(a), ...reviewsOf(b)].flatMap(textsOf)) {
          expect(held.includes(lineEnds(text)), JSON.stringify(text)).toBe(true);
        }
        const open = (list: Review[]) => list.filter(({ status }) => status === 'open').length;
        expect(open(reviewsOf(merged))).toBeGreaterThanOrEqual(Math.max(open(reviewsOf(a)), open(reviewsOf(b))));
        expect(summary.conflicts).toBe(conflicts.length);
        // The merged one holds both: merged with either again it says nothing new.
        expect(reviewsOf(mergeChecklists(merged, merged).checklist)).toEqual(reviewsOf(merged));
      }),
      { numRuns: 300 },
    );
  });
});
