import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error: its declaration file is no module.
import { reviewsFromScc } from '@nuwcdivnpt/stig-manager-client-modules';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../../src/checklist/create.js';
import { readXccdf } from '../../../src/formats/xccdf/read.js';
import { readXccdfResults } from '../../../src/formats/xccdf-results/read.js';
import { writeXccdfResults } from '../../../src/formats/xccdf-results/write.js';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Checklist, Review } from '../../../src/model/checklist.js';
import { STATUSES } from '../../../src/model/checklist.js';
import { readContext } from '../../support/context.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURES = join(ROOT, 'test/fixtures/xccdf-results');
const inputs = readdirSync(FIXTURES).map((trait) => join(FIXTURES, trait, 'input.xml'));
const EXAMPLE = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const SCHEMA = join(CORPUS, 'schemas/xccdf/schemas/xccdf/1.2/xccdf_1.2.xsd');

function write(checklist: Checklist): { text: string; reported: Diagnostic[] } {
  const reported: Diagnostic[] = [];
  const text = writeXccdfResults(checklist, {}, { report: (d) => reported.push(d) });
  return { text: text as string, reported };
}

function read(text: string): Checklist[] {
  return readXccdfResults(new Source('written.xml', new TextEncoder().encode(text)), readContext());
}

/** The same without what only this format's writer reads: as if it came from another format. */
function foreign(checklist: Checklist): Checklist {
  return JSON.parse(JSON.stringify(checklist, (key, value) => (key === 'native' ? undefined : value)));
}

/** What a person put into a review or a scanner said of it. */
function answer({ rule, status, findingDetails, comments, result }: Review) {
  const { vulnId, ruleId, stigId, severity, title, ccis, legacyIds, discussion } = rule;
  const ids = { vulnId, ruleId, stigId, severity, title, ccis, legacyIds, discussion, check: rule.check?.text ?? null };
  return { ...ids, status, findingDetails, comments, time: result?.time ?? null };
}

function answers(checklist: Checklist) {
  return checklist.stigs.flatMap(({ reviews }) => reviews.map(answer));
}

const AWKWARD = [
  'a < b && c > d\r\n\ttabbed  \r alone\n',
  '  leading and trailing  ',
  '<sm:comment>no markup</sm:comment> ]]> &amp; &lt;',
  '\u{1f600} é — “quoted”',
  'x'.repeat(40_000),
  '',
];

/** Every rule of the invented STIG answered, with texts that break careless writers. */
function answered(): Checklist {
  const [benchmark] = readXccdf(new Source('a.xml', readFileSync(EXAMPLE)), readContext());
  const checklist = createChecklist([benchmark!], {
    hostName: 'harbor01',
    ipAddress: '192.0.2.10',
    macAddress: '00:00:5E:00:53:0A',
    fqdn: 'harbor01.example.org',
    comment: 'Rack 3 <left>',
    webDbSite: 'https://harbor.example.org/?a=1&b="2"',
  });
  const stigs = checklist.stigs.map((stig) => ({
    ...stig,
    reviews: stig.reviews.map((review, i) => ({
      ...review,
      status: STATUSES[i % STATUSES.length]!,
      findingDetails: AWKWARD[i % AWKWARD.length]!,
      comments: AWKWARD[(i + 1) % AWKWARD.length]!,
    })),
  }));
  return { ...checklist, stigs };
}

