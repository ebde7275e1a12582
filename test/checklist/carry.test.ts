import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CarryOptions } from '../../src/checklist/carry.js';
import { carry } from '../../src/checklist/carry.js';
import { RulePool } from '../../src/checklist/compact.js';
import { createChecklist } from '../../src/checklist/create.js';
import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { higherMarking } from '../../src/model/marking.js';
import { arbitraryChecklist } from '../support/arbitrary-checklists.js';
import { exampleBenchmark } from '../support/benchmarks.js';
import { fixtureNames, readFixture } from '../support/checklist-files.js';

const example = await exampleBenchmark();
const CHECK =
  'Ask the owner, and look at the file with this command:\n\n$ sudo ls -l /etc/key\n\nIf the mode is more permissive than "0600", this is a finding.';

function ruleWith(check: string | null, fields: Partial<Rule> = {}): Rule {
  const one = { id: null, system: null, contentRef: null, text: check };
  return {
    ...example.rules[0]!,
    severity: 'medium',
    title: 'Acme must lock the key.',
    check: one,
    checks: [one],
    ...fields,
  };
}

const benchmarkOf = (rule: Rule, fields: Partial<Benchmark> = {}): Benchmark => ({
  ...example,
  rules: [rule],
  ...fields,
});

function priorOf(rule: Rule, answer: Partial<Review>, name = 'old.ckl', fields: Partial<Benchmark> = {}): Checklist {
  const checklist = createChecklist([benchmarkOf(rule, { releaseName: 'V1R1', release: '1', ...fields })]);
  Object.assign(checklist.stigs[0]!.reviews[0]!, answer);
  return { ...checklist, sources: [{ name, format: 'ckl', sha256: '' }] };
}

function carried(old: Rule, now: Rule, answer: Partial<Review>, options: CarryOptions = {}) {
  const { checklist, rows } = carry(createChecklist([benchmarkOf(now)]), [priorOf(old, answer)], options);
  return { review: checklist.stigs[0]!.reviews[0]!, row: rows[0]! };
}

describe('a change of the check', () => {
  const cases: [string, string, CarryOptions, string][] = [
    ['is none where blanks and markup moved', CHECK.replace('\n\n', '<br/>\u00a0'), {}, 'carried'],
    ['counts though it is punctuation', CHECK.replace('owner, and', 'owner; and'), {}, 'reset'],
    [
      'passes as punctuation where asked',
      CHECK.replace('owner, and', 'owner; and'),
      { carryThrough: 'punctuation' },
      'carried',
    ],
    [
      'does not pass as punctuation when words changed',
      CHECK.replace('Ask the owner', 'Consult the responsible person'),
      { carryThrough: 'punctuation' },
      'reset',
    ],
    [
      'passes as wording where asked',
      CHECK.replace('Ask the owner', 'Consult the responsible person'),
      { carryThrough: 'wording' },
      'carried',
    ],
    ['never passes as a value', CHECK.replace('0600', '0640'), { carryThrough: 'wording' }, 'reset'],
    ['is kept as asked', CHECK.replace('0600', '0640'), { onChange: 'keep' }, 'carried-confirm'],
  ];

  it.each(cases)('%s', (_, check, options, outcome) => {
    const { row, review } = carried(
      ruleWith(CHECK),
      ruleWith(check),
      { status: 'not_a_finding', comments: 'mine' },
      options,
    );
    expect(row.outcome).toBe(outcome);
    expect(review.status).toBe(outcome === 'reset' ? 'not_reviewed' : 'not_a_finding');
    const line =
      /^mine\n\[stigkit\] Carried from V1R1 to V1R2: check changed \(\w+\); Not a Finding was (?:reset|kept as asked)\.$/;
    if (outcome === 'carried') expect(review.comments).toBe('mine');
    else expect(review.comments).toMatch(line);
  });

  it('drops the word of a scanner with the answer it gave', () => {
    const result = { result: 'pass', testSystem: null, time: null };
    const { review } = carried(ruleWith(CHECK), ruleWith('Other.'), { status: 'not_a_finding', result });
    expect(review).not.toHaveProperty('result');
  });
});

describe('without a check text in the prior', () => {
  it.each([
    ['the same revision is to be confirmed', 'SV-990001r1000001_rule', 'carried-confirm'],
    ['the same revision, without its suffix', 'SV-990001r1000001', 'carried-confirm'],
    ['another revision counts as changed', 'SV-990001r1000000_rule', 'reset'],
    ['an id without a revision too', 'SV-990001_rule', 'reset'],
  ])('%s', (_, ruleId, outcome) => {
    const now = ruleWith(CHECK, { ruleId: 'SV-990001r1000001_rule' });
    for (const text of [null, '', ' \n']) {
      const { row } = carried(ruleWith(text, { ruleId }), now, { status: 'not_a_finding' });
      expect([row.outcome, row.class]).toEqual([outcome, null]);
      expect(row.reason).toContain('the prior has no check text');
    }
  });
});

