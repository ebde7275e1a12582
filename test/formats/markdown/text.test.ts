import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { markdownOfText } from '../../../src/formats/markdown/text.js';
import { linesOf } from '../../../src/text/lines.js';
import { corpusBenchmarks } from '../../support/benchmarks.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { nastyText } from '../../support/nasty-text.js';

const renderer = new MarkdownIt({ html: true });

/** What a renderer of other hands reads: the lines it shows, and the kinds of what is neither text nor a break. */
function rendered(markdown: string): { lines: string[]; elements: Set<string> } {
  const elements = new Set<string>();
  let text = '';
  for (const token of renderer.parse(markdown, {})) {
    if (token.type === 'fence') text += `${token.content}\n`;
    else if (token.type === 'inline') {
      for (const child of token.children ?? []) {
        if (child.type === 'text') text += child.content;
        else if (child.type === 'hardbreak' || child.type === 'softbreak') text += '\n';
        else elements.add(child.type);
      }
      text += '\n';
    } else if (!token.type.startsWith('paragraph_')) elements.add(token.type);
  }
  return { lines: shownLines(text), elements };
}

/** Lines without what a renderer may drop: blank lines and blanks at the ends. */
function shownLines(text: string): string[] {
  return linesOf(text).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

/** Takes our own markup away again: fences, backslashes at line ends, escapes. */
function unmarked(markdown: string): string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    if (fence !== null) {
      if (line === fence) fence = null;
      else lines.push(line);
    } else if (/^`{3,}$/.test(line)) fence = line;
    else lines.push(unescaped(line));
  }
  return lines;
}

function unescaped(line: string): string {
  return line.replace(/\\([!-/:-@[-`{-~])|\\$|&(lt|amp|#32|#9);/g, (_, character?: string, name?: string) =>
    character !== undefined
      ? character
      : name === undefined
        ? ''
        : { lt: '<', amp: '&', '#32': ' ', '#9': '\t' }[name]!,
  );
}

describe('markdownOfText', () => {
  it.each([
    [
      '<username> is <b>shown</b> & not <!-- eaten -->.',
      '&lt;username> is &lt;b>shown&lt;/b> & not &lt;!-- eaten -->.',
    ],
    ['&lt; stays as it is; AT&T too', '&amp;lt; stays as it is; AT&amp;T too'],
    ['#', '\\#'],
    ['1. Open the console.\n2) Close it.', '1\\. Open the console.\\\n2\\) Close it.'],
    ['- Item', '\\- Item'],
    ['* Item', '\\* Item'],
    ['Title\n=====', 'Title\\\n\\====='],
    ['a_b stays, _this_ does not; 2*3*4', 'a_b stays, \\_this\\_ does not; 2\\*3\\*4'],
    ['The path HKLM\\Software\\[x]\\ is set.', 'The path HKLM\\Software\\\\\\[x\\]\\ is set.'],
    ['| a | b |', '\\| a \\| b \\|'],
    ['Use ``x`` and ~~y~~ and {{z}}.', 'Use \\`\\`x\\`\\` and \\~\\~y\\~\\~ and \\{\\{z}}.'],
    ['The first line\n  and an indented one.', 'The first line\\\n&#32;&#32;and an indented one.'],
  ])('escapes %j', (text, expected) => {
    expect(markdownOfText(text)).toBe(expected);
    expect(rendered(markdownOfText(text))).toEqual({ lines: shownLines(text), elements: new Set() });
  });

  it('sets commands between fences that are longer than any within', () => {
    expect(markdownOfText('Run:\n$ echo ```` <x> `y`\nThen see the log.')).toBe(
      'Run:\n`````\n$ echo ```` <x> `y`\n`````\nThen see the log.',
    );
  });

  it('holds 30,000 characters on one line', () => {
    const text = 'The <file> must_be *checked* by the SA. '.repeat(750);
    expect(rendered(markdownOfText(text))).toEqual({ lines: [text.trim()], elements: new Set() });
  });

  it('renders as the text and nothing else, whatever the text', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        expect(rendered(markdownOfText(text))).toEqual({ lines: shownLines(text), elements: new Set() });
      }),
      { numRuns: 3000 },
    );
  });

  it('is the text again without our markup, whatever the text', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        expect(unmarked(markdownOfText(text))).toEqual(linesOf(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe.skipIf(!hasCorpus)(`markdownOfText over ${NEEDS_CORPUS}`, () => {
  it('renders every text of every rule as itself, and gives it back', async () => {
    let texts = 0;
    for (const [, benchmark] of await corpusBenchmarks()) {
      for (const rule of benchmark.rules) {
        for (const text of [rule.discussion, ...rule.checks.map((c) => c.text), ...rule.fixes.map((f) => f.text)]) {
          if (text === null) continue;
          const markdown = markdownOfText(text);
          expect(rendered(markdown)).toEqual({ lines: shownLines(text), elements: new Set() });
          expect(unmarked(markdown)).toEqual(linesOf(text));
          texts++;
        }
      }
    }
    expect(texts).toBeGreaterThan(3000);
  });
});
