import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import { type Filled, type FillOptions, fill } from '../../src/checklist/fill.js';
import type { Answer, Answers } from '../../src/model/answers.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { readSource } from '../../src/read.js';
import { arbitraryChecklist, textsOf } from '../support/arbitrary-checklists.js';
import { answered } from '../support/awkward-answers.js';
import { exampleBenchmark } from '../support/benchmarks.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

const reviewsOf = (checklist: Checklist) => checklist.stigs.flatMap((stig) => stig.reviews);

/** What must hold of every filled checklist: its numbers are those of its reviews, and each source's add up. */
function addsUp({ checklist, rows, summary }: Filled): void {
  const reviews = reviewsOf(checklist);
  const { origins, statuses } = summary;
  expect(summary.rules).toBe(reviews.length);
  expect(origins.prior + origins.results + origins.answers + origins.none).toBe(reviews.length);
  expect(origins.none).toBe(reviews.filter(({ status }) => status === 'not_reviewed').length);
  for (const status of Object.keys(statuses) as (keyof typeof statuses)[]) {
    expect(statuses[status]).toBe(reviews.filter((review) => review.status === status).length);
  }
  for (const from of ['prior', 'results', 'answers'] as const) {
    const own = rows.filter((row) => row.from === from);
    const outcomes: Record<string, number> = summary[from]?.outcomes ?? {};
    expect(Object.values(outcomes).reduce((a, b) => a + b, 0)).toBe(own.length);
    for (const [outcome, count] of Object.entries(outcomes)) {
      expect([outcome, own.filter((row) => row.outcome === outcome).length]).toEqual([outcome, count]);
    }
  }
  const results = rows.filter((row) => row.from === 'results');
  for (const source of summary.results?.sources ?? []) {
    const own = results.filter((row) => row.source === source.source).length;
    expect(own).toBe(source.used ? Object.values(source.outcomes).reduce((a, b) => a + b, 0) : 0);
  }
}

const WORDS = { open: 'fail', not_a_finding: 'pass', not_applicable: 'notapplicable', not_reviewed: 'notchecked' };

/** A scan of the same rules: every answer a scanner's. */
function scanOf(checklist: Checklist): Checklist {
  const scanned = (review: Review): Review => ({
    ...review,
    severityOverride: null,
    severityJustification: '',
    result: { result: WORDS[review.status], testSystem: 'cpe:/a:acme:scan:1', time: null },
  });
  return {
    ...checklist,
    stigs: checklist.stigs.map((stig) => ({ ...stig, reviews: stig.reviews.map(scanned) })),
    sources: [{ name: 'scan.xml', format: 'xccdf-results', sha256: '' }],
  };
}

const answers = fc
  .array(
    fc.record({
      rules: fc.array(fc.constantFrom('V-1001', 'V-2002', 'ACME-*', 'CCI-000001', 'SRG-APP-000002', 'nobody'), {
        minLength: 1,
        maxLength: 2,
      }),
      hosts: fc.constantFrom<string[]>([], ['web*'], ['db*']),
      status: fc.constantFrom(null, 'open' as const, 'not_a_finding' as const, 'not_reviewed' as const),
      findingDetails: fc.constantFrom(null, '', 'standing details'),
      comments: fc.constantFrom(null, 'standing comment'),
      severityOverride: fc.constantFrom(null, 'low' as const),
    }),
    { maxLength: 5 },
  )
  .map(
    (list): Answers => ({
      kind: 'answers',
      answers: list.map(
        (one, i): Answer => ({ ...one, stigs: [], severityJustification: null, place: `entry ${i + 1}` }),
      ),
      sources: [{ name: 'answers.yaml', format: 'answers', sha256: '' }],
    }),
  );

const options: fc.Arbitrary<FillOptions> = fc.record({
  prefer: fc.constantFrom(undefined, 'prior' as const, 'results' as const, 'answers' as const),
  onlyUnreviewed: fc.boolean(),
  keepDetails: fc.boolean(),
  appendDetails: fc.boolean(),
  force: fc.constant(true),
});

