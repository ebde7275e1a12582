import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, Control, Part } from '../../../src/formats/oscal/types.js';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import type { Benchmark, Rule } from '../../../src/model/benchmark.js';
import { writeDocument } from '../../../src/write.js';
import {
  benchmarkOfText,
  corpusBenchmarks,
  exampleBenchmark,
  ruleWith,
  smallBenchmark,
} from '../../support/benchmarks.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { nastyText } from '../../support/nasty-text.js';
import { oscalErrors } from '../../support/oscal.js';

async function catalogOf(benchmark: Benchmark, reported: Diagnostic[] = []): Promise<Catalog> {
  const text = await writeDocument(benchmark, 'oscal-catalog', {}, (d) => reported.push(d));
  const document = JSON.parse(text as string) as { catalog: Catalog };
  expect(oscalErrors(document)).toEqual([]);
  return document.catalog;
}

/** Controls in the order of the source, which `sort-id` keeps. */
function controlsIn(catalog: Catalog): Control[] {
  const all = [...(catalog.controls ?? []), ...(catalog.groups ?? []).flatMap((group) => group.controls)];
  return all.sort((a, b) => Number(value(a, 'sort-id')) - Number(value(b, 'sort-id')));
}

function values({ props }: Pick<Control, 'props'>, name: string): string[] {
  return (props ?? []).filter((prop) => prop.name === name).map((prop) => prop.value);
}

function value(of: Pick<Control, 'props'>, name: string): string | undefined {
  return values(of, name)[0];
}

function prose(control: Control, name: string): (string | undefined)[] {
  return (control.parts ?? []).filter((part: Part) => part.name === name).map((part) => part.prose);
}

/** A text that is there and says something. */
const said = (text: string | null | undefined) => (text ? [text] : []);

/** Everything of a rule, found again in its control. */
function expectWhole(control: Control, rule: Rule): void {
  expect(prose(control, 'statement')).toEqual(said(rule.title));
  expect(prose(control, 'guidance')).toEqual(said(rule.discussion));
  expect(prose(control, 'description')).toEqual(said(rule.description));
  expect(prose(control, 'assessment-method')).toEqual(rule.checks.map(({ text }) => text || undefined));
  expect(prose(control, 'remediation')).toEqual(rule.fixes.map(({ text }) => text || undefined));
  expect(prose(control, 'false-positives')).toEqual(said(rule.falsePositives));
  expect(prose(control, 'false-negatives')).toEqual(said(rule.falseNegatives));
  expect(prose(control, 'severity-override-guidance')).toEqual(said(rule.severityOverrideGuidance));
  expect(prose(control, 'potential-impacts')).toEqual(said(rule.potentialImpacts));
  expect(prose(control, 'mitigations')).toEqual(said(rule.mitigations));
  expect(prose(control, 'mitigation-control')).toEqual(said(rule.mitigationControl));
  expect(prose(control, 'third-party-tools')).toEqual(said(rule.thirdPartyTools));
  expect(prose(control, 'responsibility')).toEqual((rule.responsibility ?? []).flatMap(said));
  expect(prose(control, 'ia-controls')).toEqual(said(rule.iaControls));
  expect(values(control, 'severity')).toEqual([rule.severity]);
  expect(values(control, 'cci')).toEqual(rule.ccis);
  expect(values(control, 'legacy-id')).toEqual(rule.legacyIds);
  // Blanks around an id have no place in a property: the id as it stands is in its remarks.
  for (const [name, id] of [
    ['vuln-id', rule.vulnId],
    ['rule-id', rule.ruleId],
    ['stig-id', rule.stigId],
    ['weight', rule.weight],
    ['target-key', rule.targetKey],
  ] as const) {
    const found = control.props!.filter((prop) => prop.name === name).map((prop) => prop.remarks ?? prop.value);
    expect(found).toEqual(id?.trim() ? [id] : []);
  }
}

