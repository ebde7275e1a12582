import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODES, type DiagnosticCode } from '../../src/io/codes.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { sarifOf, uriOf } from '../../src/io/sarif.js';
import { folderOf } from '../support/folder.js';
import { xccdf } from '../support/hostile.js';
import { produce } from '../support/produce.js';
import { PRODUCERS } from '../support/producers.js';
import { runCli } from '../support/run-cli.js';
import { sarifViolations } from '../support/sarif.js';
import { makeZip } from '../support/zip.js';

const ROOT = resolve(import.meta.dirname, '../..');
const HOSTS = join(ROOT, 'examples/hosts');

// biome-ignore lint/suspicious/noExplicitAny: a log as its readers have it
type Log = any;

describe('the check of the schema', () => {
  it('refuses what is not SARIF', () => {
    expect(sarifViolations({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
    const uri = (text: string) => ({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'x' } }, artifacts: [{ location: { uri: text } }] }],
    });
    expect(sarifViolations(uri('a b.xml'))).not.toEqual([]);
    expect(sarifViolations(uri('a:b c.xml'))).not.toEqual([]);
    expect(sarifViolations(uri('a%20b.xml'))).toEqual([]);
  });
});

describe('validate --to sarif', () => {
  it('says of every finding what, where and how bad', async () => {
    const zip = makeZip([
      { name: 'a dir/100% [x].xml', data: xccdf('') },
      { name: 'bad.xml', data: xccdf('<broken>') },
    ]);
    const folder = folderOf({ 'lib.zip': makeZip([{ name: 'inner.zip', data: zip }]) });
    const { code, out, err } = await runCli('validate', join(folder, 'lib.zip'), '--to', 'sarif');
    expect([code, err]).toEqual([1, '']);
    const log = JSON.parse(out) as Log;
    expect(sarifViolations(log)).toEqual([]);
    const [run] = log.runs;
    const text = await runCli('validate', join(folder, 'lib.zip'), '--json');
    const findings = text.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Diagnostic);
    expect(findings.length).toBeGreaterThan(2);
    expect(run.results.map((r: Log) => [r.ruleId, r.locations[0].physicalLocation.region?.startLine])).toEqual(
      findings.map((d) => [d.code, d.line]),
    );
    for (const result of run.results) {
      const { artifactLocation } = result.locations[0].physicalLocation;
      expect(run.artifacts[artifactLocation.index].location.uri).toBe(artifactLocation.uri);
      const rule = run.tool.driver.rules[result.ruleIndex];
      expect(rule.id).toBe(result.ruleId);
      expect(rule.help.text).toContain(CODES[result.ruleId as DiagnosticCode].advice);
    }
    const uris = run.artifacts.map((a: Log) => a.location.uri as string);
    expect(uris[0]!.endsWith('/lib.zip!/inner.zip!/a%20dir/100%25%20%5Bx%5D.xml')).toBe(true);
    expect(uris[1]!.endsWith('/lib.zip!/inner.zip!/bad.xml')).toBe(true);
    expect(run.artifacts[0].hashes['sha-256']).toMatch(/^[0-9a-f]{64}$/);
    expect(run.invocations).toEqual([{ executionSuccessful: true }]);
    expect(new Set(run.results.map((r: Log) => r.partialFingerprints['stigkit/v1'])).size).toBe(run.results.length);
  });

  it('is the same every time, and in a file named for it, which is not replaced unasked', async () => {
    const folder = folderOf();
    const file = join(folder, 'found.sarif');
    const { out } = await runCli('validate', HOSTS, '--to', 'sarif');
    const written = await runCli('validate', HOSTS, '-o', file);
    expect([written.code, written.out, written.err]).toEqual([0, '', '']);
    expect(readFileSync(file, 'utf8')).toBe(out);
    expect((await runCli('validate', HOSTS, '-o', file)).code).toBe(2);
    expect((await runCli('validate', HOSTS, '-o', file, '--force')).code).toBe(0);
    for (const [name, begins] of [
      ['found.json', '{"code":'],
      ['found.txt', HOSTS],
    ] as const) {
      await runCli('validate', HOSTS, '-o', join(folder, name));
      expect(readFileSync(join(folder, name), 'utf8').startsWith(begins)).toBe(true);
    }
    expect((await runCli('validate', HOSTS, '-o', join(folder, 'x.ckl'))).err).toContain('or for the findings');
    expect(existsSync(join(folder, 'x.ckl'))).toBe(false);
    expect((await runCli('validate', HOSTS, '--json', '--to', 'sarif')).err).toContain('name two forms');
  });

  it('holds what could not be read as a notification, not as a finding', async () => {
    const { code, out, err } = await runCli('validate', join(HOSTS, 'gw03.cklb'), 'none.xml', '--to', 'sarif');
    expect(code).toBe(2);
    expect(err).toContain('none.xml: error: does not exist');
    const log = JSON.parse(out) as Log;
    expect(sarifViolations(log)).toEqual([]);
    const [run] = log.runs;
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].descriptor.id).toBe('read-failed');
    expect(run.results.map((r: Log) => r.ruleId)).not.toContain('read-failed');
  });

  it('gives errors alone under --quiet, and findings beside the copies of --fix', async () => {
    const quiet = await runCli('validate', join(HOSTS, 'gw01.ckl'), '--to', 'sarif', '--quiet');
    expect((JSON.parse(quiet.out) as Log).runs[0].results).toEqual([]);
    const folder = folderOf();
    const copy = join(folder, 'copy.ckl');
    const args = ['validate', join(HOSTS, 'gw03.cklb'), '--for', 'stig-viewer-2', '--fix', '-o', copy];
    const { out } = await runCli(...args, '--to', 'sarif');
    expect(sarifViolations(JSON.parse(out))).toEqual([]);
    expect(readFileSync(copy, 'utf8')).toContain('<CHECKLIST>');
  });
});

