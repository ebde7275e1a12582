import { derivedUuid } from '../io/uuid.js';
import type { SiteFile, SiteOptions } from './model.js';
import { rootOf } from './names.js';

/** A release as feeds tell it. */
export interface FeedEntry {
  title: string;
  /** Path of the release's page. */
  path: string;
  /** ISO date; without one the release stands in no feed. */
  date: string | null;
  summary: string;
  /** What its id is derived from: benchmark id, release, file. */
  names: readonly (string | null)[];
}

/** An Atom feed of releases, newest first. Ids derive from benchmark and release; no clock is asked. */
export function feed(
  path: string,
  title: string,
  page: string,
  entries: readonly FeedEntry[],
  { base, render }: SiteOptions,
): SiteFile {
  const address = (to: string) => (base === undefined ? `${rootOf(path)}${to}` : `${base}${to}`);
  const dated = entries
    .flatMap((entry) => (entry.date === null ? [] : [{ ...entry, date: entry.date }]))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  return {
    path,
    data: render('site/feed', {
      id: `urn:uuid:${derivedUuid(JSON.stringify(['feed', base ?? '', path]))}`,
      title: plain(title),
      updated: `${dated[0]?.date ?? '1970-01-01'}T00:00:00Z`,
      self: base === undefined ? null : address(path),
      href: address(page),
      entries: dated.map((entry) => ({
        id: `urn:uuid:${derivedUuid(JSON.stringify(['release', ...entry.names.map((name) => name ?? '')]))}`,
        title: plain(entry.title),
        updated: `${entry.date}T00:00:00Z`,
        href: address(entry.path),
        summary: plain(entry.summary),
      })),
    }),
  };
}

/** Most addresses that one sitemap may hold. */
const MOST = 50_000;

/** A sitemap of pages; more than 50,000 go into several with an index. */
export function sitemap(paths: readonly string[], base: string): SiteFile[] {
  const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const head = '<?xml version="1.0" encoding="utf-8"?>\n';
  const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
  const list = (part: readonly string[]) =>
    `${head}<urlset ${space}>\n${part.map((path) => `<url><loc>${escaped(base + path)}</loc></url>\n`).join('')}</urlset>\n`;
  if (paths.length <= MOST) return [{ path: 'sitemap.xml', data: list(paths) }];
  const parts = Array.from({ length: Math.ceil(paths.length / MOST) }, (_, i) => ({
    path: `sitemap-${i + 1}.xml`,
    data: list(paths.slice(i * MOST, (i + 1) * MOST)),
  }));
  const index = parts.map(({ path }) => `<sitemap><loc>${escaped(base + path)}</loc></sitemap>\n`).join('');
  return [...parts, { path: 'sitemap.xml', data: `${head}<sitemapindex ${space}>\n${index}</sitemapindex>\n` }];
}

/** Text without characters that XML forbids. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
}
