import { linkTo } from './addresses.js';
import { type ControlKey, controlsShown, type StigCard } from './cards.js';
import { checkPage } from './check-page.js';
import { type FeedEntry, feed, sitemap } from './feeds.js';
import { indexPage } from './index-page.js';
import { lastRule } from './life.js';
import { mappingPages } from './mapping-pages.js';
import { markdownFiles } from './markdown.js';
import type { ReleaseInput, SiteFile, SiteOptions } from './model.js';
import { type Page, pageFiles } from './page.js';
import { releaseData } from './release-data.js';
import { type Download, releasePage, summaryOf } from './release-page.js';
import { SearchIndex } from './search-index.js';
import { comparePage, neighbourPage, stigPage } from './stig-page.js';
import { cardOf, type StigSite, stigSite } from './stig-site.js';
import { stigsOf } from './stigs.js';

/**
 * The files of a site, one at a time: STIG by STIG, so that the texts of one are in memory and of the others only what
 * lists need; then what goes over all of them. The same releases give the same files.
 */
export async function* siteFiles(inputs: readonly ReleaseInput[], options: SiteOptions): AsyncGenerator<SiteFile> {
  const isWhole = !options.fragments && options.frontMatter === undefined;
  const index = new SearchIndex();
  const cards: StigCard[] = [];
  const news: FeedEntry[] = [];
  const pages: string[] = [];
  function* put(page: Page): Generator<SiteFile> {
    pages.push(page.path);
    yield* options.frontMatter === undefined ? pageFiles(page, options) : markdownFiles(page, options);
  }
  for (const stig of stigsOf(inputs)) {
    const site = await stigSite(stig);
    const card = stigCard(site);
    cards.push(card);
    for (const [i, life] of site.lives.entries()) index.add(lastRule(life), card.cards[i]!.controls);
    for (const release of stig.releases.keys()) {
      const downloads: Download[] = [];
      for (const format of isWhole ? options.downloads : []) {
        const data = await options.write(site.releases[release]!, format);
        const path = `${site.addresses.folder}files/${stig.slug}_${stig.releases[release]!.name}.${options.extension(format)}`;
        downloads.push({ label: LABELS[format] ?? format, path, bytes: Buffer.byteLength(data) });
        yield { path, data };
      }
      yield* put(releasePage(site, release, downloads));
      if (release > 0) yield* put(neighbourPage(site, release));
      if (isWhole && stig.releases.length > 1) yield releaseData(site, release);
    }
    yield* put(stigPage(site, card.cards));
    if (isWhole && stig.releases.length > 1) yield* put(comparePage(site));
    for (const life of site.lives) yield* put(checkPage(site, life, options));
    if (isWhole) yield* aliasFiles(site, options);
    const entries = feedEntries(site);
    news.push(...entries);
    if (options.frontMatter === undefined) yield feed(site.feed, stig.title, site.addresses.index, entries, options);
  }
  yield* put(indexPage(cards));
  for (const page of mappingPages(cards, options)) yield* put(page);
  if (options.frontMatter !== undefined) return;
  yield feed('feed.xml', 'STIG releases', 'index.html', news, options);
  if (options.base !== undefined) yield* sitemap(pages, options.base);
  if (!isWhole) return;
  yield* index.files(cards);
  yield { path: 'assets/site.css', data: options.style };
  yield { path: 'assets/icon.svg', data: ICON };
  for (const [name, data] of options.scripts) yield { path: `assets/${name}`, data };
}

const LABELS: Record<string, string> = {
  json: 'JSON',
  ndjson: 'NDJSON',
  csv: 'CSV',
  markdown: 'Markdown',
  ckl: 'CKL',
  cklb: 'CKLB',
  xlsx: 'Excel',
  xccdf: 'XCCDF',
  html: 'HTML',
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1a5fb4" d="M8 0 1 3v5c0 4 3 7 7 8 4-1 7-4 7-8V3z"/>' +
  '<path fill="none" stroke="#fff" stroke-width="2" d="m4.500 8 2.500 2.500 4.500-5"/></svg>\n';

function stigCard(site: StigSite): StigCard {
  const { stig, addresses, lives } = site;
  const newest = stig.releases.length - 1;
  return {
    slug: stig.slug,
    title: stig.title,
    shortTitle: stig.shortTitle,
    path: addresses.index,
    release: stig.releases[newest]!.name,
    releasePath: addresses.release(newest),
    date: stig.releases[newest]!.input.benchmarkDate ?? '',
    cards: lives.map((life) => cardOf(site, life)),
    ...carried(site),
  };
}

/** CCIs and controls of all releases, each once. */
function carried({ releases }: StigSite): Pick<StigCard, 'ccis' | 'controls'> {
  const ccis = new Set<string>();
  const controls = new Map<string, ControlKey>();
  for (const rule of releases.flatMap((release) => release.rules)) {
    for (const id of rule.ccis) ccis.add(id);
    for (const { revision, control, base } of controlsShown(rule)) {
      controls.set(`${revision} ${control}`, { revision, control, base });
    }
  }
  return { ccis, controls: [...controls.values()] };
}

function* aliasFiles({ addresses, stig }: StigSite, { render, marking }: SiteOptions): Generator<SiteFile> {
  for (const { path, life } of addresses.aliases) {
    const to = addresses.check(life);
    const title = `${stig.shortTitle}: ${path.slice(path.lastIndexOf('/') + 1, -'.html'.length)}`;
    yield { path, data: render('site/alias', { href: linkTo(path, to), title, marking: marking ?? null }) };
  }
}

function feedEntries({ stig, addresses, diffs, releases }: StigSite): FeedEntry[] {
  return stig.releases.map(({ name, input }, i) => ({
    title: `${stig.shortTitle} ${name}`,
    path: addresses.release(i),
    date: input.benchmarkDate,
    summary: `${releases[i]!.rules.length} rules${i === 0 ? '' : `; against the release before: ${summaryOf(diffs[i - 1]!)}`}.`,
    names: [input.id, name],
  }));
}
