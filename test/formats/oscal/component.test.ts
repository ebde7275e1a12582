import { describe, expect, it } from 'vitest';
import { oscalControlId, oscalStatementId } from '../../../src/data/control-id.js';
import { cciInfo, ccisOf, normalizeControl } from '../../../src/data/controls.js';
import type { ComponentDefinition, ImplementedRequirement, Property } from '../../../src/formats/oscal/types.js';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { writeDocument } from '../../../src/write.js';
import {
  benchmarkOfText,
  corpusBenchmarks,
  exampleBenchmark,
  ruleWith,
  smallBenchmark,
} from '../../support/benchmarks.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { oscalErrors } from '../../support/oscal.js';
import { runCli } from '../../support/run-cli.js';

async function definitionOf(
  benchmark: Benchmark,
  controls?: (4 | 5)[],
  reported: Diagnostic[] = [],
): Promise<ComponentDefinition> {
  const text = await writeDocument(benchmark, 'oscal-component-definition', { controls }, (d) => reported.push(d));
  const document = JSON.parse(text as string) as { 'component-definition': ComponentDefinition };
  expect(oscalErrors(document)).toEqual([]);
  return document['component-definition'];
}

function requirementsIn(definition: ComponentDefinition): ImplementedRequirement[][] {
  return (definition.components[0]!['control-implementations'] ?? []).map((one) => one['implemented-requirements']);
}

/** The rules of a component as compliance-trestle reads them: properties of one `remarks` are of one rule. */
function ruleSetsIn({ components: [component] }: ComponentDefinition): Map<string, Record<string, string>> {
  const sets = new Map<string, Property[]>();
  for (const prop of component!.props ?? []) sets.set(prop.remarks!, [...(sets.get(prop.remarks!) ?? []), prop]);
  return new Map(
    [...sets.values()].map((props) => {
      const set = Object.fromEntries(props.map(({ name, value }) => [name, value]));
      return [set.Rule_Id!, set];
    }),
  );
}

const idsOf = ({ props }: { props: Property[] }) => props.map(({ name, value }) => [name, value].join(' '));

/** Which rules lead to which controls, worked out from the model anew. */
function expectComplete(benchmark: Benchmark, requirements: ImplementedRequirement[], revision: 4 | 5): void {
  const wanted = new Map<string, string[]>();
  for (const rule of benchmark.rules) {
    for (const { revision: of, control } of rule.controls) {
      if (of === revision) wanted.set(control, [...(wanted.get(control) ?? []), `Rule_Id ${rule.ruleId}`]);
    }
  }
  const found = requirements.map((one) => [normalizeControl(one['control-id']), idsOf(one)] as const);
  expect(new Map(found)).toEqual(wanted);
  for (const { 'control-id': control, statements = [], props } of requirements) {
    for (const statement of statements) {
      expect(statement['statement-id'].startsWith(`${control}_smt.`)).toBe(true);
      const own = new Set(idsOf({ props }));
      expect(idsOf(statement).filter((id) => !own.has(id))).toEqual([]);
    }
  }
}

