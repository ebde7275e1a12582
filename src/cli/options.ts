import type { OptionTable } from './command.js';

/** The options of the commands, as data. */

const READING = {
  from: {
    type: 'string',
    describe: 'read as this format instead of recognising it by content',
    value: 'FORMAT',
    group: 'Reading',
  },
  lenient: { type: 'boolean', describe: 'read what broken XML still holds, and say what was lost', group: 'Reading' },
  limit: {
    type: 'string',
    array: true,
    describe: 'set a limit of reading (text=9000000)',
    value: 'NAME=VALUE',
    group: 'Reading',
  },
  cache: {
    type: 'string',
    describe: 'keep in this folder what was read of STIGs, and take it from there the next time',
    value: 'DIR',
    group: 'Reading',
  },
  jobs: {
    type: 'number',
    alias: 'j',
    describe: 'threads for many files (as many as processors; 1: all in one)',
    value: 'N',
    group: 'Reading',
  },
} as const satisfies OptionTable;

/** Which of the STIGs in the inputs are taken. */
const SELECTING_STIGS = {
  stig: {
    type: 'string',
    array: true,
    describe: 'only STIGs with these words in id, title or package name; * stands for anything (RHEL_9, "*Linux*")',
    value: 'PATTERN',
    group: 'Selection',
  },
  latest: { type: 'boolean', describe: 'of several releases of one STIG only the newest', group: 'Selection' },
  since: {
    type: 'string',
    describe: 'only STIGs with a benchmark date on or after this one (2026-01-31)',
    value: 'DATE',
    group: 'Selection',
  },
  scap: {
    type: 'boolean',
    describe: 'SCAP content too: data streams, benchmarks for scanners (--no-scap: without it)',
    group: 'Selection',
  },
} as const satisfies OptionTable;

/** The same, and which of their rules. */
const SELECTING = {
  ...SELECTING_STIGS,
  severity: {
    type: 'string',
    array: true,
    describe: 'only rules of these severities (high, medium, low; CAT I)',
    value: 'NAME,...',
    group: 'Selection',
  },
} as const satisfies OptionTable;

const WRITING = {
  output: {
    type: 'string',
    alias: 'o',
    describe: 'file or folder to write to, instead of standard output',
    value: 'FILE|DIR',
    group: 'Writing',
    perCall: true,
  },
  force: { type: 'boolean', alias: 'f', describe: 'replace files that exist', group: 'Writing', perCall: true },
} as const satisfies OptionTable;

/** Of every command: it may be called in a wrong way. */
const SPEAKING = {
  diagnostics: {
    type: 'string',
    choices: ['text', 'json'],
    describe: 'form of messages on standard error: text, or one JSON object a line',
    value: 'FORM',
    group: 'Messages',
  },
  debug: { type: 'boolean', describe: 'print stack traces', group: 'Messages' },
} as const satisfies OptionTable;

const TALKING = {
  quiet: { type: 'boolean', alias: 'q', describe: 'print errors only', group: 'Messages' },
  progress: { type: 'boolean', describe: 'show progress on a terminal (--no-progress: never)', group: 'Messages' },
  ...SPEAKING,
} as const satisfies OptionTable;

/** The last line of a run as data; `info` and `validate` have results in JSON under this name as well. */
const SUMMING = {
  json: {
    type: 'boolean',
    describe: 'sum the run up in one JSON object on standard error (a result in JSON: --to json)',
    group: 'Messages',
  },
} as const satisfies OptionTable;

export const infoOptions = {
  ...SELECTING,
  ...READING,
  json: { type: 'boolean', describe: 'one JSON object a document, one a line; the run summed up on standard error' },
  ...TALKING,
} as const satisfies OptionTable;

