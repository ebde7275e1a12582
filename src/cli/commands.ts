import { type Command, command } from './command.js';
import {
  cciOptions,
  checklistOptions,
  completionOptions,
  configOptions,
  convertOptions,
  diffOptions,
  formatsOptions,
  infoOptions,
  mergeOptions,
  reportOptions,
  reviewOptions,
  serveOptions,
  siteOptions,
  textconvOptions,
  validateOptions,
} from './options.js';

/**
 * The command table: what the command line offers, as data. Help, completion and the docs are made from it; the code of
 * a command is loaded when it is called.
 */

const INPUTS = {
  usage: '<input..>',
  min: 1,
  max: Number.POSITIVE_INFINITY,
  describe: 'files, folders, zips, globs or -',
} as const;

const V1R1 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const CHECKLISTS = 'examples/hosts';
const V1R2 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';

export const info = command({
  name: 'info',
  describe: 'say what each input is: format, title, release, rules by severity',
  positional: INPUTS,
  options: infoOptions,
  examples: [[`stigkit info ${V1R2}`, 'what this file is']],
  load: () => import('./commands/info.js').then((m) => m.run),
});

export const convert = command({
  name: 'convert',
  describe: 'turn any form into any form that can hold it',
  positional: INPUTS,
  options: convertOptions,
  examples: [
    [`stigkit convert ${V1R2} --to json -o rules.json`, 'clean JSON of a STIG'],
    [`stigkit convert ${V1R2} --to markdown`, 'a document to publish'],
    [`stigkit convert ${CHECKLISTS} --to parquet -o reviews.parquet`, 'one table of all checklists, for SQL'],
  ],
  load: () => import('./commands/convert.js').then((m) => m.run),
});

export const diff = command({
  name: 'diff',
  describe: 'say what changed between two releases, packages, libraries or checklists',
  positional: {
    usage: '<old> <new>',
    min: 2,
    max: 2,
    describe: 'files, folders or zips: the old one, then the new one',
  },
  options: diffOptions,
  examples: [
    [`stigkit diff ${V1R1} ${V1R2}`, 'the Digest of Updates'],
    [`stigkit diff ${V1R1} ${V1R2} --only check --severity high --no-diff`, 'checks of CAT I rules that changed'],
    [`stigkit diff ${V1R1} ${V1R2} --to markdown --max-bytes 60000`, 'for a pull request'],
  ],
  load: () => import('./commands/diff.js').then((m) => m.run),
});

export const textconv = command({
  name: 'textconv',
  describe: 'print XCCDF, CKL or CKLB as plain lines, for git diff',
  positional: { usage: '<file>', min: 1, max: 1, describe: 'a file' },
  options: textconvOptions,
  examples: [
    ['git config diff.stig.textconv "stigkit textconv"', 'once; then `*.ckl diff=stig` in .gitattributes'],
    [`stigkit textconv ${V1R2}`, 'what git diff compares'],
  ],
  load: () => import('./commands/textconv.js').then((m) => m.run),
});

export const checklist = command({
  name: 'checklist',
  describe: 'make a checklist of one or more STIGs for an asset',
  positional: INPUTS,
  options: checklistOptions,
  examples: [
    [`stigkit checklist ${V1R2} --host-name gw01 -o gw01.ckl`, 'a blank checklist of STIG Viewer 2'],
    [`stigkit checklist ${V1R2} --asset examples/asset.json --to cklb -o gw01.cklb`, 'one of STIG Viewer 3'],
    [
      `stigkit checklist ${V1R2} --from-checklist examples/checklists/harbor01-V1R1.ckl --dry-run`,
      'what becomes of old answers',
    ],
  ],
  load: () => import('./commands/checklist.js').then((m) => m.run),
});

export const merge = command({
  name: 'merge',
  describe: "merge two assessors' copies of a checklist; exits with 1 where they conflict",
  positional: {
    usage: '<copy..>',
    min: 2,
    max: Number.POSITIVE_INFINITY,
    describe: 'copies of one checklist',
  },
  options: mergeOptions,
  examples: [
    [
      'stigkit merge examples/checklists/harbor01-V1R1.ckl examples/checklists/harbor01-V1R1-second.ckl -o merged.ckl',
      'two copies in one',
    ],
  ],
  load: () => import('./commands/merge.js').then((m) => m.run),
});

export const validate = command({
  name: 'validate',
  describe: 'say what is wrong with a file, and where',
  positional: INPUTS,
  options: validateOptions,
  examples: [
    [`stigkit validate ${V1R1} ${V1R2}`, 'check two files'],
    [`stigkit validate examples/hosts --for stig-manager --library ${V1R2}`, 'whether an import would take them'],
    [`stigkit validate ${V1R2} --prior ${V1R1}`, 'severities that moved since the release before'],
    ['stigkit validate examples/hosts --round-trip', 'that nothing is lost in writing'],
  ],
  load: () => import('./commands/validate.js').then((m) => m.run),
});