describe('filling from three sources at once', () => {
  it('adds up, keeps every word of the priors, and lets no source close an Open', () => {
    fc.assert(
      fc.property(
        arbitraryChecklist(true),
        arbitraryChecklist(),
        arbitraryChecklist(),
        answers,
        options,
        (blank, prior, scan, standing, rules) => {
          const before = structuredClone([blank, prior, scan, standing]);
          const filled = fill(blank, { prior: [prior], results: [scanOf(scan)], answers: [standing] }, rules);
          expect([blank, prior, scan, standing]).toEqual(before);
          addsUp(filled);
          const lineEnds = (text: string) => text.replace(/\r\n?/g, '\n');
          const held = lineEnds(
            [...reviewsOf(filled.checklist), ...filled.leftovers.map(({ review }) => review)]
              .flatMap(textsOf)
              .join('\u0000'),
          );
          for (const text of reviewsOf(prior).flatMap(textsOf)) {
            expect(held.includes(lineEnds(text)), JSON.stringify(text)).toBe(true);
          }
          if (rules.prefer === undefined || rules.prefer === 'prior') {
            const carried = fill(blank, { prior: [prior] });
            reviewsOf(carried.checklist).forEach(({ status }, i) => {
              if (status !== 'not_reviewed') expect(reviewsOf(filled.checklist)[i]!.status).toBe(status);
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes from answers over results to the prior, and as --prefer says', async () => {
    const benchmark = await exampleBenchmark();
    const make = (statuses: Review['status'][], name: string): Checklist => {
      const checklist = createChecklist([{ ...benchmark, rules: benchmark.rules.slice(0, 4) }], { hostName: 'web01' });
      const reviews = checklist.stigs[0]!.reviews.map((review, i) => ({ ...review, status: statuses[i]! }));
      return {
        ...checklist,
        stigs: [{ ...checklist.stigs[0]!, reviews }],
        sources: [{ name, format: 'ckl', sha256: '' }],
      };
    };
    const none = 'not_reviewed';
    const prior = make(['open', none, none, none], 'old.ckl');
    const scan = scanOf(make(['not_a_finding', 'not_a_finding', none, none], 'scan.xml'));
    const standing: Answers = {
      kind: 'answers',
      answers: [0, 1, 2].map((i) => ({
        ...{
          rules: [benchmark.rules[i]!.vulnId!],
          stigs: [],
          hosts: [],
          status: 'not_applicable',
          findingDetails: null,
        },
        ...{ comments: null, severityOverride: null, severityJustification: null, place: `entry ${i + 1}` },
      })),
      sources: [{ name: 'a.yaml', format: 'answers', sha256: '' }],
    };
    const blank = make([none, none, none, none], 'blank');
    const statuses = (prefer?: FillOptions['prefer']) => {
      const filled = fill(blank, { prior: [prior], results: [scan], answers: [standing] }, { prefer });
      addsUp(filled);
      return [reviewsOf(filled.checklist).map(({ status }) => status), filled.summary.origins];
    };
    expect(statuses()).toEqual([
      ['open', 'not_a_finding', 'not_applicable', none],
      { prior: 1, results: 1, answers: 1, none: 1 },
    ]);
    expect(statuses('results')).toEqual([
      ['not_a_finding', 'not_a_finding', 'not_applicable', none],
      { prior: 0, results: 2, answers: 1, none: 1 },
    ]);
    expect(statuses('answers')).toEqual([
      ['not_applicable', 'not_applicable', 'not_applicable', none],
      { prior: 0, results: 0, answers: 3, none: 1 },
    ]);
    const { checklist, rows } = fill(blank, { prior: [prior], results: [scan], answers: [standing] });
    expect(reviewsOf(checklist)[0]!.comments).toBe(
      '[stigkit] scan.xml says pass; Open stands.\n[stigkit] a.yaml says Not Applicable; the answer was kept.',
    );
    expect(rows.filter(({ outcome }) => outcome === 'conflict').map(({ from, vulnId }) => [from, vulnId])).toEqual([
      ['results', 'V-990001'],
      ['answers', 'V-990001'],
      ['answers', 'V-990002'],
    ]);
  });
});

describe.skipIf(!hasCorpus)(`filling from real scans: ${NEEDS_CORPUS}`, () => {
  const [scc, openscap] = ['xccdf-results-scc-rhel8.xml', 'xccdf-results-openscap-rhel8.xml'];

  it.each([[[scc]], [[openscap]], [[scc, openscap]]])('%s, a prior and standing answers add up', async (names) => {
    const first = async (path: string) => (await readSource(sourceOf(join(CORPUS, path)))).documents[0]!;
    const benchmark = (await first('scap/disa-stig-rhel8-v2r8-xccdf-scap.xml')) as Benchmark;
    const read = (await Promise.all(names.map((name) => first(`results/${name}`)))) as Checklist[];
    const scan = read[0]!;
    // Two scanners, one host.
    const scans = read.map((one) => ({ ...one, asset: scan.asset }));
    const half = { ...benchmark, rules: benchmark.rules.filter((_, i) => i % 3 === 0) };
    const prior = answered(createChecklist([half], scan.asset), 7);
    const standing: Answers = {
      kind: 'answers',
      answers: benchmark.rules
        .filter((_, i) => i % 5 === 0)
        .map((rule, i) => ({
          ...{ rules: [rule.vulnId!], stigs: [], hosts: [], status: 'not_applicable' as const },
          ...{ findingDetails: 'standing', comments: null, severityOverride: null, severityJustification: null },
          place: `entry ${i + 1}`,
        })),
      sources: [],
    };
    const filled = fill(createChecklist([benchmark]), { prior: [prior], results: scans, answers: [standing] });
    addsUp(filled);
    const { origins } = filled.summary;
    for (const count of [origins.prior, origins.results, origins.answers]) expect(count).toBeGreaterThan(0);
    expect(filled.checklist.asset.hostName).toBe(scan.asset.hostName);
    // Each rule's status is its prior's where that has one, else the scan's, else the standing answer's.
    const statusIn = (checklist: Checklist) =>
      new Map(reviewsOf(checklist).map((review) => [review.rule.vulnId, review.status]));
    const old = statusIn(prior);
    const scanned = scans.map(statusIn);
    const vote = (status: Review['status'] | undefined) => (status === 'not_reviewed' ? undefined : status);
    // Between scanners the worst stands.
    const worst = (vulnId: string | null) =>
      (['open', 'not_a_finding', 'not_applicable'] as const).find((status) =>
        scanned.some((one) => one.get(vulnId) === status),
      );
    reviewsOf(filled.checklist).forEach(({ rule, status }, i) => {
      const wanted =
        vote(old.get(rule.vulnId)) ?? worst(rule.vulnId) ?? (i % 5 === 0 ? 'not_applicable' : 'not_reviewed');
      expect([rule.vulnId, status]).toEqual([rule.vulnId, wanted]);
    });
  });
});
