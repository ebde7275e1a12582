import fc from 'fast-check';
import type { Rule } from '../../src/model/benchmark.js';
import type { Checklist, ChecklistBenchmark, Review } from '../../src/model/checklist.js';
import { STATUSES } from '../../src/model/checklist.js';
import { categoryOf } from '../../src/model/severity.js';
import { nastyText } from './nasty-text.js';

/** A word that stands nowhere else, so that a text can be found again. */
let count = 0;
const typed = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: nastyText.map((text) => `${text}#${++count}#`) },
  { weight: 1, arbitrary: nastyText.map((text) => `#${++count}#${text}`) },
);

const CHECKS = [
  'Run the command:\n\n$ sudo ls -l /etc/key\n\nIf the mode is more permissive than "0600", this is a finding.',
  'Run the command:\n\n$ sudo ls -l  /etc/key\n\nIf the mode is more permissive than "0600", this is a finding.',
  'Run the command:\n\n$ sudo ls -l /etc/key\n\nIf the mode is more permissive than "0640", this is a finding.',
  'Run the command;\n\n$ sudo ls -l /etc/key\n\nIf the mode is more permissive than "0600", this is a finding.',
  'Ask the owner. If nobody answers, this is a CAT II finding.',
  '',
];

/** A rule of a few: releases share some of them, in other words. */
function ruleOf(n: number, renumbered: boolean, check: string | null, severity: Rule['severity'], title: string): Rule {
  const text = check === null ? null : { id: null, system: null, contentRef: null, text: check };
  return {
    vulnId: renumbered ? `V-${2000 + n}` : `V-${1000 + n}`,
    ruleId: `SV-${renumbered ? 2000 + n : 1000 + n}r${1 + n}_rule`,
    revision: `${1 + n}`,
    stigId: `ACME-${n}`,
    severity,
    category: categoryOf(severity),
    weight: '10.0',
    title,
    groupTitle: `SRG-APP-00000${n % 3}`,
    groupDescription: null,
    groupTree: [],
    discussion: 'Why.',
    falsePositives: '',
    falseNegatives: '',
    documentable: 'false',
    mitigations: '',
    severityOverrideGuidance: '',
    potentialImpacts: '',
    thirdPartyTools: '',
    mitigationControl: '',
    responsibility: null,
    iaControls: '',
    description: null,
    check: text,
    checks: text === null ? [] : [text],
    fix: null,
    fixes: [],
    ccis: [`CCI-00000${n % 4}`],
    controls: [],
    legacyIds: renumbered ? [`V-${1000 + n}`, `SV-${1000 + n}`] : [],
    references: [],
    targetKey: null,
  };
}

const rules = fc
  .record({
    numbers: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 10 }),
    renumbered: fc.boolean(),
    parts: fc.array(
      fc.tuple(
        fc.constantFrom(null, ...CHECKS),
        fc.constantFrom<Rule['severity']>('high', 'medium', 'low', 'unknown'),
        fc.constantFrom('Acme must lock the key.', 'Acme must lock the key within 3 days.', 'Acme must lock a key.'),
      ),
      { minLength: 10, maxLength: 10 },
    ),
  })
  .map(({ numbers, renumbered, parts }) =>
    numbers.map((n, i) => {
      const [check, severity, title] = parts[i]!;
      return ruleOf(n, renumbered, check, severity, title);
    }),
  );

const review = fc.record({
  status: fc.constantFrom(...STATUSES),
  findingDetails: typed,
  comments: typed,
  severityOverride: fc.constantFrom(null, null, 'high' as const, 'medium' as const, 'low' as const),
  severityJustification: typed,
});

const release = fc.record({ version: fc.constantFrom('1', '2'), release: fc.constantFrom('1', '2', '10') });

/** A checklist of one or two STIGs out of three, each a release of its own, answered at random. */
export function arbitraryChecklist(isBlank = false): fc.Arbitrary<Checklist> {
  const stig = fc.record({
    id: fc.constantFrom('ACME_A', 'ACME_B', 'ACME_C'),
    rules,
    release,
    answers: fc.array(review, { minLength: 10, maxLength: 10 }),
  });
  return fc
    .record({
      stigs: fc.uniqueArray(stig, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
      file: fc.nat(99),
    })
    .map(({ stigs, file }) => ({
      kind: 'checklist',
      title: null,
      id: null,
      asset: {
        role: 'None',
        assetType: 'Computing',
        marking: null,
        hostName: 'web01',
        ipAddress: null,
        macAddress: null,
        fqdn: null,
        comment: null,
        techArea: null,
        targetKey: null,
        webOrDatabase: false,
        webDbSite: null,
        webDbInstance: null,
      },
      stigs: stigs.map(({ id, release: named, rules: list, answers }) => ({
        benchmark: identity(id, named.version, named.release),
        uuid: null,
        reviews: list.map(
          (rule, i): Review => ({
            rule,
            ...(isBlank ? BLANK : answers[i]!),
            classification: 'Unclassified',
            uuid: null,
          }),
        ),
      })),
      sources: [{ name: `prior-${file}.ckl`, format: 'ckl', sha256: '' }],
    }));
}

const BLANK = {
  status: 'not_reviewed' as const,
  findingDetails: '',
  comments: '',
  severityOverride: null,
  severityJustification: '',
};

function identity(id: string, version: string, release: string): ChecklistBenchmark {
  return {
    ...{ id, title: id, version, release, releaseName: `V${version}R${release}`, benchmarkDate: null },
    ...{ releaseInfo: null, description: null, notice: null, source: null, fileName: null, classification: null },
    ...{ customName: null, targetKey: null, size: null },
  };
}

/** Everything typed in a review. */
export function textsOf(r: Pick<Review, 'findingDetails' | 'comments' | 'severityJustification'>): string[] {
  return [r.findingDetails, r.comments, r.severityJustification].filter((text) => text !== '');
}
