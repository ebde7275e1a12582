import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Benchmark } from '../../src/model/benchmark.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';
import { type StigFacts, stigXml } from '../support/stigs.js';
import { checklistOfTwo } from '../support/two-stigs.js';
import { makeZip } from '../support/zip.js';

/** A folder of STIGs, a file each, with these facts. */
async function stigs(files: Record<string, StigFacts>): Promise<string> {
  const made = Object.entries(files).map(async ([name, facts]) => [name, await stigXml(facts)] as const);
  return folderOf(Object.fromEntries(await Promise.all(made)));
}

/** What `info` lists: id and release of each STIG. */
async function listed(...args: string[]): Promise<{ stigs: string[]; code: number; err: string }> {
  const { out, err: told, code } = await runCli('info', '--json', ...args);
  const err = told.replace(/^\{"summary":.*\n/gm, '');
  const lines = out.split('\n').filter((line) => line !== '');
  return {
    stigs: lines.map((line) => JSON.parse(line)).map((f) => `${f.id ?? f.kind} ${f.releaseName ?? ''}`.trim()),
    code,
    err,
  };
}

const SCAP = (id: string, release: string) => `<?xml version="1.0"?>
<data-stream-collection xmlns="http://scap.nist.gov/schema/scap/source/1.2"><component id="c">
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_mil.disa.stig_benchmark_${id}">
<title>${id} SCAP Benchmark</title><plain-text id="release-info">Release: ${release} Benchmark Date: 01 Mar 2025</plain-text>
<version>001.00${release}</version>
<Group id="xccdf_mil.disa.stig_group_V-1"><Rule id="xccdf_mil.disa.stig_rule_SV-1r1_rule" severity="high"><title>T</title>
<check system="http://oval.mitre.org/XMLSchema/oval-definitions-5"><check-content-ref href="o.xml" name="oval:x:def:1"/></check>
</Rule></Group></Benchmark></component></data-stream-collection>`;

/** SCAP 1.1: an XCCDF 1.1.4 file like a manual one, with checks for a scanner. */
const scapOld = async (facts: StigFacts) =>
  (await stigXml(facts)).replace(/(<check system=")[^"]*"/g, '$1http://oval.mitre.org/XMLSchema/oval-definitions-5"');

describe('--stig', () => {
  it('takes what matches by id, title or package name, and says what was left out', async () => {
    const folder = await stigs({
      'a.xml': { id: 'RHEL_9_STIG' },
      'b.xml': { id: 'MS_Edge_STIG' },
      'c.xml': { id: 'X', title: 'Linux' },
    });
    expect(await listed(folder, '--stig', 'rhel 9')).toMatchObject({ stigs: ['RHEL_9_STIG V1R1'], code: 0 });
    expect((await listed(folder, '--stig', 'RHEL_9*', '--stig', '*linux')).stigs).toEqual([
      'RHEL_9_STIG V1R1',
      'X V1R1',
    ]);
    expect((await listed(folder, '--stig', 'RHEL')).err).toBe(
      'stigkit: note: took 1 of 3 STIGs (left out: 2 by --stig)\n',
    );
    expect((await listed(folder, '--stig', 'RHEL', '--quiet')).err).toBe('');
    const zip = join(
      folderOf({ 'U_Foo_Y25M04_STIG.zip': makeZip([{ name: 'x.xml', data: await stigXml() }]) }),
      'U_Foo_Y25M04_STIG.zip',
    );
    expect((await listed(folder, zip, '--stig', 'Y25M04')).stigs).toEqual(['Acme_STIG V1R1']);
  });

  it('that finds nothing is an error with the name that was likely meant', async () => {
    const folder = await stigs({ 'a.xml': { id: 'RHEL_9_STIG' }, 'b.xml': { id: 'MS_Edge_STIG' } });
    const { code, err, stigs: found } = await listed(folder, '--stig', 'RHL_9');
    expect([code, found]).toEqual([2, []]);
    expect(err).toContain('error: the selection leaves nothing of 2 STIGs (left out: 2 by --stig)');
    expect(err).toContain('Did you mean --stig RHEL_9_STIG?');
    expect((await listed(folder, '--stig', 'cobol')).err).toContain('The STIGs there are RHEL_9_STIG, MS_Edge_STIG.');
    const half = await listed(folder, '--stig', 'RHEL_9', '--stig', 'Edgy');
    expect([half.code, half.stigs]).toEqual([0, ['RHEL_9_STIG V1R1']]);
    expect(half.err).toContain('warning: --stig Edgy matches none of the STIGs');
    expect((await listed(folder, '--stig', '_')).code).toBe(2);
  });

  it('reads nothing of what it leaves out', async () => {
    const broken = (await stigXml({ id: 'Broken_STIG' })).replace('</Benchmark>', '');
    const folder = folderOf({ 'a.xml': await stigXml({ id: 'Good_STIG' }), 'b.xml': broken });
    expect(await listed(folder, '--stig', 'Good')).toMatchObject({ stigs: ['Good_STIG V1R1'], code: 0 });
    expect((await listed(folder, '--stig', 'Broken')).err).toContain('b.xml');
    expect((await listed(folder)).code).toBe(2);
  });

  it('takes the documents of a package with its STIGs', async () => {
    const memo = { name: 'U_A_Overview.txt', data: 'not a document that anyone knows' };
    const folder = folderOf({
      'a.zip': makeZip([memo, { name: 'a.xml', data: await stigXml({ id: 'A_STIG' }) }]),
      'b.zip': makeZip([memo, { name: 'b.xml', data: await stigXml({ id: 'B_STIG' }) }]),
    });
    expect(await listed(`${folder}/a.zip`, `${folder}/b.zip`, '--stig', 'B')).toMatchObject({
      stigs: ['B_STIG V1R1'],
      code: 0,
    });
  });
});

describe('--latest', () => {
  it('keeps the newest release of each STIG, by number and then by date, wherever it stands', async () => {
    const folder = await stigs({
      'a.xml': { id: 'A_STIG', version: '1', release: '10' },
      'b.xml': { id: 'A_STIG', version: '1', release: '9', date: '01 Jan 2026' },
      'c.xml': { id: 'B_STIG', version: '2', release: '1' },
      'd.xml': { id: 'B_STIG', version: '1', release: '12' },
      'e.xml': { id: 'C_STIG', date: '01 Jan 2024' },
      'f.xml': { id: 'C_STIG', date: '01 Jan 2025' },
      'g.xml': { id: 'C_STIG', date: '01 Jan 2025' },
    });
    const { stigs: found, err } = await listed(folder, '--latest');
    expect(found).toEqual(['A_STIG V1R10', 'B_STIG V2R1', 'C_STIG V1R1']);
    expect(err).toBe('stigkit: note: took 3 of 7 STIGs (left out: 4 by --latest)\n');
  });

  it('looks into every form, and at standard input, once', async () => {
    const json = await runCli('convert', join(await stigs({ 'a.xml': { release: '3' } }), 'a.xml'), '--to', 'json');
    const folder = folderOf({
      'new.json': json.out,
      'old.zip': makeZip([
        { name: 'p.zip', data: makeZip([{ name: 'x.xml', data: await stigXml({ release: '2' }) }]) },
      ]),
      'wide.xml': Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from((await stigXml({ release: '4' })).replace('utf-8', 'utf-16'), 'utf16le'),
      ]),
    });
    expect((await listed(`${folder}/new.json`, `${folder}/old.zip`, '--latest')).stigs).toEqual(['Acme_STIG V1R3']);
    expect((await listed(folder, '--latest')).stigs).toEqual(['Acme_STIG V1R4']);
  });

  it('keeps what is for a scanner apart, and leaves it out under --no-scap', async () => {
    const folder = folderOf({
      'manual.xml': await stigXml({ release: '2' }),
      'stream.xml': SCAP('Acme_STIG', '5'),
      'old.xml': await scapOld({ release: '4' }),
    });
    expect((await listed(folder)).stigs).toEqual(['Acme_STIG V1R2', 'Acme_STIG V1R4', 'Acme_STIG V1R5']);
    expect((await listed(folder, '--latest')).stigs).toEqual(['Acme_STIG V1R2', 'Acme_STIG V1R5']);
    expect((await listed(folder, '--no-scap')).stigs).toEqual(['Acme_STIG V1R2']);
    expect((await listed(folder, '--no-scap', '--latest')).stigs).toEqual(['Acme_STIG V1R2']);
    expect((await listed(`${folder}/stream.xml`, '--no-scap')).err).toContain('leave --no-scap out');
  });

  it('chooses among what the other options leave', async () => {
    const folder = await stigs({
      'a.xml': { release: '1', title: 'Acme Linux' },
      'b.xml': { release: '2', title: 'Acme Windows' },
    });
    expect((await listed(folder, '--latest', '--stig', 'Linux')).stigs).toEqual(['Acme_STIG V1R1']);
  });

  it('in checklists is that of each host', async () => {
    const folder = folderOf();
    const [v1, v2] = [await stigs({ 'a.xml': { release: '1' } }), await stigs({ 'a.xml': { release: '2' } })];
    for (const [host, from] of [
      ['h1', v1],
      ['h1', v2],
      ['h2', v1],
    ] as const) {
      const out = `${folder}/${host}-${from === v1 ? 1 : 2}.ckl`;
      expect((await runCli('checklist', `${from}/a.xml`, '--host-name', host, '-o', out)).code).toBe(0);
    }
    const { out } = await runCli('report', folder, '--latest', '--to', 'json', '--quiet');
    expect(JSON.parse(out).checklistCount).toBe(2);
    const { stigs: found, err } = await listed(folder, '--latest');
    expect(found).toHaveLength(2);
    expect(err).toContain('took 2 of 3 STIGs');
  });
});

