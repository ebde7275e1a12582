import { describe, expect, it } from 'vitest';
import { type Keep, readHtml } from '../../src/io/html.js';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';

const never: Keep = () => false;

function page(html: string, keep: Keep = never) {
  return readHtml({ name: 'page.html', text: html }, DEFAULT_LIMITS, keep);
}

/** Lines as text, with their list mark. */
function lines(html: string, keep?: Keep): string[] {
  return page(html, keep).lines.map(({ mark, text }) => mark + text);
}

describe('visible lines', () => {
  it('begin with blocks and br, and collapse blanks as a browser does', () => {
    expect(lines('<div> a\n  <b>b</b>\t<i>c</i><br>d<p>e<p>f<section>g</section>h</div>')).toEqual([
      'a b c',
      'd',
      'e',
      'f',
      'g',
      'h',
    ]);
  });

  it('keep no-break spaces and decode entities', () => {
    expect(lines('<p>&nbsp;a&nbsp;&nbsp;b &lt;x&gt; &amp;lt; &eacute;&#8217;&#x41; &unknown;</p>')).toEqual([
      '\u00a0a\u00a0\u00a0b <x> &lt; é’A &unknown;',
    ]);
  });

  it('keep what pre holds, but for the line feed behind its tag', () => {
    const { lines } = page('<pre>\n\n  a <b>b</b>&#13;\r\n\tc<br>d \n</pre>');
    expect(lines.map(({ text, pre }) => [text, pre])).toEqual(
      ['', '  a b\r', '\tc', 'd ', ''].map((text) => [text, true]),
    );
  });

  it('keep line breaks where an inline style says so', () => {
    expect(
      lines('<div style="color:red; white-space: pre-wrap">a\n  b</div><div style="white-space:nowrap">c\n d</div>'),
    ).toEqual(['a', '  b', 'c d']);
  });

  it('show marks of lists', () => {
    expect(lines('<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul><ol start=3><li>e<li>f</ol>')).toEqual([
      '- a',
      '- b',
      '- c',
      'd',
      '3. e',
      '4. f',
    ]);
  });

  it('know their heading, cell and place', () => {
    const { lines: found } = page('<h2>a</h2>\n<table><tr><th>b<td colspan=2>c<td>d<tr><td>e</table>\n\n<p>f</p>');
    expect(
      found.map(({ text, heading, line, cell }) => [text, heading, line, cell && [cell.row, cell.column]]),
    ).toEqual([
      ['a', 2, 1, null],
      ['b', 0, 2, [0, 0]],
      ['c', 0, 2, [0, 1]],
      ['d', 0, 2, [0, 3]],
      ['e', 0, 2, [1, 0]],
      ['f', 0, 4, null],
    ]);
  });

  it('leave out what no reader sees', () => {
    expect(
      lines(
        '<head><title>t</title><style>x{}</style></head><script>"<p>s</p>"</script><template><p>t</p></template><nav>n</nav>' +
          '<div role=navigation>r</div><select><option>o</select><p hidden>h</p><p style="display:none">d</p><dialog>d</dialog>' +
          '<footer>f</footer><aside>a</aside><button>b</button><!-- c --><svg><text>v</text></svg><textarea>t</textarea>' +
          '<details><summary>s</summary>shown</details>',
      ),
    ).toEqual(['t', 's', 'shown']);
  });

  it('ask whether hidden parts are content', () => {
    const asked: string[][] = [];
    const keep: Keep = (text, element, before) => {
      asked.push([text, element, before]);
      return element === 'hidden';
    };
    expect(lines('<h3>Head</h3><div hidden>panel</div><footer>foot</footer>', keep)).toEqual(['Head', 'panel']);
    expect(asked).toEqual([
      ['panel', 'hidden', 'Head'],
      ['foot', 'footer', 'panel'],
    ]);
  });
});

describe('the end of a page', () => {
  it('is told from a cut', () => {
    expect(page('<html><body><div><p>a</div></body></html>')).toMatchObject({ closed: true, cutIn: null });
    expect(page('<html><body><div><pre>a')).toMatchObject({ closed: false, cutIn: 'pre' });
    // A minifier may leave out the optional end tags; a fragment has none.
    expect(page('<html><body><div><p>a</div>')).toMatchObject({ closed: false, cutIn: null });
    expect(page('<div><p>a')).toMatchObject({ closed: false, cutIn: null });
  });

  it('has the title of the page', () => {
    expect(page('<title> A\n &amp; B </title><p>x').title).toBe('A & B');
    expect(page('<p>x').title).toBeNull();
  });
});
