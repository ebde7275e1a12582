/** Commands and option files that are little: what they print, and what they refuse. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/registry.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const STIG = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stigkit-small-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('stigkit cci', () => {
  it.each(['CCI-002233', 'cci-2233', '2233'])('knows %s however it is written', async (id) => {
    const { code, out } = await runCli('cci', id);
    expect(code).toBe(0);
    expect(out).toBe(
      'CCI-002233\n  Rev 5  AC-6 (8)  Privilege Levels for Code Execution (title of Rev 4)\n' +
        '  Rev 4  AC-6 (8)  Privilege Levels for Code Execution\n',
    );
  });

  it('finds the CCIs of a control, as text and as JSON', async () => {
    for (const control of ['AC-6 (8)', 'AC-6(8)', 'ac-6.8']) {
      const { out } = await runCli('cci', '--control', control, '--json');
      expect(
        out
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).id),
      ).toEqual(['CCI-002232', 'CCI-002233']);
    }
  });

  it('gives all of them without any, a line each as JSON', async () => {
    const { out } = await runCli('cci', '--json');
    const ids = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id as string);
    expect(ids.length).toBeGreaterThan(4000);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('shows definitions of a list that is given', async () => {
    const list = file(
      'cci.xml',
      '<?xml version="1.0" encoding="utf-8"?><cci_list xmlns="http://iase.disa.mil/cci"><metadata><version>2026-01-01</version><publishdate>2026-01-01</publishdate></metadata><cci_items><cci_item id="CCI-002233"><status>draft</status><publishdate>2013-06-24</publishdate><contributor>DISA FSO</contributor><definition>An invented definition.</definition><type>technical</type></cci_item></cci_items></cci_list>',
    );
    const { out } = await runCli('cci', '2233', '--cci-list', list);
    expect(out).toContain('\n  An invented definition.\n');
    expect(JSON.parse((await runCli('cci', '2233', '--cci-list', list, '--json')).out).definition).toBe(
      'An invented definition.',
    );
  });

  it('says which it does not know, and still gives the others', async () => {
    const { code, out, err } = await runCli('cci', 'CCI-999999', '2233');
    expect(code).toBe(1);
    expect(out).toContain('CCI-002233');
    expect(err).toContain("there is no CCI-999999 in DISA's list");
    const none = await runCli('cci', '--control', 'XX-1');
    expect([none.code, none.out]).toEqual([2, '']);
    expect(none.err).toContain('no CCI maps to the control "XX-1"');
  });
});

describe('stigkit formats', () => {
  it('prints the table, within the width, and as data', async () => {
    const { out } = await runCli('formats');
    for (const { name } of FORMATS) expect(out).toMatch(new RegExp(`^${name} `, 'm'));
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    const rows = JSON.parse((await runCli('formats', '--json')).out) as { name: string }[];
    expect(rows.map(({ name }) => name)).toEqual(FORMATS.map(({ name }) => name));
  });
});

describe('stigkit serve', () => {
  it('says where a folder is to be seen, serves it, and ends when told to', async () => {
    const site = mkdtempSync(join(folder, 'site-'));
    writeFileSync(join(site, 'index.html'), '<h1>Here</h1>');
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'serve', site, '--port', '0']);
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(said))![0];
    expect(await (await fetch(address)).text()).toBe('<h1>Here</h1>');
    child.kill('SIGINT');
    await once(child, 'exit');
    await expect(fetch(address)).rejects.toThrow();
  });

  it('refuses what is no folder', async () => {
    const nothing = await runCli('serve', join(folder, 'nothing'));
    expect([nothing.code, nothing.err.includes('it does not exist')]).toEqual([2, true]);
    const { code, err } = await runCli('serve', STIG);
    expect([code, err.includes('is no folder')]).toEqual([2, true]);
  });
});

describe('files that options name', () => {
  it.each<[string, string, string[]]>([
    ['an asset that is no JSON', '{ "hostName": ', ['not well formed: the text ends too soon']],
    ['an asset that is no object', '["gw01"]', ['an asset file holds one JSON object']],
    [
      'a misspelt field of an asset',
      '{ "hostname": "gw01" }',
      ['no field "hostname"; did you mean hostName?', 'Fields are role,'],
    ],
    ['an asset field of another type', '{ "hostName": 7 }', ['hostName must be a string, not 7']],
  ])('%s is told', async (_, text, messages) => {
    const asset = file('asset.json', text);
    const { code, out, err } = await runCli('checklist', STIG, '--asset', asset);
    expect([code, out]).toEqual([2, '']);
    for (const message of messages) expect(err).toContain(message);
    expect(err).toContain('asset.json');
  });

  it.each([
    ['[1]', 'a comments file holds one object'],
    ['{ "V-990001": 1 }', 'the comment of V-990001 is no text'],
    ['{', 'not well formed: a member name in double quotes is expected'],
  ])('comments that are none are told: %s', async (text, message) => {
    const { code, err } = await runCli(
      'convert',
      STIG,
      '--to',
      'check-page',
      '--comments',
      file('comments.json', text),
    );
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('an option stands over a file', async () => {
    const asset = file('asset.json', '{ "hostName": "file", "webDbSite": "portal" }');
    const { out } = await runCli('checklist', STIG, '--asset', asset, '--host-name', 'flag');
    expect(out).toContain('<HOST_NAME>flag</HOST_NAME>');
    expect(out).toContain('<WEB_OR_DATABASE>true</WEB_OR_DATABASE>');
  });

  it.each([
    ['depth', '--limit depth sets no number'],
    ['depth=', '--limit depth= sets no number'],
    ['depth=many', '--limit depth=many sets no number'],
    ['deep=1', '--limit does not know "deep"'],
    ['__proto__=1', '--limit does not know "__proto__"'],
  ])('--limit %s is no limit', async (limit, message) => {
    const { code, err } = await runCli('info', STIG, '--limit', limit);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('a pair that is none is wrong use of a blank checklist too', async () => {
    const { code, out, err } = await runCli('checklist', STIG, '--pair', 'Acme');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--pair Acme is no pair');
  });

  it('a limit holds', async () => {
    const { code, err } = await runCli('info', STIG, '--limit', 'text=100');
    expect(code).toBe(2);
    expect(err).toContain('limit');
  });
});
