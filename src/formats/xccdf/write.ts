import { StigError } from '../../io/diagnostic.js';
import { replaceForbidden } from '../../io/xml-writer.js';
import type { Benchmark, GroupNode, Profile, Rule } from '../../model/benchmark.js';
import { shortId } from '../../model/ids.js';
import { parseReleaseInfo, parseVersion } from '../../model/release.js';
import type { Write } from '../format.js';
import { type Attributes, inOrder, keptAttributes, Markup, type Piece, verbatim } from './markup.js';
import { CCI_SYSTEM, NAMESPACES, SCHEMA_LOCATION, UNKNOWN_NAMESPACE, XCCDF_NAMESPACE } from './names.js';
import { writeRule } from './write-rule.js';

/** Children of a Benchmark in the order of DISA's XCCDF 1.1 schema; `*` stands for unknown ones. */
const BENCHMARK_ORDER = (
  'status title description notice front-matter rear-matter reference plain-text platform-definitions ' +
  'Platform-Specification cpe-list platform-specification platform version metadata model * Profile Value Group Rule ' +
  'TestResult signature'
).split(' ');
const GROUP_ORDER = (
  'status version title description warning question reference metadata rationale platform requires conflicts * ' +
  'Value Group Rule signature'
).split(' ');
const PROFILE_ORDER = 'status version title description reference metadata platform * select set-value signature'.split(
  ' ',
);

/**
 * Writes a benchmark as XCCDF 1.1.4, in the form DISA publishes (FORMATS A.1): the prolog on one line, no white space
 * between elements, no newline at the end. What the model says stands over what was kept of the source; a benchmark of
 * XCCDF 1.2 keeps its long ids. Characters that XML forbids become U+FFFD, which is reported.
 */
export const writeXccdf: Write = (document, _options, context) => {
  if (document.kind !== 'benchmark') {
    throw new StigError({
      code: 'cannot-convert',
      severity: 'error',
      message: `xccdf cannot hold a ${document.kind}; a benchmark can be written`,
    });
  }
  const markup = new Markup();
  const content = benchmarkContent(document, markup);
  const root = markup.element('Benchmark', rootAttributes(document, markup), content);
  const { text, count } = replaceForbidden(`<?xml version="1.0" encoding="utf-8"?>${stylesheet(document)}${root}`);
  if (count > 0) {
    context.report({
      code: 'characters-replaced',
      severity: 'warning',
      message: `${count} characters that XML forbids were replaced by U+FFFD`,
    });
  }
  if (markup.badNames.length > 0) {
    context.report({
      code: 'not-carried',
      severity: 'warning',
      message: `elements or attributes were left out, as their names are none of XML: ${listed(markup.badNames)}`,
    });
  }
  return text;
};

function listed(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 3).map((name) => JSON.stringify(name.slice(0, 40)));
  return shown.join(', ') + (names.length > shown.length ? ', ...' : '');
}

function stylesheet(benchmark: Benchmark): string {
  const text = verbatim(benchmark.extra, 'xml-stylesheet', (t) => !t.includes('?>'));
  return text === undefined ? '' : `<?xml-stylesheet ${text}?>`;
}

/** In DISA's order. Prefixes without a known namespace get one that says so, as XML must not be written without. */
function rootAttributes(benchmark: Benchmark, markup: Markup): Attributes {
  const kept = new Map(keptAttributes(benchmark.extra));
  const namespaces = new Map(NAMESPACES);
  for (const [name, value] of kept) {
    if (!name.startsWith('xmlns:')) continue;
    namespaces.set(name.slice('xmlns:'.length), value);
    kept.delete(name);
  }
  for (const [name] of kept) if (name.includes(':')) markup.usedPrefixes.add(name.slice(0, name.indexOf(':')));
  for (const prefix of markup.usedPrefixes) {
    if (prefix === 'xml' || prefix === 'xmlns' || namespaces.has(prefix)) continue;
    namespaces.set(prefix, UNKNOWN_NAMESPACE + prefix);
  }
  kept.delete('xmlns');
  return [
    ...[...namespaces].map(([prefix, uri]) => [`xmlns:${prefix}`, uri] as const),
    ['xsi:schemaLocation', SCHEMA_LOCATION],
    ['id', idOf(benchmark.id, benchmark.sourceId)],
    ...kept,
    ['xmlns', XCCDF_NAMESPACE],
  ];
}