describe('--since', () => {
  it('takes benchmark dates on or after it, and none that is unknown', async () => {
    const folder = await stigs({
      'a.xml': { id: 'A', date: '31 Dec 2024' },
      'b.xml': { id: 'B', date: '01 Jan 2025' },
      'c.xml': { id: 'C', date: 'some day' },
    });
    expect((await listed(folder, '--since', '2025-01-01')).stigs).toEqual(['B V1R1']);
    expect((await listed(folder, '--since', '1 Jan 2025')).stigs).toEqual(['B V1R1']);
    expect((await listed(folder, '--since', '2030-01-01')).err).toContain('The newest benchmark date is 2025-01-01.');
    expect((await listed(folder, '--since', 'soon')).err).toContain('--since soon is no date');
  });
});

describe('--severity', () => {
  it('takes rules of these severities, of profiles what is left of them', async () => {
    const folder = await stigs({
      'a.xml': { id: 'A', severities: ['high', 'medium', 'low'] },
      'b.xml': { id: 'B', severities: ['low'] },
    });
    const { out, err } = await runCli('convert', folder, '--to', 'json', '--severity', 'CAT I,medium');
    const benchmark: Benchmark = JSON.parse(out);
    expect(benchmark.rules.map((rule) => rule.severity)).toEqual(['high', 'medium']);
    expect(benchmark.profiles[0]!.selects).toEqual(['V-1', 'V-2']);
    expect(err).toBe('stigkit: note: took 1 of 2 STIGs (left out: 1 by --severity), 2 of 4 rules (--severity)\n');
    expect((await listed(folder, '--severity', 'unknown')).err).toContain('Rules there are: 1 high, 1 medium, 2 low.');
    expect((await listed(folder, '--severity', 'grave')).code).toBe(2);
  });
});

