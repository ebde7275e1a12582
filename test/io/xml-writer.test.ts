import { describe, expect, it } from 'vitest';
import { escapeAttribute, escapeText, replaceForbidden } from '../../src/io/xml-writer.js';

describe('writing XML', () => {
  it('escapes texts as STIG Viewer does', () => {
    expect(escapeText('a & b <c> "d" \'e\' &amp;')).toBe('a &amp; b &lt;c&gt; "d" \'e\' &amp;amp;');
  });

  it('escapes attributes so that white space survives', () => {
    expect(escapeAttribute('"a"\n\t\r<&')).toBe('&quot;a&quot;&#xA;&#x9;&#xD;&lt;&amp;');
  });

  it('replaces what XML forbids and counts it', () => {
    expect(replaceForbidden('a\u0000b\u001bc\ufffed\ud800e')).toEqual({
      text: 'a\ufffdb\ufffdc\ufffdd\ufffde',
      count: 4,
    });
    expect(replaceForbidden('a\t\r\n\u0085😀')).toEqual({ text: 'a\t\r\n\u0085😀', count: 0 });
  });
});
