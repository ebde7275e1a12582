/**
 * HTML as the lines a reader of the page sees: blocks, list items, table cells and `br` begin a line, blanks collapse
 * as in a browser, `pre` keeps its own. Only what is visible counts; no style sheet is looked at, save `hidden` and the
 * few inline styles that pages use for hiding and for keeping line breaks.
 */
import { load } from 'cheerio/slim';
import { frameAt, StigError } from './diagnostic.js';
import type { Limits } from './limits.js';

/** A block-level element, for telling how lines hang together. */
export interface HtmlBlock {
  parent: HtmlBlock | null;
  depth: number;
}

/** A place in a table. */
export interface HtmlCell {
  table: HtmlBlock;
  row: number;
  column: number;
}

/** One visible line. */
export interface HtmlLine {
  /** Blanks collapsed (no-break spaces stay); in `pre` as it stands. */
  text: string;
  /** Line of the source it begins in, counted from 1. */
  line: number;
  pre: boolean;
  /** Level of the heading it stands in; 0 elsewhere. */
  heading: number;
  /** What a list shows before it: `- `, `2. ` or nothing. */
  mark: string;
  /** Whether a paragraph begins here: the page shows a gap above. */
  gap: boolean;
  /** The innermost block around it. */
  block: HtmlBlock;
  /** The innermost table cell around it. */
  cell: HtmlCell | null;
}

/** A page. */
export interface HtmlPage {
  /** Text of the `title` element. */
  title: string | null;
  lines: HtmlLine[];
  /** Whether the document ends as it began: with `</body>` or `</html>`. */
  closed: boolean;
  /** The element the document breaks off in, where it opened `html` or `body` and never closed them. */
  cutIn: string | null;
}

/**
 * Whether the text of an element that is mostly no content (hidden, `footer`, `aside`, `button`, `noscript`) is content
 * after all: accordions hide the rules they hold, and some use buttons for headings. `before` is the last visible line.
 */
export type Keep = (text: string, element: Doubtful, before: string) => boolean;

/** Elements that are mostly no content; `hidden` is any that the page hides. */
export type Doubtful = 'hidden' | 'footer' | 'aside' | 'button' | 'noscript';

/** The part of a DOM node that is used here. */
interface Node {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: Node[];
  startIndex?: number | null;
}

const DROPPED = new Set(
  'script style template select option datalist nav svg math iframe frame object embed canvas audio video map head title input meta link'.split(
    ' ',
  ),
);
const MAYBE = new Set(['footer', 'aside', 'button', 'noscript']);
const BLOCKS = new Set(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu ol p plaintext pre search section summary table tbody td textarea tfoot th thead tr ul xmp'.split(
    ' ',
  ),
);
const GAPS = new Set('blockquote dl h1 h2 h3 h4 h5 h6 hr ol p pre table ul'.split(' '));
const PREFORMATTED = new Set(['pre', 'textarea', 'listing', 'xmp', 'plaintext']);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Elements whose end tag HTML may leave out, or that have none: their number says nothing on nesting. */
const UNNESTED = new Set([
  ...VOID,
  ...'p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt'.split(' '),
]);
/** Optional end tags left out in one page: RHEL 9 with 446 rules stays below 10,000. */
const MOST_UNCLOSED = 50_000;

/**
 * Reads HTML of any make, whole page or fragment. Throws a StigError (`limit-exceeded`) where elements nest deeper than
 * `limits.depth`.
 */
export function readHtml(source: { name: string; text: string }, limits: Limits, keep: Keep): HtmlPage {
  // As the HTML standard says; a carriage return that is meant stands as `&#13;`.
  const html = source.text.replace(/\r\n?/g, '\n');
  const { tooDeepAt, unclosed } = survey(html, limits.depth);
  if (tooDeepAt !== null) throw tooDeep(source.name, limits.depth, html, tooDeepAt);
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true, withStartIndices: true } });
  const root = $.root()[0] as unknown as Node;
  const title = $('title').first();
  const closed = /<\/(?:html|body)\s*>/i.test(html);
  return {
    title: title.length === 0 ? null : collapse(title.text()),
    lines: new Lines(html, keep, source.name, limits.depth).of(root),
    closed,
    // Who leaves out optional end tags leaves out `</head>` too.
    cutIn:
      closed || !/<(?:html|body)[\s>]/i.test(html) ? null : (unclosed ?? (/<\/head\s*>/i.test(html) ? 'body' : null)),
  };
}