export const convertOptions = {
  to: { type: 'string', alias: 't', describe: 'format to write (stigkit formats lists them)', value: 'FORMAT' },
  viewer: {
    type: 'string',
    choices: ['2', '3'],
    describe: 'CKL in the dialect of STIG Viewer 2 or 3',
    value: 'N',
    group: 'Writing',
  },
  uuid: {
    type: 'string',
    choices: ['derived', 'random'],
    describe: 'UUIDs out of the content (the default) or random',
    value: 'HOW',
    group: 'Writing',
  },
  native: {
    type: 'boolean',
    describe: 'JSON of a checklist: also what only its own format can hold',
    group: 'Writing',
  },
  controls: {
    type: 'string',
    choices: ['5', '4', 'all'],
    describe: 'revision of SP 800-53 that OSCAL components (5 unless said) and HDF (the newest) go by',
    value: 'REV',
    group: 'Writing',
  },
  as: {
    type: 'string',
    choices: ['text', 'html', 'markdown'],
    describe: 'form of a page (by the ending of -o, else text)',
    value: 'FORM',
    group: 'Pages',
  },
  prior: {
    type: 'string',
    describe: 'the release before: gives a release page its digest',
    value: 'FILE',
    group: 'Pages',
  },
  comments: {
    type: 'string',
    describe: 'JSON file of expert comments by V-id or STIG ID',
    value: 'FILE',
    group: 'Pages',
  },
  'cci-list': { type: 'string', describe: "DISA's U_CCI_List.xml, for definitions", value: 'FILE', group: 'Pages' },
  merge: { type: 'boolean', describe: 'make one release out of partial sources of it', group: 'Reading' },
  ...WRITING,
  ...SELECTING,
  ...READING,
  ...TALKING,
  ...SUMMING,
} as const satisfies OptionTable;

/** Where the answers of a checklist come from. */
const FILLING = {
  'from-checklist': {
    type: 'string',
    array: true,
    describe: 'take the answers of these checklists of an earlier release',
    value: 'FILE|DIR',
    group: 'Filling',
  },
  results: {
    type: 'string',
    array: true,
    describe: 'take the results of these scans (XCCDF, ARF)',
    value: 'FILE|DIR',
    group: 'Filling',
  },
  answers: {
    type: 'string',
    array: true,
    describe: 'take these standing answers (YAML, JSON, CSV, XLSX)',
    value: 'FILE',
    group: 'Filling',
  },
  prefer: {
    type: 'string',
    choices: ['prior', 'results', 'answers'],
    describe: 'the source that goes before the others (prior)',
    value: 'SOURCE',
    group: 'Filling',
  },
  'on-change': {
    type: 'string',
    choices: ['reset', 'keep'],
    describe: 'where the check changed: reset the answer (the default) or keep it',
    value: 'HOW',
    group: 'Filling',
  },
  'carry-through': {
    type: 'string',
    choices: ['punctuation', 'wording'],
    describe: 'carry answers through changes of the check that are no stronger',
    value: 'CLASS',
    group: 'Filling',
  },
  strict: { type: 'boolean', describe: 'reset answers that are otherwise to be confirmed', group: 'Filling' },
  pair: {
    type: 'string',
    array: true,
    describe: 'say that two STIGs, or two rules, belong together',
    value: 'OLD=NEW',
    group: 'Filling',
  },
  'only-unreviewed': { type: 'boolean', describe: 'leave rules alone that have an answer', group: 'Filling' },
  'keep-details': { type: 'boolean', describe: 'leave details and comments alone that hold a text', group: 'Filling' },
  'append-details': {
    type: 'boolean',
    describe: 'add what scans and answers say below the texts of reviewed rules',
    group: 'Filling',
  },
  'dry-run': { type: 'boolean', describe: 'show what would become of every rule, and write nothing', group: 'Filling' },
  report: {
    type: 'string',
    describe: 'write what came from where, rule by rule (.json, .md, .csv)',
    value: 'FILE',
    group: 'Filling',
  },
  leftovers: {
    type: 'string',
    describe: 'write the answers that have no place in the new release (JSON)',
    value: 'FILE',
    group: 'Filling',
  },
} as const satisfies OptionTable;

