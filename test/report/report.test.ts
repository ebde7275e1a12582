import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Checklist, STATUSES } from '../../src/model/checklist.js';
import { SEVERITIES } from '../../src/model/severity.js';
import { closedGates } from '../../src/report/gates.js';
import { report } from '../../src/report/index.js';
import { smallBenchmark } from '../support/benchmarks.js';
import { readChecklist } from '../support/checklist-files.js';
import { checklistOf } from '../support/checklists.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS } from '../support/corpus.js';

const HOSTS = resolve(import.meta.dirname, '../../examples/hosts');
const hosts = readdirSync(HOSTS)
  .sort()
  .map((name) => join(HOSTS, name));

const CKL_STATUS: Record<string, string> = {
  Open: 'open',
  Not_Reviewed: 'not_reviewed',
  NotAFinding: 'not_a_finding',
  Not_Applicable: 'not_applicable',
};

/** Reviews of a file as `severity status effective`, read by plain means and no reader of the project. */
function plainReviews(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.cklb')) {
    type Rule = { severity: string; status: string; overrides?: { severity?: { severity?: string } } };
    const { stigs } = JSON.parse(text.replace(/^\ufeff/, '')) as { stigs: { rules: Rule[] }[] };
    return stigs.flatMap(({ rules }) =>
      rules.map(({ severity, status, overrides }) =>
        [severity, status, overrides?.severity?.severity || severity].join(' '),
      ),
    );
  }
  return text
    .split('<VULN>')
    .slice(1)
    .map((vuln) => {
      const severity = /Severity<\/VULN_ATTRIBUTE>\s*<ATTRIBUTE_DATA>([^<]*)/.exec(vuln)![1]!;
      const override = /<SEVERITY_OVERRIDE>([^<]*)/.exec(vuln)?.[1] ?? '';
      return [severity, CKL_STATUS[/<STATUS>([^<]*)/.exec(vuln)![1]!], override || severity].join(' ');
    });
}

function expectCounts(paths: string[]): void {
  const { totals } = report(paths.map((path) => readChecklist(path).checklist));
  const plain = paths.flatMap(plainReviews).map((line) => line.split(' '));
  for (const severity of SEVERITIES) {
    for (const status of STATUSES) {
      const raw = plain.filter(([s, word]) => s === severity && word === status).length;
      const effective = plain.filter(([, word, e]) => e === severity && word === status).length;
      expect([severity, status, totals.raw[severity][status], totals.effective[severity][status]]).toEqual([
        severity,
        status,
        raw,
        effective,
      ]);
    }
  }
  const count = (...words: string[]) => plain.filter(([, word]) => words.includes(word!)).length;
  expect(totals.reviews).toBe(plain.length);
  expect(totals.open).toBe(count('open'));
  expect(totals.openOrNotReviewed).toBe(count('open', 'not_reviewed'));
  expect(totals.completion).toBeCloseTo(1 - count('not_reviewed') / plain.length, 3);
}