function benchmarkContent(benchmark: Benchmark, markup: Markup): string {
  const { extra } = benchmark;
  const fields: Piece[] = [];
  const field = (name: string, value: string | null, attributes: Attributes, content: string): void => {
    if (value !== null) fields.push([name, markup.element(name, attributes, content)]);
  };
  const plainText = (id: string, text: string | null) => field('plain-text', text, [['id', id]], markup.text(text));
  const { status, notice } = benchmark;
  field('status', status, [['date', benchmark.statusDate], ...keptAttributes(extra, 'status')], markup.text(status));
  for (const name of ['title', 'description'] as const) {
    field(name, benchmark[name], keptAttributes(extra, name), markup.markedUp(benchmark[name], extra, name));
  }
  if (notice !== null) {
    field(
      'notice',
      notice.text,
      [['id', notice.id], ...keptAttributes(extra, 'notice')],
      markup.markedUp(notice.text, extra, 'notice'),
    );
  }
  // Dublin Core stands in a reference only: what was kept of it goes back there.
  const kept = markup.kept(extra?.elements);
  const source = (['publisher', 'source'] as const)
    .filter((name) => benchmark[name] !== null)
    .map((name) => markup.element(`dc:${name}`, [], markup.text(benchmark[name])))
    .concat(kept.filter(([name]) => name.startsWith('dc:')).map((piece) => piece[1]))
    .join('');
  const referenceAttributes = keptAttributes(extra, 'reference');
  if (source !== '' || referenceAttributes.length > 0) field('reference', source, referenceAttributes, source);
  const version = versionText(benchmark);
  plainText('release-info', releaseInfo(benchmark, version));
  plainText('generator', benchmark.generator);
  plainText('conventionsVersion', benchmark.conventionsVersion);
  field('version', version, keptAttributes(extra, 'version'), markup.text(version));
  const ids = writtenIds(benchmark.rules);
  for (const profile of benchmark.profiles) fields.push(['Profile', writeProfile(profile, ids, markup)]);
  const cciSystem = verbatim(extra, 'cci.system', () => true) ?? CCI_SYSTEM;
  fields.push(['Group', writeRules(benchmark.rules, 0, markup, cciSystem)]);
  return inOrder(
    BENCHMARK_ORDER,
    fields,
    kept.filter(([name]) => !name.startsWith('dc:')),
  );
}

/** An id as the source spelled it (SCAP's are long), while it still is the model's. */
function idOf(id: string | null, sourceId: string | null | undefined): string | null {
  return sourceId !== null && sourceId !== undefined && shortId(sourceId) === id ? sourceId : id;
}

