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
    name: 'cci-list',
    title: "DISA's list of CCIs with definitions, U_CCI_List.xml",
    extension: 'xml',
    reads: ['cci-list'],
    writes: [],
    sniff: (head) => head.root === 'cci_list',
    load: () => import('./cci-list/codec.js').then((m) => m.cciList),
  },
  {
    name: 'json',
    title: "The model as JSON, with its schema's name",
    extension: 'json',
    reads: [
      'benchmark',
      'checklist',
      'release-diff',
      'quarter-diff',
      'checklist-diff',
      'blast-radius',
      'overview',
      'revision-history',
      'cci-list',
    ],
    writes: [
      'benchmark',
      'checklist',
      'release-diff',
      'quarter-diff',
      'checklist-diff',
      'blast-radius',
      'overview',
      'revision-history',
      'cci-list',
    ],
    sniff: (head) => head.first === '{' && /"(?:\$schema"\s*:\s*"urn:stigkit:|kind"\s*:\s*")/.test(head.text),
    load: () => import('./json/codec.js').then((m) => m.json),
  },
  {
    name: 'ndjson',
    title: 'One rule or review a line, each with its release',
    extension: 'ndjson',
    reads: [],
    writes: ['benchmark', 'checklist'],
    load: () => import('./ndjson/codec.js').then((m) => m.ndjson),
  },
  {
    name: 'markdown',
    title: 'A document as Markdown',
    extension: 'md',
    aliases: ['md'],
    reads: [],
    writes: ['benchmark', 'checklist', 'overview', 'revision-history'],
    load: () => import('./markdown/codec.js').then((m) => m.markdown),
  },
  {
    name: 'html',
    title: 'A document as one self-contained HTML file',
    extension: 'html',
    reads: [],
    writes: ['benchmark', 'checklist'],
    load: () => import('./html/codec.js').then((m) => m.html),
  },
  {
    name: 'csv',
    title: 'A table of rules or reviews, for spreadsheets',
    extension: 'csv',
    reads: [],
    writes: ['benchmark', 'checklist'],
    load: () => import('./csv/codec.js').then((m) => m.csv),
  },
  {
    name: 'xlsx',
    title: 'An Excel workbook of rules or reviews',
    extension: 'xlsx',
    aliases: ['excel'],
    reads: [],
    writes: ['benchmark', 'checklist'],
    load: () => import('./xlsx/codec.js').then((m) => m.xlsx),
  },
  {
    name: 'digest',
    title: 'Digest of Updates of two releases, packages, libraries or checklists: text, Markdown, HTML, CSV',
    extension: 'txt',
    reads: [],
    writes: ['release-diff', 'quarter-diff', 'checklist-diff', 'blast-radius'],
    load: () => import('./digest/codec.js').then((m) => m.digest),
  },
  {
    name: 'renumber-map',
    title: 'Old and new ids of renumbered rules: JSON, CSV',
    extension: 'json',
    reads: [],
    writes: ['release-diff', 'quarter-diff'],
    load: () => import('./renumber-map/codec.js').then((m) => m.renumberMap),
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
