import type { Benchmark } from '../../model/benchmark.js';
import { parseReleaseInfo, parseVersion, releaseName } from '../../model/release.js';
import { bare } from './labels.js';
import type { Page, PageLine } from './lines.js';

/** What a page can say of its release. */
export type PageIdentity = Pick<
  Benchmark,
  'title' | 'version' | 'release' | 'releaseName' | 'benchmarkDate' | 'releaseInfo'
>;

/** No title of a page is longer. */
const LONGEST_TITLE = 2_000;
const GUIDE =
  /\b(?:Security Technical Implementation Guide|Security Requirements Guide|Interim Security Configuration Guide)\b/i;
const SHORT = /\S \(?(?:STIG|SRG)\)?$/;
/** DISA's own line: `Version 2, Release: 1 Benchmark Date: 24 Jul 2024`. */
const RELEASE = /^(?:version:?\s*(\S{1,20}?)\s*,?\s*)?(release:?\s*\d[\w.-]*(?:\s+benchmark date:.{4,30})?)$/i;

/** Title and, where the page says it in DISA's words, release: from the lines above the first rule. */
export function identityOf(page: Page, above: readonly PageLine[]): PageIdentity {
  const said = above
    .map((line) => RELEASE.exec(bare(line.text)))
    .find((match) => match !== null && match !== undefined);
  const { version } = parseVersion(said?.[1] ?? null);
  const releaseInfo = said === undefined || said === null ? null : said[2]!;
  const { release, benchmarkDate } = parseReleaseInfo(releaseInfo);
  return {
    title: titleOf(page, above),
    version,
    release,
    releaseName: releaseName(version, release),
    benchmarkDate,
    releaseInfo,
  };
}

/** The heading that names a guide, else the line that does, else a part of the page's own title, else any heading. */
function titleOf(page: Page, above: readonly PageLine[]): string | null {
  const headings = above.filter((line) => line.heading > 0).sort((a, b) => a.heading - b.heading);
  const parts = (page.title ?? '').slice(0, LONGEST_TITLE).split(/\s+[|»·•–—-]\s+/);
  const candidates = [
    ...headings.map((line) => line.text),
    ...above.map((line) => withoutMarks(line.text)),
    ...parts,
  ].filter((text) => text.length < 300);
  const named =
    candidates.find((text) => GUIDE.test(text) && !/[.?!]$/.test(text)) ?? candidates.find((text) => SHORT.test(text));
  return named ?? headings[0]?.text ?? null;
}

function withoutMarks(text: string): string {
  return text
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(/^\*\*(.*)\*\*$/, '$1')
    .trim();
}
