import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities } from '../../src/diff/entities.js';
import { plain } from '../../src/diff/normalize.js';
import { CORPUS } from '../support/corpus.js';

describe('plain', () => {
  it.each([
    ['line ends and indentation', 'a\r\n  b\tc\n', 'a b c'],
    ['NBSP, zero width space and byte order mark', '\ufeffa\u00a0\u200bb', 'a b'],
    ['a tag without a blank beside it parts words', 'one<br>two', 'one two'],
    ['void, any case, with attributes', 'a<BR/>b<img src="x">c<hr />d', 'a b c d'],
    ['prefixed, closed or not', 'a<xhtml:br/>b <html:code>c</html:code> <html:b>d', 'a b c d'],
    ['a pair of tags', 'run <b>ls</b> now', 'run ls now'],
    ['entities once', '&lt;b&gt; &amp;lt; &quot;x&quot;&nbsp;y', '<b> &lt; "x" y'],
    ['an entity that spells a tag is text', 'a &lt;br&gt; b', 'a <br> b'],
    ['a reference without its semicolon', '?a=1&copy=2 &notit; &#65 &#x42;', '?a=1©=2 ¬it; A B'],
    ['numbers that are no characters', 'a&#1;b&#0;c&#150;d&#xD800;e', 'ab\ufffdc–d\ufffde'],
  ])('%s', (_, text, expected) => expect(plain(text)).toBe(expected));

  it.each([
    ['a placeholder', 'set <username> and <secret-name>'],
    ['a here-document', 'cat <<EOF > /etc/x'],
    ['a comparison', 'if a < b and c > d'],
    ['a lone element that is a placeholder', 'chown <b> <address> <p>'],
    ['an end tag without its start', 'a </b> c'],
    ['an element of no page', '<config>x</config>'],
  ])('leaves %s', (_, text) => expect(plain(text)).toBe(text));

  it('is empty for nothing', () => {
    expect(plain(null)).toBe('');
    expect(plain(' \n')).toBe('');
  });

  it('ends on hostile text of any length', () => {
    for (const piece of ['<', '<a ', '<a', '</b>', '<a:', '&', '&#', '<b ></b', '&ampzampz']) {
      const text = piece.repeat(200_000);
      expect(plain(text).length).toBeLessThanOrEqual(text.length);
    }
    expect(plain('<a'.repeat(200_000))).toBe('<a'.repeat(200_000));
    expect(plain('<b>'.repeat(100_000) + '</b>'.repeat(100_000))).toBe('');
  });
});

const REFERENCE = join(CORPUS, '../check/refxccdf.py');
const python = existsSync(REFERENCE) && spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!python)(
  'plain against an independent reading (needs python3 and the check folder beside the corpus; skipped where absent)',
  () => {
    it('gives the same of any text', () => {
      const pieces = fc.constantFrom(
        '<b>',
        '</b>',
        '<B',
        '<br',
        '<br/>',
        '<xhtml:br/>',
        '</html:code>',
        '<html:p class="x">',
        '<p/>',
        '<li\u2003x>',
        '<é:b>',
        '<a.b-c:i>',
        '<user>',
        '</user>',
        '<<EOF',
        '<',
        '>',
        '/',
        ':',
        ' ',
        '\n',
        '\t',
        '\r\n',
        '\u00a0',
        '\u200b',
        '\ufeff',
        '\u0085',
        '\u001c',
        '\u2028',
        '\u3000',
        '&',
        '&amp;',
        '&amp',
        '&lt;',
        '&lt',
        '&gt;b',
        '&quot;',
        '&nbsp',
        '&nbsp;',
        '&notit;',
        '&CounterClockwiseContourIntegral;',
        '&#',
        '&#x',
        '&#x41;',
        '&#65',
        '&#128;',
        '&#13;',
        '&#1;',
        '&#xfffe;',
        '&#x110000;',
        ';',
        'b',
        'code',
        'text',
        '&ThickSpace;',
        '&NotEqualTilde;',
        '&#xD83D;',
      );
      const text = fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 14 })
        .map((list) => list.join(''));
      const texts = fc.sample(text, { numRuns: 20_000, seed: 20261122 });
      const program = `import json,sys; sys.path.insert(0, sys.argv[1]); import refxccdf; json.dump([refxccdf.plain(t) for t in json.load(sys.stdin)], sys.stdout)`;
      const answers: string[] = JSON.parse(
        execFileSync('python3', ['-c', program, join(REFERENCE, '..')], {
          input: JSON.stringify(texts),
          maxBuffer: 1 << 28,
          encoding: 'utf8',
        }),
      );
      const bad = texts
        .map((t, i) => ({ text: t, ours: plain(t), theirs: answers[i] }))
        .filter((r) => r.ours !== r.theirs);
      expect(bad.slice(0, 5)).toEqual([]);
      expect(texts.length).toBeGreaterThan(15_000);
    });
  },
);

describe('decodeEntities', () => {
  it('leaves what is no reference', () =>
    expect(decodeEntities('a & b &; &x &zzz; &#; &#x;')).toBe('a & b &; &x &zzz; &#; &#x;'));
});