export const checklistOptions = {
  to: {
    type: 'string',
    alias: 't',
    choices: ['ckl', 'cklb', 'json'],
    describe: 'format of the checklist (ckl unless said)',
    value: 'FORMAT',
  },
  viewer: {
    type: 'string',
    choices: ['2', '3'],
    describe: 'CKL in the dialect of STIG Viewer 2 (the default) or 3',
    value: 'N',
  },
  profile: { type: 'string', describe: 'take only the rules this profile selects (MAC-1_Classified)', value: 'ID' },
  title: { type: 'string', describe: 'title of the checklist (CKLB)', value: 'TEXT' },
  asset: {
    type: 'string',
    describe: 'JSON file with the asset (hostName, ipAddress, ...)',
    value: 'FILE',
    group: 'Asset',
  },
  'host-name': { type: 'string', describe: 'host name', value: 'NAME', group: 'Asset' },
  ip: { type: 'string', describe: 'IP address', value: 'ADDRESS', group: 'Asset' },
  mac: { type: 'string', describe: 'MAC address', value: 'ADDRESS', group: 'Asset' },
  fqdn: { type: 'string', describe: 'fully qualified domain name', value: 'NAME', group: 'Asset' },
  role: {
    type: 'string',
    choices: ['None', 'Workstation', 'Member Server', 'Domain Controller'],
    describe: 'role',
    value: 'ROLE',
    group: 'Asset',
  },
  'asset-type': {
    type: 'string',
    choices: ['Computing', 'Non-Computing'],
    describe: 'type of the asset',
    value: 'TYPE',
    group: 'Asset',
  },
  'tech-area': {
    type: 'string',
    describe: 'technology area, in the words of the viewer',
    value: 'AREA',
    group: 'Asset',
  },
  marking: { type: 'string', describe: 'classification marking', value: 'TEXT', group: 'Asset' },
  comment: { type: 'string', describe: 'comment on the asset', value: 'TEXT', group: 'Asset' },
  'web-db-site': { type: 'string', describe: 'site, of a web site or database', value: 'NAME', group: 'Asset' },
  'web-db-instance': {
    type: 'string',
    describe: 'instance, of a web site or database',
    value: 'NAME',
    group: 'Asset',
  },
  assets: {
    type: 'string',
    describe: 'CSV file of hosts (hostName, ipAddress, ...): a checklist for each',
    value: 'FILE',
    group: 'Asset',
  },
  ...FILLING,
  split: {
    type: 'string',
    choices: ['stig', 'asset'],
    describe: 'a file for each STIG, or one for each asset with all its STIGs',
    value: 'BY',
    group: 'Writing',
  },
  names: {
    type: 'string',
    describe: 'names of files in a folder: {host}, {fqdn}, {ip}, {site}, {instance}, {stig}, {release}',
    value: 'PATTERN',
    group: 'Writing',
  },
  uuid: {
    type: 'string',
    choices: ['derived', 'random'],
    describe: 'UUIDs out of the content (the default) or random',
    value: 'HOW',
    group: 'Writing',
  },
  ...WRITING,
  ...SELECTING,
  ...READING,
  ...TALKING,
  ...SUMMING,
} as const satisfies OptionTable;

export const mergeOptions = {
  to: {
    type: 'string',
    alias: 't',
    choices: ['ckl', 'cklb', 'json'],
    describe: "format of the checklist (the first one's unless said)",
    value: 'FORMAT',
  },
  viewer: {
    type: 'string',
    choices: ['2', '3'],
    describe: 'CKL in the dialect of STIG Viewer 2 or 3',
    value: 'N',
  },
  base: { type: 'string', describe: 'the checklist that the copies were made from', value: 'FILE' },
  report: { type: 'string', describe: 'write the conflicts (.json, .md, .csv)', value: 'FILE' },
  ...WRITING,
  stig: SELECTING.stig,
  since: SELECTING.since,
  severity: SELECTING.severity,
  ...READING,
  ...TALKING,
  ...SUMMING,
} as const satisfies OptionTable;

