/** Every command takes whatever inputs come as: folders, patterns, zips in zips, with junk and damage in them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';
import { stigXml } from '../support/stigs.js';
import { checklistOfTwo } from '../support/two-stigs.js';
import { type MadeMember, makeZip } from '../support/zip.js';

const [A, B] = [await stigXml({ id: 'A_STIG' }), await stigXml({ id: 'B_STIG', release: '2' })];

/** A compilation: packages with folders, junk of macOS, names without `xccdf`, several STIGs in one, a damaged member. */
async function library(): Promise<{ folder: string; zip: string }> {
  const { ckl } = await checklistOfTwo();
  const junk: MadeMember[] = [
    { name: '__MACOSX/wrap/._a.xml', data: 'junk' },
    { name: 'wrap/.DS_Store', data: 'junk' },
    { name: 'wrap/logo.jpg', data: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) },
    { name: 'wrap/STIG_unclass.xsl', data: '<xsl:stylesheet xmlns:xsl="x"/>' },
  ];
  const members: MadeMember[] = [
    ...junk,
    { name: 'wrap/broken.xml', data: A, crc32: 1 },
    { name: 'wrap/plain.xml', data: A },
    { name: 'wrap/deep/er/second one.xml', data: B },
    { name: 'wrap/host.ckl', data: ckl },
    { name: 'wrap/host copy.ckl', data: ckl },
  ];
  const package_ = makeZip(members);
  const zip = makeZip([{ name: 'Library_2026_04/U_AB_Y26M04_STIG.zip', data: package_, method: 'store' }]);
  const folder = folderOf({ 'library.zip': zip });
  mkdirSync(join(folder, 'out'));
  return { folder, zip: join(folder, 'library.zip') };
}

const DAMAGED = 'library.zip!/Library_2026_04/U_AB_Y26M04_STIG.zip!/wrap/broken.xml: error: damaged zip';

describe('a damaged member of a package in a compilation', () => {
  it.each([
    ['info', [], (out: string) => expect(out).toContain('U_AB_Y26M04_STIG.zip!/wrap/deep/er/second one.xml\n')],
    ['convert', ['--to', 'ndjson'], (out: string) => expect(out.match(/"benchmarkId":"[AB]_STIG"/g)).toHaveLength(2)],
    ['validate', [], (out: string) => expect(out).toContain('4 documents: ')],
    ['report', ['--to', 'json'], (out: string) => expect(JSON.parse(out).checklistCount).toBe(2)],
    ['textconv', [], (out: string) => expect(out.match(/^stig: /gm)).toHaveLength(6)],
    ['checklist', ['--to', 'json'], (out: string) => expect(JSON.parse(out).stigs).toHaveLength(2)],
  ] as const)('%s names it, does the rest and exits with 2', async (command, args, holds) => {
    for (const named of ['library.zip', '.', '*.zip']) {
      const { zip, folder } = await library();
      const input = named === 'library.zip' ? zip : named === '.' ? folder : `${folder}/*.zip`;
      const { code, out, err } = await runCli(command, input, ...args);
      holds(out);
      expect(err + out).toContain(DAMAGED);
      expect(code).toBe(command === 'validate' ? 1 : 2);
    }
  });

  it('is told of by site, diff, merge and review too', async () => {
    const { zip, folder } = await library();
    const site = await runCli('site', zip, '-o', `${folder}/site/`);
    expect([site.code, site.err]).toEqual([2, expect.stringContaining('2 releases, ')]);
    const diff = await runCli('diff', zip, zip, '--to', 'json');
    expect([diff.code, JSON.parse(diff.out).unchanged.length]).toEqual([2, 2]);
    const merge = await runCli('merge', zip, '--to', 'json', '-o', `${folder}/m.json`);
    const review = await runCli('review', zip, 'V-1');
    for (const { code, err } of [site, diff, merge, review]) {
      expect(code).toBe(2);
      expect(err).toContain(DAMAGED);
    }
  });
});

describe('copies in a package', () => {
  it('are merged; one is reviewed', async () => {
    const { ckl } = await checklistOfTwo();
    const folder = folderOf({
      'two.zip': makeZip([
        { name: 'x/a.ckl', data: ckl },
        { name: 'x/b.ckl', data: ckl },
      ]),
      'one.zip': makeZip([{ name: 'in.zip', data: makeZip([{ name: 'a.ckl', data: ckl }]) }]),
    });
    const merged = await runCli('merge', `${folder}/two.zip`, '--to', 'ckl');
    expect([merged.code, merged.out]).toEqual([0, ckl]);
    const review = await runCli('review', `${folder}/one.zip`, 'V-1', '--stig', 'First_STIG');
    expect([review.code, review.out]).toEqual([0, expect.stringContaining('Status: Not Reviewed')]);
  });

  it('may be given to every option that takes files', async () => {
    const { ckl } = await checklistOfTwo();
    const stig = await stigXml({ id: 'First_STIG', severities: ['high', 'low'], release: '2' });
    const folder = folderOf({
      'prior.zip': makeZip([
        { name: 'in.zip', data: makeZip([{ name: 'a.ckl', data: ckl.replaceAll('Not_Reviewed', 'NotAFinding') }]) },
      ]),
      'new.xml': stig,
    });
    const { code, out } = await runCli(
      'checklist',
      `${folder}/new.xml`,
      '--from-checklist',
      `${folder}/prior.zip`,
      '--to',
      'json',
    );
    expect([code, JSON.parse(out).stigs[0].reviews[0].status]).toEqual([0, 'not_a_finding']);
    const gate = await runCli('report', `${folder}/prior.zip`, '--library', folder, '--fail-on', 'outdated');
    expect(gate.code).toBe(1);
  });
});