describe('a release as an OSCAL component definition', () => {
  it('reads as the golden file', async () => {
    await expect(await writeDocument(await smallBenchmark(3), 'oscal-component-definition')).toMatchFileSnapshot(
      '../../fixtures/oscal/component-definition.json',
    );
  });

  it('describes the product, with every rule as a rule set', async () => {
    const benchmark = await exampleBenchmark();
    const definition = await definitionOf(benchmark);
    expect(definition.components[0]).toMatchObject({ type: 'software', title: 'Acme Harbor Gateway' });
    const sets = ruleSetsIn(definition);
    expect(sets.size).toBe(benchmark.rules.length);
    for (const rule of benchmark.rules) {
      expect(sets.get(rule.ruleId!)).toMatchObject({
        Rule_Description: rule.title,
        Check_Id: rule.check!.id,
        'vuln-id': rule.vulnId,
        'stig-id': rule.stigId,
        severity: rule.severity,
      });
    }
  });

  it('names under each control of Rev 5 the rules that lead to it, and no others', async () => {
    const benchmark = await exampleBenchmark();
    const [requirements, ...others] = requirementsIn(await definitionOf(benchmark));
    expect(others).toEqual([]);
    expectComplete(benchmark, requirements!, 5);
  });

  it('goes by Rev 4 or by both where asked', async () => {
    const benchmark = await exampleBenchmark();
    expectComplete(benchmark, requirementsIn(await definitionOf(benchmark, [4]))[0]!, 4);
    const both = await definitionOf(benchmark, [5, 4]);
    const sources = both.components[0]!['control-implementations']!.map(({ source }) => /rev\d/.exec(source)![0]);
    expect(sources).toEqual(['rev5', 'rev4']);
    expectComplete(benchmark, requirementsIn(both)[1]!, 4);
  });

  it('names the parts of statements that the CCIs name', async () => {
    // CCI-000366 is CM-6 b, CCI-000044 AC-7 a, CCI-000054 AC-10.
    expect(['CCI-000366', 'CCI-000044', 'CCI-000054'].map((cci) => cciInfo(cci)!.rev5)).toEqual([
      ['CM-6 b'],
      ['AC-7 a'],
      ['AC-10'],
    ]);
    const { controlsOf } = await import('../../../src/data/controls.js');
    const ccis = ['CCI-000366', 'CCI-000044', 'CCI-000054'];
    const rule = await ruleWith({ ruleId: 'SV-1r1_rule', ccis, controls: controlsOf(ccis) });
    const [requirements] = requirementsIn(await definitionOf({ ...(await exampleBenchmark()), rules: [rule] }));
    expect(
      requirements!.map((one) => [one['control-id'], (one.statements ?? []).map((s) => s['statement-id'])]),
    ).toEqual([
      ['ac-7', ['ac-7_smt.a']],
      ['ac-10', []],
      ['cm-6', ['cm-6_smt.b']],
    ]);
  });

  it('keeps the UUID of the component through releases, and no other', async () => {
    const benchmark = await exampleBenchmark();
    const [one, other] = [await definitionOf(benchmark), await definitionOf({ ...benchmark, releaseName: 'V1R3' })];
    expect(other.components[0]!.uuid).toBe(one.components[0]!.uuid);
    const uuids = (definition: ComponentDefinition) => [
      definition.uuid,
      ...definition.components[0]!['control-implementations']!.flatMap((set) => [
        set.uuid,
        ...set['implemented-requirements'].flatMap((r) => [r.uuid, ...(r.statements ?? []).map(({ uuid }) => uuid)]),
      ]),
    ];
    expect(new Set([...uuids(one), ...uuids(other)]).size).toBe(uuids(one).length * 2);
  });

  it('tells how many rules lead to no control, and has none where none does', async () => {
    const benchmark = await smallBenchmark(2);
    const reported: Diagnostic[] = [];
    const rules = benchmark.rules.map((rule) => ({ ...rule, controls: [] }));
    const definition = await definitionOf({ ...benchmark, rules }, undefined, reported);
    expect(definition.components[0]).not.toHaveProperty('control-implementations');
    expect(ruleSetsIn(definition).size).toBe(2);
    expect(reported.map(({ message }) => message)).toEqual([
      "2 of 2 rules lead to no control of SP 800-53 Rev 5: they stand among the component's rules alone",
    ]);
  });

  it('is valid whatever the texts are', async () => {
    for (const text of ['', ' ', 'a\nb', '\r\n', '<b>&amp;', '{{ insert: param, x }}', '\u2028x', '1', 'AC-6 (8)']) {
      await definitionOf(await benchmarkOfText(text));
    }
  });

  it('is written by convert, by revision', async () => {
    const file = 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';
    const { code, out } = await runCli('convert', file, '--to', 'oscal-component', '--controls', '4', '--quiet');
    expect(code).toBe(0);
    const document = JSON.parse(out) as { 'component-definition': ComponentDefinition };
    expectComplete(await exampleBenchmark(), requirementsIn(document['component-definition'])[0]!, 4);
  });
});

describe("a control's name in OSCAL", () => {
  it('comes back as DISA spells it, for every control and statement that a CCI names', () => {
    let statements = 0;
    for (const cci of ccisOf()) {
      const { rev4, rev5 } = cciInfo(cci)!;
      for (const index of [...rev4, ...rev5]) {
        const [control, statement] = [oscalControlId(index), oscalStatementId(index)];
        if (control === null) continue;
        expect(index.startsWith(normalizeControl(control)!)).toBe(true);
        if (statement === null) expect(normalizeControl(control)).toBe(index);
        else {
          expect(normalizeControl(statement)?.replace(/[ ()]/g, '')).toBe(index.replace(/[ ()]/g, ''));
          statements++;
        }
      }
    }
    expect(statements).toBeGreaterThan(2000);
  });

  it.each(['', 'CM', 'AC-6(8)x', 'see CM-6', 'SC-37, SC-37 (1)'])('is not made of %j', (text) => {
    expect(oscalControlId(text)).toBeNull();
    expect(oscalStatementId(text)).toBeNull();
  });
});

describe.skipIf(!hasCorpus)(`real releases as OSCAL component definitions: ${NEEDS_CORPUS}`, () => {
  it('are valid and complete, by Rev 5 and Rev 4', { timeout: 120_000 }, async () => {
    for (const [, benchmark] of await corpusBenchmarks()) {
      const requirements = requirementsIn(await definitionOf(benchmark, [5, 4]));
      const revisions = ([5, 4] as const).filter((r) =>
        benchmark.rules.some((o) => o.controls.some((c) => c.revision === r)),
      );
      expect(requirements).toHaveLength(revisions.length);
      revisions.forEach((revision, i) => {
        expectComplete(benchmark, requirements[i]!, revision);
      });
    }
  });
});