describe('checklists', () => {
  it('are narrowed to the STIGs and reviews that are wanted; the rest of the file stays to the byte', async () => {
    const { ckl, first, second } = await checklistOfTwo();
    const file = join(folderOf({ 'two.ckl': ckl }), 'two.ckl');
    const { out, code } = await runCli('convert', file, '--to', 'ckl', '--stig', 'Second', '--quiet');
    expect(code).toBe(0);
    expect(out).toBe(ckl.replace(first, ''));
    expect(out).toContain(second);
    const { out: report } = await runCli('report', file, '--severity', 'high', '--to', 'json', '--quiet');
    expect(JSON.parse(report).totals).toMatchObject({ reviews: 1 });
    expect((await runCli('validate', file, '--stig', 'Second', '--round-trip')).code).toBe(0);
  });
});

describe('every command that reads many', () => {
  it('takes a selection', async () => {
    const folder = await stigs({ 'a.xml': { id: 'A_STIG' }, 'b.xml': { id: 'B_STIG' } });
    const out = folderOf();
    for (const [command, ...more] of [
      ['convert', '--to', 'ndjson'],
      ['checklist', '--to', 'ckl', '-o', `${out}/one.ckl`],
      ['validate'],
      ['site', '-o', `${out}/site/`],
    ]) {
      const { code, err } = await runCli(command!, folder, ...more, '--stig', 'A');
      expect([command, code, err]).toEqual([command, 0, expect.stringContaining('took 1 of 2 STIGs')]);
      const none = await runCli(command!, folder, ...more, '--stig', 'C', '--force');
      expect([command, none.code]).toEqual([command, 2]);
      expect(none.err).toContain('The STIGs there are A_STIG, B_STIG.');
    }
  });

  it('merge and report take one of checklists', async () => {
    const { ckl } = await checklistOfTwo();
    const folder = folderOf({ 'a.ckl': ckl, 'b.ckl': ckl });
    const merged = await runCli('merge', folder, '--stig', 'Second', '--to', 'json');
    expect([merged.code, JSON.parse(merged.out).stigs.length]).toEqual([0, 1]);
    expect((await runCli('report', folder, '--stig', 'Third')).err).toContain(
      'the selection leaves nothing of 4 STIGs',
    );
  });
});

