import fc from 'fast-check';
import { type ContextualizedEvaluation, convertFileContextual } from 'inspecjs';
import { describe, expect, it } from 'vitest';
import { cciInfo, ccisOf } from '../../../src/data/controls.js';
import type { Control, Execution, Profile } from '../../../src/formats/hdf/types.js';
import { type Diagnostic, StigError } from '../../../src/io/diagnostic.js';
import { sha256 } from '../../../src/io/hash.js';
import { Source } from '../../../src/io/source.js';
import type { Checklist, Review } from '../../../src/model/checklist.js';
import { STATUSES, unknownAsset } from '../../../src/model/checklist.js';
import { readSource } from '../../../src/read.js';
import { writeDocument } from '../../../src/write.js';
import { exampleBenchmark, smallBenchmark } from '../../support/benchmarks.js';
import { fixtureNames, readFixture } from '../../support/checklist-files.js';
import { checklistOf } from '../../support/checklists.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';
import { nastyText } from '../../support/nasty-text.js';

/** A status as Heimdall shows it. */
const SHOWN = {
  open: 'Failed',
  not_a_finding: 'Passed',
  not_applicable: 'Not Applicable',
  not_reviewed: 'Not Reviewed',
} as const;

async function textOf(checklist: Checklist, options = {}, reported: Diagnostic[] = []): Promise<string> {
  return (await writeDocument(checklist, 'hdf', options, (d) => reported.push(d))) as string;
}

async function hdfOf(checklist: Checklist, options = {}): Promise<Execution> {
  return JSON.parse(await textOf(checklist, options)) as Execution;
}

/** The profiles of the STIGs themselves. */
function stigsIn({ profiles }: Execution): Profile[] {
  return profiles.length === 1 ? profiles : profiles.slice(1);
}

/** What Heimdall's own library counts: the controls that no other profile has taken over. */
function countedIn(text: string): ContextualizedEvaluation['contains'][number]['contains'] {
  const evaluation = convertFileContextual(text) as ContextualizedEvaluation;
  return evaluation.contains
    .flatMap((profile) => profile.contains)
    .filter((control) => control.extendedBy.length === 0);
}

const reviewsOf = ({ stigs }: Checklist) => stigs.flatMap(({ reviews }) => reviews);

/** Every answer as Heimdall sees it, and every text found again. */
async function expectWhole(checklist: Checklist): Promise<void> {
  const text = await textOf(checklist);
  const reviews = reviewsOf(checklist);
  const counted = countedIn(text);
  expect(counted.map((control) => control.hdf.status)).toEqual(reviews.map(({ status }) => SHOWN[status]));
  counted.forEach((control, i) => {
    const { rule, severityOverride } = reviews[i]!;
    if (rule.severity !== 'unknown') expect(control.hdf.severity).toBe(severityOverride ?? rule.severity);
  });
  const hdf = JSON.parse(text) as Execution;
  const controls = stigsIn(hdf).flatMap((profile) => profile.controls);
  expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
  controls.forEach((control, i) => {
    expectReview(control, reviews[i]!);
  });
  expectPassthrough(hdf, checklist);
  for (const { sha256: hash, ...profile } of hdf.profiles)
    expect(hash).toBe(sha256(Buffer.from(JSON.stringify(profile))));
}

function expectReview(control: Control, review: Review): void {
  const { rule, findingDetails, comments } = review;
  expect(control.title).toBe(rule.title);
  expect(control.desc).toBe(rule.discussion ?? rule.description);
  expect(control.results).toHaveLength(1);
  expect(control.results[0]!.code_desc).toBe(findingDetails);
  expect(control.results[0]!.message ?? control.results[0]!.skip_message ?? '').toBe(comments);
  const described = Object.fromEntries(control.descriptions.map(({ label, data }) => [label, data]));
  expect(described.comments ?? '').toBe(comments);
  if (rule.checks.length < 2) expect(described.check ?? '').toBe(rule.check?.text ?? '');
  if (rule.fixes.length < 2) expect(described.fix ?? '').toBe(rule.fix?.text ?? '');
  const { gid, rid, stig_id, gtitle, cci, severityjustification } = control.tags;
  expect([gid ?? '', rid ?? '', stig_id ?? '', gtitle ?? '', cci ?? [], severityjustification ?? '']).toEqual([
    rule.vulnId ?? '',
    rule.ruleId ?? '',
    rule.stigId ?? '',
    rule.groupTitle ?? '',
    rule.ccis,
    review.severityJustification,
  ]);
}

interface Passed {
  checklist: {
    asset: Record<string, string | boolean>;
    stigs: { header: Record<string, string>; vulns: Record<string, string>[] }[];
  };
}

