import type { Checklist, Review, Status } from '../../src/model/checklist.js';

const TEXTS = [
  'plain',
  '  two blanks before, two after  ',
  '\ttab\tbetween\t',
  'angle <brackets> & ampersand &amp; "quotes" \'single\' ]]> <!-- -->',
  'emoji 😀 and 𝒳, é, \u2028 line separator, \u00a0 no-break',
  'LF\nLF\n\n\nthree empty lines\n',
  'CRLF\r\nCRLF\r\n',
  'lone CR\rthere',
  '=1+1',
  '[stigkit] looks like ours',
  `long ${'0123456789 abc '.repeat(2667)}end`,
  '-',
  'null',
];
const STATUSES: readonly Status[] = ['open', 'not_reviewed', 'not_a_finding', 'not_applicable'];
const OVERRIDES = ['low', 'medium', 'high'] as const;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A checklist with random answers in awkward words, each text with its rule's id so that none is another's. */
export function answered(checklist: Checklist, seed: number): Checklist {
  const random = seeded(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const text = (review: Review) =>
    random() < 0.3 ? '' : `${one(TEXTS)}${review.rule.vulnId}${random() < 0.3 ? '\n' : ''}`;
  const stigs = checklist.stigs.map((stig) => ({
    ...stig,
    reviews: stig.reviews.map((review): Review => {
      if (random() < 0.15) return review;
      const overridden = random() < 0.25;
      return {
        ...review,
        status: one(STATUSES),
        findingDetails: text(review),
        comments: text(review),
        severityOverride: overridden ? one(OVERRIDES) : null,
        severityJustification: overridden ? `because ${text(review)}` : '',
      };
    }),
  }));
  return { ...checklist, stigs };
}
