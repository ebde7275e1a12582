import type { Report } from '../../io/diagnostic.js';
import type { Benchmark, Profile, Rule } from '../../model/benchmark.js';
import { Losses } from '../shared/losses.js';
import { ruleNames, uniqueNames } from '../shared/rule-names.js';
import { controlOf } from './control.js';
import { metadataOf } from './metadata.js';
import { type MakeUuid, newResources } from './resources.js';
import type { Catalog, Control, Group, Property } from './types.js';
import { list, markupLine, property, token } from './values.js';

/**
 * A release as an OSCAL catalog: a control for each rule, in groups by the title of the rule's Group, which is the SRG
 * requirement (rules of one requirement need not stand together in the source: `sort-id` keeps their order). The mapping
 * is written down in docs/forms.md. The catalog's UUID derives from all that it says.
 */
export function catalogOf(benchmark: Benchmark, uuid: MakeUuid, report: Report): { catalog: Catalog } {
  const { rules } = benchmark;
  const resources = newResources(uuid);
  const metadata = metadataOf(benchmark, titleOf(benchmark), resources, uuid, report);
  const taken = new Set<string>();
  const ids = ruleNames(rules, token, taken);
  const width = String(rules.length).length;
  const chosen = partialProfiles(benchmark);
  const controls = rules.map((rule, i) => {
    const own: Property[] = [
      { name: 'sort-id', value: String(i + 1).padStart(width, '0') },
      ...chosen.filter(({ has }) => has(rule)).flatMap(({ profile }) => property('profile', profile.id)),
    ];
    return controlOf(rule, ids[i]!, own, resources);
  });
  const { groups, rest } = grouped(rules, controls, uniqueNames(taken));
  reportLosses(benchmark, report);
  const content = {
    metadata: {
      ...metadata,
      ...list('props', [...(metadata.props ?? []), ...profileProps(benchmark, chosen)]),
    },
    ...list('controls', rest),
    ...list('groups', groups),
    ...backMatter(resources.all()),
  };
  return { catalog: { uuid: uuid(JSON.stringify(['oscal-catalog', content])), ...content } };
}

function titleOf({ title, id }: Benchmark): string {
  return markupLine(title) ?? markupLine(id) ?? 'Unnamed STIG';
}

function backMatter<T>(resources: T[]) {
  return resources.length === 0 ? {} : { 'back-matter': { resources } };
}

/** Controls by the title of their Group, in the order of their first; those whose Group has none stand by themselves. */
function grouped(rules: readonly Rule[], controls: readonly Control[], unique: (name: string) => string) {
  const groups = new Map<string, Group>();
  const rest: Control[] = [];
  rules.forEach(({ groupTitle }, i) => {
    const title = markupLine(groupTitle);
    if (title === null || groupTitle === null) {
      rest.push(controls[i]!);
      return;
    }
    let group = groups.get(groupTitle);
    if (group === undefined) {
      group = { id: unique(token(groupTitle)), class: 'srg', title, controls: [] };
      groups.set(groupTitle, group);
    }
    group.controls.push(controls[i]!);
  });
  return { groups: [...groups.values()], rest };
}

interface Chosen {
  profile: Profile;
  has(rule: Rule): boolean;
}

/** Profiles that do not select every rule: DISA's do. */
function partialProfiles({ profiles, rules }: Benchmark): Chosen[] {
  return profiles.flatMap((profile) => {
    const selects = new Set(profile.selects);
    const has = ({ vulnId, ruleId }: Rule) => selects.has(vulnId ?? '') || selects.has(ruleId ?? '');
    return rules.every(has) ? [] : [{ profile, has }];
  });
}

/** Every profile: of class `all` it selects every control, of class `some` those that name it. */
function profileProps({ profiles }: Benchmark, chosen: readonly Chosen[]): Property[] {
  const some = new Set(chosen.map(({ profile }) => profile));
  return profiles.flatMap((profile) =>
    property('profile', profile.id, profile.title).map((prop) => ({
      ...prop,
      class: some.has(profile) ? 'some' : 'all',
    })),
  );
}

function reportLosses(benchmark: Benchmark, report: Report): void {
  const losses = new Losses();
  if (benchmark.overview !== undefined) losses.plain("DISA's Overview");
  if (benchmark.revisionHistory !== undefined) losses.plain("DISA's Revision History");
  if (benchmark.pageDigest !== undefined) losses.plain('the Digest of Updates of the page');
  for (const { extra, groupTree } of benchmark.rules) {
    if (extra?.elements !== undefined) losses.plain('elements of a rule that the model has no name for');
    if (groupTree.length > 1) losses.plain('the outer groups of a rule');
  }
  losses.report(report, 'an OSCAL catalog');
}
