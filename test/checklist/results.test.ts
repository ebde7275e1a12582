import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import type { ResultOutcome } from '../../src/checklist/decide-result.js';
import { type AppliedResults, type ApplyResultsOptions, applyResults } from '../../src/checklist/results.js';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import { Source } from '../../src/io/source.js';
import type { Rule } from '../../src/model/benchmark.js';
import type { Asset, Checklist, Review } from '../../src/model/checklist.js';
import { statusOfResult } from '../../src/model/result-word.js';
import { readContext } from '../support/context.js';

const EXAMPLE = join(import.meta.dirname, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const [benchmark] = readXccdf(new Source('a.xml', readFileSync(EXAMPLE)), readContext());
const rules = benchmark!.rules;

/** A checklist of the invented STIG for harbor01, its first reviews as given. */
function checklist(reviews: Partial<Review>[] = [], asset: Partial<Asset> = { hostName: 'harbor01' }): Checklist {
  const blank = createChecklist([benchmark!], asset);
  const [stig] = blank.stigs;
  return { ...blank, stigs: [{ ...stig!, reviews: stig!.reviews.map((review, i) => ({ ...review, ...reviews[i] })) }] };
}

interface Scan {
  name?: string;
  system?: string;
  asset?: Partial<Asset>;
  id?: string;
  change?: (rule: Rule) => Rule;
}

/** A scan with one result for each word, by the place of the rule; an empty word leaves the rule out. */
function scan(
  words: string[],
  { name = 'scan.xml', system = 'cpe:/a:niwc:scc:5.10', asset, id, change }: Scan = {},
): Checklist {
  const made = createChecklist([benchmark!], { hostName: 'HARBOR01.example.org', ...asset });
  const [stig] = made.stigs;
  const reviews = words.flatMap((word, i) => {
    if (word === '') return [];
    const review = stig!.reviews[i]!;
    const result = { result: word, testSystem: system, time: null };
    const rule = change === undefined ? review.rule : change(review.rule);
    return [{ ...review, rule, status: statusOfResult(word), findingDetails: `${word} seen by ${name}`, result }];
  });
  const named = { ...stig!.benchmark, ...(id === undefined ? {} : { id }) };
  return {
    ...made,
    stigs: [{ ...stig!, benchmark: named, reviews }],
    sources: [{ name, format: 'xccdf-results', sha256: '' }],
  };
}

function reviewsOf(applied: AppliedResults): Review[] {
  return applied.checklist.stigs[0]!.reviews;
}

function outcomes(applied: AppliedResults): string[] {
  return applied.rows
    .filter(({ outcome }) => outcome !== 'no-result')
    .map(({ vulnId, outcome, source }) => `${vulnId} ${outcome} ${source}`);
}

function apply(reviews: Partial<Review>[], words: string[], options: ApplyResultsOptions = {}) {
  return applyResults(checklist(reviews), [scan(words)], options);
}

const HUMAN_OPEN: Partial<Review> = { status: 'open', findingDetails: 'Typed: <it> is open', comments: 'ticket 7' };
const HUMAN_CLOSED: Partial<Review> = { status: 'not_a_finding', findingDetails: 'Typed: fine', comments: '' };

describe('a scan against what was not reviewed', () => {
  it('fills it by the word, and keeps the word', () => {
    const applied = apply(
      [],
      ['pass', 'fail', 'fixed', 'notapplicable', 'error', 'notchecked', 'informational', 'unknown'],
    );
    expect(
      reviewsOf(applied)
        .slice(0, 9)
        .map(({ status, result }) => [status, result?.result ?? null]),
    ).toEqual([
      ['not_a_finding', 'pass'],
      ['open', 'fail'],
      ['not_a_finding', 'fixed'],
      ['not_applicable', 'notapplicable'],
      ['not_reviewed', 'error'],
      ['not_reviewed', 'notchecked'],
      ['not_reviewed', 'informational'],
      ['not_reviewed', 'unknown'],
      ['not_reviewed', null],
    ]);
    expect(reviewsOf(applied)[4]!.findingDetails).toBe('error seen by scan.xml');
    expect(outcomes(applied).map((line) => line.split(' ')[1])).toEqual([
      ...['filled', 'filled', 'filled', 'filled'],
      ...['evidence', 'evidence', 'evidence', 'evidence'],
    ]);
  });

  it('never drops what was typed there already, and adds nothing twice', () => {
    const typed = { findingDetails: 'half a thought', comments: 'ask Kim' };
    const once = apply([typed], ['fail']);
    expect(reviewsOf(once)[0]!.findingDetails).toBe('half a thought\n\nfail seen by scan.xml');
    expect(reviewsOf(once)[0]!.comments).toBe('ask Kim');
    const twice = applyResults(once.checklist, [scan(['fail'])]);
    expect(reviewsOf(twice)).toEqual(reviewsOf(once));
    const kept = apply([typed], ['fail'], { keepDetails: true });
    expect(reviewsOf(kept)[0]).toMatchObject({ status: 'open', ...typed });
  });

  it('lists the rules that no scan has a result for', () => {
    const applied = apply([HUMAN_OPEN], ['', 'fail']);
    const missing = applied.rows.filter(({ outcome }) => outcome === 'no-result');
    expect(missing.length).toBe(rules.length - 1);
    expect(missing[0]).toMatchObject({ vulnId: rules[0]!.vulnId, before: 'open', after: 'open', source: null });
    expect(applied.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['results-partial', 'info']]);
    expect(applied.diagnostics[0]!.message).toContain(`${rules.length - 1} of the ${rules.length} rules`);
    expect(applied.diagnostics[0]!.message).toContain(`${rules.length - 2} of them are not reviewed`);
  });

  it('answers anew what only an earlier scan had answered', () => {
    const earlier = { status: 'open' as const, result: { result: 'fail', testSystem: null, time: null } };
    expect(reviewsOf(apply([earlier], ['pass']))[0]!.status).toBe('not_a_finding');
    expect(reviewsOf(apply([earlier], ['pass'], { onlyUnreviewed: true }))[0]!.status).toBe('open');
    // A person changed the status since: their answer.
    const changed = { ...earlier, status: 'not_applicable' as const };
    expect(reviewsOf(apply([changed], ['pass']))[0]!.status).toBe('not_applicable');
  });
});

