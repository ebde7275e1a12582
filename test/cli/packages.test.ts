/** What is in a package beside the STIG, and packages that hold none. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { type MadeMember, makeZip } from '../support/zip.js';

const ROOT = resolve(import.meta.dirname, '../..');
const STIG = readFileSync(join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml'));

function zipped(members: MadeMember[]): { file: string; out: string } {
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-package-'));
  const file = join(folder, 'package.zip');
  writeFileSync(file, makeZip(members));
  return { file, out: join(folder, 'out') };
}

describe('a package', () => {
  it('may hold a readme or memo in any state', async () => {
    const { file, out } = zipped([
      { name: 'U_Readme_SRG_and_STIG.pdf', data: '%PDF-1.4 damaged' },
      { name: 'x/U_X_STIG_V1R2_Manual-xccdf.xml', data: STIG },
      { name: 'x/logo.jpg', data: '\u00ff\u00d8' },
      { name: '__MACOSX/x/._U_X_STIG_V1R2_Manual-xccdf.xml', data: 'junk' },
    ]);
    expect(await runCli('convert', file, '--to', 'json', '-o', out)).toEqual({ code: 0, out: '', err: '' });
    expect(readdirSync(out)).toEqual(['U_X_STIG_V1R2_Manual-xccdf.json']);
  });

  it('says it where its Overview is damaged', async () => {
    const { file, out } = zipped([
      { name: 'U_X_STIG_V1R2_Overview.pdf', data: '%PDF-1.4 damaged' },
      { name: 'x/U_X_STIG_V1R2_Manual-xccdf.xml', data: STIG },
    ]);
    const { code, err } = await runCli('convert', file, '--to', 'json', '-o', out);
    expect(code).toBe(2);
    expect(err).toContain('U_X_STIG_V1R2_Overview.pdf: error: ');
    expect(readdirSync(out)).toHaveLength(1);
  });

  it('that holds nothing known is an error, beside others too', async () => {
    const { file, out } = zipped([{ name: 'a.txt', data: 'words' }]);
    const alone = await runCli('convert', file, '--to', 'json', '-o', out);
    expect(alone.code).toBe(2);
    expect(alone.err).toContain('package.zip: error: holds nothing that a reader knows (1 file passed over)');
    const stig = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
    const beside = await runCli('convert', stig, file, '--to', 'json', '-o', out);
    expect(beside.code).toBe(2);
    expect(beside.err).toBe(alone.err);
    expect(readdirSync(out)).toEqual(['U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.json']);
  });

  it('says it where a member is not what its name promises', async () => {
    const { file } = zipped([
      { name: 'x/U_X_STIG_V1R2_Manual-xccdf.xml', data: STIG },
      { name: 'damaged.zip', data: 'no zip' },
      { name: 'zeros.xml', data: '\0'.repeat(2000) },
      { name: 'host.ckl', data: '<html><body>Please log in.</body></html>' },
      { name: 'host.cklb', data: '{ "error": "try again" }' },
      { name: 'U_Y_Manual-xccdf.xml', data: '<error/>' },
      { name: 'oval.xml', data: '<oval_definitions/>' },
      { name: 'notes.txt', data: 'words' },
    ]);
    const { code, out, err } = await runCli('info', file);
    expect(code).toBe(2);
    expect(out.match(/^\S+xml$/gm)).toEqual([`${file}!/x/U_X_STIG_V1R2_Manual-xccdf.xml`]);
    expect(err.match(/!\/.*error.*/g)).toEqual([
      '!/damaged.zip: error: no reader knows this content: it is text of another kind',
      '!/zeros.xml: error: no reader knows this content: it is text of another kind',
      '!/host.ckl: error: no reader knows this content: it is XML with the root element html',
      '!/host.cklb: error: no reader knows this content: it is JSON of another kind',
      '!/U_Y_Manual-xccdf.xml: error: no reader knows this content: it is XML with the root element error',
    ]);
  });

  it.each([
    [['--to', 'ckl', '-o', 'OUT'], 'ckl: that holds a checklist', 'stigkit checklist'],
    [['--to', 'report'], 'report: that holds a report', 'stigkit formats'],
  ])('that holds nothing of the kind asked for is an error: %j', async (args, message, hint) => {
    const { file, out } = zipped([{ name: 'x/U_X_STIG_V1R2_Manual-xccdf.xml', data: STIG }]);
    const run = await runCli('convert', file, ...args.map((arg) => (arg === 'OUT' ? out : arg)));
    expect([run.code, run.out, existsSync(out)]).toEqual([2, '', false]);
    expect(run.err).toContain(`error: nothing in the inputs can be written as ${message}`);
    expect(run.err).toContain(hint);
  });

  it('that holds no STIG or checklist leaves no Parquet file, and says so', async () => {
    const { file, out } = zipped([{ name: 'cci.xml', data: '<cci_list><cci_items/></cci_list>' }]);
    const { code, err } = await runCli('convert', file, '--to', 'parquet', '-o', `${out}.parquet`);
    expect([code, existsSync(`${out}.parquet`)]).toEqual([2, false]);
    expect(err).toContain('nothing in the inputs can be written as parquet');
  });
});