/** Walks a tree and collects its lines. */
class Lines {
  readonly #lines: HtmlLine[] = [];
  readonly #starts: number[];
  #text = '';
  #at = 0;
  #pre = false;
  #heading = 0;
  #mark = '';
  #gap = false;
  #block: HtmlBlock = { parent: null, depth: 0 };
  #cell: HtmlCell | null = null;
  #inItem = 0;

  constructor(
    html: string,
    readonly keep: Keep,
    readonly file: string,
    readonly depth: number,
  ) {
    this.#starts = [0];
    for (let at = html.indexOf('\n'); at >= 0; at = html.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  of(root: Node): HtmlLine[] {
    this.#children(root, 0);
    this.#flush();
    return this.#lines;
  }

  #children(node: Node, depth: number): void {
    if (depth > this.depth) throw tooDeep(this.file, this.depth);
    let number = Number(node.attribs?.start ?? 1) || 1;
    for (const child of node.children ?? []) {
      if (child.type === 'text') this.#add(child);
      else if (child.name !== undefined && this.#isShown(child)) {
        if (child.name === 'li') this.#item(child, node.name === 'ol' ? `${number++}. ` : '- ', depth);
        else this.#element(child, depth);
      }
    }
  }

  #isShown(node: Node): boolean {
    const name = node.name!;
    if (DROPPED.has(name) || node.attribs?.role === 'navigation') return false;
    if (MAYBE.has(name)) return this.#keeps(node, name as Doubtful);
    const style = node.attribs?.style ?? '';
    const hidden =
      node.attribs?.hidden !== undefined ||
      (name === 'dialog' && node.attribs?.open === undefined) ||
      /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
    return !hidden || this.#keeps(node, 'hidden');
  }

  #keeps(node: Node, element: Doubtful): boolean {
    this.#flush();
    return this.keep(textOf(node), element, this.#lines.at(-1)?.text ?? '');
  }