export const diffOptions = {
  to: {
    type: 'string',
    alias: 't',
    choices: ['text', 'txt', 'markdown', 'md', 'html', 'json', 'csv', 'renumber-map'],
    describe: "form of the result (what -o's ending says, else text)",
    value: 'FORM',
  },
  only: {
    type: 'string',
    array: true,
    describe: 'show these fields alone (check, fix, discussion, severity, title, ...; added, removed, renumbered)',
    value: 'NAME,...',
    group: 'Showing',
  },
  severity: {
    type: 'string',
    array: true,
    describe: 'show rules of these severities alone (high, medium, low; CAT I)',
    value: 'NAME,...',
    group: 'Showing',
  },
  summary: { type: 'boolean', describe: 'show counts alone', group: 'Showing' },
  diff: { type: 'boolean', describe: 'show word diffs (--no-diff: none)', group: 'Showing' },
  context: { type: 'number', describe: 'unchanged lines around a change (2)', value: 'N', group: 'Showing' },
  'max-bytes': {
    type: 'number',
    describe: 'most bytes of a Markdown digest; what is left out is said',
    value: 'N',
    group: 'Showing',
  },
  columns: { type: 'string', array: true, describe: 'columns of a CSV', value: 'NAME,...', group: 'Showing' },
  match: {
    type: 'string',
    choices: ['all', 'vuln-id'],
    describe: 'match rules by V-id alone, or by legacy ids and STIG ID as well (all)',
    value: 'HOW',
    group: 'Comparing',
  },
  pair: {
    type: 'string',
    array: true,
    describe: 'say that two rules, or two STIGs, belong together',
    value: 'OLD=NEW',
    group: 'Comparing',
  },
  'revision-history': {
    type: 'string',
    describe: "DISA's Revision History, laid beside the changes",
    value: 'FILE',
    group: 'Comparing',
  },
  checklists: {
    type: 'string',
    array: true,
    describe: 'checklists whose answers the new release may make stale',
    value: 'FILE|DIR',
    group: 'Comparing',
  },
  'exit-code': { type: 'boolean', describe: 'exit with 1 where anything differs', group: 'In CI' },
  'fail-on': {
    type: 'string',
    array: true,
    describe: 'exit with 1 on these: check, severity-raised, new-cat1; of checklists new-open',
    value: 'WHAT,...',
    group: 'In CI',
  },
  github: { type: 'boolean', describe: 'add to the job summary of GitHub Actions, and annotate', group: 'In CI' },
  ...WRITING,
  ...SELECTING_STIGS,
  ...READING,
  ...TALKING,
  ...SUMMING,
} as const satisfies OptionTable;

export const textconvOptions = { ...TALKING } as const satisfies OptionTable;

export const validateOptions = {
  for: {
    type: 'string',
    array: true,
    describe: 'whether it will open: stig-viewer-2, stig-viewer-3, stig-manager, emass, heimdall',
    value: 'PROGRAM,...',
  },
  library: {
    type: 'string',
    array: true,
    describe: 'releases that STIG Manager holds: Rule IDs are held against them',
    value: 'FILE|DIR',
  },
  policy: {
    type: 'string',
    describe: 'what a site asks of its checklists (YAML, JSON): texts, statuses, overrides, phrases',
    value: 'FILE',
  },
  prior: {
    type: 'string',
    array: true,
    describe: 'the release or checklist before: severities that moved are told',
    value: 'FILE|DIR',
  },
  release: {
    type: 'string',
    array: true,
    describe: 'releases of the checklists: rules that are lacking or foreign are told',
    value: 'FILE|DIR',
  },
  fix: { type: 'boolean', describe: 'write a copy in which what a program can mend is mended (with -o)' },
  'round-trip': { type: 'boolean', describe: 'prove that what would be written reads back the same' },
  to: {
    type: 'string',
    alias: 't',
    choices: ['text', 'txt', 'json', 'sarif'],
    describe: "form of the findings: text, JSON lines, SARIF 2.1.0 (what -o's ending says, else text)",
    value: 'FORM',
  },
  'fail-on': {
    type: 'string',
    choices: ['error', 'warning'],
    describe: 'exit with 1 on warnings too (error unless said)',
    value: 'WHAT',
    group: 'In CI',
  },
  ...WRITING,
  ...SELECTING,
  ...READING,
  ...TALKING,
  json: { type: 'boolean', describe: 'the same as --to json; the run summed up on standard error' },
} as const satisfies OptionTable;

export const reportOptions = {
  to: {
    type: 'string',
    alias: 't',
    choices: ['text', 'txt', 'markdown', 'md', 'html', 'csv', 'xlsx', 'ndjson', 'parquet', 'json', 'poam'],
    describe: "form of the report (what -o's ending says, else text)",
    value: 'FORM',
  },
  library: {
    type: 'string',
    array: true,
    describe: 'releases to hold those of the checklists against: STIGs, packages, a folder',
    value: 'FILE|DIR',
  },
  template: {
    type: 'string',
    describe: 'fill this table with the open findings as a POA&M: CSV or XLSX, headings read by name',
    value: 'FILE',
  },
  'fail-on': {
    type: 'string',
    array: true,
    describe:
      'exit with 1 where there are any: open-cat1, open-cat2, open-cat3, open, not-reviewed, missing-details, outdated',
    value: 'WHAT,...',
    group: 'In CI',
  },
  ...WRITING,
  ...SELECTING,
  ...READING,
  ...TALKING,
  ...SUMMING,
} as const satisfies OptionTable;

