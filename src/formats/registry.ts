import { isZip } from '../io/zip-mark.js';
import { isOverviewText, isRevisionHistoryText } from './documents/marks.js';
import type { Format, Head } from './format.js';
import { isCheckPage, isPage, isReleasePage } from './page/sniff.js';

/**
 * The one list of formats. Rows are data and cheap; code is loaded when a format is first used. Recognition goes from
 * special to general: the first row whose `sniff` holds is the format.
 */
export const FORMATS: readonly Format[] = [
  {
    name: 'xccdf-results',
    title: 'XCCDF TestResult: SCC, OpenSCAP, Evaluate-STIG, STIG Manager, ARF',
    extension: 'xml',
    reads: ['checklist'],
    writes: ['checklist'],
    sniff: (head) =>
      head.root === 'TestResult' ||
      head.root === 'asset-report-collection' ||
      ((head.root === 'Benchmark' || head.root === 'data-stream-collection') && holdsTestResult(head)),
    load: () => import('./xccdf-results/codec.js').then((m) => m.xccdfResults),
  },
  {
    name: 'xccdf',
    title: 'XCCDF benchmark: DISA Manual XCCDF 1.1.4, XCCDF 1.2, SCAP data stream',
    extension: 'xml',
    reads: ['benchmark'],
    writes: ['benchmark'],
    // One that holds a TestResult has been taken by the row above.
    sniff: (head) => head.root === 'Benchmark' || head.root === 'data-stream-collection',
    load: () => import('./xccdf/codec.js').then((m) => m.xccdf),
  },
  {
    name: 'ckl',
    title: 'Checklist of STIG Viewer 2, and of STIG Viewer 3 exported for it',
    extension: 'ckl',
    reads: ['checklist'],
    writes: ['checklist'],
    sniff: (head) => head.root === 'CHECKLIST',
    load: () => import('./ckl/codec.js').then((m) => m.ckl),
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
      'report',
      'overview',
      'revision-history',
      'cci-list',
      'answers',
    ],
    writes: [
      'benchmark',
      'checklist',
      'release-diff',
      'quarter-diff',
      'checklist-diff',
      'blast-radius',
      'report',
      'overview',
      'revision-history',
      'cci-list',
      'answers',
    ],
    sniff: (head) => head.first === '{' && /"(?:\$schema"\s*:\s*"urn:stigkit:|kind"\s*:\s*")/.test(head.text),
    load: () => import('./json/codec.js').then((m) => m.json),
  },
  {
    name: 'cklb',
    title: 'Checklist of STIG Viewer 3',
    extension: 'cklb',
    reads: ['checklist'],
    writes: ['checklist'],
    // After `json`, whose checklists hold `stigs` too.
    // HDF, which begins with its platform, passes a checklist's `stigs` through.
    sniff: (head) =>
      head.first === '{' &&
      /"(?:cklb_version|target_data|stigs)"\s*:/.test(head.text) &&
      !/^\s*\{\s*"platform"\s*:/.test(head.text),
    load: () => import('./cklb/codec.js').then((m) => m.cklb),
  },
  {
    name: 'answers',
    title: 'Standing answers to rules: YAML; read as JSON, CSV and XLSX as well',
    extension: 'yaml',
    reads: ['answers'],
    writes: ['checklist', 'answers'],
    // A table is taken for answers only where a command asks for them. `\s` holds the byte order mark.
    sniff: (head) => /^(?:#[^\n]*\n|\s)*(?:answers\s*:|\{\s*"answers"\s*:)/.test(head.text),
    load: () => import('./answers/codec.js').then((m) => m.answers),
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
    name: 'parquet',
    title: 'Rules, reviews or a report as Apache Parquet',
    extension: 'parquet',
    reads: [],
    writes: ['benchmark', 'checklist', 'report'],
    joins: true,
    load: () => import('./parquet/codec.js').then((m) => m.parquet),
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
    title: 'A table of rules or reviews, for spreadsheets; one of reviews is read',
    extension: 'csv',
    reads: ['checklist'],
    writes: ['benchmark', 'checklist'],
    ifNamed: true,
    sniff: (head) => isText(head) && isReviewHeader(head.text),
    load: () => import('./csv/codec.js').then((m) => m.csv),
  },
  {
    name: 'xlsx',
    title: 'An Excel workbook of rules or reviews; one of reviews is read',
    extension: 'xlsx',
    aliases: ['excel'],
    reads: ['checklist'],
    writes: ['benchmark', 'checklist'],
    ifNamed: true,
    // Packages are opened before: a zip that comes here is an Office document.
    sniff: (head) => isZip(head.source.bytes),
    load: () => import('./xlsx/codec.js').then((m) => m.xlsx),
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
  {
    name: 'release-page',
    title: 'Web page of a whole release, with its Digest of Updates: text, Markdown, HTML (MHTML too)',
    extension: 'txt',
    reads: ['benchmark'],
    writes: ['benchmark'],
    sniff: (head) => isPage(head) && isReleasePage(head.source.text),
    load: () => import('./page/codec.js').then((m) => m.releasePage),
  },
  {
    name: 'check-page',
    title: 'Web page of one check, with its CCIs and controls: text, Markdown, HTML (MHTML too)',
    extension: 'txt',
    reads: ['benchmark'],
    writes: ['benchmark'],
    sniff: (head) => isPage(head) && isCheckPage(head.source.text),
    load: () => import('./page/codec.js').then((m) => m.checkPage),
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
    name: 'textconv',
    title: 'Plain lines for git diff',
    extension: 'txt',
    reads: [],
    writes: ['benchmark', 'checklist'],
    load: () => import('./textconv/codec.js').then((m) => m.textconv),
  },
  {
    name: 'report',
    title: 'Report on checklists: text, Markdown, HTML, CSV, XLSX, NDJSON',
    extension: 'txt',
    reads: [],
    writes: ['report'],
    load: () => import('./report/codec.js').then((m) => m.report),
  },
  {
    name: 'poam',
    title: 'Open findings as rows of a Plan of Action and Milestones: CSV, XLSX, or into a template',
    extension: 'csv',
    reads: [],
    writes: ['report'],
    load: () => import('./poam/codec.js').then((m) => m.poam),
  },
  {
    name: 'renumber-map',
    title: 'Old and new ids of renumbered rules: JSON, CSV',
    extension: 'json',
    reads: [],
    writes: ['release-diff', 'quarter-diff'],
    load: () => import('./renumber-map/codec.js').then((m) => m.renumberMap),
  },
  {
    name: 'oscal-catalog',
    title: 'OSCAL catalog (NIST): a control for each rule',
    extension: 'catalog.json',
    reads: [],
    writes: ['benchmark'],
    load: () => import('./oscal/codec.js').then((m) => m.oscalCatalog),
  },
  {
    name: 'oscal-component-definition',
    title: 'OSCAL component definition (NIST): the rules that implement each control of SP 800-53',
    extension: 'component-definition.json',
    aliases: ['oscal-component'],
    reads: [],
    writes: ['benchmark'],
    load: () => import('./oscal/codec.js').then((m) => m.oscalComponentDefinition),
  },
  {
    name: 'hdf',
    title: "Results for Heimdall and saf: MITRE's Heimdall Data Format",
    extension: 'hdf.json',
    reads: [],
    writes: ['checklist'],
    load: () => import('./hdf/codec.js').then((m) => m.hdf),
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
  const { searchable } = head.source;
  // A short word with a rare first letter is looked for many times faster.
  return (
    searchable.includes('Result') &&
    searchable.includes('TestResult') &&
    /<(?:[\w.-]+:)?TestResult[\s>]/.test(searchable)
  );
}

/** A PDF's mark may stand within the first 1,024 bytes. */
function isPdf(head: Head): boolean {
  return head.text.slice(0, 1024).includes('%PDF-') && head.root === null;
}

/** The header of a table of reviews stands in the first line. */
function isReviewHeader(text: string): boolean {
  const line = /^[^\r\n]*/.exec(text)![0];
  return ['status', 'benchmarkId', 'vulnId'].every((name) => line.includes(name));
}

/** Text that is neither XML, HTML nor JSON. */
function isText(head: Head): boolean {
  return head.first !== '<' && head.first !== '{' && head.first !== '[';
}
