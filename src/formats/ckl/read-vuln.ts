import { controlsOf } from '../../data/controls.js';
import type { Report } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import { elementsOf, type XmlElement } from '../../io/xml-element.js';
import type { Rule } from '../../model/benchmark.js';
import type { Review, Status } from '../../model/checklist.js';
import { revisionOf } from '../../model/ids.js';
import { categoryOf, severityFrom } from '../../model/severity.js';
import { classificationFrom, ruleIdFrom } from '../shared/checklist-text.js';
import { RULE_TEXTS, STATUS_WORDS, statusOf } from './names.js';
import { contentOf, pairOf } from './read-text.js';

/** A VULN read, with what belongs to its STIG. */
export interface VulnRead {
  review: Review;
  stigRef: string | null;
  stigUuid: string | null;
}

/** Reads a VULN. Of an attribute that repeats the first counts, but LEGACY_ID and CCI_REF are lists. */
export function readVuln(element: XmlElement, source: Source, report: Report): VulnRead {
  const data = new Map<string, string | null>();
  const answers = new Map<string, XmlElement>();
  const legacyIds = new Set<string>();
  const ccis = new Set<string>();
  for (const c of elementsOf(element)) {
    if (c.name !== 'STIG_DATA') {
      if (!answers.has(c.name)) answers.set(c.name, c);
      continue;
    }
    const pair = pairOf(c, source);
    if (pair === undefined) continue;
    if (pair.name === 'LEGACY_ID') addId(legacyIds, pair.value);
    else if (pair.name === 'CCI_REF') addCcis(ccis, pair.value);
    else if (!data.has(pair.name)) data.set(pair.name, pair.value);
  }
  const value = (name: string) => data.get(name) ?? null;
  const rule = ruleFrom(value, [...legacyIds], [...ccis]);
  const name = rule.vulnId || rule.ruleId || rule.stigId;
  const problem = (place: XmlElement | undefined, severity: 'error' | 'warning', message: string, hint: string) =>
    report(
      source.diagnosticAt((place ?? element).start, {
        code: 'value-invalid',
        severity,
        message,
        hint,
        ...(name ? { rule: name } : {}),
      }),
    );
  const text = (answer: string) => contentOf(answers.get(answer), source) ?? '';
  return {
    review: {
      rule,
      status: readStatus(text('STATUS'), answers.get('STATUS'), problem),
      findingDetails: text('FINDING_DETAILS'),
      comments: text('COMMENTS'),
      severityOverride: readOverride(text('SEVERITY_OVERRIDE'), answers.get('SEVERITY_OVERRIDE'), problem),
      severityJustification: text('SEVERITY_JUSTIFICATION'),
      classification: classificationFrom(value('Class')),
      uuid: null,
    },
    stigRef: value('STIGRef'),
    stigUuid: value('STIG_UUID')?.trim() || null,
  };
}

type Problem = (place: XmlElement | undefined, severity: 'error' | 'warning', message: string, hint: string) => void;

const WORDS = `${Object.values(STATUS_WORDS).join(', ')}`;

function readStatus(text: string, place: XmlElement | undefined, problem: Problem): Status {
  const word = text.trim();
  const status = statusOf(word);
  if (status !== undefined) return status;
  if (word === '') {
    const what = place === undefined ? 'the VULN has no STATUS' : 'STATUS is empty';
    problem(place, 'warning', `${what}; it is taken as Not_Reviewed`, `Accepted are ${WORDS}.`);
  } else {
    problem(
      place,
      'error',
      `STATUS is ${JSON.stringify(word.slice(0, 80))}, which no CKL knows; the rule counts as not reviewed`,
      `Accepted are ${WORDS}. Set the STATUS that is meant.`,
    );
  }
  return 'not_reviewed';
}

/** Reads SEVERITY_OVERRIDE; STIG Viewer 1.2 wrote `CAT III` (FORMATS B.3). */
function readOverride(text: string, place: XmlElement | undefined, problem: Problem): Review['severityOverride'] {
  if (text.trim() === '') return null;
  const severity = severityFrom(text);
  if (severity !== 'unknown') return severity;
  problem(
    place,
    'error',
    `SEVERITY_OVERRIDE is ${JSON.stringify(text.slice(0, 80))}, which no CKL knows; it is not taken`,
    'Accepted are low, medium, high and nothing.',
  );
  return null;
}

function ruleFrom(value: (name: string) => string | null, legacyIds: string[], ccis: string[]): Rule {
  const severityText = value('Severity');
  const severity = severityFrom(severityText);
  const ruleIdText = value('Rule_ID');
  const ruleId = ruleIdFrom(ruleIdText);
  const vulnId = value(keyOf('vulnId'));
  const groupTitle = value(keyOf('groupTitle'));
  const responsibility = value('Responsibility');
  const checkContent = value('Check_Content');
  const contentName = value('Check_Content_Ref');
  const fixContent = value('Fix_Text');
  const check =
    checkContent === null && contentName === null
      ? null
      : {
          id: null,
          system: null,
          contentRef: contentName === null || contentName === '' ? null : { name: contentName, href: null },
          text: checkContent,
        };
  const fix = fixContent === null ? null : { id: null, text: fixContent };
  const verbatim: Record<string, string> = {};
  if (severity === 'unknown' && severityText !== null && severityText !== 'unknown') verbatim.severity = severityText;
  if (ruleIdText !== ruleId && ruleIdText !== null) verbatim.ruleId = ruleIdText;
  return {
    vulnId,
    ruleId,
    revision: revisionOf(ruleId),
    stigId: value(keyOf('stigId')),
    severity,
    category: categoryOf(severity),
    weight: value(keyOf('weight')),
    title: value(keyOf('title')),
    groupTitle,
    groupDescription: null,
    groupTree: vulnId === null ? [] : [{ id: vulnId, title: groupTitle, description: null }],
    discussion: value(keyOf('discussion')),
    falsePositives: value(keyOf('falsePositives')),
    falseNegatives: value(keyOf('falseNegatives')),
    documentable: value(keyOf('documentable')),
    mitigations: value(keyOf('mitigations')),
    severityOverrideGuidance: value(keyOf('severityOverrideGuidance')),
    potentialImpacts: value(keyOf('potentialImpacts')),
    thirdPartyTools: value(keyOf('thirdPartyTools')),
    mitigationControl: value(keyOf('mitigationControl')),
    responsibility: responsibility === null ? null : [responsibility],
    iaControls: value(keyOf('iaControls')),
    description: null,
    check,
    checks: check === null ? [] : [check],
    fix,
    fixes: fix === null ? [] : [fix],
    ccis,
    controls: controlsOf(ccis),
    legacyIds,
    references: [],
    targetKey: value(keyOf('targetKey')),
    ...(Object.keys(verbatim).length > 0 ? { extra: { verbatim } } : {}),
  };
}

const KEYS = new Map(Object.entries(RULE_TEXTS).map(([attribute, field]) => [field, attribute]));

/** The attribute that holds a field. */
function keyOf(field: (typeof RULE_TEXTS)[keyof typeof RULE_TEXTS]): string {
  return KEYS.get(field)!;
}

/** STIG Viewer writes LEGACY_ID empty where there is none. */
function addId(ids: Set<string>, text: string | null): void {
  const id = text?.trim() ?? '';
  if (id !== '') ids.add(id);
}

/** One CCI each, but inspec_tools wrote a JSON list of them (its #147). */
function addCcis(ccis: Set<string>, text: string | null): void {
  for (const id of text?.match(/CCI-\d{6}/g) ?? [text?.trim() ?? '']) if (id !== '') ccis.add(id);
}