/** Every id once, every reference within the document met, UUIDs of version 5 alone. */
function expectSound(catalog: Catalog): void {
  const controls = controlsIn(catalog);
  const ids = [
    ...controls.flatMap(({ id, parts }) => [id, ...(parts ?? []).flatMap((part) => part.id ?? [])]),
    ...(catalog.groups ?? []).map(({ id }) => id),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  const text = JSON.stringify(catalog);
  const resources = (catalog['back-matter']?.resources ?? []).map(({ uuid }) => uuid);
  expect(new Set(resources).size).toBe(resources.length);
  const referred = [...text.matchAll(/"href":"#([^"]*)"/g)].map((match) => match[1]!);
  expect([...new Set(referred)].sort()).toEqual([...resources].sort());
  for (const [, version] of text.matchAll(/"uuid":"[^"]{14}(.)/g)) expect(version).toBe('5');
}

describe('a release as an OSCAL catalog', () => {
  it('reads as the golden file', async () => {
    await expect(await writeDocument(await smallBenchmark(3), 'oscal-catalog')).toMatchFileSnapshot(
      '../../fixtures/oscal/catalog.json',
    );
  });

  it('holds every rule whole, in the order of the source', async () => {
    const benchmark = await exampleBenchmark();
    const catalog = await catalogOf(benchmark);
    const controls = controlsIn(catalog);
    expect(controls).toHaveLength(benchmark.rules.length);
    controls.forEach((control, i) => {
      expectWhole(control, benchmark.rules[i]!);
    });
    expectSound(catalog);
  });

  it('names the release, its file and its date, and no clock', async () => {
    const benchmark = await exampleBenchmark();
    const { metadata, ...catalog } = await catalogOf(benchmark);
    expect(metadata).toMatchObject({
      title: benchmark.title,
      version: 'V1R2',
      'last-modified': '2025-07-09T00:00:00Z',
      published: '2025-07-09T00:00:00Z',
      remarks: benchmark.description,
    });
    const [source] = benchmark.sources;
    expect(catalog['back-matter']!.resources[0]!.rlinks).toEqual([
      { href: source!.name, hashes: [{ algorithm: 'SHA-256', value: source!.sha256 }] },
    ]);
  });

  it('says which profiles select all, and on the control which select it', async () => {
    const benchmark = await smallBenchmark(3);
    const [all] = benchmark.profiles;
    const some = { id: 'Some', title: null, description: null, selects: [benchmark.rules[1]!.vulnId!] };
    const catalog = await catalogOf({ ...benchmark, profiles: [all!, some] });
    const profiles = catalog.metadata.props!.filter(({ name }) => name === 'profile');
    expect(profiles.map((prop) => [prop.value, prop.class])).toEqual([
      [all!.id, 'all'],
      ['Some', 'some'],
    ]);
    expect(controlsIn(catalog).map((control) => values(control, 'profile'))).toEqual([[], ['Some'], []]);
  });

  it('links controls of SP 800-53 by their ids in the catalogs of NIST', async () => {
    const rule = await ruleWith({
      controls: [
        { revision: 5, control: 'AC-6 (8)', base: 'AC-6', title: 'Privilege Levels for Code Execution', ccis: [] },
        { revision: 4, control: 'CM-6', base: 'CM-6', title: null, ccis: [] },
      ],
      references: [],
    });
    const catalog = await catalogOf({ ...(await exampleBenchmark()), rules: [rule] });
    const [control] = controlsIn(catalog);
    expect(control!.links!.map((link) => [link['resource-fragment'], link.text])).toEqual([
      ['ac-6.8', 'AC-6 (8): Privilege Levels for Code Execution (Rev 5)'],
      ['cm-6', 'CM-6 (Rev 4)'],
    ]);
    const hrefOf = (href: string) =>
      catalog['back-matter']!.resources.find(({ uuid }) => `#${uuid}` === href)!.rlinks![0]!.href;
    expect(control!.links!.map(({ href }) => /rev\d/.exec(hrefOf(href))![0])).toEqual(['rev5', 'rev4']);
  });

  it('gives rules that share an id names of their own', async () => {
    const twins = [
      await ruleWith({ vulnId: 'V-1', ruleId: 'SV-10r1_rule' }),
      await ruleWith({ vulnId: 'V-1', ruleId: 'SV-11r2_rule' }),
      await ruleWith({ vulnId: null, ruleId: null, stigId: null }),
      await ruleWith({ vulnId: null, ruleId: null, stigId: '12 b' }),
      await ruleWith({ vulnId: null, ruleId: null, stigId: null, groupTitle: null }),
    ];
    const catalog = await catalogOf({ ...(await exampleBenchmark()), rules: twins });
    expect(controlsIn(catalog).map(({ id }) => id)).toEqual(['SV-10', 'SV-11', 'rule', '_12_b', 'rule-2']);
    // The one without a Group stands by itself.
    expect(catalog.controls!.map(({ id }) => id)).toEqual(['rule-2']);
    expectSound(catalog);
  });

  it('keeps what no title or property can hold where it can be held', async () => {
    const rule = await ruleWith({ title: 'First line\n second line ', stigId: ' AHGW-1 ' });
    const [control] = controlsIn(await catalogOf({ ...(await exampleBenchmark()), rules: [rule] }));
    expect(control!.title).toBe('First line second line');
    expect(prose(control!, 'statement')).toEqual(['First line\n second line ']);
    expect(control!.props).toContainEqual({
      name: 'stig-id',
      ns: 'urn:stigkit:oscal',
      value: 'AHGW-1',
      remarks: ' AHGW-1 ',
    });
  });

  it('is valid, and keeps every text, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, async (text) => {
        const benchmark = await benchmarkOfText(text);
        const catalog = await catalogOf(benchmark);
        expectSound(catalog);
        for (const control of controlsIn(catalog)) {
          expect(prose(control, 'guidance')).toEqual(said(text));
          expect(prose(control, 'statement')).toEqual(said(text));
          expect(prose(control, 'mitigations')).toEqual(said(text));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for the same release, and of another UUID for another', async () => {
    const benchmark = await exampleBenchmark();
    const text = await writeDocument(benchmark, 'oscal-catalog');
    expect(await writeDocument(structuredClone(benchmark), 'oscal-catalog')).toBe(text);
    const [first, ...rest] = benchmark.rules;
    const changed = { ...benchmark, rules: [{ ...first!, discussion: `${first!.discussion} ` }, ...rest] };
    expect((await catalogOf(changed)).uuid).not.toBe((await catalogOf(benchmark)).uuid);
    const random = [await writeDocument(benchmark, 'oscal-catalog', { uuid: 'random' })];
    expect(oscalErrors(JSON.parse(random[0] as string))).toEqual([]);
    expect(random[0]).not.toBe(text);
  });

  it('says what it has no place for, and that a date is missing', async () => {
    const reported: Diagnostic[] = [];
    const benchmark = await smallBenchmark(1);
    const tree = [1, 2].map((n) => ({ id: `g${n}`, title: null, description: null }));
    const catalog = await catalogOf(
      {
        ...benchmark,
        benchmarkDate: null,
        statusDate: null,
        rules: [{ ...benchmark.rules[0]!, groupTree: tree }],
        revisionHistory: {
          kind: 'revision-history',
          title: null,
          product: null,
          releaseName: null,
          date: null,
          entries: [],
          sources: [],
        },
      },
      reported,
    );
    expect(catalog.metadata['last-modified']).toBe('1970-01-01T00:00:00Z');
    expect(reported.map(({ code, severity, message }) => `${severity} ${code}: ${message}`)).toEqual([
      'warning release-unknown: the source has no date: last-modified, which OSCAL wants, is 1970-01-01',
      "info not-carried: an OSCAL catalog has no place for: DISA's Revision History; the outer groups of a rule",
    ]);
  });
});

describe.skipIf(!hasCorpus)(`real releases as OSCAL catalogs: ${NEEDS_CORPUS}`, () => {
  it('are valid and hold every rule whole', { timeout: 120_000 }, async () => {
    for (const [name, benchmark] of await corpusBenchmarks()) {
      const catalog = await catalogOf(benchmark);
      const controls = controlsIn(catalog);
      expect(controls, name).toHaveLength(benchmark.rules.length);
      controls.forEach((control, i) => {
        expectWhole(control, benchmark.rules[i]!);
      });
      expectSound(catalog);
    }
  });
});