describe('with the same check', () => {
  const cases: [string, Partial<Rule>, Partial<Rule>, string][] = [
    [
      'a raised severity is to be confirmed',
      { severity: 'low' },
      { severity: 'high' },
      'severity raised from low to high',
    ],
    [
      'another value in the title',
      { title: 'Lock within 3 days.' },
      { title: 'Lock within 5 days.' },
      'title changed (value)',
    ],
    [
      'other override guidance',
      { severityOverrideGuidance: 'May be lowered.' },
      { severityOverrideGuidance: 'Never.' },
      'override guidance changed',
    ],
  ];

  it.each(cases)('%s, and reset with --strict', (_, old, now, reason) => {
    const answer = { status: 'not_a_finding', findingDetails: 'mine' } as const;
    const { row, review } = carried(ruleWith(CHECK, old), ruleWith(CHECK, now), answer);
    expect([row.outcome, review.status, review.comments]).toEqual(['carried-confirm', 'not_a_finding', '']);
    expect(row.reason).toContain(reason);
    const strict = carried(ruleWith(CHECK, old), ruleWith(CHECK, now), answer, { strict: true });
    expect([strict.row.outcome, strict.review.status, strict.review.findingDetails]).toEqual([
      'reset',
      'not_reviewed',
      'mine',
    ]);
    expect(strict.review.comments).toContain(reason);
  });

  it('other words in the title, and a lowered severity, are carried', () => {
    const now = ruleWith(CHECK, { severity: 'low', title: 'Acme has to lock the key.' });
    expect(carried(ruleWith(CHECK), now, { status: 'open' }).row).toMatchObject({ outcome: 'carried', after: 'open' });
  });
});

describe('a severity override', () => {
  const answer = {
    status: 'open',
    severityOverride: 'low',
    severityJustification: 'because\nof this',
    comments: 'mine',
  } as const;

  it('stays while base severity and check do', () => {
    const { review, row } = carried(ruleWith(CHECK), ruleWith(CHECK), answer);
    expect(review).toMatchObject(answer);
    expect(row).not.toHaveProperty('needsReapproval');
  });

  it.each([
    ['the check', ruleWith('Other.')],
    ['the severity', ruleWith(CHECK, { severity: 'high' })],
  ])('is set aside in sight where %s changed', (_, now) => {
    const { review, row } = carried(ruleWith(CHECK), now, answer);
    expect(review).toMatchObject({ status: 'open', severityOverride: null, severityJustification: '' });
    expect(review.comments).toContain('mine\n[stigkit] needs re-approval: severity override low');
    expect(review.comments).toContain('Justification:\nbecause\nof this');
    expect([row.needsReapproval, row.reason]).toEqual([true, expect.stringContaining('needs re-approval')]);
  });

  it('is seen beside a check that sets a severity of its own', () => {
    const check = 'Ask the owner. If nobody answers, this is a CAT II finding.';
    const { row } = carried(ruleWith(check), ruleWith(check), answer);
    expect([row.condition, row.reason]).toEqual([
      'this is a CAT II finding',
      expect.stringContaining('a severity of its own'),
    ]);
    expect(carried(ruleWith(CHECK), ruleWith(CHECK), answer).row).not.toHaveProperty('condition');
  });
});