describe('writing test results', () => {
  it.each(inputs)('%s reads back as it was, with its own elements', (path) => {
    for (const checklist of readXccdfResults(sourceOf(path), readContext())) {
      const [back] = read(write(checklist).text);
      const words = (c: Checklist) => c.stigs[0]!.reviews.map(({ result }) => result?.result ?? 'notchecked');
      // A word that XCCDF does not know cannot be written; a rule that was not tested is written as not checked.
      const written = words(checklist).map((word) => (word === '' || word === '{{result}}' ? 'unknown' : word));
      expect(words(back!)).toEqual(written);
      expect(back!.asset).toEqual(checklist.asset);
      expect(back!.stigs[0]!.benchmark).toEqual({
        ...checklist.stigs[0]!.benchmark,
        // A STIG in another format names its file; XCCDF demands a version.
        ...{ fileName: null, classification: null, version: checklist.stigs[0]!.benchmark.version ?? '' },
        // All rules that have a result are in the Benchmark now.
        size: back!.stigs[0]!.benchmark.size,
      });
    }
  });

  it.each(inputs)('%s reads back with the same answers when it comes from another format', (path) => {
    for (const checklist of readXccdfResults(sourceOf(path), readContext()).map(foreign)) {
      const [back] = read(write(checklist).text);
      expect(answers(back!)).toEqual(answers(checklist));
      expect(foreign(back!).asset).toEqual(checklist.asset);
    }
  });

  it('keeps awkward texts, and the asset', () => {
    const checklist = answered();
    const { text, reported } = write(checklist);
    const [back] = read(text);
    expect(answers(back!)).toEqual(answers(checklist));
    expect(back!.asset).toEqual({ ...checklist.asset, webDbInstance: null });
    expect(reported).toEqual([]);
  });

  it('writes the same bytes twice, and again after reading', () => {
    const first = write(answered()).text;
    expect(write(answered()).text).toBe(first);
    const again = write(read(first)[0]!).text;
    expect(write(read(again)[0]!).text).toBe(again);
  });

  it('follows an answer that changed after reading', () => {
    const [checklist] = readXccdfResults(sourceOf(join(FIXTURES, 'evaluate-stig/input.xml')), readContext());
    const [first, second] = checklist!.stigs[0]!.reviews;
    const changed = { ...first!, status: 'open' as const, comments: 'Not so.' };
    const edited = { ...checklist!, stigs: [{ ...checklist!.stigs[0]!, reviews: [changed, second!] }] };
    const { text } = write(edited);
    const [back] = read(text);
    expect(answers(back!)).toEqual(answers(edited));
    expect(back!.stigs[0]!.reviews[0]!.result!.result).toBe('fail');
    expect(text).not.toContain('Harbor_AnswerFile.xml');
    // The other answer is as the scanner wrote it.
    expect(text).toContain('<sm:version>1.2407.1</sm:version>');
  });

  it('prefixes elements and gives every check its system, as STIG Viewer 2 wants', () => {
    for (const path of inputs) {
      for (const checklist of readXccdfResults(sourceOf(path), readContext())) {
        const { text } = write(checklist);
        const names = new Set([...text.matchAll(/<([\w.-]+)[\s/>]/g)].map((m) => m[1]));
        expect([...names].filter((name) => !name!.includes(':'))).toEqual([]);
        for (const [tag] of text.matchAll(/<cdf:check[\s>][^>]*>/g)) expect(tag).toMatch(/ system="[^"]+"/);
        for (const [tag] of text.matchAll(/<cdf:rule-result[\s>][^>]*>/g)) {
          expect(tag).toMatch(/ idref="xccdf_[^_"]+_rule_[^"]+"/);
        }
      }
    }
  });

  it('keeps what XCCDF has no element for: marking, technology area, severity override', () => {
    const checklist = answered();
    const [review, ...others] = checklist.stigs[0]!.reviews;
    const overridden = { ...review!, severityOverride: 'low' as const, severityJustification: 'Isolated <network>' };
    const asset = { ...checklist.asset, marking: 'CUI', techArea: 'Boundary Security' };
    const { text, reported } = write({
      ...checklist,
      asset,
      stigs: [{ ...checklist.stigs[0]!, reviews: [overridden, ...others] }],
    });
    const [back] = read(text);
    expect(back!.asset).toMatchObject({ marking: 'CUI', techArea: 'Boundary Security' });
    const { severityOverride, severityJustification } = back!.stigs[0]!.reviews[0]!;
    expect([severityOverride, severityJustification]).toEqual(['low', 'Isolated <network>']);
    expect(back!.stigs[0]!.reviews[1]!.severityOverride).toBe(null);
    expect(reported).toEqual([]);
  });

  it('says what it has no place for', () => {
    const checklist = answered();
    const [first, second, third] = checklist.stigs[0]!.reviews;
    const nameless = { ...first!, rule: { ...first!.rule, ruleId: null, vulnId: null, stigId: null } };
    const twin = { ...third!, rule: second!.rule };
    const { reported } = write({
      ...checklist,
      stigs: [{ ...checklist.stigs[0]!, reviews: [nameless, second!, twin] }],
    });
    expect(reported.map((d) => `${d.severity} ${d.code} ${d.message}`)).toEqual([
      'warning not-carried xccdf-results has no place for: rules without any id, with their answers (1); a second rule with the same rule id: its answer becomes one more result of the first (1)',
    ]);
  });

  it('replaces characters that XML forbids and counts them', () => {
    const checklist = answered();
    const [review, ...others] = checklist.stigs[0]!.reviews;
    const dirty = { ...review!, comments: 'bell \u0007 and nul \u0000' };
    const { text, reported } = write({
      ...checklist,
      stigs: [{ ...checklist.stigs[0]!, reviews: [dirty, ...others] }],
    });
    expect(reported.map((d) => d.message)).toEqual(['2 characters that XML forbids became U+FFFD']);
    expect(read(text)[0]!.stigs[0]!.reviews[0]!.comments).toBe('bell \ufffd and nul \ufffd');
  });

  it('refuses several STIGs and none', () => {
    const checklist = answered();
    const two = { ...checklist, stigs: [checklist.stigs[0]!, checklist.stigs[0]!] };
    expect(() => write(two)).toThrow('one file of results holds one STIG, and the checklist holds 2');
    expect(() => write({ ...checklist, stigs: [] })).toThrow('the checklist holds no STIG');
  });
});

