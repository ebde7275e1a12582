import type { Render } from '../io/template.js';
import type { Benchmark, BenchmarkIdentity } from '../model/benchmark.js';

/** A release to be shown: what names it is at hand, its rules are read when its pages are made. */
export interface ReleaseInput extends BenchmarkIdentity {
  sourceId: string | null;
  /** SHA-256 of the file it was read from: the same file given twice is one release. */
  sha256: string;
  /** Reads the release. May be called again. */
  load(): Promise<Benchmark>;
}

/** How a site is made. */
export interface SiteOptions {
  /** Fills templates; the project's own unless a user gave others. */
  render: Render;
  /** The one stylesheet. */
  style: string;
  /** Scripts by file name: `site.js`, `search.js`, `compare.js`. */
  scripts: ReadonlyMap<string, string>;
  /** Address the site will have, ending in `/`; without it there is no sitemap and feeds have relative links. */
  base?: string | undefined;
  /** Classification marking, shown as banner on every page. */
  marking?: string | undefined;
  /** Expert comments by V-id or STIG ID. */
  comments?: ReadonlyMap<string, string> | undefined;
  /** DISA's list of CCIs: definitions by id, and what names the list. */
  cciDefinitions?: ReadonlyMap<string, string> | undefined;
  /** Version and date of that list, as it is named beside definitions. */
  cciListName?: string | undefined;
  /** Formats of the downloads of each release. */
  downloads: readonly string[];
  /** Writes a release in one of these formats. */
  write(benchmark: Benchmark, format: string): Promise<string | Uint8Array>;
  /** Ending of a file of a format. */
  extension(format: string): string;
  /** HTML without shell, with the JSON beside each page. */
  fragments?: boolean | undefined;
  /** Markdown with front matter for this generator of sites, with the JSON beside each page. */
  frontMatter?: FrontMatterFlavour | undefined;
}

/** Generators of sites that take Markdown with front matter. */
export type FrontMatterFlavour = 'docusaurus' | 'mkdocs' | 'hugo';

/** A file of the site, by its path from the site's root, parts parted by `/`. */
export interface SiteFile {
  path: string;
  data: string | Uint8Array;
}