describe("a scan against a person's answer", () => {
  it.each<[string, Partial<Review>, string, ResultOutcome]>([
    ['a pass closes no Open', HUMAN_OPEN, 'pass', 'conflict'],
    ['a fail opens nothing that was closed', HUMAN_CLOSED, 'fail', 'conflict'],
    ['a fail confirms an Open', HUMAN_OPEN, 'fail', 'confirmed'],
    ['an error votes for nothing', HUMAN_OPEN, 'error', 'kept'],
    ['notchecked votes for nothing', HUMAN_CLOSED, 'notchecked', 'kept'],
  ])('%s', (_, answer, word, outcome) => {
    const applied = apply([answer], [word]);
    expect(reviewsOf(applied)[0]).toEqual(checklist([answer]).stigs[0]!.reviews[0]);
    expect(applied.rows[0]).toMatchObject({ outcome, before: answer.status, after: answer.status, result: word });
  });

  it('wins where results are preferred, and says what it took the place of', () => {
    const applied = apply([HUMAN_OPEN, HUMAN_CLOSED, HUMAN_OPEN], ['pass', 'fail', 'error'], { prefer: 'results' });
    const [first, second, third] = reviewsOf(applied);
    expect(first).toMatchObject({
      status: 'not_a_finding',
      findingDetails: 'Typed: <it> is open\n\npass seen by scan.xml',
      comments: 'ticket 7\n\nThe answer was Open before the results of scan.xml.',
    });
    expect(second).toMatchObject({ status: 'open', findingDetails: 'Typed: fine\n\nfail seen by scan.xml' });
    expect(third).toMatchObject(HUMAN_OPEN);
    expect(applied.summary.outcomes).toMatchObject({ replaced: 2, kept: 1 });
  });

  it('leaves every answered rule alone with onlyUnreviewed, whatever else is asked', () => {
    const options = { onlyUnreviewed: true, prefer: 'results', appendDetails: true } as const;
    const applied = apply([HUMAN_OPEN, HUMAN_OPEN, {}], ['pass', 'fail', 'fail'], options);
    expect(reviewsOf(applied).slice(0, 2)).toEqual(checklist([HUMAN_OPEN, HUMAN_OPEN]).stigs[0]!.reviews.slice(0, 2));
    expect(reviewsOf(applied)[2]!.status).toBe('open');
  });

  it('adds its evidence and a note with appendDetails, once', () => {
    const options = { appendDetails: true };
    const applied = apply([HUMAN_OPEN, HUMAN_OPEN], ['pass', 'fail'], options);
    expect(reviewsOf(applied)[0]).toMatchObject({
      status: 'open',
      findingDetails: 'Typed: <it> is open\n\npass seen by scan.xml',
      comments: 'ticket 7\n\nThe results of scan.xml say Not a Finding; the answer was kept.',
    });
    expect(reviewsOf(applied)[1]).toMatchObject({
      findingDetails: 'Typed: <it> is open\n\nfail seen by scan.xml',
      comments: 'ticket 7',
    });
    expect(reviewsOf(applyResults(applied.checklist, [scan(['pass', 'fail'])], options))).toEqual(reviewsOf(applied));
  });
});

