import { isOverviewText, isRevisionHistoryText } from './documents/marks.js';
import type { Format, Head } from './format.js';

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
    name: 'overview',
    title: "DISA's Overview of a STIG or SRG, PDF or text",
    extension: 'pdf',
    // Which of DISA's documents a PDF is, its reader finds out: the text of a PDF is not to be had at a glance.
    reads: ['overview', 'revision-history'],
    writes: [],
    sniff: (head) => isPdf(head) || (isText(head) && isOverviewText(head.text)),
    load: () => import('./documents/codec.js').then((m) => m.documents),
  },
  {
    name: 'revision-history',
    title: "DISA's Revision History of a package, PDF or text",
    extension: 'pdf',
    reads: ['revision-history', 'overview'],
    writes: [],
    sniff: (head) => isText(head) && isRevisionHistoryText(head.text),
    load: () => import('./documents/codec.js').then((m) => m.documents),
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

/** A PDF's mark may stand within the first 1,024 bytes. */
function isPdf(head: Head): boolean {
  return head.text.slice(0, 1024).includes('%PDF-') && head.root === null;
}

/** Text that is neither XML, HTML nor JSON. */
function isText(head: Head): boolean {
  return head.first !== '<' && head.first !== '{' && head.first !== '[';
}
