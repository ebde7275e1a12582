/** Help to copy from, and command lines that are wrong use: exit code 2, one message that tells what to do, nothing on standard output. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { nearest } from '../../src/io/nearest.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const HOST = join(ROOT, 'examples/hosts/gw01.ckl');
const STIG = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

describe('wrong use', () => {
  it.each([
    [['convert', STIG, '--to', 'xccdf', '--to', 'json'], '--to is given more than once'],
    [['checklist', STIG, '--host-name', 'a', '--host-name', 'b'], '--host-name is given more than once'],
    [['info', STIG, '--no-cache'], 'there is no option --no-cache'],
    [['info', STIG, '--no-jobs'], 'there is no option --no-jobs'],
    [['convert', STIG, '--to', 'json', '--no-stig'], 'there is no option --no-stig'],
    [['convert', STIG, '--to', 'ckl'], 'Make a checklist of it with `stigkit checklist`.'],
  ])('%#: is told in words', async (args, message) => {
    const { code, out, err } = await runCli(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toContain('a fault in stigkit');
  });
});

/** Mistyped names of every kind, with what was meant. */
const MISTYPED: readonly (readonly [args: readonly string[], meant: string])[] = [
  [['convrt', STIG], 'convert'],
  [['convert', STIG, '--too', 'json'], '--to'],
  [['validate', STIG, '--fail-onn=error'], '--fail-on'],
  [['convert', STIG, '--to', 'jsn'], 'json'],
  [['convert', STIG, '--to', 'json', '--from', 'xcdf'], 'xccdf'],
  [['convert', STIG, '--to', 'release-page', '--as', 'htm'], 'html'],
  [['convert', STIG, '--to', 'json', '--limit', 'txt=5'], 'text'],
  [['info', STIG, '--diagnostics', 'jsn'], 'json'],
  [['diff', STIG, STIG, '--to', 'markdwn'], 'markdown'],
  [['diff', STIG, STIG, '--only', 'check,tilte'], 'title'],
  [['diff', STIG, STIG, '--severity', 'hgih'], 'high'],
  [['diff', STIG, STIG, '--to', 'csv', '--columns', 'vulnid,stigid'], 'vulnId'],
  [['diff', STIG, STIG, '--match', 'vuln'], 'vuln-id'],
  [['diff', STIG, STIG, '--fail-on', 'chekc'], 'check'],
  [['checklist', STIG, '--prefer', 'resluts'], 'results'],
  [['checklist', STIG, '--role', 'Member Sever'], 'Member Server'],
  [['checklist', STIG, '--names', '{hots}', '-o', '@/'], '{host}'],
  [['checklist', STIG, '--profile', 'MAC-1_Clasified'], 'MAC-1_Classified'],
  [['checklist', STIG, '--asset', '@/asset.json'], 'hostName'],
  [['checklist', STIG, '--answers', '@/field.yaml'], 'details'],
  [['checklist', STIG, '--answers', '@/status.yaml'], 'not_a_finding'],
  [['merge', HOST, HOST, '--to', 'cklx'], 'ckl'],
  [['report', HOST, '--to', 'markdwn'], 'markdown'],
  [['report', HOST, '--fail-on', 'open-cat'], 'open-cat1'],
  [['validate', HOST, '--to', 'srif'], 'sarif'],
  [['validate', HOST, '--for', 'stig-manger'], 'stig-manager'],
  [['review', HOST, 'V-99003'], 'V-990003'],
  [['review', HOST, 'V-990003', '--stig', 'Acme_Harbor_Gateway'], 'Acme_Harbor_Gateway_STIG'],
  [['review', HOST, 'V-990003', '--status', 'opn'], 'open'],
  [['site', STIG, '-o', '@/', '--downloads', 'jsn'], 'json'],
  [['site', STIG, '-o', '@/', '--front-matter', 'hug'], 'hugo'],
  [['site', '--print-template', 'chek'], 'check'],
  [['completion', 'bsh'], 'bash'],
];

describe('a mistyped name', () => {
  it.each(MISTYPED)('%j is guessed, and the names there are are told', async (args, meant) => {
    const folder = folderOf({
      'asset.json': '{ "hostname": "a" }',
      'field.yaml': 'answers:\n  - rule: V-990001\n    detials: x\n',
      'status.yaml': 'answers:\n  - rule: V-990001\n    status: not_a_findng\n',
    });
    const before = readdirSync(folder);
    const { code, out, err } = await runCli(...args.map((word) => word.replace(/^@/, folder)));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`; did you mean ${meant}?\n`);
    expect(err.trimEnd().split('\n').at(-1)).toMatch(/^ {4}[A-Z]/);
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    ['x', ['json', 'csv'], undefined],
    ['', ['json'], undefined],
    ['ab', ['md', 'ndjson'], undefined],
    ['JSON', ['json'], 'json'],
    ['m', ['json', 'markdown'], 'markdown'],
    ['stigmanager', ['stig-manager', 'emass'], 'stig-manager'],
    ['z'.repeat(100), ['z'.repeat(99)], undefined],
  ])('%j of %j means %s', (name, known, meant) => expect(nearest(name, known)).toBe(meant));
});

describe('help', () => {
  it.each(COMMANDS)('of $name shows its examples, each on one line', async ({ name, examples }) => {
    for (const args of [
      [name, '--help'],
      ['--help', name],
    ]) {
      const { code, out } = await runCli(...args);
      expect(code).toBe(0);
      const lines = out.split('\n');
      for (const [line] of examples) expect(lines).toContain(`  ${line}`);
      expect(out).not.toContain('\u0000');
    }
  });
});
