import { describe, expect, it } from 'vitest';
import { type AnswerRules, answerReview, combined } from '../../src/checklist/answer-review.js';
import { applyAnswers } from '../../src/checklist/answers.js';
import { createChecklist } from '../../src/checklist/create.js';
import { AnswerIndex } from '../../src/checklist/match-answers.js';
import type { Answer, Answers } from '../../src/model/answers.js';
import type { Review } from '../../src/model/checklist.js';
import { matches } from '../../src/model/pattern.js';
import { exampleBenchmark } from '../support/benchmarks.js';

const answer = (rules: string[], fields: Partial<Answer> = {}): Answer => ({
  rules,
  stigs: [],
  hosts: [],
  status: null,
  findingDetails: null,
  comments: null,
  severityOverride: null,
  severityJustification: null,
  place: 'entry',
  ...fields,
});
const fileOf = (...answers: Answer[]): Answers => ({
  kind: 'answers',
  answers,
  sources: [{ name: 'answers.yaml', format: 'answers', sha256: '' }],
});

describe('patterns', () => {
  it.each([
    ['V-*', 'v-1', true],
    ['web0?', 'WEB01', true],
    ['web0?', 'web010', false],
    ['*a*b*c', 'xxaxxbxxc', true],
    ['*a*b*c', 'xxaxxcxxb', false],
    ['*', '', true],
    ['', 'x', false],
  ])('%s and %s: %s', (pattern, name, fits) => {
    expect(matches(pattern, name)).toBe(fits);
  });

  it('cost no more than the product of their lengths', () => {
    expect(matches(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});

describe('an answer is for', () => {
  it.each([['V-990004'], ['AHGW-00-000040'], ['SV-990004'], ['sv-990004R*'], ['AHGW-00-00004?']])(
    'a rule by %s',
    async (name) => {
      const checklist = createChecklist([await exampleBenchmark()], { hostName: 'harbor01' });
      const { rows, checklist: now } = applyAnswers(checklist, [fileOf(answer([name], { status: 'open' }))]);
      expect(rows.map(({ vulnId, outcome }) => [vulnId, outcome])).toEqual([['V-990004', 'filled']]);
      expect(now.stigs[0]!.reviews.filter(({ status }) => status === 'open').map(({ rule }) => rule.vulnId)).toEqual([
        'V-990004',
      ]);
    },
  );

  it('every rule of an SRG, of a CCI, and under a legacy id', async () => {
    const benchmark = await exampleBenchmark();
    const checklist = createChecklist([benchmark]);
    for (const [name, has] of [
      [
        benchmark.rules[0]!.groupTitle!,
        (i: number) => benchmark.rules[i]!.groupTitle === benchmark.rules[0]!.groupTitle,
      ],
      [benchmark.rules[1]!.ccis[0]!, (i: number) => benchmark.rules[i]!.ccis.includes(benchmark.rules[1]!.ccis[0]!)],
      [
        benchmark.rules.find((rule) => rule.legacyIds.length > 0)!.legacyIds[0]!,
        (i: number) => benchmark.rules[i]!.legacyIds.length > 0,
      ],
    ] as const) {
      const { checklist: now } = applyAnswers(checklist, [fileOf(answer([name], { status: 'open' }))]);
      const open = now.stigs[0]!.reviews.flatMap(({ status }, i) => (status === 'open' ? [i] : []));
      expect(open).toEqual(benchmark.rules.flatMap((_, i) => (has(i) ? [i] : [])));
      expect(open.length).toBeGreaterThan(0);
    }
  });

  it('the host and the STIG it names, and no other', async () => {
    const checklist = createChecklist([await exampleBenchmark()], {
      hostName: 'web07',
      fqdn: 'web07.example.test',
      ipAddress: '192.0.2.7',
    });
    const of = (fields: Partial<Answer>) =>
      applyAnswers(checklist, [fileOf(answer(['V-990001'], { status: 'open', ...fields }))]).summary.matched;
    expect([of({ hosts: ['web*'] }), of({ hosts: ['db*', '*.example.test'] }), of({ hosts: ['192.0.2.*'] })]).toEqual([
      1, 1, 1,
    ]);
    expect([of({ hosts: ['db*'] }), of({ stigs: ['Other*'] }), of({ stigs: ['Acme_*'] })]).toEqual([0, 0, 1]);
  });
});

describe('several answers for a rule', () => {
  it('go by how exactly they name it, then by the host, then the last', async () => {
    const checklist = createChecklist([await exampleBenchmark()], { hostName: 'web01' });
    const [stig] = checklist.stigs;
    const { rule } = stig!.reviews[3]!;
    const answers = [
      answer(['*'], { place: 'pattern' }),
      answer([rule.ccis[0]!], { place: 'cci' }),
      answer([rule.vulnId!], { place: 'id, any host' }),
      answer([rule.vulnId!], { place: 'id, this host', hosts: ['web*'] }),
      answer([rule.groupTitle!], { place: 'srg' }),
      answer([rule.stigId!], { place: 'id, any host, later' }),
    ];
    const found = new AnswerIndex(answers, checklist.asset).find(rule, stig!).map(({ place }) => place);
    expect(found).toEqual(['id, this host', 'id, any host, later', 'id, any host', 'srg', 'cci', 'pattern']);
  });

  it('fill one another, but never give a text for another status', () => {
    expect(
      combined([
        answer(['a'], { status: 'not_a_finding', findingDetails: '' }),
        answer(['b'], { status: 'open', findingDetails: 'broken' }),
        answer(['c'], { comments: 'general' }),
        answer(['d'], { status: 'not_a_finding', findingDetails: 'fine', comments: 'late' }),
      ]),
    ).toEqual({
      status: 'not_a_finding',
      findingDetails: 'fine',
      comments: 'general',
      severityOverride: null,
      severityJustification: null,
    });
  });
});

describe('a standing answer against a review', async () => {
  const [rule] = (await exampleBenchmark()).rules;
  const review = (fields: Partial<Review>): Review => ({
    rule: rule!,
    status: 'not_reviewed',
    findingDetails: '',
    comments: '',
    severityOverride: null,
    severityJustification: '',
    classification: null,
    uuid: null,
    ...fields,
  });
  const said = combined([answer(['a'], { status: 'not_a_finding', findingDetails: 'standing', comments: 'policy 4' })]);
  const cases: [string, Partial<Review>, AnswerRules, string, Partial<Review>][] = [
    [
      'fills what is not reviewed',
      {},
      {},
      'filled',
      { status: 'not_a_finding', findingDetails: 'standing', comments: 'policy 4' },
    ],
    [
      'keeps the texts there',
      { findingDetails: 'mine' },
      {},
      'filled',
      { findingDetails: 'mine\nstanding', comments: 'policy 4' },
    ],
    [
      'leaves them alone',
      { findingDetails: 'mine' },
      { keepDetails: true },
      'filled',
      { findingDetails: 'mine', comments: 'policy 4' },
    ],
    [
      'fills blank texts of the same answer',
      { status: 'not_a_finding', comments: 'policy 4' },
      {},
      'added',
      { findingDetails: 'standing', comments: 'policy 4' },
    ],
    [
      'tells where texts differ',
      { status: 'not_a_finding', findingDetails: 'mine' },
      {},
      'conflict',
      { findingDetails: 'mine', comments: 'policy 4' },
    ],
    [
      'adds to them as asked',
      { status: 'not_a_finding', findingDetails: 'mine' },
      { appendDetails: true },
      'added',
      { findingDetails: 'mine\nstanding' },
    ],
    [
      'never closes an Open',
      { status: 'open', findingDetails: 'mine' },
      {},
      'conflict',
      { status: 'open', findingDetails: 'mine', comments: '[stigkit] a.yaml says Not a Finding; the answer was kept.' },
    ],
    [
      'leaves reviewed rules alone',
      { status: 'open' },
      { onlyUnreviewed: true },
      'kept',
      { status: 'open', comments: '' },
    ],
    [
      'wins as asked',
      { status: 'open', findingDetails: 'mine' },
      { prefer: 'answers' },
      'replaced',
      {
        status: 'not_a_finding',
        findingDetails: 'standing\nmine',
        comments: 'policy 4\n[stigkit] The answer was Open before a.yaml.',
      },
    ],
  ];

  it.each(cases)('%s', (_, before, rules, outcome, after) => {
    const found = answerReview(review(before), said, 'in/a.yaml', rules);
    expect(found.outcome).toBe(outcome);
    expect(found.review).toMatchObject(after);
    // A second time it adds nothing.
    const again = answerReview(found.review, said, 'in/a.yaml', rules);
    expect(again.review).toEqual(found.review);
  });
});