describe('several priors', () => {
  const rule = ruleWith(CHECK);

  it('the newest release speaks first, and what another says otherwise is kept beside', () => {
    const old = priorOf(rule, { status: 'open', comments: 'old word' }, 'older.ckl');
    const newer = priorOf(rule, { status: 'not_a_finding', findingDetails: 'd' }, 'newer.ckl', {
      release: '2',
      releaseName: 'V1R2',
    });
    const { checklist, rows, leftovers } = carry(createChecklist([benchmarkOf(rule)]), [old, newer]);
    expect(checklist.stigs[0]!.reviews[0]).toMatchObject({ status: 'not_a_finding', findingDetails: 'd' });
    expect(rows.map(({ outcome, source }) => [outcome, source])).toEqual([
      ['carried', 'newer.ckl'],
      ['conflict', 'older.ckl'],
    ]);
    expect(rows[1]!.fields).toEqual([
      { field: 'status', kept: 'not_a_finding', other: 'open' },
      { field: 'comments', kept: '', other: 'old word' },
    ]);
    expect(leftovers).toEqual([
      expect.objectContaining({ source: 'older.ckl', reason: 'the answer of newer.ckl stands' }),
    ]);
    expect(leftovers[0]!.review).toMatchObject({ status: 'open', comments: 'old word' });
  });

  it('of a STIG that is not in the new checklist go to the leftovers, unless paired', () => {
    const prior = priorOf(rule, { status: 'open', comments: 'x' }, 'old.ckl', { id: 'Old_Name', title: 'Old' });
    const blank = createChecklist([benchmarkOf(rule)]);
    const alone = carry(blank, [prior]);
    expect(alone.rows.map(({ outcome }) => outcome)).toEqual(['new', 'removed']);
    expect(alone.leftovers[0]!.stig.id).toBe('Old_Name');
    expect(alone.diagnostics.map(({ code }) => code)).toEqual(['stig-unmatched']);
    const paired = carry(blank, [prior], { pairs: [['Old_Name', example.id!]] });
    expect([paired.rows[0]!.outcome, paired.leftovers, paired.diagnostics]).toEqual(['carried', [], []]);
    const wrong = carry(blank, [prior], { pairs: [['Nobody', 'Else']] });
    expect(wrong.diagnostics.map(({ message }) => message)[1]).toContain('the pair Nobody=Else');
  });

  it('and rules are paired by name', () => {
    const now = ruleWith(CHECK, { vulnId: 'V-7', ruleId: 'SV-7r1_rule', stigId: 'NEW-7', legacyIds: [] });
    const old = ruleWith(CHECK, { vulnId: 'V-6', ruleId: 'SV-6r1_rule', stigId: 'OLD-6', legacyIds: [] });
    expect(carried(old, now, { status: 'open' }).row.outcome).toBe('new');
    const { row } = carried(old, now, { status: 'open' }, { pairs: [['V-6', 'NEW-7']] });
    expect([row.outcome, row.oldVulnId, row.reason]).toEqual([
      'carried',
      'V-6',
      'renumbered, paired as asked; identical',
    ]);
  });
});

describe('every checklist of the fixtures, carried into a blank one of its own rules', () => {
  const BLANK = {
    status: 'not_reviewed',
    findingDetails: '',
    comments: '',
    severityOverride: null,
    severityJustification: '',
  } as const;
  const names = (['ckl', 'cklb'] as const).flatMap((format) =>
    fixtureNames(format).map((name) => [format, name] as const),
  );

  it.each(names)('%s %s', (format, name) => {
    let prior: Checklist;
    try {
      prior = readFixture(format, name).checklist;
    } catch {
      return expect(name).toMatch(/status-unknown|no-/);
    }
    const blank = {
      ...prior,
      stigs: prior.stigs.map((stig) => ({ ...stig, reviews: stig.reviews.map((review) => ({ ...review, ...BLANK })) })),
    };
    const typed = (checklist: Checklist) =>
      checklist.stigs.flatMap((stig) =>
        stig.reviews.map((r) => Object.keys(BLANK).map((key) => r[key as keyof Review])),
      );
    const { checklist, rows, leftovers } = carry(blank, [prior]);
    const held = prior.stigs.filter(({ benchmark: { id, title } }) => id !== null || title !== null);
    if (held.length === prior.stigs.length && new Set(held.map(({ benchmark }) => benchmark.id)).size === held.length) {
      expect(typed(checklist)).toEqual(typed(prior));
      expect(leftovers).toEqual([]);
    }
    expect(rows.length).toBeGreaterThanOrEqual(typed(blank).length);
  });
});

describe('compact priors', () => {
  it('carry as they would have', () => {
    fc.assert(
      fc.property(arbitraryChecklist(true), arbitraryChecklist(), (blank, prior) => {
        const compact = new RulePool().compact(prior);
        expect(compact).toEqual(prior);
        expect(carry(blank, [compact])).toEqual(carry(blank, [prior]));
      }),
      { numRuns: 100 },
    );
  });

  it('share their rules', () => {
    const pool = new RulePool();
    const [a, b] = [1, 2].map(() => pool.compact(structuredClone(priorOf(ruleWith(CHECK), { status: 'open' }))));
    expect(a!.stigs[0]!.reviews[0]!.rule).toBe(b!.stigs[0]!.reviews[0]!.rule);
  });

  it('still say what they do not carry', () => {
    const { checklist } = readFixture('cklb', 'override-keys');
    const blank = createChecklist([example]);
    const told = (prior: Checklist) => carry(blank, [prior]).diagnostics.filter(({ code }) => code === 'not-carried');
    expect(told(checklist)).toHaveLength(1);
    expect(told(new RulePool().compact(checklist))).toEqual(told(checklist));
  });
});

describe('markings', () => {
  it.each([
    [null, 'CUI', 'CUI'],
    ['CUI', 'UNCLASSIFIED', 'CUI'],
    ['UNCLASSIFIED', 'FOUO', 'FOUO'],
    ['CUI', 'SECRET//NOFORN', 'SECRET//NOFORN'],
    ['TOP SECRET', 'SECRET', 'TOP SECRET'],
    ['CUI//SP-PRVCY', 'CUI', 'CUI//SP-PRVCY'],
  ])('%s and %s are %s', (a, b, higher) => {
    expect(higherMarking(a, b)).toBe(higher);
  });
});
