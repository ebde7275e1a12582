import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFiles, hasCorpus, NEEDS_CORPUS } from '../support/corpus.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const HOSTS = join(ROOT, 'examples/hosts');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

describe('stigkit report', () => {
  it('prints the report on a folder', async () => {
    const { code, out, err } = await runCli('report', HOSTS, '--library', V1R2);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync(join(ROOT, 'test/fixtures/report/report.txt'), 'utf8'));
  });

  it('writes the form that the name of the file says, and one file of several inputs', async () => {
    const folder = folderOf();
    const inputs = [join(HOSTS, 'gw01.ckl'), join(HOSTS, 'gw03.cklb')];
    for (const [ending, beginning] of [
      ['html', '<!DOCTYPE html>'],
      ['md', '**CUI**'],
      ['csv', '\ufeff"marking"'],
      ['json', '{\n  "$schema": "urn:stigkit:schema:report:1"'],
      ['ndjson', '{"asset":"gw01"'],
      ['xlsx', 'PK'],
      ['txt', '   '],
    ] as const) {
      const file = join(folder, `r.${ending}`);
      expect([ending, (await runCli('report', ...inputs, '-o', file)).code]).toEqual([ending, 0]);
      expect(readFileSync(file, 'utf8').slice(0, beginning.length)).toBe(beginning);
      expect((await runCli('report', ...inputs, '-o', file)).err).toContain('is there already');
    }
  });

  it.each([
    [['--fail-on', 'open-cat1'], 1, 'open-cat1: 2\n'],
    [['--fail-on', 'open-cat3,not-reviewed'], 1, 'open-cat3: 1\nnot-reviewed: 21\n'],
    [
      ['--fail-on', 'missing-details', '--fail-on', 'outdated', '--library', V1R2],
      1,
      'missing-details: 1\noutdated: 1\n',
    ],
  ])('%j is a gate', async (options, code, err) => {
    expect(await runCli('report', HOSTS, '--quiet', '--to', 'json', ...options)).toMatchObject({ code, err });
  });

  it('lets pass where there is nothing to find: an override opens no gate, and closes none', async () => {
    // gw03 has one open finding, a low one.
    const gw03 = join(HOSTS, 'gw03.cklb');
    expect((await runCli('report', gw03, '--fail-on', 'open-cat1,open-cat2,not-reviewed')).code).toBe(0);
    expect((await runCli('report', gw03, '--fail-on', 'open')).code).toBe(1);
    // The only CAT I of gw01 is overridden to low.
    expect((await runCli('report', join(HOSTS, 'gw01.ckl'), '--fail-on', 'open-cat1')).code).toBe(1);
  });

  it('is 2 where a checklist could not be read, however the gates stand, and still tells of the others', async () => {
    const folder = folderOf({ 'bad.ckl': '<CHECKLIST><ASSET></CHECKLIST>' });
    const { code, out, err } = await runCli('report', join(folder, 'bad.ckl'), HOSTS, '--fail-on', 'open');
    expect(code).toBe(2);
    expect(err).toContain('bad.ckl:1:');
    expect(out).toContain('3 checklists of 3 assets');
  });

  it.each([
    [['report', V1R2], 'a report is made of checklists; this is a benchmark'],
    [['report', join(ROOT, 'examples/renumbered')], 'no checklist was found'],
    [['report', HOSTS, '--fail-on', 'open-cat4'], 'did you mean open-cat'],
    [['report', HOSTS, '--fail-on', 'outdated'], 'needs a library'],
    [['report', HOSTS, '--to', 'csv', '--template', V1R2], '--template is for --to poam'],
    [
      ['report', HOSTS, '--template', V1R2],
      'V1R2_Manual-xccdf.xml:1:15: error: this is no CSV: a quote stands within a field',
    ],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, out, err } = await runCli(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it("fills a user's template", async () => {
    const folder = folderOf({ 'mine.csv': 'Vuln ID,Devices\r\n' });
    const { code, out } = await runCli('report', HOSTS, '--template', join(folder, 'mine.csv'), '--quiet');
    expect([code, out.split('\r\n').slice(0, 2)]).toEqual([
      0,
      ['\ufeff"Vuln ID","Devices"', '"V-990013","gw01\ngw02"'],
    ]);
  });
});

describe.skipIf(!hasCorpus)(`stigkit report over ${NEEDS_CORPUS}`, () => {
  const files = [...corpusFiles('ckl'), ...corpusFiles('cklb'), ...corpusFiles('results')];
  it.each(files.map((file) => [basename(file), file]))(
    'reports on %s, or says what is wrong with it',
    async (_, file) => {
      const { code, out, err } = await runCli('report', file, '--to', 'json');
      if (code === 0) {
        const { totals, parts } = JSON.parse(out);
        expect(parts.length).toBeGreaterThan(0);
        expect(totals.open + totals.notReviewed + totals.notAFinding + totals.notApplicable).toBe(totals.reviews);
        return;
      }
      // The fault is named, with the file and the place in it.
      expect(err).toMatch(/(?::\d+:\d+): error: /);
      expect(err).toContain(basename(file));
      if (out !== '') expect(JSON.parse(out).totals.reviews).toBeGreaterThan(0);
    },
  );

  it('takes all of them at once', async () => {
    const folder = folderOf();
    const out = join(folder, 'all.json');
    const { code } = await runCli('report', ...files, '--quiet', '-o', out);
    expect(code).toBe(2);
    const report = JSON.parse(readFileSync(out, 'utf8'));
    expect(report.checklistCount).toBeGreaterThan(20);
  });
});
