import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/update-data.mjs', import.meta.url));
const REV4 = '# NIST SP 800-53 Rev 4, 2015-01-22: OSCAL id, label, title, status\nzz-1.2\tZZ-1(2)\tOld\twithdrawn\n';
const REV5 = '# NIST SP 800-53 Rev 5 (5.1), some only: OSCAL id, label, title\nzz-1\tZZ-1\tNew — "Title"\n';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stigkit-update-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('scripts/update-data.mjs', () => {
  it('takes facts only, chosen by title and version, trimmed, in the order of the ids', () => {
    const { status, stdout } = update(
      list(
        item(
          'CCI-000002',
          'deprecated',
          reference('NIST SP 800-53', '3', 'ZZ-9') + reference('NIST SP 800-53A', '1', 'ZZ-9.1 (ii)'),
        ),
        item(
          'CCI-000001',
          'draft',
          revision(5, 'ZZ-1 a 1 (a)  ') + revision(4, 'ZZ-1 a') + revision(4, ' ZZ-1 a') + revision(4, 'ZZ-1 (2)'),
        ),
      ),
    );
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'cci.json: new, 2 entries\ncontrols.json: new, 2 entries\n',
    });
    expect(output('cci.json')).toMatch(
      /^\{\n {2}"source": \{\n {4}"document": "DISA [^\n]*",\n {4}"file": "list.xml",\n {4}"version": "7",\n {4}"publishDate": "2031-02-03"\n {2}\},\n {2}"sha256": \{\n {4}"list.xml": "[0-9a-f]{64}"\n {2}\},\n/,
    );
    expect(output('cci.json').split('\n').slice(-6).join('\n')).toBe(
      `  "entries": {
    "CCI-000001": { "status": "draft", "rev4": ["ZZ-1 a", "ZZ-1 (2)"], "rev5": ["ZZ-1 a 1 (a)"] },
    "CCI-000002": { "status": "deprecated", "rev4": [], "rev5": [] }
  }
}
`,
    );
    expect(JSON.parse(output('controls.json'))).toMatchObject({
      source: {
        rev4: { document: 'NIST SP 800-53 Rev 4, 2015-01-22', file: 'rev4.tsv' },
        rev5: { document: 'NIST SP 800-53 Rev 5 (5.1), some only', file: 'rev5.tsv' },
      },
      entries: {
        rev4: { 'ZZ-1 (2)': { title: 'Old', withdrawn: true } },
        rev5: { 'ZZ-1': { title: 'New — "Title"' } },
      },
    });
    expect(output('cci.json')).not.toContain('sentence');
  });

  it('says what moved', () => {
    update(list(item('CCI-000001', 'draft', revision(4, 'ZZ-1')), item('CCI-000002', 'draft', '')));
    const { stdout } = update(list(item('CCI-000001', 'deprecated', ''), item('CCI-000003', 'draft', '')));
    expect(stdout).toBe(
      'cci.json: 2 entries; 1 added (CCI-000003); 1 removed (CCI-000002); 1 changed (CCI-000001)\n' +
        'controls.json: unchanged, 2 entries\n',
    );
  });

  it.each([
    [
      'title and version disagree',
      list(item('CCI-000001', 'draft', reference('NIST SP 800-53 Revision 4', '5', 'ZZ-1'))),
    ],
    ['title and version disagree', list(item('CCI-000001', 'draft', reference('NIST SP 800-53 rev 5', '5', 'ZZ-1')))],
    ['is no control', list(item('CCI-000001', 'draft', revision(4, 'see note')))],
    ['there twice', list(item('CCI-000001', 'draft', ''), item('CCI-000001', 'draft', ''))],
    ['new status "final"', list(item('CCI-000001', 'final', ''))],
    ['no cci_item', list()],
    ['unclosed tag', '<cci_list>'],
  ])('refuses a list where %s, and writes nothing', (message, xml) => {
    const { status, stderr } = update(xml);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('list.xml');
    expect(readdirSync(folder)).not.toContain('out');
  });

  it('refuses titles that are not one table of each revision', () => {
    const { status, stderr } = update(list(item('CCI-000001', 'draft', '')), REV4, REV4);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'wanted one table of titles of Rev 4 and one of Rev 5, got Rev 4,4\n',
    });
  });
});

function update(xml: string, rev4 = REV4, rev5 = REV5) {
  const files = { 'list.xml': xml, 'rev4.tsv': rev4, 'rev5.tsv': rev5 };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const inputs = Object.keys(files).map((name) => join(folder, name));
  const args = [script, '--out', join(folder, 'out'), ...inputs];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

function output(name: string): string {
  return readFileSync(join(folder, 'out', name), 'utf8');
}

/** A list in DISA's form, with a byte order mark as the one of 2016 has. */
function list(...items: string[]): string {
  return `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<cci_list xmlns="http://iase.disa.mil/cci">
  <metadata><version>7</version><publishdate>2031-02-03</publishdate></metadata>
  <cci_items>${items.join('\n')}</cci_items>
</cci_list>`;
}

function item(id: string, status: string, references: string): string {
  return `<cci_item id="${id}"><status>${status}</status><publishdate>2030-01-01</publishdate>
    <definition>A sentence.</definition><references>${references}</references></cci_item>`;
}

function revision(number: 4 | 5, index: string): string {
  return reference(`NIST SP 800-53 Revision ${number}`, String(number), index);
}

function reference(title: string, version: string, index: string): string {
  return `<reference creator="NIST" title="${title}" version="${version}" location="NIST" index="${index}" />`;
}
