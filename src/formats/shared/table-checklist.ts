import { controlsOf } from '../../data/controls.js';
import type { Diagnostic, Report } from '../../io/diagnostic.js';
import { StigError } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import type { Rule } from '../../model/benchmark.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import { unknownAsset } from '../../model/checklist.js';
import { revisionOf } from '../../model/ids.js';
import { categoryOf, severityFrom } from '../../model/severity.js';
import type { SourceFile } from '../../model/source-file.js';
import { columnsOf, overrideFrom, statusFrom } from './review-table.js';

/** Reads the cell of a column by name; `''` where the table has no such column. */
type Cell = (name: string) => string;

/** Rows above the header that a spreadsheet may have: a title, a marking. */
const ABOVE = 20;

/**
 * The checklists in a table that `convert --to csv|xlsx` wrote: one for each asset, a review a row. What the table has no
 * column for is unknown, and reported. `null`: the rows are no such table.
 *
 * @param rows of the sheet as texts, without the guards against formulas
 */
export function checklistsOfTable(
  rows: readonly (readonly string[])[],
  source: Source,
  format: string,
  report: Report,
): Checklist[] | null {
  const at = rows.slice(0, ABOVE).findIndex((row) => ['status', 'benchmarkId', 'vulnId'].every((n) => row.includes(n)));
  if (at < 0) return null;
  const columns = columnsOf(rows[at]!);
  const sources = [{ name: source.fileName, format, sha256: source.sha256 }];
  const checklists = new Map<string, Checklist>();
  const stigs = new Map<string, ChecklistStig>();
  for (const [i, cells] of rows.slice(at + 1).entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const cell: Cell = (name) => (columns.get(name) ?? []).map((column) => cells[column] ?? '').join('');
    const tell = (problem: Omit<Diagnostic, 'file' | 'rule'>) => {
      const rule = cell('vulnId') || cell('ruleId');
      report({
        ...problem,
        message: `row ${at + i + 2}: ${problem.message}`,
        file: source.name,
        ...(rule === '' ? {} : { rule }),
      });
    };
    const review = reviewOf(cell, tell);
    stigOf(cell, checklists, stigs, sources).reviews.push(review);
  }
  if (checklists.size > 0) report({ ...LOSSES, file: source.name });
  return [...checklists.values()];
}

/** The table's checklists, or an error that says what was looked for. */
export function orNoTable(checklists: Checklist[] | null, file: string): Checklist[] {
  if (checklists !== null) return checklists;
  throw new StigError({
    code: 'format-unknown',
    severity: 'error',
    file,
    message: 'this is no table of reviews: no header with the columns status, benchmarkId and vulnId was found',
    hint: 'Read are tables that `stigkit convert CHECKLIST --to csv|xlsx` wrote. Answers are given with --answers.',
  });
}

const LOSSES: Diagnostic = {
  code: 'not-carried',
  severity: 'info',
  message:
    'a table of reviews has no column for: title of the checklist; role, type, technology area and comment of the asset; ' +
    'description, file name and notice of a STIG; ids of checks and fixes, and the guidance beside the discussion',
  hint: 'To take what was edited in a table into its checklist: stigkit review CHECKLIST --from-csv TABLE.',
};

/** The STIG that a row is of, in the checklist of its asset; a new one at its first row. */
function stigOf(
  cell: Cell,
  checklists: Map<string, Checklist>,
  stigs: Map<string, ChecklistStig>,
  sources: SourceFile[],
): ChecklistStig {
  const asset = assetOf(cell);
  const assetKey = JSON.stringify(asset);
  let checklist = checklists.get(assetKey);
  if (checklist === undefined) {
    checklist = { kind: 'checklist', title: null, id: null, asset, stigs: [], sources };
    checklists.set(assetKey, checklist);
  }
  const key = JSON.stringify([assetKey, cell('stigNumber'), cell('benchmarkId'), cell('version'), cell('release')]);
  let stig = stigs.get(key);
  if (stig === undefined) {
    stig = { benchmark: benchmarkOf(cell), reviews: [], uuid: known(cell('stigUuid')) };
    stigs.set(key, stig);
    checklist.stigs.push(stig);
  }
  return stig;
}

