import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputNames, outputBase } from '../../src/io/output-names.js';

describe('outputBase', () => {
  it.each([
    ['X.xml', 'X'],
    ['in/folder/X.xml', 'X'],
    ['C:\\in\\X.xml', 'X'],
    ['lib.zip!/p.zip!/in/U_RHEL_9_STIG_V2R6_Manual-xccdf.xml', 'U_RHEL_9_STIG_V2R6_Manual-xccdf'],
    ['host.example.org.ckl', 'host.example.org'],
    ['RHEL-9-V1.2', 'RHEL-9-V1.2'],
    ['.xml', '.xml'],
    ['<stdin>', 'stdin'],
  ])('of %s is %s', (name, base) => expect(outputBase(name)).toBe(base));
});

describe('OutputNames', () => {
  it('gives the base and ending, with a number where that is taken', () => {
    const names = new OutputNames();
    expect(['X', 'X', 'x', 'X-2', 'é', 'e\u0301'].map((base) => names.take(base, 'json'))).toEqual([
      'X.json',
      'X-2.json',
      'x-3.json',
      'X-2-2.json',
      'é.json',
      'e\u0301-2.json',
    ]);
    expect(names.take('X', 'csv')).toBe('X.csv');
  });

  it('keeps names free for the inputs they belong to', () => {
    const names = new OutputNames();
    for (const base of ['X', 'X', 'X-2']) names.reserve(base, 'json');
    expect(['X', 'X', 'X-2'].map((base) => names.take(base, 'json'))).toEqual(['X.json', 'X-3.json', 'X-2.json']);
  });

  it.each([
    ['CON', 'CON_.json'],
    ['nul.txt', 'nul_.txt.json'],
    ['com1', 'com1_.json'],
    ['LPT¹', 'LPT¹_.json'],
    ['CON .x', 'CON_.x.json'],
    ['console', 'console.json'],
    ['a/b\\c:d', 'a_b_c_d.json'],
    ['nul\u0000\u001b[31m', 'nul__[31m.json'],
    ['..', 'unnamed.json'],
    [' . ', 'unnamed.json'],
    ['', 'unnamed.json'],
    [' name. ', 'name.json'],
    ['\ud800x', '_x.json'],
    ['exe\u202egpj', 'exe_gpj.json'],
    ['Ünïcode 日本 😀', 'Ünïcode 日本 😀.json'],
  ])('of %j gives %j', (base, name) => expect(new OutputNames().take(base, 'json')).toBe(name));

  it('bounds the length, in bytes and between characters', () => {
    const names = new OutputNames();
    const [first, second] = [names.take('é'.repeat(500), 'json'), names.take('é'.repeat(501), 'json')];
    expect(first).toMatch(/^é+\.json$/);
    expect(second).toMatch(/^é+-2\.json$/);
    for (const name of [first, second]) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
  });

  it('gives safe names that differ, of any bases', () => {
    const unit = fc.constantFrom(
      'a',
      'A',
      '.',
      ' ',
      '/',
      '\\',
      '-',
      '2',
      ':',
      '\u0000',
      'é',
      'e\u0301',
      '\ud83d',
      'CON',
      'ß',
      'İ',
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 30 }), (bases) => {
        const names = new OutputNames();
        const given = bases.map((base) => names.take(base, 'json'));
        expect(new Set(given.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(bases.length);
        for (const name of given) {
          expect(name).not.toMatch(/[/\\:\x00-\x1f]|^\s|^\.\.?$|[. ]$/);
          expect(name).not.toMatch(/^con(\.|$)/i);
        }
      }),
    );
  });
});
