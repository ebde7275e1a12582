import type { StigCard } from './cards.js';
import { indexMarkdown } from './markdown.js';
import type { Page } from './page.js';
import { severityCells } from './release-page.js';

/** The first page: every STIG with its newest release and counts, and the search over every rule. */
export function indexPage(stigs: readonly StigCard[]): Page {
  const rules = stigs.reduce((sum, stig) => sum + present(stig).length, 0);
  const summary = `${counted(stigs.length, 'STIG', 'STIGs')}, ${counted(rules, 'rule', 'rules')} in their newest releases.`;
  return {
    path: 'index.html',
    title: 'STIGs',
    template: 'site/index',
    view: {
      heading: 'Security Technical Implementation Guides',
      summary,
      stigs: stigs.map((stig) => ({
        slug: stig.slug,
        title: stig.title,
        shortTitle: stig.shortTitle,
        href: stig.path,
        release: stig.release,
        releaseHref: stig.releasePath,
        date: stig.date,
        ...severityCells(present(stig)),
        changed: String(stig.cards.filter((card) => card.changed !== '').length),
      })),
    },
    trail: [],
    scripts: ['search.js'],
    feed: 'feed.xml',
    markdown: (link) => indexMarkdown(stigs, summary, link),
    json: stigs.map(({ slug, title, release, date, cards }) => ({ slug, title, release, date, rules: cards.length })),
  };
}

/** The rules that a STIG's newest release has. */
export function present(stig: StigCard) {
  return stig.cards.filter((card) => card.lastRelease === null);
}

/** `1 rule`, `2 rules`; thousands are parted. */
export function counted(n: number, one: string, many: string): string {
  return `${String(n).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${n === 1 ? one : many}`;
}
