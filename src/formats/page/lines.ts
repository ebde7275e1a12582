import { type HtmlBlock, type HtmlLine, type Keep, readHtml } from '../../io/html.js';
import type { Source } from '../../io/source.js';
import type { ReadContext } from '../format.js';

/** A visible line of a page, whatever the page was made of. */
export type PageLine = HtmlLine;

/** A page as the label-driven readers take it. */
export interface Page {
  /** What the page calls itself in its `title` element; `null` of text. */
  title: string | null;
  lines: PageLine[];
  /** Whether the page is known to be whole: HTML that ends with `</html>` or `</body>`. */
  closed: boolean;
  /** The element that HTML breaks off in. */
  cutIn: string | null;
}

const ROOT: HtmlBlock = { parent: null, depth: 0 };

/** Labels that show hidden parts to be content; ids that show asides and footers to be. */
const LABELS =
  /\b(?:vuln(?:erability)?\s+ids?|rule\s+ids?|rmf\s+control|check\s+content|fix\s+text|additional\s+identifiers|expert\s+comments|digest\s+of\s+updates|checks:|fix:)/i;
const IDS = /\b(?:SV|C|F)-\d+r\d+_(?:rule|chk|fix)\b/;

/** Ids as some extractors write them: `SV-260903r986160\_rule`. */
const ESCAPED = /\w\\_(?:rule|chk|fix)\b/;

/** The line above what an accordion hides: a head or the label of a section. */
const HEAD = /^(?:check(?:s| content| text)?|fix(?: text)?|discussion|expert comments)\b(?:[:\s]*[CF]-[\w.-]+)?:?$/i;

const keep: Keep = (text, element, before) => {
  if (element === 'hidden' && HEAD.test(before)) return /\S\s+\S+\s+\S/.test(text);
  if (element === 'hidden' || element === 'noscript') return LABELS.test(text) || IDS.test(text);
  if (element === 'button') return IDS.test(text) || (text.length < 60 && LABELS.test(text));
  return IDS.test(text);
};

/** The visible lines of HTML, plain text or Markdown. Throws a StigError where HTML nests too deep. */
export function pageOf(source: Source, { limits, report }: Pick<ReadContext, 'limits' | 'report'>): Page {
  const { name, text } = source;
  // A page that says so is in another encoding than UTF-8, by right.
  if (!/charset\s*=\s*(?!["']?utf-?8)/i.test(text.slice(0, 4000))) source.reportEncoding(report);
  return unfenced(isHtml(text) ? readHtml({ name, text }, limits, keep) : textPage(text));
}

/** A page of which all content is preformatted, such as text that a browser saved in one `pre`, is plain text. */
function unfenced(page: Page): Page {
  const { lines } = page;
  if (lines.some((line) => !line.pre && LABELS.test(line.text))) return page;
  if (!lines.some((line) => line.pre && LABELS.test(line.text))) return page;
  return { ...page, lines: lines.map((line) => (line.pre ? lineOf(line.text, line.line, false, ROOT) : line)) };
}

/** Whether a text is HTML: it begins with a tag, a declaration or a comment. */
export function isHtml(text: string): boolean {
  return /^\s*<(?:[a-z][\w-]*[\s>/]|!doctype\b|!--|\?xml\b)/i.test(text.slice(0, 2000));
}

/**
 * Text, line by line. A fence of Markdown makes `pre` of what it holds and vanishes, if it is closed; everything else
 * stays as it stands, since a line that begins with `#` or `-` is a command or a bullet of DISA's as often as Markdown.
 * Backslashes are Markdown's only where the ids, which have none of their own, show them.
 */
function textPage(text: string): Page {
  const raw = text.split(/\r\n|\n|\r/);
  const isEscaped = ESCAPED.test(text);
  const lines: PageLine[] = [];
  const closings = closingFences(raw);
  for (let i = 0; i < raw.length; i++) {
    const close = closings.get(i);
    if (close === undefined) {
      lines.push(lineOf(isEscaped ? unescaped(raw[i]!) : raw[i]!, i + 1, false, ROOT));
      continue;
    }
    const block = { parent: ROOT, depth: 1 };
    for (let j = i + 1; j < close; j++) lines.push(lineOf(raw[j]!, j + 1, true, block));
    i = close;
  }
  return { title: null, lines, closed: false, cutIn: null };
}

/** Markdown without its backslashes (CommonMark 2.4). */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function lineOf(text: string, line: number, pre: boolean, block: HtmlBlock): PageLine {
  return { text, line, pre, heading: 0, mark: '', gap: false, block, cell: null };
}

interface Fence {
  index: number;
  char: string;
  length: number;
  /** Nothing stands behind it, as behind every closing fence. */
  bare: boolean;
}

/** Index of the closing fence by that of the opening one; a fence that nothing closes is text. */
function closingFences(raw: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const fences: Fence[] = [];
  raw.forEach((line, index) => {
    const fence = /^ {0,3}(`{3,}|~{3,})([^`]*)$/.exec(line);
    if (fence) fences.push({ index, char: fence[1]![0]!, length: fence[1]!.length, bare: fence[2]!.trim() === '' });
  });
  const longest = longestBehind(fences);
  for (let i = 0; i < fences.length; i++) {
    const open = fences[i]!;
    // Looked up first, so that a page of opening fences alone is not searched to its end for each of them.
    if (longest[i]![open.char === '`' ? 0 : 1] < open.length) continue;
    let j = i + 1;
    while (!closes(fences[j]!, open)) j++;
    pairs.set(open.index, fences[j]!.index);
    i = j;
  }
  return pairs;
}

/** For each fence the longest bare ones behind it, of backticks and of tildes. */
function longestBehind(fences: readonly Fence[]): [number, number][] {
  const longest: [number, number][] = [];
  let [ticks, tildes] = [0, 0];
  for (let i = fences.length - 1; i >= 0; i--) {
    longest[i] = [ticks, tildes];
    const { char, length, bare } = fences[i]!;
    if (bare && char === '`') ticks = Math.max(ticks, length);
    else if (bare) tildes = Math.max(tildes, length);
  }
  return longest;
}

function closes(fence: Fence, open: Fence): boolean {
  return fence.bare && fence.char === open.char && fence.length >= open.length;
}