describe('sarifOf', () => {
  it('holds a diagnostic of every code', async () => {
    const all: Diagnostic[] = [];
    for (const [code, producer] of Object.entries(PRODUCERS)) {
      all.push((await produce(producer)).found.find((d) => d.code === code)!);
    }
    const log = JSON.parse(sarifOf({ version: '1.2.3', files: [], findings: all, failures: [] })) as Log;
    expect(sarifViolations(log)).toEqual([]);
    expect(log.runs[0].tool.driver.rules.map((r: Log) => r.id)).toEqual(Object.keys(CODES));
    expect(log.runs[0].results.map((r: Log) => r.level)).toEqual(
      all.map(({ severity }) => (severity === 'info' ? 'note' : severity)),
    );
  });

  it('is SARIF whatever a name or message holds, and makes no link or placeholder of it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, text, (file, message, pointer, rule) => {
        const finding: Diagnostic = { code: 'value-invalid', severity: 'warning', message, file, pointer, rule };
        const log = JSON.parse(sarifOf({ version: '1', files: [], findings: [finding], failures: [] })) as Log;
        expect(sarifViolations(log)).toEqual([]);
      }),
    );
    const link = { code: 'usage', severity: 'error', message: '[click](http://192.0.2.1/) {0}' } as const;
    const log = JSON.parse(sarifOf({ version: '1', files: [], findings: [link], failures: [] })) as Log;
    expect(log.runs[0].results[0].message.text).toBe('\\[click\\](http://192.0.2.1/) {{0}}');
  });

  it.each([
    ['a b/c.xml', 'a%20b/c.xml'],
    ['./a.xml', 'a.xml'],
    ['../a.xml', '../a.xml'],
    ['/tmp/a#b?.xml', 'file:///tmp/a%23b%3F.xml'],
    ['C:\\stigs\\a b.xml', 'file:///C:/stigs/a%20b.xml'],
    ['a:b.xml', 'a%3Ab.xml'],
    ['lib.zip!/é/b.xml', 'lib.zip!/%C3%A9/b.xml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['\ud800.xml', '%EF%BF%BD.xml'],
  ])('names %j as %s', (name, uri) => expect(uriOf(name)).toBe(uri));
});
