import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/io/csv.js';
import { middles, readChecklist } from '../support/checklist-files.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS } from '../support/corpus.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const GW01 = join(ROOT, 'examples/hosts/gw01.ckl');
const GW03 = join(ROOT, 'examples/hosts/gw03.cklb');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

describe('stigkit review', () => {
  it('shows a review', async () => {
    const { code, out } = await runCli('review', GW01, 'V-990013');
    expect([code, out]).toEqual([
      0,
      `V-990013  Acme Harbor Gateway must install only updates that carry a valid signature of the vendor.
SV-990013r1001024_rule  AHGW-00-000130  CAT III (Low), overridden from CAT I (High)
Status: Open
Finding details:
Version 4.1 is installed.
Severity justification:
The gateway stands behind a guard; see risk decision 7.
`,
    ]);
  });

  it.each([
    ['by V-id', 'V-990003'],
    ['by Rule ID', 'SV-990003r1001003_rule'],
    ['by Rule ID of another revision', 'SV-990003'],
    ['by STIG ID, in any case', 'ahgw-00-000030'],
  ])('edits a CKL %s and leaves every other byte', async (_, id) => {
    const { code, out } = await runCli('review', GW01, id, '--comments', 'a < b & "c"\nnext');
    expect(code).toBe(0);
    expect(middles(readFileSync(GW01, 'utf8'), out)).toEqual(['', 'a &lt; b &amp; "c"\nnext']);
    const { rule } = readChecklist(GW01).checklist.stigs[0]!.reviews[2]!;
    expect(rule.vulnId).toBe('V-990003');
  });

  it('edits a CKLB and leaves every other byte', async () => {
    const { code, out } = await runCli('review', GW03, 'V-990026', '--status', 'not_a_finding');
    expect(code).toBe(0);
    expect(middles(readFileSync(GW03, 'utf8'), out)).toEqual(['open', 'not_a_finding']);
  });

  it('sets an override with its justification, and takes it away', async () => {
    const folder = folderOf();
    const file = join(folder, 'a.cklb');
    copyFileSync(GW03, file);
    const set = ['--severity', 'high', '--justification', 'seen in the wild'];
    expect((await runCli('review', file, 'V-990026', ...set, '--in-place')).code).toBe(0);
    const override = () =>
      JSON.parse(readFileSync(file, 'utf8')).stigs[0].rules.find((r: { group_id: string }) => r.group_id === 'V-990026')
        .overrides;
    expect(override()).toEqual({ severity: { severity: 'high', reason: 'seen in the wild' } });
    const clear = ['--severity', 'none', '--justification', ''];
    expect((await runCli('review', file, 'V-990026', ...clear, '--in-place')).code).toBe(0);
    expect(readFileSync(file).equals(readFileSync(GW03))).toBe(true);
  });

  it('writes nothing where nothing changed', async () => {
    const folder = folderOf();
    const file = join(folder, 'a.ckl');
    copyFileSync(GW01, file);
    const { code, err } = await runCli('review', file, 'V-990001', '--status', 'not_a_finding', '--in-place');
    expect([code, err]).toEqual([0, 'Nothing changed.\n']);
    expect(readFileSync(file).equals(readFileSync(GW01))).toBe(true);
  });

  it.each([
    [['--status', 'open'], 'open without finding details or comments'],
    [['--status', 'not_applicable'], 'not applicable without a reason'],
    [['--severity', 'low'], 'overridden without a justification'],
  ])('warns where %j wants a reason', async (options, message) => {
    const { code, err } = await runCli('review', GW01, 'V-990024', ...options);
    expect(code).toBe(0);
    expect(err).toContain('gw01.ckl: warning: V-990024: ');
    expect(err).toContain(message);
  });

  it.each([
    [[GW01], 'no rule is named'],
    [[GW01, 'V-990093'], 'no rule is called "V-990093"; did you mean V-990003?'],
    [[GW01, 'V-990001', '--from-csv', 'x.csv'], 'a rule and its answer, or a table, not both'],
    [[GW01, 'V-990001', '--in-place', '-o', 'x.ckl'], 'name two places'],
    [[V1R2, 'V-990001'], 'this is a benchmark, not a checklist'],
    [[GW01, '--from-csv', GW03], 'this is no CSV'],
    [[GW01, '--from-csv', join(ROOT, 'test/fixtures/report/report.csv')], 'no header with the columns'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, out, err } = await runCli('review', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('wants to know the STIG where two hold the rule', async () => {
    const folder = folderOf();
    const both = join(folder, 'both.ckl');
    await runCli('checklist', V1R2, V1R2, '--host-name', 'gw09', '-o', both, '--quiet');
    const { code, err } = await runCli('review', both, 'V-990001', '--status', 'open');
    expect(code).toBe(2);
    expect(err).toContain('2 rules are called "V-990001"');
    expect(err).toContain('--stig');
    const second = await runCli('review', both, 'V-990001', '--stig', '2', '--comments', 'the second');
    const [, one, two] = second.out.split('<iSTIG>');
    expect([one!.includes('the second'), two!.includes('the second')]).toEqual([false, true]);
  });

  it('refuses results of a scan: they would not come back as they were', async () => {
    const folder = folderOf();
    const results = join(folder, 'results.xml');
    await runCli('convert', GW01, '--to', 'xccdf-results', '-o', results, '--quiet');
    const { code, err } = await runCli('review', results, 'V-990001', '--status', 'open');
    expect(code).toBe(2);
    expect(err).toContain('xccdf-results is not edited');
  });
});

describe('stigkit review --from-csv', () => {
  it.each(['csv', 'xlsx'])('leaves the checklist as it is, byte for byte, after a %s nobody edited', async (form) => {
    const folder = folderOf();
    for (const [file, ending] of [
      [GW01, 'ckl'],
      [GW03, 'cklb'],
    ] as const) {
      const [table, out] = [join(folder, `${ending}.${form}`), join(folder, `out.${ending}`)];
      expect((await runCli('convert', file, '--to', form, '-o', table)).code).toBe(0);
      const { code, err } = await runCli('review', file, '--from-csv', table, '-o', out);
      expect([code, err]).toEqual([0, 'Nothing changed.\n']);
      expect(readFileSync(out).equals(readFileSync(file))).toBe(true);
    }
  });

  it('takes edits out of a CSV that a spreadsheet saved with semicolons, and tells of each row', async () => {
    const folder = folderOf();
    const table = join(folder, 't.csv');
    await runCli('convert', GW01, '--to', 'csv', '-o', table);
    const [header, ...rows] = readCsv(readFileSync(table, 'utf8'));
    const column = (name: string) => header!.indexOf(name);
    rows[10]![column('status')] = 'Not a Finding';
    rows[10]![column('comments')] = 'seen; "all" well\n=1';
    rows[11]![column('status')] = 'maybe';
    const cell = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    writeFileSync(table, [header!, ...rows].map((row) => `${row.map(cell).join(';')}\r\n`).join(''));
    const { code, out, err } = await runCli('review', GW01, '--from-csv', table);
    expect(code).toBe(2);
    expect(err).toContain('t.csv: note: V-990011: row 12: status, comments: taken over');
    expect(err).toContain('t.csv: error: V-990012: row 13: status: status is "maybe"');
    const [before, after] = [readFileSync(GW01, 'utf8').split('<VULN>'), out.split('<VULN>')];
    const changed = after.flatMap((vuln, i) => (vuln === before[i] ? [] : [i]));
    expect(changed).toEqual([11]);
    expect(after[11]).toContain('<STATUS>NotAFinding</STATUS>');
    expect(after[11]).toContain('<COMMENTS>seen; "all" well\n=1</COMMENTS>');
  });

  it('is 1 where both were edited, and leaves the newer answer', async () => {
    const folder = folderOf();
    const [table, file] = [join(folder, 't.csv'), join(folder, 'now.ckl')];
    await runCli('convert', GW01, '--to', 'csv', '-o', table);
    await runCli('review', GW01, 'V-990003', '--details', 'answered in the meantime', '-o', file);
    writeFileSync(
      table,
      readFileSync(table, 'utf8').replace('Local accounts: admin', 'No local accounts; once: admin'),
    );
    const { code, out, err } = await runCli('review', file, '--from-csv', table);
    expect(code).toBe(1);
    expect(err).toContain('row 4: findingDetails: answered otherwise in the checklist since the table was written');
    expect(out).toBe(readFileSync(file, 'utf8'));
  });

  it('refuses a table of another host', async () => {
    const folder = folderOf();
    const table = join(folder, 't.xlsx');
    await runCli('convert', GW03, '--to', 'xlsx', '-o', table);
    const { code, err } = await runCli('review', GW01, '--from-csv', table);
    expect(code).toBe(2);
    expect(err).toContain('every row is of another asset');
  });
});

describe.skipIf(!hasCorpus)(`stigkit review over ${NEEDS_CORPUS}`, () => {
  it('changes one answer of a file and no other byte of it', async () => {
    let edited = 0;
    for (const path of [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb')]) {
      let review: { rule: { ruleId: string | null }; comments: string } | undefined;
      try {
        review = readChecklist(path).checklist.stigs[0]?.reviews[0];
      } catch {
        continue;
      }
      if (!review?.rule.ruleId) continue;
      const text = `${review.comments}[edited]`;
      const { code, out } = await runCli(
        'review',
        path,
        review.rule.ruleId,
        '--stig',
        '1',
        '--comments',
        text,
        '--quiet',
      );
      // Some files have one rule several times.
      if (code === 2) continue;
      edited++;
      const [gone, come] = middles(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), out.replace(/^\ufeff/, ''));
      expect([path, gone.replace(/["/ ]/g, ''), come.includes('[edited]')]).toEqual([path, '', true]);
      expect(come.length).toBeLessThan(60);
    }
    expect(edited).toBeGreaterThan(8);
  });
});
