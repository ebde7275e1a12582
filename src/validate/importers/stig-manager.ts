import { member } from '../../io/json-tree.js';
import { stableRuleId } from '../../model/ids.js';
import type { LibraryRelease } from './library.js';
import { releaseOf } from './library.js';
import { named, type Subject, valueIn } from './subject.js';

/** Limits of STIG Manager's reader (FORMATS B.6). */
const LONGEST_HOST = 255;
const LONGEST_RULE_ID = 45;
const LONGEST_TEXT = 32_767;
const MOST_ENTITIES = 200_000;

/**
 * What STIG Manager's import needs (FORMATS B.6, C.6), its own reader being the source: it throws on a few things, and
 * drops reviews in silence whose Rule ID is none of a release it holds.
 */
export function checkStigManager(subject: Subject, library: readonly LibraryRelease[] | undefined): void {
  const { checklist } = subject;
  const { hostName } = checklist.asset;
  const field = 'hostName';
  if (!hostName?.trim()) subject.find('error', `${subject.name(field)} is empty: the file is refused`, { field });
  else if (hostName.length > LONGEST_HOST) {
    const message = `${subject.name(field)} has ${hostName.length} characters: more than ${LONGEST_HOST} are refused`;
    subject.find('error', message, { field });
  }
  if (subject.ckl !== null) {
    const entities = subject.source.text.split('&').length - 1;
    if (entities > MOST_ENTITIES) {
      subject.find('error', `the file holds ${entities} entity references: more than ${MOST_ENTITIES} are refused`);
    }
  }
  checklist.stigs.forEach((_, stig) => {
    checkStig(subject, stig, library);
  });
  if (library === undefined) {
    subject.find(
      'info',
      'Rule IDs were not held against a release: STIG Manager drops those it does not know, unsaid',
      {},
      {
        hint: 'Give the releases it holds with --library FILE|DIR.',
      },
    );
  }
}

function checkStig(subject: Subject, stig: number, library: readonly LibraryRelease[] | undefined): void {
  const { benchmark, reviews } = subject.checklist.stigs[stig]!;
  if (!benchmark.id) {
    subject.find('error', `${subject.name('id')} is empty: the file is refused`, { stig, field: 'id' });
  }
  // Its pattern wants a blank after the number, and values are trimmed before.
  const isChecklist = subject.ckl !== null || subject.cklb !== null;
  if (isChecklist && !/Release:\s*\S+\s/.test(benchmark.releaseInfo?.trim().slice(0, 1000) ?? '')) {
    const said = JSON.stringify(benchmark.releaseInfo ?? '');
    const message = `${subject.name('releaseInfo')} is ${said}: the release is not recognised`;
    subject.find(
      'warning',
      message,
      { stig, field: 'releaseInfo' },
      {
        hint: 'It reads `Release: 1 Benchmark Date: 24 Jul 2024`.',
      },
    );
  }
  const release = library === undefined ? undefined : releaseOf(library, benchmark);
  if (library !== undefined && release === undefined) {
    const message = `the library holds no release of ${benchmark.id ?? benchmark.title ?? 'the STIG'}: all of its reviews may be dropped`;
    subject.find('warning', message, { stig, field: 'id' });
  }
  reviews.forEach((_, review) => {
    checkReview(subject, stig, review, release);
  });
}

function checkReview(subject: Subject, stig: number, index: number, release: LibraryRelease | undefined): void {
  const { rule, findingDetails, comments } = subject.checklist.stigs[stig]!.reviews[index]!;
  const spot = { stig, review: index };
  const place = { ...spot, field: 'ruleId' as const };
  const name = subject.name('ruleId');
  if (isRuleIdMissing(subject, stig, index)) {
    subject.find('error', `${name} is missing: the review is dropped`, place);
  } else if (rule.ruleId!.length > LONGEST_RULE_ID) {
    subject.find('warning', `${name} has ${rule.ruleId!.length} characters: it is cut at ${LONGEST_RULE_ID}`, place);
  } else if (release !== undefined && !release.ruleIds.has(rule.ruleId!)) {
    const other = release.byStableId.get(stableRuleId(rule.ruleId!));
    subject.find('error', `${rule.ruleId} is in no release of the library: the review is dropped unsaid`, place, {
      code: 'results-unmatched',
      hint:
        other === undefined
          ? 'Carry the checklist on to the release at hand: stigkit checklist NEW --from-checklist THIS.'
          : `The library has it as ${other}: carry the checklist on with stigkit checklist NEW --from-checklist THIS.`,
    });
  }
  for (const [field, text] of [
    ['findingDetails', findingDetails],
    ['comments', comments],
  ] as const) {
    const element = subject.name(field);
    if (text.length > LONGEST_TEXT) {
      subject.find(
        'warning',
        `${element} has ${text.length} characters: cut at ${LONGEST_TEXT}`,
        { ...spot, field },
        {
          code: 'text-long',
        },
      );
    }
    const vuln = subject.ckl?.stigs[stig]?.vulns[index];
    if (vuln !== undefined && named(vuln, element).length === 0) {
      subject.find('error', `VULN has no ${element}: the reader breaks off`, spot);
    }
  }
}

/** It takes `rule_id_src` of a CKLB, and what `rule_id` holds for nothing. */
function isRuleIdMissing(subject: Subject, stig: number, index: number): boolean {
  const vuln = subject.ckl?.stigs[stig]?.vulns[index];
  if (vuln !== undefined) return named(vuln, 'Rule_ID').every((element) => valueIn(element).trim() === '');
  if (subject.cklb !== null) {
    const stigs = member(subject.cklb, 'stigs');
    const rules = stigs?.kind === 'array' ? member(stigs.items[stig], 'rules') : undefined;
    const own = rules?.kind === 'array' ? member(rules.items[index], 'rule_id_src') : undefined;
    return own === undefined || own.kind !== 'scalar' || !own.value;
  }
  return !subject.checklist.stigs[stig]!.reviews[index]!.rule.ruleId;
}
