import { digestView } from '../formats/digest/view.js';
import { htmlBlocks } from '../formats/html/text.js';
import { oneLine, releaseLabel } from '../formats/shared/words.js';
import type { DiffEntry } from '../model/release-diff.js';
import { linkTo } from './addresses.js';
import type { RuleCard } from './cards.js';
import { siteDigest } from './digest.js';
import { lastRule } from './life.js';
import { comparisonMarkdown, stigMarkdown } from './markdown.js';
import type { Page } from './page.js';
import { countsOf, filterIds, pickOf, severityCells, summaryOf } from './release-page.js';
import { pathOf, type StigSite } from './stig-site.js';

/** The page of a STIG: its releases, newest first, the rules of the newest, and those it has no more. */
export function stigPage(site: StigSite, cards: readonly RuleCard[]): Page {
  const { stig, addresses, releases, diffs } = site;
  const path = addresses.index;
  const link = (to: string) => linkTo(path, to);
  const newest = releases.at(-1)!;
  const shown = cards.map((card, i) => ({ ...card, href: link(card.path), ids: filterIds(lastRule(site.lives[i]!)) }));
  const present = shown.filter((card) => card.lastRelease === null);
  return {
    path,
    title: stig.title,
    template: 'site/stig',
    view: {
      title: stig.title,
      name: stig.releases.at(-1)!.name,
      release: releaseLabel(newest),
      counts: countsOf(newest.rules),
      description: htmlBlocks(newest.description),
      pick: pickOf(site, path, releases.length - 1),
      feed: link(site.feed),
      releases: stig.releases
        .map(({ name, input }, i) => ({
          name,
          href: link(addresses.release(i)),
          date: input.benchmarkDate ?? '',
          ...severityCells(releases[i]!.rules),
          comparison: i === 0 ? null : link(addresses.neighbour(i)),
          summary: i === 0 ? 'the first release here' : summaryOf(diffs[i - 1]!),
        }))
        .reverse(),
      count: String(present.length),
      hasChanges: present.some((card) => card.changed !== ''),
      rules: present,
      removed: shown.filter((card) => card.lastRelease !== null).map((card) => ({ ...card, last: card.lastRelease })),
    },
    trail: site.trail.slice(0, -1),
    label: stig.shortTitle,
    feed: site.feed,
    markdown: (to) => stigMarkdown(site, cards, to),
    facts: { benchmarkId: newest.id, releaseName: newest.releaseName, date: newest.benchmarkDate },
    json: {
      id: newest.id,
      title: newest.title,
      releases: stig.releases.map(({ name, input }) => ({ name, date: input.benchmarkDate })).reverse(),
      rules: present.map(({ id, stigId, title, severity, ccis, controls, changed }) => {
        return { id, stigId, title, severity, ccis, controls: controls.map((c) => c.control), changed };
      }),
    },
  };
}

/** The comparison of a release with the one before, whole and without script. */
export function neighbourPage(site: StigSite, index: number): Page {
  const { stig, addresses } = site;
  const path = addresses.neighbour(index);
  const link = (to: string) => linkTo(path, to);
  const diff = site.diffs[index - 1]!;
  const href = (entry: DiffEntry) => {
    const to = pathOf(site, entry, index);
    return to === undefined ? '' : link(to);
  };
  const names = `${stig.releases[index - 1]!.name} to ${stig.releases[index]!.name}`;
  return {
    path,
    title: `${stig.shortTitle}: ${names}`,
    template: 'site/comparison',
    view: {
      title: stig.title,
      releases: digestView(diff).releases,
      digest: siteDigest(diff, href, { whole: true, neighbours: true }),
      compare: link(addresses.compare),
    },
    trail: site.trail,
    label: names,
    markdown: () => comparisonMarkdown(diff),
    facts: { benchmarkId: diff.new.id, releaseName: diff.new.releaseName },
    json: diff,
  };
}

/** The page where any two releases are compared, by the differ itself in the browser. */
export function comparePage(site: StigSite): Page {
  const { stig, addresses, releases } = site;
  return {
    path: addresses.compare,
    title: `${stig.shortTitle}: compare releases`,
    template: 'site/compare',
    view: { title: oneLine(stig.title), pick: pickOf(site, addresses.compare, releases.length - 1) },
    trail: site.trail,
    label: 'Compare releases',
    scripts: ['compare.js'],
  };
}
