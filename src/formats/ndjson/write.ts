import { assetName } from '../../diff/checklists.js';
import type { Benchmark, BenchmarkIdentity, Rule } from '../../model/benchmark.js';
import type { Checklist, Review } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { Write } from '../format.js';

/**
 * One JSON object a line, ended by LF, with the same members in the same order on every line: what names the release
 * (`benchmarkId`, `benchmarkTitle`, `version`, `release`, `releaseName`, `benchmarkDate`), then the members of the rule
 * as the model has them. `extra` is left out: it differs from rule to rule, and JSON has it.
 */
function* linesOfBenchmark(benchmark: Benchmark): Generator<string> {
  const names = jsonOf(identity(benchmark));
  for (const rule of benchmark.rules) yield `{${names},${jsonOf(members(rule))}}\n`;
}

/**
 * Of a checklist one review a line: `asset` (its name in reports), `file`, `checklistTitle`, `checklistId`, the asset's
 * members (its comment and target key as `assetComment`, `assetTargetKey`), `stigNumber` (from 1: one STIG can stand in a
 * checklist twice), `stigUuid`, the release, the answer (`status`, `severityOverride`,
 * `severityJustification`, `findingDetails`, `comments`, `result`, `classification`, `uuid`), then the rule.
 */
function* linesOfChecklist(checklist: Checklist): Generator<string> {
  const asset = jsonOf(assetMembers(checklist));
  for (const [i, stig] of checklist.stigs.entries()) {
    const names = jsonOf({ stigNumber: i + 1, stigUuid: stig.uuid, ...identity(stig.benchmark) });
    for (const review of stig.reviews) {
      yield `{${asset},${names},${jsonOf(answer(review))},${jsonOf(members(review.rule))}}\n`;
    }
  }
}

/** The members of an object as JSON. No two objects of a line have one in common. */
function jsonOf(object: object): string {
  return JSON.stringify(object).slice(1, -1);
}

function identity(benchmark: BenchmarkIdentity) {
  return {
    benchmarkId: benchmark.id,
    benchmarkTitle: benchmark.title,
    version: benchmark.version,
    release: benchmark.release,
    releaseName: benchmark.releaseName,
    benchmarkDate: benchmark.benchmarkDate,
  };
}

function assetMembers(checklist: Checklist) {
  const { title, id, asset, sources } = checklist;
  return {
    asset: assetName(checklist),
    file: sources[0]?.name ?? null,
    checklistTitle: title,
    checklistId: id,
    role: asset.role,
    assetType: asset.assetType,
    marking: asset.marking,
    hostName: asset.hostName,
    ipAddress: asset.ipAddress,
    macAddress: asset.macAddress,
    fqdn: asset.fqdn,
    assetComment: asset.comment,
    techArea: asset.techArea,
    assetTargetKey: asset.targetKey,
    webOrDatabase: asset.webOrDatabase,
    webDbSite: asset.webDbSite,
    webDbInstance: asset.webDbInstance,
  };
}

function answer(review: Review) {
  return {
    status: review.status,
    severityOverride: review.severityOverride,
    severityJustification: review.severityJustification,
    findingDetails: review.findingDetails,
    comments: review.comments,
    result: review.result ?? null,
    classification: review.classification,
    uuid: review.uuid,
  };
}

/** The rule's members in the model's order, whatever order or gaps the object at hand has. */
function members(rule: Rule) {
  return {
    vulnId: rule.vulnId,
    ruleId: rule.ruleId,
    revision: rule.revision,
    stigId: rule.stigId,
    severity: rule.severity,
    category: rule.category,
    weight: rule.weight,
    title: rule.title,
    groupTitle: rule.groupTitle,
    groupDescription: rule.groupDescription,
    groupTree: rule.groupTree.map(({ id, title, description }) => ({ id, title, description })),
    discussion: rule.discussion,
    falsePositives: rule.falsePositives,
    falseNegatives: rule.falseNegatives,
    documentable: rule.documentable,
    mitigations: rule.mitigations,
    severityOverrideGuidance: rule.severityOverrideGuidance,
    potentialImpacts: rule.potentialImpacts,
    thirdPartyTools: rule.thirdPartyTools,
    mitigationControl: rule.mitigationControl,
    responsibility: rule.responsibility,
    iaControls: rule.iaControls,
    description: rule.description,
    check: rule.check && checkOf(rule.check),
    checks: rule.checks.map(checkOf),
    fix: rule.fix && fixOf(rule.fix),
    fixes: rule.fixes.map(fixOf),
    ccis: rule.ccis,
    controls: rule.controls,
    legacyIds: rule.legacyIds,
    references: rule.references.map(({ extra: _, ...reference }) => reference),
    targetKey: rule.targetKey,
  };
}

function checkOf({ id, system, contentRef, text }: NonNullable<Rule['check']>) {
  return { id, system, contentRef, text };
}

function fixOf({ id, text }: NonNullable<Rule['fix']>) {
  return { id, text };
}

/** One rule or review a line. */
export function ndjsonLines(document: Document): Generator<string> {
  switch (document.kind) {
    case 'benchmark':
      return linesOfBenchmark(document);
    case 'checklist':
      return linesOfChecklist(document);
    default:
      throw new Error(`no NDJSON for a ${document.kind}`);
  }
}

/** Writes one rule or review a line. */
export const writeNdjson: Write = (document) => [...ndjsonLines(document)].join('');
