import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressOn } from '../../src/io/progress.js';
import { colours, sanitize, sanitizeLine, showsProgress, usesColour, widthOf } from '../../src/io/terminal.js';

describe('colour', () => {
  const cases: [isTerminal: boolean, env: Record<string, string>, on: boolean][] = [
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
  ];
  it.each(cases)('terminal %s with %o: %s', (isTerminal, env, on) => {
    expect(usesColour({ isTerminal, env })).toBe(on);
    expect(colours(isTerminal, env).red('x')).toBe(on ? '\x1b[31mx\x1b[39m' : 'x');
  });
});

it('progress is for terminals, and can be turned off', () => {
  const env = {};
  expect(showsProgress({ isTerminal: true, env }, {})).toBe(true);
  expect(showsProgress({ isTerminal: false, env: { FORCE_COLOR: '1' } }, {})).toBe(false);
  expect(showsProgress({ isTerminal: true, env: { TERM: 'dumb' } }, {})).toBe(false);
  expect(showsProgress({ isTerminal: true, env }, { progress: false })).toBe(false);
  expect(showsProgress({ isTerminal: true, env }, { quiet: true })).toBe(false);
});

it('the width is the terminal, COLUMNS, or 80', () => {
  const width = (columns: number | undefined, COLUMNS?: string) =>
    widthOf({ isTerminal: true, columns, env: { COLUMNS } });
  expect([width(120, '90'), width(0, '90'), width(undefined, 'wide'), width(undefined)]).toEqual([120, 90, 80, 80]);
});

describe('sanitize', () => {
  it.each([
    ['plain text\n\tindented', 'plain text\n\tindented'],
    ['a\x1b[31mred\x1b[0m', 'ared'],
    ['\x1b]0;title\x07x', 'x'],
    ['\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x9b2Jcleared\x9d0;t\x9c', 'cleared'],
    ['\x1b]0;without an end', ']0;without an end'],
    ['over\rwritten\x08\x07', 'overwritten'],
    ['if admin\u202e \u2066// then\u2069', 'if admin // then'],
    ['naïve – “quotes” 日本 😀', 'naïve – “quotes” 日本 😀'],
    ['\x1b\x1b[31m[32mx', '[32mx'],
  ])('%j gives %j', (text, shown) => expect(sanitize(text)).toBe(shown));

  it('leaves no control character in any text', () => {
    const unit = fc.constantFrom(
      '\x1b',
      '[',
      ']',
      'P',
      '\\',
      '\x07',
      '\x9b',
      '\x9c',
      '\x9d',
      '3',
      'm',
      ';',
      'a',
      '\n',
      '\r',
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(sanitize(text)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
        expect(sanitizeLine(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
      }),
    );
  });

  it('keeps to one line where asked', () => {
    expect(sanitizeLine('a\r\nb\tc\rd\u2028e')).toBe('a b c d e');
  });

  it('takes time in proportion to hostile text', () => {
    for (const unit of ['\x1b]', '\x1b[', '\x1b[1', '\x9d', '\x1b[;;', '\x1bP\x1b']) {
      const text = unit.repeat(500_000);
      expect(sanitize(text).length).toBeLessThan(text.length);
    }
  });
});

describe('progress', () => {
  function progress(columns: number) {
    let time = 0;
    const written: string[] = [];
    const line = progressOn((text) => written.push(text), { enabled: true, columns, now: () => time });
    return { line, written, at: (t: number) => (time = t) };
  }

  it('draws at most ten times a second, in one line', () => {
    const { line, written, at } = progress(40);
    line.next('a');
    at(50);
    line.done(null);
    line.next('b');
    expect(written).toEqual([]);
    at(200);
    line.done({ bytes: 400, documents: 1, rules: 3 });
    line.next('c\x1b[31m\n.xml');
    at(250);
    line.next('d');
    expect(written).toEqual(['\r\x1b[2K2 files done, 10/s  c .xml']);
    line.clear();
    line.clear();
    expect(written.slice(1)).toEqual(['\r\x1b[2K']);
  });

  it('counts what is read, but not what held nothing', () => {
    const { line, at } = progress(40);
    line.done({ bytes: 400, documents: 1, rules: 3 });
    line.done(null);
    line.done({ bytes: 100, documents: 2, rules: 4 });
    at(1234.5678);
    expect(line.totals()).toEqual({ files: 2, documents: 3, rules: 7, bytes: 500, seconds: 1.235 });
  });

  it('fits the terminal, showing the end of a long name', () => {
    for (const columns of [1, 10, 24, 30, 60]) {
      const { line, written, at } = progress(columns);
      at(1000);
      line.next('library.zip!/package.zip!/folder/U_RHEL_9.xml');
      const shown = written[0]!.slice(5);
      expect(shown.length).toBeLessThan(Math.max(columns, 1));
      if (columns === 60) expect(shown).toMatch(/\.\.\..*U_RHEL_9\.xml$/);
    }
  });

  it('draws nothing where it is not wanted, and counts all the same', () => {
    const written: string[] = [];
    let time = 0;
    const line = progressOn((text) => written.push(text), { enabled: false, columns: 80, now: () => time });
    line.next('a');
    line.done({ bytes: 1, documents: 1, rules: 1 });
    time = 5000;
    line.next('b');
    line.clear();
    expect(written).toEqual([]);
    expect(line.totals()).toEqual({ files: 1, documents: 1, rules: 1, bytes: 1, seconds: 5 });
  });
});
