import { htmlBlocks } from '../formats/html/text.js';
import { releaseView } from '../formats/page/release-view.js';
import { anchorsOf } from '../formats/shared/anchors.js';
import { oneLine, releaseLabel } from '../formats/shared/words.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import type { ReleaseDiff } from '../model/release-diff.js';
import { categoryOf, type Severity } from '../model/severity.js';
import { countBySeverity, severitiesShown, titleOf } from '../model/summary.js';
import { linkTo } from './addresses.js';
import { cciPath, controlPath, controlsShown } from './cards.js';
import { idShown } from './check-page.js';
import { siteDigest } from './digest.js';
import type { RuleLife } from './life.js';
import { releaseMarkdown } from './markdown.js';
import type { Page } from './page.js';
import { changeIn, pathOf, type StigSite } from './stig-site.js';

/** A file that can be taken from a release's page. */
export interface Download {
  label: string;
  path: string;
  bytes: number;
}

/** The page of a release: its digest against the release before, its rules with check and fix, its downloads. */
export function releasePage(site: StigSite, index: number, downloads: readonly Download[]): Page {
  const { stig, addresses } = site;
  const benchmark = site.releases[index]!;
  const path = addresses.release(index);
  const link = (to: string) => linkTo(path, to);
  const name = stig.releases[index]!.name;
  const newest = site.releases.length - 1;
  const diff = site.diffs[index - 1];
  const lives = new Map<Rule, RuleLife>();
  for (const life of site.lives) if (life.rules[index] !== null) lives.set(life.rules[index]!, life);
  const rules = ruleViews(benchmark, link, site, (rule) => changeIn(lives.get(rule)!, index));
  return {
    path,
    title: `${stig.shortTitle} ${name}`,
    template: 'site/release',
    view: {
      title: oneLine(titleOf(benchmark)),
      name,
      release: releaseLabel(benchmark),
      newer: index === newest ? null : { name: stig.releases[newest]!.name, href: link(addresses.release(newest)) },
      counts: countsOf(benchmark.rules),
      pick: pickOf(site, path, index),
      downloads: downloads.map((d) => ({ label: d.label, href: link(d.path), size: sizeOf(d.bytes) })),
      digest:
        diff === undefined
          ? null
          : siteDigest(diff, (entry) => hrefOf(pathOf(site, entry, index), link), { whole: false, neighbours: true }),
      comparison: index === 0 ? '' : link(addresses.neighbour(index)),
      history: historyOf(benchmark, diff),
      count: String(benchmark.rules.length),
      hasChanges: rules.some((rule) => rule.changed !== ''),
      rules,
    },
    trail: site.trail,
    label: name,
    feed: site.feed,
    markdown: (to) => releaseMarkdown(site, index, diff, to),
    facts: { benchmarkId: benchmark.id, releaseName: benchmark.releaseName, date: benchmark.benchmarkDate },
    json: benchmark,
  };
}

/** Rules by severity, for the row of counts. */
export function countsOf(rules: readonly Pick<Rule, 'severity'>[]) {
  const counts = countBySeverity(rules);
  return [
    ...severitiesShown(counts).map((severity) => ({
      severity,
      label: categoryOf(severity) ?? 'Unknown',
      count: String(counts[severity]),
    })),
    { severity: 'all', label: 'All rules', count: String(rules.length) },
  ];
}

function ruleViews(
  benchmark: Benchmark,
  link: (path: string) => string,
  site: StigSite,
  changed: (rule: Rule) => string,
) {
  const anchors = anchorsOf(benchmark.rules);
  const views = releaseView(benchmark, null).rules;
  return benchmark.rules.map((rule, i) => {
    const { fields, texts } = views[i]!;
    return {
      anchor: anchors[i]!,
      id: idShown(rule),
      href: hrefOf(site.addresses.checkOf(rule), link),
      severity: rule.severity,
      category: rule.category ?? 'Unknown',
      changed: changed(rule),
      title: oneLine(rule.title ?? ''),
      ids: filterIds(rule),
      fields: fields.map(({ field, label, values }) => ({
        label,
        values: values.map((value) => ({ value, href: fieldHref(field, value, rule, link) })),
      })),
      texts: texts.map(({ head, text }) => ({ head, blocks: htmlBlocks(text) })),
    };
  });
}