  #item(node: Node, mark: string, depth: number): void {
    this.#flush();
    this.#mark = mark;
    this.#inItem++;
    this.#element(node, depth);
    this.#inItem--;
    this.#mark = '';
  }

  #element(node: Node, depth: number): void {
    const name = node.name!;
    if (name === 'br') {
      if (this.#pre) this.#text += '\n';
      else this.#flush(true);
      return;
    }
    if (!BLOCKS.has(name)) {
      this.#children(node, depth + 1);
      return;
    }
    this.#flush();
    const [pre, heading, block, cell] = [this.#pre, this.#heading, this.#block, this.#cell];
    this.#block = { parent: block, depth: block.depth + 1 };
    this.#pre ||= PREFORMATTED.has(name) || /white-space\s*:\s*(?:pre|break-spaces)/i.test(node.attribs?.style ?? '');
    if (/^h[1-6]$/.test(name)) this.#heading = Number(name[1]);
    if (name === 'td' || name === 'th') this.#cell = cellOf(cell, node, block);
    else if (name === 'table') this.#cell = { table: this.#block, row: -1, column: -1 };
    else if (name === 'tr' && cell !== null) this.#cell = { table: cell.table, row: ++cell.row, column: -1 };
    // Groups of rows (thead, tbody) share the table's counter of rows.
    if (GAPS.has(name) && this.#inItem === 0) this.#gap = true;
    this.#children(node, depth + 1);
    this.#flush();
    [this.#pre, this.#heading, this.#block, this.#cell] = [pre, heading, block, cell];
    if (GAPS.has(name) && this.#inItem === 0) this.#gap = true;
  }

  #add(node: Node): void {
    if (this.#text === '') this.#at = node.startIndex ?? 0;
    this.#text += node.data ?? '';
  }

  /** Ends the line, or in `pre` the lines; a `br` keeps an empty line as a gap. */
  #flush(atBreak = false): void {
    const raw = this.#text;
    this.#text = '';
    if (this.#pre) {
      if (raw === '') return;
      // A line feed right after `<pre>` is no part of it (HTML, 13.1.2.5).
      raw
        .replace(/^\n/, '')
        .split('\n')
        .forEach((line, below) => {
          this.#push(line, below);
        });
      return;
    }
    const text = collapse(raw);
    if (text !== '') this.#push(text);
    else if (atBreak) this.#gap = true;
  }

  #push(text: string, below = 0): void {
    const line = this.#lineOf(this.#at) + below;
    const cell = this.#cell === null || this.#cell.column < 0 ? null : this.#cell;
    const [mark, gap] = [this.#mark, this.#gap];
    this.#lines.push({ text, line, pre: this.#pre, heading: this.#heading, mark, gap, block: this.#block, cell });
    this.#mark = '';
    this.#gap = false;
  }

  #lineOf(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** The cell a `td` or `th` opens; outside of a table it is a block as any other. */
function cellOf(row: HtmlCell | null, node: Node, block: HtmlBlock): HtmlCell {
  if (row === null) return { table: block, row: 0, column: 0 };
  const cell = { table: row.table, row: row.row, column: ++row.column };
  row.column += Math.min(Math.max(Number(node.attribs?.colspan ?? 1) || 1, 1), 1000) - 1;
  return cell;
}

/** Blanks as a browser shows them: HTML's five, never the no-break space. */
function collapse(text: string): string {
  return text.replace(/[ \t\n\f\r]+/g, ' ').replace(/^ | $/g, '');
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.data ?? '';
  return (node.children ?? []).map(textOf).join(' ');
}

/**
 * What the tags alone say: where elements nest too deep, and the element opened last of those never closed. The
 * parser's work grows with depth times tags, so what is too deep must not reach it.
 */
function survey(html: string, most: number): { tooDeepAt: number | null; unclosed: string | null } {
  const open = new Map<string, { count: number; last: number }>();
  let [depth, loose] = [0, 0];
  let tooDeepAt: number | null = null;
  const tag = /<(\/?)([a-z][^\s/>]*)/gi;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const name = match[2]!.toLowerCase();
    const closing = match[1] !== '';
    if (UNNESTED.has(name)) {
      loose += closing ? -1 : VOID.has(name) ? 0 : 1;
      if (loose > MOST_UNCLOSED) tooDeepAt ??= match.index;
      continue;
    }
    const entry = open.get(name) ?? { count: 0, last: 0 };
    open.set(name, entry);
    if (!closing) {
      if (++depth > most) tooDeepAt ??= match.index;
      entry.count++;
      entry.last = match.index;
      if (name === 'script' || name === 'style') tag.lastIndex = endOf(html, name, tag.lastIndex);
    } else if (entry.count > 0) {
      entry.count--;
      depth--;
    }
  }
  open.delete('html');
  open.delete('body');
  const unclosed = [...open].filter(([, entry]) => entry.count > 0).sort(([, a], [, b]) => b.last - a.last);
  return { tooDeepAt, unclosed: unclosed[0]?.[0] ?? null };
}

function endOf(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function tooDeep(file: string, depth: number, html = '', at?: number): StigError {
  const start = html.lastIndexOf('\n', (at ?? 0) - 1) + 1;
  const place = at === undefined ? {} : { line: html.slice(0, start).split('\n').length, column: at - start + 1 };
  return new StigError({
    code: 'limit-exceeded',
    severity: 'error',
    file,
    ...place,
    ...(at === undefined ? {} : { frame: frameAt(html, at) }),
    message: `the HTML nests deeper than ${depth} elements`,
    hint: 'If the page is sound, raise the limit `depth`.',
  });
}