/** What Heimdall makes a CKL of again. */
function expectPassthrough({ passthrough }: Execution, { asset, stigs }: Checklist): void {
  const { checklist } = passthrough as Passed;
  expect(checklist.asset).toMatchObject({
    hostname: asset.hostName ?? '',
    hostip: asset.ipAddress ?? '',
    marking: asset.marking ?? '',
    targetcomment: asset.comment ?? '',
    webdbsite: asset.webDbSite ?? '',
  });
  expect(checklist.stigs.map(({ header }) => header.stigid)).toEqual(stigs.map(({ benchmark }) => benchmark.id ?? ''));
  checklist.stigs.forEach(({ vulns }, i) => {
    expect(
      vulns.map((vuln) => [vuln.findingdetails, vuln.comments, vuln.severityoverride, vuln.ruleId, vuln.cciRef]),
    ).toEqual(
      stigs[i]!.reviews.map((review) => [
        review.findingDetails,
        review.comments,
        review.severityOverride ?? '',
        review.rule.ruleId ?? '',
        review.rule.ccis.join('; '),
      ]),
    );
  });
}

describe('a checklist as HDF', () => {
  it('reads as the golden file', async () => {
    const answers: Partial<Review>[] = [
      { severityOverride: 'low', severityJustification: 'Behind two locks.' },
      {},
      { result: { result: 'pass', testSystem: 'cpe:/a:example:scanner:1', time: '2025-07-10T08:30:00' } },
    ];
    const text = await textOf(checklistOf(await smallBenchmark(4), answers));
    const golden = text.replaceAll(/("(?:release|version)": )"\d+\.\d+\.\d+[^"]*"/g, '$1"VERSION"');
    await expect(golden).toMatchFileSnapshot('../../fixtures/hdf/checklist.hdf.json');
  });

  it('is to Heimdall what the checklist says', async () => {
    await expectWhole(checklistOf(await exampleBenchmark()));
  });

  it.each(fixtureNames('ckl').filter((name) => readFixture('ckl', name).checklist.stigs.length > 0))(
    'is so out of CKL %s',
    async (name) => {
      await expectWhole(readFixture('ckl', name).checklist);
    },
  );

  it('is so whatever was typed', async () => {
    const benchmark = await smallBenchmark(2);
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, fc.constantFrom(...STATUSES), async (details, comments, status) => {
        const answer = { findingDetails: details, comments, severityJustification: details, status };
        await expectWhole(checklistOf(benchmark, [answer, {}]));
      }),
      { numRuns: 60 },
    );
  });

  it('passes through what Heimdall makes a CKL of, under its names', async () => {
    const { passthrough } = await hdfOf(checklistOf(await smallBenchmark(1)));
    const { asset, stigs } = (passthrough as Passed).checklist;
    expect(Object.keys(asset).sort().join(' ')).toBe(
      'assettype hostfqdn hostip hostmac hostname marking role targetcomment targetkey techarea webdbinstance webdbsite webordatabase',
    );
    expect(Object.keys(stigs[0]!.header).sort().join(' ')).toBe(
      'classification customname description filename notice releaseinfo source stigid title uuid version',
    );
    expect(Object.keys(stigs[0]!.vulns[0]!).sort()).toEqual(
      [
        ...['checkContent', 'checkContentRef', 'cciRef', 'class', 'comments', 'documentable', 'falseNegatives'],
        ...['falsePositives', 'findingdetails', 'fixText', 'groupTitle', 'iaControls', 'legacyId', 'mitigationControl'],
        ...['mitigations', 'potentialImpact', 'responsibility', 'ruleId', 'ruleTitle', 'ruleVer'],
        ...['securityOverrideGuidance', 'severity', 'severityjustification', 'severityoverride', 'status', 'stigRef'],
        ...['stigUuid', 'targetKey', 'thirdPartyTools', 'vulnDiscuss', 'vulnNum', 'weight'],
      ].sort(),
    );
  });

  it('takes the impact of the severity that holds, and 0 of what is not applicable', async () => {
    const benchmark = await smallBenchmark(4);
    const rules = benchmark.rules.map((rule, i) => ({
      ...rule,
      severity: (['high', 'medium', 'low', 'unknown'] as const)[i]!,
    }));
    const answered = (given: Partial<Review>) =>
      checklistOf(
        { ...benchmark, rules },
        rules.map(() => given),
      );
    const impacts = async (given: Partial<Review>) =>
      stigsIn(await hdfOf(answered(given)))[0]!.controls.map(({ impact }) => impact);
    expect(await impacts({ status: 'open' })).toEqual([0.7, 0.5, 0.3, 0.5]);
    expect(await impacts({ status: 'open', severityOverride: 'low' })).toEqual([0.3, 0.3, 0.3, 0.3]);
    expect(await impacts({ status: 'not_reviewed' })).toEqual([0.7, 0.5, 0.3, 0.5]);
    expect(await impacts({ status: 'not_applicable', severityOverride: 'high' })).toEqual([0, 0, 0, 0]);
  });

  it('names controls of the newest revision that a CCI maps to, or of the one asked for', async () => {
    const benchmark = await smallBenchmark(1);
    const moved = ccisOf().find((cci) => {
      const { rev4, rev5 } = cciInfo(cci)!;
      return rev4.length === 1 && rev5.length === 1 && rev4[0] !== rev5[0] && !/,/.test(rev5[0]!);
    })!;
    const old = ccisOf().find((cci) => cciInfo(cci)!.rev4.length === 1 && cciInfo(cci)!.rev5.length === 0)!;
    const [rev4, rev5, rev4Alone] = [cciInfo(moved)!.rev4[0]!, cciInfo(moved)!.rev5[0]!, cciInfo(old)!.rev4[0]!];
    const rules = [{ ...benchmark.rules[0]!, ccis: ['CCI-000366', moved, old, 'CCI-999999'] }];
    const nist = async (options: object) =>
      stigsIn(await hdfOf(checklistOf({ ...benchmark, rules }), options))[0]!.controls[0]!.tags.nist;
    expect(await nist({})).toEqual(['CM-6 b', rev5, rev4Alone]);
    expect(await nist({ controls: [5] })).toEqual(['CM-6 b', rev5]);
    expect(await nist({ controls: [4] })).toEqual([...new Set(['CM-6 b', rev4, rev4Alone])]);
    const none = { ...benchmark, rules: [{ ...benchmark.rules[0]!, ccis: ['CCI-999999'] }] };
    const { tags } = stigsIn(await hdfOf(checklistOf(none)))[0]!.controls[0]!;
    expect(tags).not.toHaveProperty('nist');
    const [counted] = countedIn(await textOf(checklistOf(none)));
    expect(counted!.hdf.rawNistTags).toEqual(['UM-1']);
  });

  it('has no time but the scanner’s', async () => {
    const scan = { result: 'fail', testSystem: null, time: '2025-07-10T08:30:00' };
    const checklist = checklistOf(await smallBenchmark(2), [{ result: scan }]);
    const times = stigsIn(await hdfOf(checklist))[0]!.controls.map(({ results }) => results[0]!.start_time);
    expect(times).toEqual(['2025-07-10T08:30:00', '']);
    expect(await textOf(structuredClone(checklist))).toBe(await textOf(checklist));
  });

  it('puts several STIGs below one profile that has all their controls, each once by name', async () => {
    const one = checklistOf(await smallBenchmark(3));
    const checklist = { ...one, stigs: [one.stigs[0]!, one.stigs[0]!] };
    const { profiles } = await hdfOf(checklist);
    expect(profiles.map(({ name, parent_profile, depends }) => [name, parent_profile, depends])).toEqual([
      ['Parent Profile', undefined, [{ name: 'Acme_Harbor_Gateway_STIG' }, { name: 'Acme_Harbor_Gateway_STIG-2' }]],
      ['Acme_Harbor_Gateway_STIG', 'Parent Profile', undefined],
      ['Acme_Harbor_Gateway_STIG-2', 'Parent Profile', undefined],
    ]);
    expect(profiles[0]!.controls.map(({ id }) => id)).toEqual([
      ...['SV-990001', 'SV-990002', 'SV-990003'],
      ...['SV-990001-2', 'SV-990002-2', 'SV-990003-2'],
    ]);
    await expectWhole(checklist);
  });

  it('names the host, and what it has no place for', async () => {
    const one = checklistOf(await smallBenchmark(1));
    const site = { ...unknownAsset(), hostName: 'web01', webDbSite: 'intranet', webDbInstance: 'b' };
    expect((await hdfOf({ ...one, asset: site })).platform.target_id).toBe('web01 (intranet / b)');
    const reported: Diagnostic[] = [];
    await textOf({ ...one, title: 'Mine', id: 'x' }, {}, reported);
    expect(reported.map(({ message }) => message)).toEqual([
      'HDF has no place for: the title of the checklist; the UUID of the checklist; the file name of the check reference',
    ]);
  });

  it('is not taken for a CKLB, whose `stigs` it passes through', async () => {
    const source = new Source('a.json', Buffer.from(await textOf(checklistOf(await smallBenchmark(1)))));
    await expect(readSource(source)).rejects.toMatchObject({ code: 'format-unknown' });
  });

  it('says of a benchmark that a checklist is wanted', async () => {
    await expect(writeDocument(await exampleBenchmark(), 'hdf')).rejects.toMatchObject({
      code: 'cannot-convert',
      diagnostics: [{ hint: 'Make a checklist of it with `stigkit checklist`.' }],
    });
  });
});

/** The checklists in a file; none where the file is broken, as a few are. */
async function readable(path: string): Promise<Checklist[]> {
  try {
    const { documents } = await readSource(sourceOf(path));
    return documents.filter((document) => document.kind === 'checklist');
  } catch (error) {
    if (error instanceof StigError) return [];
    throw error;
  }
}

describe.skipIf(!hasCorpus)(`real checklists as HDF: ${NEEDS_CORPUS}`, () => {
  it('are to Heimdall what they say', { timeout: 120_000 }, async () => {
    const paths = [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb'), ...corpusFiles('results', '.xml')];
    const read = await Promise.all(paths.map(readable));
    const checklists = read.flat().filter(({ stigs }) => stigs.length > 0);
    expect(checklists.length).toBeGreaterThan(20);
    for (const checklist of checklists) await expectWhole(checklist);
  });
});
