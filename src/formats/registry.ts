import type { Format, Head } from './format.js';
import { isCheckPage, isPage, isReleasePage } from './page/sniff.js';

/**
 * The one list of formats. Rows are data and cheap; code is loaded when a format is first used. Recognition goes from
 * special to general: the first row whose `sniff` holds is the format.
 */
export const FORMATS: readonly Format[] = [
  {
    name: 'xccdf',
    title: 'XCCDF benchmark: DISA Manual XCCDF 1.1.4, XCCDF 1.2, SCAP data stream',
    extension: 'xml',
    reads: ['benchmark'],
    writes: [],
    sniff: (head) => (head.root === 'Benchmark' || head.root === 'data-stream-collection') && !holdsTestResult(head),
    load: () => import('./xccdf/codec.js').then((m) => m.xccdf),
  },
  {
    name: 'json',
    title: "The model as JSON, with its schema's name",
    extension: 'json',
    reads: ['benchmark', 'checklist', 'release-diff', 'overview', 'revision-history', 'cci-list'],
    writes: ['benchmark', 'checklist', 'release-diff', 'overview', 'revision-history', 'cci-list'],
    sniff: (head) => head.first === '{' && /"(?:\$schema"\s*:\s*"urn:stigkit:|kind"\s*:\s*")/.test(head.text),
    load: () => import('./json/codec.js').then((m) => m.json),
  },
  {
    name: 'release-page',
    title: 'Web page of a whole release, with its Digest of Updates: text, Markdown or HTML',
    extension: 'txt',
    reads: ['benchmark'],
    writes: ['benchmark'],
    sniff: (head) => isPage(head) && isReleasePage(head.source.text),
    load: () => import('./page/codec.js').then((m) => m.releasePage),
  },
  {
    name: 'check-page',
    title: 'Web page of one check, with its CCIs and controls: text, Markdown or HTML',
    extension: 'txt',
    reads: ['benchmark'],
    writes: ['benchmark'],
    sniff: (head) => isPage(head) && isCheckPage(head.source.text),
    load: () => import('./page/codec.js').then((m) => m.checkPage),
  },
];

/** The format of that name, alias, or beginning of a name where no other begins so. */
export function formatNamed(name: string): Format | undefined {
  const exact = FORMATS.find((f) => f.name === name || f.aliases?.includes(name));
  if (exact !== undefined) return exact;
  const matches = FORMATS.filter((f) => f.name.startsWith(name));
  return matches.length === 1 ? matches[0] : undefined;
}

/** The format whose content this is; `undefined` where none is recognised. */
export function sniff(head: Head): Format | undefined {
  return FORMATS.find((f) => f.sniff?.(head));
}

/** Whether a TestResult element stands anywhere in the document: it is at the tail, past all rules. */
function holdsTestResult(head: Head): boolean {
  const { text } = head.source;
  return text.includes('TestResult') && /<(?:[\w.-]+:)?TestResult[\s>]/.test(text);
}