/** What the peer makes of a review; words it does not import become notchecked. */
interface PeerReview {
  ruleId: string;
  result: string;
  detail: string | null;
  comment: string | null;
}

function peerReviews(text: string): { target: { name: string; ip: string }; reviews: PeerReview[] } {
  const options = {
    data: text,
    fieldSettings: {
      detail: { enabled: 'always', required: 'always' },
      comment: { enabled: 'always', required: 'optional' },
    },
    allowAccept: true,
    importOptions: {
      ...{ autoStatus: 'saved', unreviewed: 'always', unreviewedCommented: 'informational' },
      ...{ emptyDetail: 'import', emptyComment: 'import', allowCustom: true },
    },
    scapBenchmarkMap: new Map(),
    sourceRef: 'written.xml',
  };
  const parsed = reviewsFromScc(options) as {
    target: { name: string; ip: string };
    checklists: { reviews: PeerReview[] }[];
  };
  return { target: parsed.target, reviews: parsed.checklists[0]!.reviews };
}

describe("STIG Manager's importer", () => {
  it.each([EXAMPLE, ...inputs])('takes what is written of %s', (path) => {
    const checklists = path === EXAMPLE ? [answered()] : readXccdfResults(sourceOf(path), readContext()).map(foreign);
    for (const checklist of checklists) {
      const { target, reviews } = peerReviews(write(checklist).text);
      expect(target.name).toBe(checklist.asset.hostName);
      expect(target.ip).toBe(checklist.asset.ipAddress ?? '');
      const words = {
        open: 'fail',
        not_a_finding: 'pass',
        not_applicable: 'notapplicable',
        not_reviewed: 'notchecked',
      };
      expect(reviews.map(({ ruleId, result }) => [ruleId, result])).toEqual(
        checklist.stigs[0]!.reviews.map(({ rule, status, result }) => [
          rule.ruleId,
          // It knows three words, "fixed" is none of them.
          result?.result === 'fixed' ? 'notchecked' : words[status],
        ]),
      );
      for (const [i, review] of checklist.stigs[0]!.reviews.entries()) {
        if (review.findingDetails.length > 30_000 || AWKWARD.includes(review.findingDetails)) continue;
        expect(reviews[i]!.detail).toBe(review.findingDetails.trim());
      }
    }
  });
});

const hasXmllint = hasCorpus && spawnSync('xmllint', ['--version']).status === 0;

describe.skipIf(!hasXmllint)(`XCCDF 1.2's schema, with xmllint and ${NEEDS_CORPUS}`, () => {
  const real = corpusFiles('results').filter((path) => !path.endsWith('xccdf_lol.xml'));
  it.each([EXAMPLE, ...inputs, ...real])('holds for what is written of %s', (path) => {
    const folder = mkdtempSync(join(tmpdir(), 'xccdf-results-'));
    try {
      const read = path === EXAMPLE ? [answered()] : readXccdfResults(sourceOf(path), readContext());
      const files = [...read, ...read.map(foreign)].map((checklist, i) => {
        const file = join(folder, `${i}.xml`);
        writeFileSync(file, write(checklist).text);
        return file;
      });
      // Throws, with the schema's words, where a file does not hold.
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, ...files], { stdio: 'pipe' });
      expect(files.length).toBeGreaterThan(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