export const review = command({
  name: 'review',
  describe: 'answer one rule of a checklist, or take over a table edited in a spreadsheet',
  positional: { usage: '<file> [rule]', min: 1, max: 2, describe: 'a CKL or CKLB; V-id, Rule ID or STIG ID' },
  options: reviewOptions,
  examples: [
    ['stigkit review examples/hosts/gw01.ckl V-990003', 'show a review'],
    [
      'stigkit review examples/hosts/gw01.ckl V-990003 --status open --details "Seen on port 8443." -o reviewed.ckl',
      'answer it; all else stays to the byte',
    ],
    ['stigkit convert examples/hosts/gw01.ckl --to xlsx -o gw01.xlsx', 'a table to edit'],
    ['stigkit review examples/hosts/gw01.ckl --from-csv gw01.xlsx -o gw01-edited.ckl', 'and back'],
  ],
  load: () => import('./commands/review.js').then((m) => m.run),
});

export const report = command({
  name: 'report',
  describe: 'say what checklists come to: findings, completion, what is missing',
  positional: INPUTS,
  options: reportOptions,
  examples: [
    [`stigkit report ${CHECKLISTS}`, 'findings by severity, STIG and asset'],
    [`stigkit report ${CHECKLISTS} -o report.html`, 'a page with charts'],
    [`stigkit report ${CHECKLISTS} --to poam -o poam.csv`, 'open findings as rows of a POA&M'],
    [`stigkit report ${CHECKLISTS} --quiet --fail-on open-cat1 -o report.json`, 'a gate for CI'],
  ],
  load: () => import('./commands/report.js').then((m) => m.run),
});

export const cci = command({
  name: 'cci',
  describe: 'show the controls of SP 800-53 that a CCI maps to',
  positional: {
    usage: '[id..]',
    min: 0,
    max: Number.POSITIVE_INFINITY,
    describe: 'CCI numbers (CCI-000366, or 366); all without any',
  },
  options: cciOptions,
  examples: [
    ['stigkit cci CCI-002233', 'one CCI'],
    ['stigkit cci --control "AC-6 (8)"', 'the CCIs of a control'],
  ],
  load: () => import('./commands/cci.js').then((m) => m.run),
});

export const site = command({
  name: 'site',
  describe: 'make a documentation site to be opened from a folder, offline',
  positional: { usage: '[input..]', min: 0, max: Number.POSITIVE_INFINITY, describe: INPUTS.describe },
  options: siteOptions,
  examples: [
    ['stigkit site examples -o site/', 'a site of every release in a folder'],
    ['stigkit site --print-template check', 'the template of check pages, to change it'],
  ],
  load: () => import('./commands/site.js').then((m) => m.run),
});

export const serve = command({
  name: 'serve',
  describe: 'show a folder in a browser, on this machine alone',
  positional: { usage: '<folder>', min: 1, max: 1, describe: 'folder of a site' },
  options: serveOptions,
  examples: [['stigkit serve site/', 'a look at a site']],
  load: () => import('./commands/serve.js').then((m) => m.run),
});

export const formats = command({
  name: 'formats',
  describe: 'list the formats that can be read and written',
  positional: null,
  options: formatsOptions,
  examples: [['stigkit formats', 'the table']],
  load: () => import('./commands/formats.js').then((m) => m.run),
});

export const completion = command({
  name: 'completion',
  describe: 'print a completion script for a shell',
  positional: {
    usage: '<shell>',
    min: 1,
    max: 1,
    describe: 'bash, zsh, fish or powershell',
    words: () => ['bash', 'zsh', 'fish', 'powershell'],
  },
  options: completionOptions,
  examples: [['stigkit completion bash', 'for bash: put it into your completions folder']],
  load: () => import('./commands/completion.js').then((m) => m.run),
});

export const config = command({
  name: 'config',
  describe: 'show what configuration files and variables set, and where',
  positional: {
    usage: '[command]',
    min: 0,
    max: 1,
    describe: 'a command: each of its options, set or not',
    words: () => COMMANDS.map(({ name }) => name),
  },
  options: configOptions,
  examples: [
    ['stigkit config', 'what is set'],
    ['stigkit config checklist', 'each option of a command'],
  ],
  load: () => import('./commands/config.js').then((m) => m.run),
});

export const COMMANDS: readonly Command[] = [
  info,
  convert,
  diff,
  checklist,
  merge,
  review,
  report,
  validate,
  site,
  serve,
  cci,
  textconv,
  formats,
  config,
  completion,
] as unknown as Command[];
