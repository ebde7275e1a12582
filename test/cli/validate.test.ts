import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChecklist } from '../support/checklist-files.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';
import { hasXmllint, NEEDS_XMLLINT, schemaErrors } from '../support/xmllint.js';

const ROOT = resolve(import.meta.dirname, '../..');
const HOSTS = join(ROOT, 'examples/hosts');
const V1R1 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const GW01 = readFileSync(join(HOSTS, 'gw01.ckl'), 'utf8');

/** A CKL that DISA's schema refuses in three ways, each of which can be mended by a program. */
const BROKEN = GW01.replace('<ROLE>None</ROLE>', '<ROLE></ROLE>')
  .replace(/\s*<HOST_MAC><\/HOST_MAC>/, '')
  .replace(/(\s*<TARGET_COMMENT>.*<\/TARGET_COMMENT>)(.*)(\s*<\/ASSET>)/s, '$2$1$3');

describe('stigkit validate --for', () => {
  it('holds checklists against the releases at hand', async () => {
    const { code, out } = await runCli('validate', HOSTS, '--for', 'stig-manager', '--library', V1R2);
    expect(code).toBe(1);
    const errors = out.split('\n').filter((line) => line.includes(': error: '));
    // gw02 is of the release before: the rules whose revision moved.
    expect(errors.every((line) => /gw02\.ckl:\d+:\d+: error: V-9900\d\d: stig-manager: SV-/.test(line))).toBe(true);
    const stale = readChecklist(join(HOSTS, 'gw02.ckl'))
      .checklist.stigs[0]!.reviews.map((review) => review.rule.ruleId!)
      .filter((ruleId) => !readFileSync(V1R2, 'utf8').includes(ruleId));
    expect(errors.length).toBe(stale.length);
    const both = await runCli('validate', HOSTS, '--for', 'stig-manager', '--library', V1R1, '--library', V1R2);
    expect([both.code, both.out.includes('error: ')]).toEqual([0, false]);
  });

  it('warns of Not Applicable and Open without a word, and fails on warnings where asked to', async () => {
    const folder = folderOf();
    const file = join(folder, 'a.ckl');
    await runCli('review', join(HOSTS, 'gw01.ckl'), 'V-990024', '--status', 'not_applicable', '-o', file, '--quiet');
    const { code, out } = await runCli('validate', file);
    expect(code).toBe(0);
    expect(out).toContain('V-990024: not applicable without a reason');
    expect(out).toContain('V-990020: open without finding details or comments');
    expect((await runCli('validate', file, '--fail-on', 'warning')).code).toBe(1);
    expect((await runCli('validate', V1R2, '--fail-on', 'warning', '--quiet')).code).toBe(
      (await runCli('validate', V1R2)).out.includes('0 warnings') ? 0 : 1,
    );
  });

  it.each([
    [['--for', 'stig-viewer-4'], '--for does not know "stig-viewer-4"; did you mean stig-viewer-'],
    [['--fix'], '--fix mends for a program'],
    [['--fix', '--for', 'emass'], '--fix writes a copy'],
    [['-o', 'x.ckl'], '-o is for the copy that --fix writes'],
  ])('says what is wrong with %j', async (options, message) => {
    const { code, out, err } = await runCli('validate', HOSTS, ...options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('stigkit validate --fix', () => {
  it('writes a copy that is right, says what it mended, and leaves every answer', async () => {
    const folder = folderOf({ 'broken.ckl': BROKEN });
    const [file, copy] = [join(folder, 'broken.ckl'), join(folder, 'mended.ckl')];
    const { code, out, err } = await runCli('validate', file, '--for', 'stig-viewer-2', '--fix', '-o', copy);
    expect(code).toBe(1);
    expect(out).toContain('stig-viewer-2: ROLE is ""');
    const mended = err.split('\n').filter((line) => line.startsWith('mended: '));
    expect(mended.map((line) => /stig-viewer-2: (\w+)/.exec(line)![1])).toEqual(['ROLE', 'ASSET', 'TARGET_COMMENT']);
    expect((await runCli('validate', copy, '--for', 'stig-viewer-2')).code).toBe(0);
    const answers = (path: string) =>
      readChecklist(path).checklist.stigs[0]!.reviews.map(({ rule, native: _, ...rest }) => [rule.ruleId, rest]);
    expect(answers(copy)).toEqual(answers(file));
    expect(readFileSync(file, 'utf8')).toBe(BROKEN);
  });

  it.skipIf(!hasXmllint)(`the copy is right by ${NEEDS_XMLLINT} too`, async () => {
    const folder = folderOf({ 'broken.ckl': BROKEN });
    const copy = join(folder, 'mended.ckl');
    await runCli('validate', join(folder, 'broken.ckl'), '--for', 'stig-viewer-2', '--fix', '-o', copy);
    expect(schemaErrors(BROKEN)).not.toBe('');
    expect(schemaErrors(readFileSync(copy))).toBe('');
  });

  it('makes a CKL of a CKLB for STIG Viewer 2', async () => {
    const folder = folderOf();
    const copy = join(folder, 'gw03.ckl');
    const { err } = await runCli('validate', join(HOSTS, 'gw03.cklb'), '--for', 'stig-viewer-2', '--fix', '-o', copy);
    expect(err).toContain('mended: ');
    expect(readChecklist(copy).checklist.stigs[0]!.reviews.length).toBe(25);
  });

  it('writes none where a person has to mend, and says so', async () => {
    const folder = folderOf({ 'nameless.ckl': GW01.replace('<HOST_NAME>gw01', '<HOST_NAME>') });
    const copy = join(folder, 'copy.ckl');
    const { code, err } = await runCli(
      'validate',
      join(folder, 'nameless.ckl'),
      '--for',
      'stig-manager',
      '--fix',
      '-o',
      copy,
    );
    expect([code, existsSync(copy)]).toEqual([1, false]);
    expect(err).toContain('nothing that can be mended without a person');
  });

  it('does not write over the file it read', async () => {
    const folder = folderOf();
    const file = join(folder, 'broken.ckl');
    writeFileSync(file, BROKEN);
    const { code, err } = await runCli('validate', file, '--for', 'stig-viewer-2', '--fix', '-o', file);
    expect(code).toBe(2);
    expect(err).toContain('is there already');
    expect(readFileSync(file, 'utf8')).toBe(BROKEN);
  });
});

describe('stigkit validate --round-trip', () => {
  it('proves the examples, STIGs and checklists', async () => {
    const { code, out } = await runCli('validate', HOSTS, V1R1, V1R2, '--round-trip', '--quiet');
    expect([code, out]).toEqual([0, '']);
  });
});