describe('two scanners', () => {
  const two = (a: string, b: string, answer: Partial<Review> = {}) =>
    applyResults(checklist([answer]), [
      scan([a], { name: 'a.xml' }),
      scan([b], { name: 'b.xml', system: 'cpe:/a:redhat:openscap:1.3.5' }),
    ]);

  it.each([
    ['error', 'pass', 'not_a_finding', ['kept a.xml', 'filled b.xml']],
    ['pass', 'notchecked', 'not_a_finding', ['filled a.xml', 'kept b.xml']],
    ['pass', 'fail', 'open', ['conflict a.xml', 'filled b.xml']],
    ['fail', 'pass', 'open', ['filled a.xml', 'conflict b.xml']],
    ['notapplicable', 'pass', 'not_a_finding', ['conflict a.xml', 'filled b.xml']],
    ['pass', 'fixed', 'not_a_finding', ['filled a.xml', 'confirmed b.xml']],
    ['error', 'unknown', 'not_reviewed', ['evidence a.xml', 'evidence b.xml']],
  ])('%s and %s give %s', (a, b, status, lines) => {
    const applied = two(a, b);
    expect(reviewsOf(applied)[0]!.status).toBe(status);
    expect(
      outcomes(applied)
        .map((line) => line.replace(`${rules[0]!.vulnId} `, ''))
        .sort((x, y) => x.slice(-5).localeCompare(y.slice(-5))),
    ).toEqual(lines);
    expect(
      [...applied.summary.sources].map(({ results, outcomes: counts }) => [
        results,
        Object.values(counts).reduce((x, y) => x + y),
      ]),
    ).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('keep the evidence of both where both voted', () => {
    expect(reviewsOf(two('pass', 'fail'))[0]!.findingDetails).toBe('fail seen by b.xml\n\npass seen by a.xml');
    expect(reviewsOf(two('error', 'fail'))[0]!.findingDetails).toBe('fail seen by b.xml');
  });

  it('say both that they contradict a person', () => {
    const applied = two('pass', 'pass', HUMAN_OPEN);
    expect(applied.summary.outcomes.conflict).toBe(2);
    expect(reviewsOf(applied)[0]).toMatchObject(HUMAN_OPEN);
  });
});

describe('matching a result to a rule', () => {
  const newer = (rule: Rule): Rule => ({ ...rule, ruleId: rule.ruleId!.replace(/r\d+/, 'r999'), revision: '999' });

  it('takes another revision with a warning', () => {
    const applied = applyResults(checklist(), [scan(['fail'], { change: newer })]);
    expect(reviewsOf(applied)[0]!.status).toBe('open');
    expect(applied.rows[0]!.reason).toMatch(/; the result is of another revision, SV-\d+r999_rule$/);
    const warning = applied.diagnostics.find(({ code }) => code === 'revision-mismatch');
    expect(warning).toMatchObject({ severity: 'warning', file: 'scan.xml' });
    expect(warning!.message).toContain('1 result of Acme_Harbor_Gateway_STIG V1R1 is of another revision');
  });

  it('lets no other revision beat an answer, though results are preferred', () => {
    const applied = applyResults(checklist([HUMAN_OPEN]), [scan(['pass'], { change: newer })], { prefer: 'results' });
    expect(reviewsOf(applied)[0]).toMatchObject(HUMAN_OPEN);
    expect(applied.rows[0]).toMatchObject({ outcome: 'conflict' });
    expect(applied.rows[0]!.reason).toContain('a result of another revision does not beat it');
  });

  it.each<[string, (rule: Rule) => Rule, string]>([
    ['a rule id without _rule', (rule) => ({ ...rule, ruleId: rule.ruleId!.replace('_rule', '') }), ''],
    [
      'the STIG ID',
      (rule) => ({ ...rule, vulnId: null, ruleId: 'SV-1r1_rule', legacyIds: [] }),
      '; matched by the STIG ID alone, the result is of SV-1r1_rule',
    ],
    [
      'a reference',
      (rule) => ({
        ...rule,
        vulnId: null,
        ruleId: 'ssg_rule',
        stigId: null,
        legacyIds: [],
        references: [reference(rule.stigId!)],
      }),
      "; matched by a reference of the scanner's rule ssg_rule",
    ],
  ])('finds it by %s', (_, change, note) => {
    const applied = applyResults(checklist(), [scan(['fail', '', 'pass'], { change })]);
    expect(
      reviewsOf(applied)
        .map(({ status }) => status)
        .slice(0, 3),
    ).toEqual(['open', 'not_reviewed', 'not_a_finding']);
    expect(applied.rows[0]!.reason).toBe(`fail of scc 5.10 answers a rule that was not reviewed${note}`);
  });

  it('finds it by legacy ids in both directions', () => {
    const old = checklist([{ rule: { ...rules[0]!, legacyIds: ['V-74001', 'SV-89001'] } }]);
    const bare = (rule: Rule): Rule => ({ ...rule, vulnId: null, stigId: null, legacyIds: [] });
    const before = scan(['fail'], { change: (rule) => ({ ...bare(rule), ruleId: 'SV-89001r2_rule' }) });
    expect(reviewsOf(applyResults(old, [before]))[0]!.status).toBe('open');
    const after = scan(['fail'], {
      change: (rule) => ({ ...bare(rule), ruleId: 'SV-777777r1_rule', legacyIds: [rules[0]!.vulnId!] }),
    });
    expect(reviewsOf(applyResults(old, [after]))[0]!.status).toBe('open');
  });

  it('guesses nothing where two rules share a STIG ID', () => {
    const same = rules.slice(0, 2).map((rule) => ({ rule: { ...rule, stigId: 'AHGW-00-000010' } }));
    const change = (rule: Rule): Rule => ({ ...rule, vulnId: null, ruleId: 'SV-1r1_rule', legacyIds: [] });
    const applied = applyResults(checklist(same), [scan(['fail'], { change })]);
    expect(reviewsOf(applied).every(({ status }) => status === 'not_reviewed')).toBe(true);
    expect(applied.summary.outcomes.unmatched).toBe(1);
  });

  it('lists what matched nothing', () => {
    const change = (rule: Rule): Rule => ({
      ...rule,
      vulnId: null,
      ruleId: `SV-1${rule.stigId!.slice(-2)}r1_rule`,
      stigId: 'X',
      legacyIds: [],
    });
    const applied = applyResults(checklist(), [scan(['fail', 'pass'], { change })]);
    const lines = applied.rows.filter(({ outcome }) => outcome === 'unmatched');
    expect(lines.map(({ ruleId, result, before, after }) => [ruleId, result, before, after])).toEqual([
      ['SV-110r1_rule', 'fail', null, null],
      ['SV-120r1_rule', 'pass', null, null],
    ]);
    expect(applied.diagnostics.find(({ code }) => code === 'results-unmatched')!.message).toBe(
      '2 results of Acme_Harbor_Gateway_STIG V1R1 are of no rule in the checklist: SV-110r1_rule, SV-120r1_rule',
    );
  });

  it('takes results of a benchmark under another id by their rule ids, and says so', () => {
    const applied = applyResults(checklist(), [scan(['fail'], { id: 'Acme_Harbor_Gateway_Linux' })]);
    expect(reviewsOf(applied)[0]!.status).toBe('open');
    expect(applied.diagnostics[0]!.message).toContain('are taken for Acme_Harbor_Gateway_STIG V1R1');
  });

  it('uses nothing of a STIG that the checklist does not hold', () => {
    const change = (rule: Rule): Rule => ({ ...rule, ruleId: 'SV-5r1_rule' });
    const applied = applyResults(checklist(), [scan(['fail'], { id: 'Other_STIG', change })]);
    expect(applied.diagnostics.map(({ message }) => message)).toEqual([
      'the checklist does not hold Other_STIG V1R1: 1 result not used',
    ]);
    expect(reviewsOf(applied)).toEqual(checklist().stigs[0]!.reviews);
    // Rules of a STIG without any scan are not reported as lacking a result.
    expect(applied.summary.outcomes['no-result']).toBe(0);
  });
});

function reference(text: string) {
  const fields = { href: null, title: null, publisher: null, type: null, subject: null, identifier: null };
  return { ...fields, extra: { verbatim: { text } } };
}

describe('what is refused', () => {
  it('results of another host', () => {
    const applied = applyResults(checklist(), [scan(['fail'], { asset: { hostName: 'harbor02' } }), scan(['pass'])]);
    expect(applied.diagnostics[0]).toMatchObject({ code: 'other-host', severity: 'error', file: 'scan.xml' });
    expect(applied.diagnostics[0]!.message).toContain('the results are of harbor02, the checklist is of harbor01');
    // The other scan is still used.
    expect(reviewsOf(applied)[0]!.status).toBe('not_a_finding');
    expect(applied.summary.sources.map(({ used, results }) => [used, results])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  it('a second host, once the first scan has named the asset', () => {
    const scans = [scan(['fail'], { asset: { hostName: 'a' } }), scan(['pass'], { asset: { hostName: 'b' } })];
    const applied = applyResults(checklist([], {}), scans);
    expect(applied.checklist.asset.hostName).toBe('a');
    expect(applied.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
      'the results are of b, scan.xml is of a; nothing was taken from them',
    ]);
  });

  it('results nearly all notapplicable, unless forced', () => {
    const words = [...Array(23).fill('notapplicable'), 'pass'];
    const applied = apply([], words);
    expect(applied.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['platform-mismatch', 'error']]);
    expect(applied.checklist).toEqual(checklist());
    expect(
      reviewsOf(apply([], words, { force: true })).filter(({ status }) => status === 'not_applicable').length,
    ).toBe(23);
    // Nineteen of twenty-four is a host with much that does not apply.
    expect(apply([], [...Array(19).fill('notapplicable'), ...Array(5).fill('pass')]).diagnostics).toEqual([]);
  });
});

describe('the asset', () => {
  it('is filled where it says nothing, and kept where it does', () => {
    const target = {
      ipAddress: '192.0.2.10',
      macAddress: '00:00:5E:00:53:0A',
      fqdn: 'harbor01.example.org',
      role: 'Member Server',
    };
    const applied = applyResults(checklist([], { hostName: 'harbor01', macAddress: 'as typed' }), [
      scan(['pass'], { asset: target }),
    ]);
    expect(applied.checklist.asset).toMatchObject({
      ...target,
      hostName: 'harbor01',
      macAddress: 'as typed',
      assetType: 'Computing',
    });
  });
});

it('changes neither the checklist nor the scans', () => {
  const [own, theirs] = [checklist([HUMAN_OPEN]), scan(['pass', 'fail', 'error'])];
  const before = JSON.stringify([own, theirs]);
  applyResults(own, [theirs], { prefer: 'results', appendDetails: true });
  expect(JSON.stringify([own, theirs])).toBe(before);
});

describe('a rule that stands many times in both', () => {
  it('takes a hundred results of a scan, and lists the others', () => {
    const [blank, found] = [checklist(), scan(['fail'])];
    const many = (all: Checklist, n: number): Checklist => ({
      ...all,
      stigs: all.stigs.map((stig) => ({
        ...stig,
        reviews: new Array<Review>(n).fill(stig.reviews[0]!).map((r) => ({ ...r })),
      })),
    });
    const applied = applyResults(many(blank, 150), [many(found, 130), { ...many(found, 2) }]);
    expect(applied.summary.sources.map((source) => source.outcomes.unmatched)).toEqual([30, 0]);
    expect(applied.rows.filter((row) => row.outcome === 'unmatched').map((row) => row.reason)).toEqual(
      new Array(30).fill('the scan has 100 results of its rule already'),
    );
    expect(applied.rows).toHaveLength(150 * 102 + 30);
    expect(applied.diagnostics.map((d) => [d.code, d.message.slice(0, 19)])).toContainEqual([
      'results-unmatched',
      '30 results not used',
    ]);
  });
});
