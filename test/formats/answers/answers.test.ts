import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StigError } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Answers } from '../../../src/model/answers.js';
import { readSource } from '../../../src/read.js';
import { writeDocument } from '../../../src/write.js';
import { exampleBenchmark } from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { nastyText } from '../../support/nasty-text.js';

async function read(text: string, name = 'answers.yaml'): Promise<Answers> {
  const { documents } = await readSource(new Source(name, Buffer.from(text)), { from: 'answers' });
  return documents[0] as Answers;
}

async function problems(text: string): Promise<string[]> {
  const error = await read(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof StigError)) throw new Error('it was read');
  return error.diagnostics.map(({ line, message }) => (line === undefined ? message : `${line}: ${message}`));
}

const ONE = {
  rules: ['V-1'],
  stigs: [],
  hosts: [],
  status: 'open',
  findingDetails: null,
  comments: null,
  severityOverride: null,
  severityJustification: null,
};

describe('standing answers are read', () => {
  it.each([
    ['a list', 'answers:\n  - rule: V-1\n    status: open\n', 'entry 1'],
    ['a bare list', '- rule: V-1\n  status: Open\n', 'entry 1'],
    ['a map by rule', 'answers:\n  V-1: { status: open }\n', 'the entry V-1'],
    ['a bare map', 'V-1:\n  status: OPEN\n', 'the entry V-1'],
    ['JSON', '{"answers": [{"rule": "V-1", "status": "open"}]}', 'entry 1'],
    ['JSON by rule', '{"V-1": {"status": "Open"}}', 'the entry V-1'],
    ['CSV', 'vulnId,status\r\nV-1,Open\r\n', 'row 2'],
    ['CSV with semicolons', 'V-id;rule;status\nx;V-1;open\n', 'row 2'],
    ['CSV with a byte order mark', '\ufeffrule,status,details\nV-1,open,\n', 'row 2'],
  ])('out of %s', async (_, text, place) => {
    expect((await read(text)).answers).toEqual([{ ...ONE, place }]);
  });

  it('with every field, in the names of other tools too', async () => {
    const yaml = [
      'answers:',
      '  - stig_id: [ACME-1, ACME-2]',
      '    benchmarkId: ACME_STIG',
      '    hostname: web*',
      '    STATUS: NotAFinding',
      '    finding_details: 007',
      '    comments: |',
      '      no',
      '        more',
      '    severity_override: CAT III',
      '    justification: yes',
    ].join('\n');
    expect((await read(yaml)).answers).toEqual([
      {
        rules: ['ACME-1', 'ACME-2'],
        stigs: ['ACME_STIG'],
        hosts: ['web*'],
        status: 'not_a_finding',
        findingDetails: '007',
        comments: 'no\n  more\n',
        severityOverride: 'low',
        severityJustification: 'yes',
        place: 'entry 1',
      },
    ]);
  });

  it('out of the table that a checklist is written as, with the V-id of each rule', async () => {
    const benchmark = await exampleBenchmark();
    const checklist = checklistOf({ ...benchmark, rules: benchmark.rules.slice(0, 4) });
    const table = (await writeDocument(checklist, 'csv')) as string;
    const { answers } = await read(table, 'reviews.csv');
    const reviews = checklist.stigs[0]!.reviews;
    expect(
      answers.map((a) => [a.rules, a.status, a.findingDetails ?? '', a.comments ?? '', a.severityOverride]),
    ).toEqual(reviews.map((r) => [[r.rule.vulnId], r.status, r.findingDetails, r.comments, null]));
    expect(answers[0]).toMatchObject({ stigs: [benchmark.id], hosts: ['gate01'] });
  });

  it('out of a workbook, texts of any length and kind whole', async () => {
    const benchmark = await exampleBenchmark();
    const long = `\tbegins ${'0123456789'.repeat(4000)}\r\n=1+1 <b> 😀`;
    const checklist = checklistOf({ ...benchmark, rules: benchmark.rules.slice(0, 3) }, [
      { status: 'open', findingDetails: long, comments: '=1+1' },
    ]);
    const bytes = (await writeDocument(checklist, 'xlsx')) as Uint8Array;
    const { documents } = await readSource(new Source('reviews.xlsx', bytes), { from: 'answers' });
    const { answers } = documents[0] as Answers;
    expect(answers.map(({ rules, status, place }) => [rules, status, place])).toEqual(
      checklist.stigs[0]!.reviews.map(({ rule, status }, i) => [[rule.vulnId], status, `row ${i + 2}`]),
    );
    expect([answers[0]!.findingDetails, answers[0]!.comments]).toEqual([long, '=1+1']);
  });

  it('with the place of every fault', async () => {
    expect(
      await problems('answers:\n  - rule: V-1\n    status: maybe\n  - status: open\n  - rule: V-2\n    detials: x\n'),
    ).toEqual([
      '2: entry 1 has the status "maybe", which is none',
      '4: entry 2 names no rule',
      '6: entry 3 has no field "detials"; did you mean details?',
    ]);
    expect(await problems('rule,title\nV-1,x\n')).toEqual(['the first row names no rule, or nothing that answers it']);
    expect(await problems('answers:\n  - rule: V-1\n    rule: V-2\n')).toEqual([
      '3: not YAML: Map keys must be unique',
    ]);
    expect(await problems('answers: 1\nother: 2\n')).toEqual([
      '2: there is no place for "other" beside answers',
      '1: an answers file holds a list of answers, or a map from rules to answers',
    ]);
  });

  it('but not where they repeat or nest themselves beyond measure, and never run', async () => {
    const level = (n: number) =>
      `l${n}: &l${n} [${Array(9)
        .fill(`*l${n - 1}`)
        .join(', ')}]`;
    const bomb = ['l0: &l0 [x, x, x, x, x, x, x, x, x]', ...[1, 2, 3, 4, 5, 6, 7].map(level)].join('\n');
    expect((await problems(bomb))[0]).toContain('beyond measure');
    expect((await problems(`answers: ${'['.repeat(100_000)}`))[0]).toMatch(/^(?:\d+: )?not YAML/);
    expect(await problems('answers: !!js/function "x"\n')).toHaveLength(1);
    const tricked = await read('answers:\n  - rule: V-1\n    status: open\n    comments: "$(id) `id` <%= 1 %>"\n');
    expect(tricked.answers[0]!.comments).toBe('$(id) `id` <%= 1 %>');
    expect(await problems('__proto__:\n  status: open\n  polluted: yes\n')).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('the template', () => {
  it('holds one entry a rule, with what is answered, and is known by its content', async () => {
    const benchmark = await exampleBenchmark();
    const checklist = checklistOf({ ...benchmark, rules: benchmark.rules.slice(0, 3) });
    const text = (await writeDocument(checklist, 'answers')) as string;
    await expect(text).toMatchFileSnapshot('../../fixtures/answers/template.yaml');
    const { format, documents } = await readSource(new Source('template.yaml', Buffer.from(text)));
    expect(format.name).toBe('answers');
    expect((documents[0] as Answers).answers.map(({ rules, status }) => [rules[0], status])).toEqual(
      checklist.stigs[0]!.reviews.map(({ rule, status }) => [rule.vulnId, status]),
    );
  });

  it('gives every text back as it was typed', async () => {
    const benchmark = await exampleBenchmark();
    const [rule] = benchmark.rules;
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, nastyText, async (details, comments, title) => {
        const checklist = checklistOf({ ...benchmark, rules: [{ ...rule!, title }] }, [
          { status: 'open', findingDetails: details, comments },
        ]);
        const [answer] = (await read((await writeDocument(checklist, 'answers')) as string)).answers;
        expect([answer!.findingDetails, answer!.comments]).toEqual([details, comments]);
      }),
      { numRuns: 300 },
    );
  });

  it('is read from JSON of the model as well', async () => {
    const answers = await read('answers:\n  - rule: [V-1, "SRG-*"]\n    host: web*\n    status: open\n');
    const json = (await writeDocument(answers, 'json')) as string;
    const { format, documents } = await readSource(new Source('a.json', Buffer.from(json)));
    expect([format.name, documents]).toEqual(['json', [answers]]);
    const again = await read((await writeDocument(answers, 'answers')) as string);
    expect(again.answers).toEqual(answers.answers);
    expect((await read(json)).answers.map(({ rules }) => rules)).toEqual([['V-1', 'SRG-*']]);
  });
});