function assetOf(cell: Cell): Asset {
  const site = known(cell('webDbSite'));
  const instance = known(cell('webDbInstance'));
  return {
    ...unknownAsset(),
    hostName: known(cell('hostName')),
    ipAddress: known(cell('ipAddress')),
    macAddress: known(cell('macAddress')),
    fqdn: known(cell('fqdn')),
    marking: known(cell('marking')),
    webOrDatabase: site === null && instance === null ? null : true,
    webDbSite: site,
    webDbInstance: instance,
  };
}

function benchmarkOf(cell: Cell): ChecklistStig['benchmark'] {
  return {
    id: known(cell('benchmarkId')),
    title: known(cell('benchmarkTitle')),
    version: known(cell('version')),
    release: known(cell('release')),
    releaseName: known(cell('releaseName')),
    benchmarkDate: known(cell('benchmarkDate')),
    releaseInfo: null,
    description: null,
    notice: null,
    source: null,
    fileName: null,
    classification: null,
    customName: null,
    targetKey: null,
    size: null,
  };
}

function reviewOf(cell: Cell, tell: (problem: Omit<Diagnostic, 'file' | 'rule'>) => void): Review {
  const wrong = (name: string, known: string) =>
    tell({
      code: 'value-invalid',
      severity: 'error',
      message: `${name} is ${JSON.stringify(cell(name).slice(0, 60))}: it must be one of ${known}`,
    });
  const status = statusFrom(cell('status'));
  if (status === undefined) wrong('status', 'open, not_reviewed, not_a_finding, not_applicable');
  const override = overrideFrom(cell('severityOverride').trim());
  if (override === undefined) wrong('severityOverride', 'high, medium, low, or nothing');
  const result = known(cell('scanResult'));
  return {
    rule: ruleOf(cell),
    status: status ?? 'not_reviewed',
    findingDetails: cell('findingDetails'),
    comments: cell('comments'),
    severityOverride: override ?? null,
    severityJustification: cell('severityJustification'),
    ...(result === null
      ? {}
      : { result: { result, testSystem: known(cell('scanner')), time: known(cell('scanTime')) } }),
    classification: null,
    uuid: known(cell('reviewUuid')),
  };
}

function ruleOf(cell: Cell): Rule {
  const severity = severityFrom(cell('severity'));
  const ruleId = known(cell('ruleId'));
  const ccis = listed(cell('ccis'));
  const [checkText, fixText] = [known(cell('check')), known(cell('fix'))];
  const check = checkText === null ? null : { id: null, system: null, contentRef: null, text: checkText };
  const fix = fixText === null ? null : { id: null, text: fixText };
  return {
    vulnId: known(cell('vulnId')),
    ruleId,
    revision: revisionOf(ruleId),
    stigId: known(cell('stigId')),
    severity,
    category: categoryOf(severity),
    weight: null,
    title: known(cell('title')),
    groupTitle: known(cell('groupTitle')),
    groupDescription: null,
    groupTree: [],
    discussion: known(cell('discussion')),
    falsePositives: null,
    falseNegatives: null,
    documentable: null,
    mitigations: null,
    severityOverrideGuidance: null,
    potentialImpacts: null,
    thirdPartyTools: null,
    mitigationControl: null,
    responsibility: null,
    iaControls: null,
    description: null,
    check,
    checks: check === null ? [] : [check],
    fix,
    fixes: fix === null ? [] : [fix],
    ccis,
    controls: controlsOf(ccis),
    legacyIds: listed(cell('legacyIds')),
    references: [],
    targetKey: null,
  };
}

/** An empty cell is what was unknown, or was empty: a table does not tell. */
function known(text: string): string | null {
  return text === '' ? null : text;
}

function listed(text: string): string[] {
  return text === '' ? [] : text.split('; ');
}