describe('diff', () => {
  const both = async (old: Record<string, StigFacts>, now: Record<string, StigFacts>) => [
    await stigs(old),
    await stigs(now),
  ];
  const json = async (...args: string[]) => {
    const { out, ...rest } = await runCli('diff', ...args, '--to', 'json');
    return { ...rest, diff: out === '' ? null : JSON.parse(out) };
  };

  it('compares what is selected, as if nothing else were there', async () => {
    const [old, now] = await both(
      { 'a.xml': { id: 'A_STIG' }, 'b.xml': { id: 'B_STIG' }, 'gone.xml': { id: 'Gone_STIG' } },
      { 'a.xml': { id: 'A_STIG', release: '2' }, 'b.xml': { id: 'B_STIG' }, 'new.xml': { id: 'New_STIG' } },
    );
    const one = await json(old!, now!, '--stig', 'A');
    expect(one.diff).toMatchObject({
      kind: 'release-diff',
      old: { releaseName: 'V1R1' },
      new: { releaseName: 'V1R2' },
    });
    expect(one.err).toBe('stigkit: note: took 1 of 4 STIGs (left out: 3 by --stig)\n');
    const { diff } = await json(old!, now!, '--stig', 'A', '--stig', 'Gone');
    expect(diff).toMatchObject({
      kind: 'quarter-diff',
      new: [],
      retired: [{ id: 'Gone_STIG' }],
      totals: { oldStigs: 2, newStigs: 1 },
    });
    const none = await json(old!, now!, '--stig', 'Z');
    expect([none.code, none.diff]).toEqual([2, null]);
    expect(none.err).toContain('the selection leaves nothing of 4 STIGs');
  });

  it('selects pairs: by either name, and by the date of the new release', async () => {
    const [old, now] = await both(
      { 'a.xml': { id: 'Old_Name', title: 'T' }, 'b.xml': { id: 'B_STIG' } },
      { 'a.xml': { id: 'New_Name', title: 'T', date: '01 Jan 2026' }, 'b.xml': { id: 'B_STIG' } },
    );
    for (const name of ['Old_Name', 'New_Name']) {
      expect((await json(old!, now!, '--stig', name)).diff).toMatchObject({
        old: { id: 'Old_Name' },
        new: { id: 'New_Name' },
      });
    }
    expect((await json(old!, now!, '--since', '2026-01-01')).diff).toMatchObject({ new: { id: 'New_Name' } });
  });

  it('takes the newest release of each side, and no SCAP content', async () => {
    const old = folderOf({
      'a.xml': await stigXml({ release: '1' }),
      'b.xml': await stigXml({ release: '2' }),
      's.xml': SCAP('Acme_STIG', '7'),
    });
    const now = await stigs({ 'a.xml': { release: '3' } });
    expect((await json(old, now, '--latest', '--no-scap')).diff).toMatchObject({
      kind: 'release-diff',
      old: { releaseName: 'V1R2' },
      new: { releaseName: 'V1R3' },
    });
  });

  it('keeps --severity for what is shown', async () => {
    const old = await stigs({ 'a.xml': { severities: ['high'] } });
    const now = await stigs({ 'a.xml': { severities: ['high', 'low', 'high'], release: '2' } });
    const { diff } = await json(old, now, '--severity', 'low');
    expect(diff.added.map((entry: { severity: string }) => entry.severity)).toEqual(['low']);
  });

  it('of checklists takes the STIGs that are wanted', async () => {
    const { ckl } = await checklistOfTwo();
    const folder = folderOf({ 'a.ckl': ckl, 'b.ckl': ckl.replaceAll('Not_Reviewed', 'Open') });
    const { diff } = await json(`${folder}/a.ckl`, `${folder}/b.ckl`, '--stig', 'Second');
    expect(diff.stigs).toHaveLength(1);
  });
});
