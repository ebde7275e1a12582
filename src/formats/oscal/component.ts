import { oscalControlId, oscalStatementId } from '../../data/control-id.js';
import { cciInfo, type Revision } from '../../data/controls.js';
import type { Report } from '../../io/diagnostic.js';
import type { Benchmark, Rule } from '../../model/benchmark.js';
import { idOf, oneLine } from '../shared/words.js';
import { metadataOf } from './metadata.js';
import { catalogResource, type MakeUuid, newResources, SP_800_53 } from './resources.js';
import { ruleIds, ruleSets, TRESTLE_NS } from './rule-sets.js';
import type { ComponentDefinition, ControlImplementation, ImplementedRequirement, Property } from './types.js';
import { list } from './values.js';

/**
 * The product of a release as an OSCAL component: its rules as rule sets of the component, and for each control of
 * SP 800-53 the rules whose CCIs lead to it, as compliance-trestle has them. The mapping is in docs/forms.md.
 *
 * The component keeps its UUID through releases; the document's derives from all that it says.
 */
export function componentDefinitionOf(
  benchmark: Benchmark,
  revisions: readonly Revision[],
  uuid: MakeUuid,
  report: Report,
): { 'component-definition': ComponentDefinition } {
  const resources = newResources(uuid);
  const name = [benchmark.title, benchmark.id].map((text) => oneLine(text ?? '')).find(Boolean) ?? 'Unnamed STIG';
  const metadata = metadataOf(benchmark, `Component definition for ${name}`, resources, uuid, report);
  const product = productOf(name);
  const ids = ruleIds(benchmark.rules);
  // Of one revision the other may help; of both neither does.
  const tell: Report = revisions.length === 1 ? report : ({ hint: _, ...diagnostic }) => report(diagnostic);
  const implementations = revisions.flatMap((revision) => implementation(benchmark, ids, revision, uuid, tell));
  for (const { revision } of implementations) resources.refer(catalogResource(revision));
  const content = {
    metadata,
    components: [
      {
        uuid: uuid(JSON.stringify(['oscal-component', benchmark.id ?? name])),
        // What kind of thing a STIG is for, DISA does not say: nearly all are for software.
        type: 'software',
        title: product,
        description: benchmark.description || product,
        ...list('props', ruleSets(benchmark.rules, ids)),
        ...list(
          'control-implementations',
          implementations.map(({ value }) => value),
        ),
      },
    ],
    ...(resources.all().length === 0 ? {} : { 'back-matter': { resources: resources.all() } }),
  };
  const id = uuid(JSON.stringify(['oscal-component-definition', content]));
  return { 'component-definition': { uuid: id, ...content } };
}

/** The product that a guide's title names: what stands before the words for a guide. */
function productOf(title: string): string {
  const product = title.replace(
    / (?:Security Technical Implementation Guide|Security Requirements Guide|STIG|SRG)\b.*$/i,
    '',
  );
  return product.trim() === '' ? title : product;
}

interface Required {
  control: string;
  title: string | null;
  rules: { rule: Rule; id: string }[];
}

/** The controls of one revision and the rules that implement each; none where no rule leads to any. */
function implementation(
  benchmark: Benchmark,
  ids: readonly string[],
  revision: Revision,
  uuid: MakeUuid,
  report: Report,
): { revision: Revision; value: ControlImplementation }[] {
  const required = new Map<string, Required>();
  const without: Rule[] = [];
  benchmark.rules.forEach((rule, i) => {
    const controls = rule.controls.filter((control) => control.revision === revision);
    if (controls.length === 0) without.push(rule);
    for (const { control, title } of controls) {
      const entry = required.get(control) ?? { control, title, rules: [] };
      entry.rules.push({ rule, id: ids[i]! });
      required.set(control, entry);
    }
  });
  if (without.length > 0) report(withoutControl(without, benchmark.rules.length, revision));
  const key = JSON.stringify(['oscal-implementation', benchmark.id, benchmark.releaseName, revision]);
  const requirements = [...required.values()]
    .flatMap((entry) => requirement(entry, revision, key, uuid))
    .sort((a, b) => byControl(a['control-id'], b['control-id']));
  if (requirements.length === 0) return [];
  const release = [benchmark.title ?? benchmark.id ?? 'the STIG', benchmark.releaseName].filter(Boolean).join(' ');
  const value: ControlImplementation = {
    uuid: uuid(key),
    source: SP_800_53[revision].href,
    description: `Rules of ${oneLine(release)} by the controls of NIST SP 800-53 Rev ${revision} that their CCIs lead to.`,
    'implemented-requirements': requirements,
  };
  return [{ revision, value }];
}

