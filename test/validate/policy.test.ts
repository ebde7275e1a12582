import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/index.js';
import type { StigError } from '../../src/io/diagnostic.js';
import type { Review } from '../../src/model/checklist.js';
import type { Policy, PolicyRequirement } from '../../src/model/policy.js';
import { validate } from '../../src/validate/index.js';
import { exampleBenchmark } from '../support/benchmarks.js';
import { checklistOf } from '../support/checklists.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const EXAMPLE = join(ROOT, 'examples/policy.yaml');
const GW01 = join(ROOT, 'examples/hosts/gw01.ckl');

const benchmark = await exampleBenchmark();

const BLANK = {
  status: 'not_reviewed',
  findingDetails: '',
  comments: '',
  severityOverride: null,
  severityJustification: '',
} as const;

/** The findings of a policy on a checklist whose first reviews are these. */
function found(policy: Policy, ...reviews: Partial<Review>[]): string[] {
  const answers = benchmark.rules.map((_, i) => ({ ...BLANK, ...reviews[i] }));
  return validate(checklistOf(benchmark, answers), { policy })
    .filter(({ code }) => code.startsWith('policy-'))
    .map(({ code, severity, rule, message }) => `${severity} ${code} ${rule}: ${message}`);
}

const FIRST = benchmark.rules[0]!;
const ONE = [FIRST.vulnId!];

describe('a requirement', () => {
  const asks = (requirement: PolicyRequirement) => ({ requirements: [{ rules: ONE, ...requirement }] });

  it('asks for texts of a length, blanks at the ends aside', () => {
    const policy = asks({ needs: ['findingDetails'], minLength: 5 });
    expect(found(policy, { findingDetails: '  12345\n' })).toEqual([]);
    expect(found(policy, { findingDetails: ' 1234 \n' })).toEqual([
      `error policy-missing ${FIRST.vulnId}: Not Reviewed with only 4 characters of finding details; the policy asks for them, 5 characters at least`,
    ]);
    expect(found(policy, { findingDetails: ' \n' })[0]).toContain('with no finding details');
    // Characters as people count them.
    expect(found(policy, { findingDetails: '😀😀😀😀' })).toHaveLength(1);
  });

  it('asks for one text of several', () => {
    const policy = asks({ needsOneOf: ['findingDetails', 'comments'] });
    expect(found(policy, { comments: 'x' })).toEqual([]);
    expect(found(policy, { findingDetails: 'x' })).toEqual([]);
    expect(found(policy, {})[0]).toContain('without finding details or comments');
  });

  it('forbids statuses and overrides', () => {
    expect(found(asks({ status: ['not_reviewed'], allowed: false }), {})).toEqual([
      `error policy-not-allowed ${FIRST.vulnId}: Not Reviewed is not allowed by the policy`,
    ]);
    expect(found(asks({ status: ['open'], allowed: false }), {})).toEqual([]);
    const override = { severityOverride: 'low' as const, severityJustification: 'Because.' };
    expect(found(asks({ overridden: true, allowed: false, name: 'Guide 3' }), override)).toEqual([
      `error policy-not-allowed ${FIRST.vulnId}: an override of the severity to low is not allowed by the policy (Guide 3)`,
    ]);
    expect(found(asks({ overridden: true, needs: ['severityJustification'], minLength: 20 }), override)).toHaveLength(
      1,
    );
    expect(found(asks({ overridden: false, needs: ['severityJustification'] }), override)).toEqual([]);
  });

  it('is for reviews by status, severity, STIG, rule and CCI alone', () => {
    const needs = ['comments' as const];
    const of = (requirement: PolicyRequirement) => found({ requirements: [{ needs, ...requirement }] }).length;
    const all = benchmark.rules.length;
    expect(of({})).toBe(all);
    expect(of({ status: ['open'] })).toBe(0);
    expect(of({ severity: ['high'] })).toBe(benchmark.rules.filter((rule) => rule.severity === 'high').length);
    expect(of({ stigs: [`${benchmark.id!.slice(0, 4)}*`] })).toBe(all);
    expect(of({ stigs: ['Other*'] })).toBe(0);
    expect(of({ rules: [FIRST.stigId!.toLowerCase()] })).toBe(1);
    const [cci] = FIRST.ccis;
    expect(of({ rules: [cci!] })).toBe(benchmark.rules.filter((rule) => rule.ccis.includes(cci!)).length);
  });

  it('is a warning where it says so', () => {
    expect(found(asks({ needs: ['comments'], level: 'warning' }))[0]).toMatch(/^warning policy-missing/);
  });
});

