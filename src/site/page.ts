import { linkTo } from './addresses.js';
import type { SiteFile, SiteOptions } from './model.js';
import { rootOf } from './names.js';

/** A page before it has its shell. */
export interface Page {
  path: string;
  /** Of the window. */
  title: string;
  /** Template of its content, and what that shows. */
  template: string;
  view: object;
  /** Pages above it, from the index down, by path; the page itself comes last of its own. */
  trail: { label: string; path: string }[];
  /** What it is called at the end of the trail; without it the page has none. */
  label?: string;
  /** Files of assets/ that it needs beside site.js. */
  scripts?: readonly string[];
  /** Path of its feed. */
  feed?: string;
  /** The same as Markdown without front matter; a page that has none is left out where Markdown is asked for. */
  markdown?: (link: (path: string) => string) => string;
  /** Further front matter. */
  facts?: Record<string, string | number | null>;
  /** What stands beside it as JSON where pages go into another shell. */
  json?: unknown;
}

/** The files that a page becomes: HTML in its shell, or what was asked for instead. */
export function pageFiles(page: Page, options: SiteOptions): SiteFile[] {
  const content = () => options.render(page.template, page.view);
  if (options.fragments) return [{ path: page.path, data: content() }, ...jsonOf(page)];
  const link = (path: string) => linkTo(page.path, path);
  const root = rootOf(page.path);
  const html = options.render('site/page', {
    title: page.title,
    root,
    marking: options.marking ?? null,
    feed: page.feed === undefined ? null : link(page.feed),
    scripts: ['site.js', ...(page.scripts ?? [])].map((name) => `${root}assets/${name}`),
    trail:
      page.label === undefined
        ? null
        : [...page.trail.map(({ label, path }) => ({ label, href: link(path) })), { label: page.label, href: null }],
    content: content(),
  });
  return [{ path: page.path, data: html }];
}

/** The JSON beside a page. */
export function jsonOf(page: Page): SiteFile[] {
  if (page.json === undefined) return [];
  return [{ path: page.path.replace(/\.html$/, '.json'), data: `${JSON.stringify(page.json, null, 2)}\n` }];
}