describe('a report', () => {
  it('counts the examples as a plain reading of the files does', () => {
    expectCounts(hosts);
  });

  it('adds up: assets, STIGs and parts each come to the totals', () => {
    const { totals, assets, stigs, parts } = report(hosts.map((path) => readChecklist(path).checklist));
    for (const list of [assets, stigs, parts]) {
      expect(list.reduce((sum, entry) => sum + entry.reviews, 0)).toBe(totals.reviews);
      expect(list.reduce((sum, entry) => sum + entry.open, 0)).toBe(totals.open);
      expect(list.reduce((sum, entry) => sum + entry.missingDetails, 0)).toBe(totals.missingDetails);
    }
    expect(parts.map(({ asset, releaseName }) => `${asset} ${releaseName}`)).toEqual([
      'gw01 V1R2',
      'gw02 V1R1',
      'gw03 V1R2',
    ]);
  });

  it('has one entry for a rule that is open on several assets, in whatever release', () => {
    const { findings, totals } = report(hosts.map((path) => readChecklist(path).checklist));
    const signed = findings.find((finding) => finding.vulnId === 'V-990013')!;
    expect(signed.severity).toBe('high');
    expect(signed.releaseNames).toEqual(['V1R2', 'V1R1']);
    expect(signed.ruleIds).toEqual(['SV-990013r1001024_rule', 'SV-990013r1000037_rule']);
    expect(signed.affected).toEqual([
      { asset: 'gw01', severity: 'low', missingDetails: false },
      { asset: 'gw02', severity: 'high', missingDetails: false },
    ]);
    expect(findings.reduce((sum, finding) => sum + finding.affected.length, 0)).toBe(totals.open);
  });

  it('holds releases against a library, and says nothing of what it does not hold', () => {
    const checklists = hosts.map((path) => readChecklist(path).checklist);
    const release = (id: string, version: string, number: string) => ({
      id,
      title: null,
      version,
      release: number,
      releaseName: `V${version}R${number}`,
      benchmarkDate: null,
      releaseInfo: null,
    });
    const library = [release('Acme_Harbor_Gateway_STIG', '1', '2'), release('Other_STIG', '9', '9')];
    const { parts } = report(checklists, { library });
    expect(parts.map((part) => part.newest)).toEqual([null, 'V1R2', null]);
    // 10 comes after 9, and after 2.
    const newer = report(checklists, { library: [...library, release('Acme_Harbor_Gateway_STIG', '1', '10')] });
    expect(newer.parts.map((part) => part.newest)).toEqual(['V1R10', 'V1R10', 'V1R10']);
    expect(closedGates(newer, ['outdated'])).toEqual([{ gate: 'outdated', count: 2 }]);
  });

  it('takes gates by the severity of the rule: an override opens none', async () => {
    const benchmark = await smallBenchmark(1);
    const [rule] = benchmark.rules;
    const high = { rule: { ...rule!, severity: 'high' as const }, status: 'open' as const };
    const { totals, ...rest } = report([checklistOf(benchmark, [{ ...high, severityOverride: 'low' }])]);
    expect([totals.raw.high.open, totals.effective.high.open, totals.effective.low.open]).toEqual([1, 0, 1]);
    expect(closedGates({ totals, ...rest }, ['open-cat1', 'open-cat3', 'not-reviewed'])).toEqual([
      { gate: 'open-cat1', count: 1 },
    ]);
  });

  it('is complete only when the last review is', async () => {
    const benchmark = await smallBenchmark(1);
    const reviews = (left: number): Checklist => {
      const checklist = checklistOf(benchmark);
      const review = checklist.stigs[0]!.reviews[0]!;
      const many = Array.from({ length: 20_000 }, (_, i) => ({
        ...review,
        status: i < left ? ('not_reviewed' as const) : ('open' as const),
      }));
      return { ...checklist, stigs: [{ ...checklist.stigs[0]!, reviews: many }] };
    };
    expect(report([reviews(1)]).totals.completion).toBe(0.9999);
    expect(report([reviews(0)]).totals.completion).toBe(1);
    expect(report([]).totals.completion).toBeNull();
  });

  it('counts one STIG of an asset in two checklists twice, and says so; host names in any case are one', async () => {
    const benchmark = await smallBenchmark(2);
    const [one, two] = [checklistOf(benchmark), checklistOf(benchmark)];
    two.asset = { ...two.asset, hostName: 'GATE01' };
    const { parts, assets } = report([one, two]);
    expect(parts.map((part) => part.repeated)).toEqual([false, true]);
    expect(assets.map(({ asset, stigs, reviews }) => [asset, stigs, reviews])).toEqual([['gate01', 1, 4]]);
  });

  it('bears the highest marking, also of a rule', async () => {
    const benchmark = await smallBenchmark(2);
    const plain = { ...checklistOf(benchmark), asset: { ...checklistOf(benchmark).asset, marking: null } };
    expect(report([plain]).marking).toBeNull();
    expect(report([plain, checklistOf(benchmark)]).marking).toBe('CUI');
    const secret = checklistOf(benchmark, [{}, { classification: 'SECRET//NOFORN' }]);
    expect(report([checklistOf(benchmark), secret, plain]).marking).toBe('SECRET//NOFORN');
  });
});

describe.skipIf(!hasCorpus)(`reports over ${NEEDS_CORPUS}`, () => {
  const readable = [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb')].filter((path) => {
    try {
      readChecklist(path);
      return true;
    } catch {
      return false;
    }
  });
  it('count as a plain reading does', () => {
    expect(readable.length).toBeGreaterThan(12);
    for (const path of readable) {
      // A status that no viewer knows is an error of reading, and counted as not reviewed.
      if (plainReviews(path).some((line) => line.includes('undefined'))) continue;
      expectCounts([path]);
    }
  });
});