/** The source's spelling (`002.008`) while it still says the model's version and release. */
function versionText(benchmark: Benchmark): string | null {
  const says = (text: string) => {
    const { version, release } = parseVersion(text);
    return version === benchmark.version && (release === null || release === benchmark.release);
  };
  return verbatim(benchmark.extra, 'version', says) ?? benchmark.version;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The release-info text as it stood, or one in DISA's form where it is absent or no longer says what the model says. */
function releaseInfo(benchmark: Benchmark, version: string | null): string | null {
  const { release, benchmarkDate } = benchmark;
  const said = parseReleaseInfo(benchmark.releaseInfo);
  if ((parseVersion(version).release ?? said.release) === release && said.benchmarkDate === benchmarkDate) {
    return benchmark.releaseInfo;
  }
  const [year, month, day] = benchmarkDate?.split('-') ?? [];
  const parts = [
    release === null ? null : `Release: ${release}`,
    benchmarkDate === null ? null : `Benchmark Date: ${day} ${MONTHS[Number(month) - 1]} ${year}`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

/** The ids as written of groups and rules, by the model's: profiles select them. */
function writtenIds(rules: readonly Rule[]): Map<string, string> {
  const ids = new Map<string, string>();
  const add = (id: string | null, sourceId: string | undefined) => {
    const written = idOf(id, sourceId);
    if (id !== null && written !== null && written !== id && !ids.has(id)) ids.set(id, written);
  };
  for (const rule of rules) {
    for (const group of rule.groupTree)
      add(
        group.id,
        verbatim(group.extra, 'id', () => true),
      );
    add(
      rule.ruleId,
      verbatim(rule.extra, 'ruleId', () => true),
    );
  }
  return ids;
}

function writeProfile(profile: Profile, ids: ReadonlyMap<string, string>, markup: Markup): string {
  const { extra } = profile;
  const fields: Piece[] = [];
  if (profile.title !== null) {
    fields.push(['title', markup.element('title', keptAttributes(extra, 'title'), markup.text(profile.title))]);
  }
  if (profile.description !== null) {
    const content = markup.markedUp(profile.description, extra, 'description');
    fields.push(['description', markup.element('description', keptAttributes(extra, 'description'), content)]);
  }
  for (const id of profile.selects) {
    const attributes = [
      ['idref', ids.get(id) ?? id],
      ['selected', 'true'],
    ] as const;
    fields.push(['select', markup.element('select', attributes)]);
  }
  const id = idOf(
    profile.id,
    verbatim(extra, 'id', () => true),
  );
  const content = inOrder(PROFILE_ORDER, fields, markup.kept(extra?.elements));
  return markup.element('Profile', [['id', id], ...keptAttributes(extra)], content);
}

/** Rules with the groups around them, from a depth of the tree on: neighbours under one group stand in it together. */
function writeRules(rules: readonly Rule[], depth: number, markup: Markup, cciSystem: string): string {
  let content = '';
  for (let at = 0; at < rules.length; ) {
    const group = groupsOf(rules[at]!)[depth];
    if (group === undefined) {
      content += writeRule(rules[at]!, markup, cciSystem);
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < rules.length && sameGroup(groupsOf(rules[end]!)[depth], group)) end += 1;
    content += writeGroup(group, writeRules(rules.slice(at, end), depth + 1, markup, cciSystem), markup);
    at = end;
  }
  return content;
}

/** The groups around a rule; the innermost says what the rule itself says of its group. */
function groupsOf(rule: Rule): readonly GroupNode[] {
  const inner = rule.groupTree[rule.groupTree.length - 1];
  const { vulnId: id, groupTitle: title, groupDescription: description } = rule;
  if (inner !== undefined && inner.id === id && inner.title === title && inner.description === description) {
    return rule.groupTree;
  }
  if (id === null && title === null && description === null) return rule.groupTree;
  return [...rule.groupTree.slice(0, -1), { ...inner, id, title, description }];
}

function sameGroup(a: GroupNode | undefined, b: GroupNode): boolean {
  return a === b || (a !== undefined && a.id === b.id && JSON.stringify(a) === JSON.stringify(b));
}

function writeGroup(group: GroupNode, rules: string, markup: Markup): string {
  const { extra } = group;
  const fields: Piece[] = [];
  for (const name of ['title', 'description'] as const) {
    if (group[name] === null) continue;
    fields.push([name, markup.element(name, keptAttributes(extra, name), markup.markedUp(group[name], extra, name))]);
  }
  fields.push(['Rule', rules]);
  const id = idOf(
    group.id,
    verbatim(extra, 'id', () => true),
  );
  const content = inOrder(GROUP_ORDER, fields, markup.kept(extra?.elements));
  return markup.element('Group', [['id', id], ...keptAttributes(extra)], content);
}
