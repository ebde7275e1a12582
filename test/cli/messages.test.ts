/** Messages: one JSON object a line on standard error where that is asked for, else text with the place marked. */
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { printed, renderDiagnostic } from '../../src/cli/render-diagnostic.js';
import validates from '../../src/generated/validators/diagnostic.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import { cellsOf } from '../../src/io/terminal.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const at = (path: string) => join(ROOT, 'examples', path);
const V1R1 = at('U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = at('U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const OLD = at('checklists/harbor01-V1R1.ckl');
const GW01 = at('hosts/gw01.ckl');

/** Of every command a call that has something to tell, and the codes it tells; `@` is a folder of its own. */
const TELLING: Readonly<Record<string, readonly (readonly [args: readonly string[], ...codes: string[]])[]>> = {
  info: [[['none.xml'], 'read-failed']],
  convert: [[[at('hosts/gw03.cklb'), '--to', 'ckl', '-o', '@/a.ckl'], 'not-carried']],
  diff: [[[V1R1, 'none.xml'], 'read-failed']],
  checklist: [
    [[V1R2, '--from-checklist', OLD, '-o', '@/a.ckl'], 'note'],
    [[V1R2, '--asset', 'none.json'], 'read-failed'],
  ],
  merge: [[[OLD, at('checklists/harbor01-V1R1-second.ckl'), '-o', '@/a.ckl'], 'merge-conflict', 'note']],
  review: [[[GW01, 'V-990003', '--status', 'open', '-o', '@/a.ckl'], 'note']],
  report: [[[GW01, '--fail-on', 'open', '--quiet'], 'note']],
  validate: [
    [['none.xml'], 'read-failed'],
    [[at('hosts/gw03.cklb'), '--for', 'stig-viewer-2', '--fix', '-o', '@/a.ckl'], 'note'],
  ],
  site: [[[V1R2, '-o', '@/site/'], 'note']],
  serve: [[['none/'], 'read-failed']],
  cci: [[['CCI-999999'], 'value-invalid']],
  textconv: [[[join(ROOT, 'package.json')], 'format-unknown']],
  formats: [],
  completion: [[['tcsh'], 'usage']],
  config: [],
};

function linesOf(err: string): Diagnostic[] {
  return err === ''
    ? []
    : err
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => JSON.parse(line) as Diagnostic);
}

describe('--diagnostics json', () => {
  it('is tried with every command', () => {
    expect(Object.keys(TELLING).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });

  it.each(COMMANDS)('of $name: every line is an object of the schema', async ({ name }) => {
    for (const [args, ...codes] of [...TELLING[name]!, [['--nope'], 'usage'] as const]) {
      const folder = folderOf();
      const words = args.map((word) => word.replace(/^@/, folder));
      const { err } = await runCli(name, ...words, '--diagnostics', 'json');
      const lines = linesOf(err);
      for (const line of lines) expect(validates(line), JSON.stringify(line)).toBe(true);
      for (const code of codes) expect(lines.map((line) => line.code)).toContain(code);
    }
  });

  it('of a fault holds its trace under --debug', async () => {
    const { err, code } = await runCli('info', 'none.xml', '--limit', 'x', '--debug', '--diagnostics=json');
    expect(code).toBe(2);
    expect(linesOf(err).map((line) => line.code)).toEqual(['usage', 'note']);
    expect(linesOf(err)[1]!.message).toContain('StigError');
  });

  it('has its members in one order, and none that is not known', () => {
    const io = { out: async () => {}, err: () => {}, env: {}, outIsTerminal: false, errIsTerminal: false, columns: 80 };
    const given: Diagnostic = { hint: 'h', file: 'f', message: 'm', severity: 'info', code: 'usage', line: 1 };
    expect(printed(given, io, 'json')).toBe(
      '{"code":"usage","severity":"info","message":"m","file":"f","line":1,"hint":"h"}\n',
    );
  });
});

/** A message about the place of a word in a text, as it is shown. */
function shown(text: string, word: string): string[] {
  const io = { out: async () => {}, err: () => {}, env: {}, outIsTerminal: false, errIsTerminal: false, columns: 80 };
  const source = new Source('a.xml', Buffer.from(text));
  const at = source.text.indexOf(word);
  const diagnostic = source.diagnosticAt(at, {
    code: 'xml-malformed',
    severity: 'error',
    message: 'wrong',
    hint: 'Do.',
  });
  return renderDiagnostic(diagnostic, io).split('\n');
}

describe('the mark under the place', () => {
  it.each([
    ['a plain line', 'one\ntwo HERE three\n', 'two HERE three'],
    ['lines ended by CRLF', 'one\r\ntwo HERE three\r\nfour', 'two HERE three'],
    ['lines ended by CR', 'one\rtwo HERE three\rfour', 'two HERE three'],
    ['the first line', 'HERE', 'HERE'],
    ['tabs', '\t\ttwo\tHERE\tthree', '  two HERE three'],
    ['wide characters', '港口の門 HERE 三', '港口の門 HERE 三'],
    ['characters outside the first plane', '🚢🚢 HERE', '🚢🚢 HERE'],
    ['characters that combine', 'e\u0301e\u0301 HERE', 'e\u0301e\u0301 HERE'],
    ['marks that reorder text, and control sequences', '\u202eab\u001b[2J HERE', 'ab [2J HERE'],
  ])('stands under it: %s', (_, text, line) => {
    const [, frame, mark] = shown(text, 'HERE');
    expect(frame).toBe(`    ${line}`);
    const before = line.slice(0, line.indexOf('HERE'));
    expect(mark).toBe(`    ${' '.repeat(cellsOf(before))}^`);
  });

  it.each([
    ['ASCII', 'x'],
    ['wide', '港'],
    ['of two units', '🚢'],
  ])('fits 80 columns within a line of 100,000 characters: %s', (_, unit) => {
    for (const [before, after] of [
      [50_000, 50_000],
      [0, 100_000],
      [100_000, 0],
    ] as const) {
      const lines = shown(`${unit.repeat(before)}HERE${unit.repeat(after)}`, 'HERE');
      const [, frame, mark] = lines;
      expect(cellsOf(frame!)).toBeLessThanOrEqual(80);
      expect(frame!.isWellFormed()).toBe(true);
      expect(cellsOf(mark!) - 1).toBe(cellsOf(frame!.slice(0, frame!.indexOf('HERE'))));
    }
  });
});