function requirement(
  { control, title, rules }: Required,
  revision: Revision,
  key: string,
  uuid: MakeUuid,
): ImplementedRequirement[] {
  const id = oscalControlId(control);
  if (id === null) return [];
  const statements = statementsOf(rules, control, revision);
  const named = title === null ? control : `${control}: ${oneLine(title)}`;
  return [
    {
      uuid: uuid(JSON.stringify(['oscal-requirement', key, id])),
      'control-id': id,
      description: `${named}, by ${rules.map(({ rule }) => idOf(rule)).join(', ')}.`,
      props: rules.map((rule) => ruleProperty(rule.id)),
      ...list(
        'statements',
        [...statements].map(([statement, of]) => ({
          'statement-id': statement,
          uuid: uuid(JSON.stringify(['oscal-statement', key, statement])),
          description: `By ${of.map(({ rule }) => idOf(rule)).join(', ')}.`,
          props: of.map((rule) => ruleProperty(rule.id)),
        })),
      ),
    },
  ];
}

/** The parts of a control's statement that the rules' CCIs name, sorted, with the rules of each. */
function statementsOf(rules: Required['rules'], control: string, revision: Revision): [string, Required['rules']][] {
  const found = new Map<string, Required['rules']>();
  for (const entry of rules) {
    for (const cci of entry.rule.ccis) {
      const info = cciInfo(cci);
      for (const index of (revision === 5 ? info?.rev5 : info?.rev4) ?? []) {
        const statement = oscalStatementId(index);
        if (statement === null || oscalControlId(index.trim()) !== oscalControlId(control)) continue;
        const of = found.get(statement) ?? [];
        // A rule's CCIs come one after another: one that is there already is the last.
        if (of.at(-1) !== entry) of.push(entry);
        found.set(statement, of);
      }
    }
  }
  return [...found].sort(([a], [b]) => byControl(a, b));
}

function ruleProperty(id: string): Property {
  return { name: 'Rule_Id', ns: TRESTLE_NS, value: id };
}

/** `ac-2` before `ac-10`: numbers count as numbers. Of no locale, so that the order is the same everywhere. */
function byControl(a: string, b: string): number {
  const [x, y] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i]!, y[i]!];
    if (p === q) continue;
    const numbers = Number(p) - Number(q);
    return Number.isNaN(numbers) ? (p < q ? -1 : 1) : numbers;
  }
  return x.length - y.length;
}

function pieces(id: string): string[] {
  return id.match(/\d+|\D+/g) ?? [];
}

function withoutControl(rules: readonly Rule[], all: number, revision: Revision) {
  const other = revision === 5 ? 4 : 5;
  const elsewhere = rules.filter(({ controls }) => controls.some((control) => control.revision === other)).length;
  return {
    code: 'not-carried' as const,
    severity: 'info' as const,
    message: `${rules.length} of ${all} rules lead to no control of SP 800-53 Rev ${revision}: they stand among the component's rules alone`,
    ...(elsewhere === 0 ? {} : { hint: `Rev ${other} has controls for ${elsewhere} of them (--controls all).` }),
  };
}