function fieldHref(field: string, value: string, rule: Rule, link: (path: string) => string): string | null {
  if (field === 'ccis') {
    const path = cciPath(value);
    return path === null ? null : link(path);
  }
  if (field !== 'controls') return null;
  const shown = controlsShown(rule).find((control) => control.base === value);
  return shown === undefined ? null : link(controlPath({ revision: shown.revision, control: value }));
}

function hrefOf(path: string | undefined, link: (path: string) => string): string {
  return path === undefined ? '' : link(path);
}

/** What a rule is found by beside its words: ids, CCIs, controls. */
export function filterIds(rule: Rule): string {
  return [rule.vulnId, rule.stigId, rule.ruleId, ...rule.ccis, ...controlsShown(rule).map((c) => c.control)]
    .filter((id) => id !== null)
    .join(' ')
    .toLowerCase();
}

/** The part of a page where releases are chosen; `null` of a STIG with one. */
export function pickOf(site: StigSite, path: string, index: number) {
  const { stig, addresses, diffs } = site;
  if (stig.releases.length < 2) return null;
  const link = (to: string) => linkTo(path, to);
  const to = Math.max(index, 1);
  return {
    compare: link(addresses.compare),
    choices: stig.releases.map(({ name }, i) => ({ name, from: i === to - 1, to: i === to })).reverse(),
    releases: stig.releases
      .map(({ name, input }, i) => ({
        name,
        date: input.benchmarkDate,
        href: link(addresses.release(i)),
        current: addresses.release(i) === path,
      }))
      .reverse(),
    neighbours: diffs
      .map((diff, i) => ({
        href: link(addresses.neighbour(i + 1)),
        label: `${stig.releases[i]!.name} to ${stig.releases[i + 1]!.name}`,
        summary: summaryOf(diff),
      }))
      .reverse(),
  };
}

/** A diff in a few words: `1 added, 3 changed`. */
export function summaryOf(diff: ReleaseDiff): string {
  const parts = [
    [diff.added.length, 'added'],
    [diff.removed.length, 'removed'],
    [diff.renumbered.length, 'renumbered'],
    [diff.contentChanged.length, 'changed'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return said.length === 0 ? 'no rule added, removed or changed in content' : said.join(', ');
}

/** What DISA says of the release, where its package had a Revision History. */
function historyOf({ revisionHistory, releaseName, rules }: Benchmark, diff: ReleaseDiff | undefined) {
  if (revisionHistory === undefined) return null;
  // A package of several STIGs has one history: an entry is this one's where an id of it begins as this one's do.
  const family = (id: string) => id.replace(/-[^-]*$/, '');
  const families = new Set(rules.flatMap((rule) => (rule.stigId === null ? [] : family(rule.stigId))));
  const entries = revisionHistory.entries.filter(
    (entry) =>
      (entry.releaseName === null || releaseName === null || entry.releaseName === releaseName) &&
      (entry.stigIds.length === 0 || entry.stigIds.some((id) => families.has(family(id)) || /^S?V-/.test(id))),
  );
  const announced = diff?.announced;
  const unannounced = announced?.unannounced.map((rule) =>
    oneLine(`${rule.vulnId ?? ''} ${rule.stigId ?? ''} ${rule.changed.join(', ')} ${rule.title ?? ''}`),
  );
  const notFound = announced?.notFound.map((entry) => oneLine(`${entry.stigIds.join(', ')}: ${entry.text}`));
  return {
    count: entries.length,
    short: entries.length <= 12,
    entries: entries.map(({ stigIds, text }) => ({ ids: stigIds.join(', '), text: oneLine(text) })),
    notes: [
      { title: 'Changed, but not in the revision history', lines: unannounced ?? [] },
      { title: 'Announced, but not found', lines: notFound ?? [] },
    ]
      .filter(({ lines }) => lines.length > 0)
      .map((note) => ({ ...note, count: note.lines.length })),
  };
}

function sizeOf(bytes: number): string {
  return bytes < 1000
    ? `${bytes} B`
    : bytes < 1e6
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Severities in the order of counts, with `unknown` where there is one: for tables. */
export function severityCells(rules: readonly { severity: Severity }[]) {
  const { high, medium, low } = countBySeverity(rules);
  return { high: String(high), medium: String(medium), low: String(low), rules: String(rules.length) };
}