describe('forbidden phrases', () => {
  it.each([
    ['TBD.', 1],
    ['tbd', 1],
    ['See\n  Attached', 1],
    ['STBDX', 0],
    ['TBDTBD TBD', 1],
    ['see the attached', 0],
    ['', 0],
  ])('%j holds %i', (comments, times) => {
    expect(found({ forbiddenPhrases: ['TBD', 'see attached', ' '] }, { comments })).toHaveLength(times);
  });

  it('are looked for in all three texts', () => {
    const texts = { findingDetails: 'tbd', comments: 'tbd', severityJustification: 'tbd' };
    expect(found({ forbiddenPhrases: ['tbd'] }, texts)).toHaveLength(3);
  });
});

it('asks for fields of the asset', () => {
  const policy: Policy = { asset: ['hostName', 'marking'] };
  const checklist = checklistOf(benchmark, []);
  const asset = { ...checklist.asset, hostName: 'gw01', marking: ' ' };
  const messages = validate({ ...checklist, asset }, { policy }).map((d) => d.message);
  expect(messages).toContain('the asset has no marking, which the policy asks for');
  expect(messages.join()).not.toContain('no hostName');
});

describe('a policy file', () => {
  const problems = async (data: string) => {
    try {
      await readPolicy({ name: 'p.yaml', data });
    } catch (error) {
      return (error as StigError).diagnostics.map((d) => `${d.code} ${d.pointer ?? ''}: ${d.message}`);
    }
    return [];
  };

  it('is the same in YAML and in JSON', async () => {
    const policy = await readPolicy(EXAMPLE);
    expect(policy.requirements).toHaveLength(7);
    expect(policy.requirements![1]).toEqual({
      name: 'Guide 2.2, evidence',
      status: ['open'],
      needs: ['findingDetails'],
      minLength: 20,
    });
    expect(await readPolicy({ name: 'p.json', data: JSON.stringify(policy) })).toEqual(policy);
  });

  it.each([
    [
      'requirements:\n- needs: [comments]\n  minLenght: 5',
      'schema-violation /requirements/0: the member "minLenght" is not known here',
    ],
    [
      'requirements:\n- status: [opened]\n  allowed: false',
      'schema-violation /requirements/0/status/0: is "opened", must be one of',
    ],
    [
      'requirements:\n- needs: [comments]\n  minLength: 0',
      'schema-violation /requirements/0/minLength: is 0, must be >= 1',
    ],
    [
      'requirements:\n- needs: [comments]\n  minLength: x',
      'schema-violation /requirements/0/minLength: is "x", must be',
    ],
    ['requirements:\n- status: [open]', 'schema-violation /requirements/0: asks for nothing'],
    ['- a', 'schema-violation : the policy is an array, must be object'],
    ['a: [', 'yaml-malformed : not YAML'],
    ['__proto__: {polluted: true}', 'the member "__proto__" is not known here'],
  ])('is refused with its place: %j', async (data, message) => {
    expect((await problems(data))[0]).toContain(message);
    expect('polluted' in {}).toBe(false);
  });

  it('that asks too much is refused', async () => {
    const requirements = Array(1001).fill({ allowed: false });
    expect((await problems(JSON.stringify({ requirements })))[0]).toContain('more demands than are taken');
  });
});

describe('stigkit validate --policy', () => {
  it('names the rule, the place and what to do, and exits with 1', async () => {
    const { code, out } = await runCli('validate', GW01, '--policy', EXAMPLE, '--json');
    expect(code).toBe(1);
    const findings = out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const lines = readFileSync(GW01, 'utf8').split('\n');
    const policy = findings.filter(({ code }) => code.startsWith('policy-'));
    expect(new Set(policy.map(({ code }) => code))).toEqual(new Set(['policy-missing', 'policy-not-allowed']));
    for (const { rule, line, message, hint } of policy) {
      expect(rule).toMatch(/^V-9900\d\d$/);
      expect(hint).not.toBe('');
      const element = message.includes('allowed')
        ? '<STATUS>'
        : message.includes('details')
          ? '<FINDING_DETAILS>'
          : '<COMMENTS>';
      expect(lines[line - 1]).toContain(element);
      // The place lies in the VULN of the rule.
      const above = lines.slice(0, line).join('\n');
      expect(above.slice(above.lastIndexOf('<VULN>'))).toContain(`<ATTRIBUTE_DATA>${rule}</ATTRIBUTE_DATA>`);
    }
  });

  it('leaves the exit code to --fail-on where it only warns', async () => {
    const folder = folderOf({
      'p.yaml': 'requirements:\n- status: [open]\n  needs: [comments]\n  minLength: 500\n  level: warning\n',
    });
    const args = ['validate', GW01, '--policy', join(folder, 'p.yaml')];
    expect((await runCli(...args)).code).toBe(0);
    expect((await runCli(...args, '--fail-on', 'warning')).code).toBe(1);
  });

  it('that is none ends the run with 2', async () => {
    const folder = folderOf({ 'p.yaml': 'requirement: []\n' });
    const { code, out, err } = await runCli('validate', GW01, '--policy', join(folder, 'p.yaml'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('the member "requirement" is not known here');
  });
});