export const reviewOptions = {
  status: {
    type: 'string',
    choices: ['open', 'not_a_finding', 'not_applicable', 'not_reviewed'],
    describe: 'status',
    value: 'STATUS',
    group: 'Answer',
    perCall: true,
  },
  details: {
    type: 'string',
    empty: true,
    describe: 'finding details, in place of those there',
    value: 'TEXT',
    group: 'Answer',
    perCall: true,
  },
  comments: {
    type: 'string',
    empty: true,
    describe: 'comments, in place of those there',
    value: 'TEXT',
    group: 'Answer',
    perCall: true,
  },
  severity: {
    type: 'string',
    choices: ['high', 'medium', 'low', 'none'],
    describe: "severity that overrides the rule's; none takes the override away",
    value: 'SEVERITY',
    group: 'Answer',
    perCall: true,
  },
  justification: {
    type: 'string',
    empty: true,
    describe: 'why the severity is overridden',
    value: 'TEXT',
    group: 'Answer',
    perCall: true,
  },
  stig: {
    type: 'string',
    describe: 'STIG of the rule, by id, title or number, where there are several',
    value: 'STIG',
  },
  'from-csv': {
    type: 'string',
    describe: 'take over what was edited in a table that convert --to csv or xlsx wrote',
    value: 'FILE',
  },
  'in-place': { type: 'boolean', describe: 'write into the checklist itself', group: 'Writing', perCall: true },
  ...WRITING,
  ...READING,
  ...TALKING,
} as const satisfies OptionTable;

export const cciOptions = {
  'cci-list': { type: 'string', describe: "DISA's U_CCI_List.xml, for the definitions", value: 'FILE' },
  control: {
    type: 'string',
    array: true,
    describe: 'CCIs of this control instead: "AC-6 (8)", ac-6.8',
    value: 'CONTROL',
  },
  json: { type: 'boolean', describe: 'one JSON object a CCI, one a line' },
  ...TALKING,
} as const satisfies OptionTable;

export const siteOptions = {
  base: {
    type: 'string',
    describe: 'address the site will have: gives a sitemap, and whole addresses in feeds',
    value: 'URL',
    group: 'Site',
  },
  marking: { type: 'string', describe: 'classification marking, a banner on every page', value: 'TEXT', group: 'Site' },
  comments: {
    type: 'string',
    describe: 'JSON file of expert comments by V-id or STIG ID',
    value: 'FILE',
    group: 'Site',
  },
  'cci-list': { type: 'string', describe: "DISA's U_CCI_List.xml, for definitions", value: 'FILE', group: 'Site' },
  downloads: {
    type: 'string',
    describe: 'formats of the downloads (json, ndjson, csv, markdown, ckl, cklb unless said; none)',
    value: 'FORMATS',
    group: 'Site',
  },
  fragments: {
    type: 'boolean',
    describe: 'HTML without the shell, JSON beside, for a shell of your own',
    group: 'Site',
  },
  'front-matter': {
    type: 'string',
    choices: ['docusaurus', 'mkdocs', 'hugo'],
    describe: 'Markdown with front matter instead, JSON beside',
    value: 'FOR',
    group: 'Site',
  },
  templates: { type: 'string', describe: 'folder of templates of your own', value: 'DIR', group: 'Site' },
  'print-template': {
    type: 'string',
    describe: 'print a template to begin from; `list` names them',
    value: 'NAME',
    group: 'Site',
  },
  output: {
    type: 'string',
    alias: 'o',
    describe: 'folder to write the site to',
    value: 'DIR',
    group: 'Writing',
    perCall: true,
  },
  force: WRITING.force,
  ...SELECTING,
  ...READING,
  ...TALKING,
  ...SUMMING,
} as const satisfies OptionTable;

export const serveOptions = {
  port: { type: 'number', describe: 'port on this machine (8017 unless said; 0 for a free one)', value: 'N' },
  ...SPEAKING,
} as const satisfies OptionTable;

export const formatsOptions = {
  json: { type: 'boolean', describe: 'the table as JSON' },
  ...SPEAKING,
} as const satisfies OptionTable;

export const completionOptions = { ...SPEAKING } as const satisfies OptionTable;

export const configOptions = {
  json: { type: 'boolean', describe: 'the same as JSON' },
  ...SPEAKING,
} as const satisfies OptionTable;
