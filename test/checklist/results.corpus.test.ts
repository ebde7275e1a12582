import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import { applyResults } from '../../src/checklist/results.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { statusOfResult } from '../../src/model/result-word.js';
import { readSource } from '../../src/read.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

const SCAP = 'scap/disa-stig-rhel8-v2r8-xccdf-scap.xml';
const SCC = 'results/xccdf-results-scc-rhel8.xml';
const OPENSCAP = 'results/xccdf-results-openscap-rhel8.xml';

async function readOne<T>(path: string): Promise<T> {
  return (await readSource(sourceOf(`${CORPUS}/${path}`))).documents[0] as T;
}

/** SV numbers of the benchmark's rules, and of a scan with its word, out of the texts alone. */
function rulesInText(): Map<string, string> {
  const text = readFileSync(`${CORPUS}/${SCAP}`, 'utf8');
  return new Map(
    [...text.matchAll(/Rule id="xccdf_mil\.disa\.stig_rule_(SV-\d+)(r\d+)_rule"/g)].map((m) => [m[1]!, m[2]!]),
  );
}

function resultsInText(path: string): Map<string, { word: string; revision: string }> {
  const text = readFileSync(`${CORPUS}/${path}`, 'utf8');
  const found = text.matchAll(
    /rule-result idref="xccdf_mil\.disa\.stig_rule_(SV-\d+)(r\d+)_rule"[^>]*>\s*<(?:cdf:)?result>(\w+)</g,
  );
  return new Map([...found].map((m) => [m[1]!, { revision: m[2]!, word: m[3]! }]));
}

const stable = ({ rule }: Review) => /^SV-\d+/.exec(rule.ruleId!)![0];

describe.skipIf(!hasCorpus)(`scans of RHEL 8 against its benchmark, with ${NEEDS_CORPUS}`, () => {
  let blank: Checklist;
  let scc: Checklist;
  let openscap: Checklist;
  beforeAll(async () => {
    blank = createChecklist([await readOne<Benchmark>(SCAP)], {});
    scc = await readOne(SCC);
    openscap = await readOne(OPENSCAP);
  });

  it.each([SCC, OPENSCAP])('%s alone: every rule has the status its text gives', (path) => {
    const applied = applyResults(blank, [path === SCC ? scc : openscap]);
    const [rules, results] = [rulesInText(), resultsInText(path)];
    expect(rules.size).toBe(blank.stigs[0]!.reviews.length);
    expect(results.size).toBe(248);
    for (const review of applied.checklist.stigs[0]!.reviews) {
      const result = results.get(stable(review));
      expect(review.status).toBe(result === undefined ? 'not_reviewed' : statusOfResult(result.word));
      expect(review.result?.result).toBe(result?.word);
      if (result !== undefined) expect(review.findingDetails).toContain(`Result "${result.word}" from `);
    }
    const shared = [...results].filter(([id]) => rules.has(id));
    const words = (test: (word: string) => boolean) => shared.filter(([, { word }]) => test(word)).length;
    expect(applied.summary.outcomes).toEqual({
      filled: words((word) => word === 'pass' || word === 'fail'),
      evidence: words((word) => word === 'error'),
      unmatched: results.size - shared.length,
      'no-result': rules.size - shared.length,
      ...{ replaced: 0, confirmed: 0, conflict: 0, kept: 0 },
    });
    const moved = shared.filter(([id, { revision }]) => rules.get(id) !== revision).length;
    expect(applied.rows.filter(({ reason }) => reason.includes('of another revision')).length).toBe(moved);
    expect(applied.diagnostics.find(({ code }) => code === 'revision-mismatch')!.message).toContain(
      `${moved} results of `,
    );
    // The scanners' content is V1R2 and V1R3, the benchmark V2R8.
    const missing = applied.rows.find(({ outcome }) => outcome === 'no-result')!;
    expect(missing.reason).toMatch(/the scanner's content is V1R[23], older than V2R8/);
  });

  it('both, with answers of a person: the numbers of each source add up', () => {
    const [stig] = blank.stigs;
    const answers = ['open', 'not_a_finding', 'not_applicable'] as const;
    const reviews = stig!.reviews.map((review, i) =>
      i % 4 === 3 ? review : { ...review, status: answers[i % 4]!, findingDetails: `typed ${i}` },
    );
    const answered = { ...blank, stigs: [{ ...stig!, reviews }] };
    const applied = applyResults(answered, [scc, openscap]);
    expect(applied.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);

    // The same, worked out from the texts.
    const rules = rulesInText();
    const texts = [resultsInText(SCC), resultsInText(OPENSCAP)];
    const worst = ['open', 'not_a_finding', 'not_applicable'];
    for (const [i, review] of applied.checklist.stigs[0]!.reviews.entries()) {
      const before = reviews[i]!;
      const votes = texts
        .flatMap((text) => text.get(stable(review))?.word ?? [])
        .map(statusOfResult)
        .filter((vote) => vote !== 'not_reviewed');
      const expected =
        before.status !== 'not_reviewed'
          ? before.status
          : (worst.find((vote) => votes.includes(vote as 'open')) ?? 'not_reviewed');
      expect(review.status).toBe(expected);
      if (before.status !== 'not_reviewed') expect(review).toEqual(before);
    }
    for (const [i, source] of applied.summary.sources.entries()) {
      expect(source.results).toBe(248);
      expect(Object.values(source.words).reduce((x, y) => x + y)).toBe(248);
      expect(Object.values(source.outcomes).reduce((x, y) => x + y)).toBe(248);
      expect(source.outcomes.unmatched).toBe([...texts[i]!.keys()].filter((id) => !rules.has(id)).length);
    }
    const { outcomes, rules: count } = applied.summary;
    expect(count).toBe(rules.size);
    expect(Object.values(outcomes).reduce((x, y) => x + y)).toBe(applied.rows.length);
    expect(applied.rows.length).toBe(2 * 248 + outcomes['no-result']);
    expect(outcomes['no-result']).toBe([...rules.keys()].filter((id) => !texts.some((text) => text.has(id))).length);
  });

  it('name another host than a checklist that has a name and an address', () => {
    const asset = { ...blank.asset, hostName: 'rhel01', ipAddress: '192.168.158.30' };
    const applied = applyResults({ ...blank, asset }, [scc, openscap]);
    const errors = applied.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, file }) => [code, file])).toEqual([['other-host', 'xccdf-results-openscap-rhel8.xml']]);
    expect(applied.checklist.asset.macAddress).toBe('00:15:5d:0e:92:0c');
  });
});
