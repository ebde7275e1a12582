import { continuesCommand, isAnnounced, isCommand, isProse, opensNextLine } from './command.js';
import { isBlank, linesOf } from './lines.js';

/**
 * A piece of a rule's text. Blocks hold the text's lines whole and in order: `linesOfBlocks` gives every line back, so a
 * wrong guess costs looks and never a character.
 */
export type Block =
  | { type: 'paragraph'; lines: string[] }
  /** Commands, configuration, output: to be set in monospace, each line a line. */
  | { type: 'code'; lines: string[] }
  /** Items whose first line begins with the marker as typed (`1.`, `-`, `a)`). */
  | { type: 'list'; items: ListItem[] }
  | { type: 'blank'; lines: string[] };

/** An item of a list: its lines, marker and blank lines behind it included. */
export interface ListItem {
  /** As typed: `1.`, `-`, `(a)`, `•`. */
  marker: string;
  lines: string[];
}

const ITEM = /^\s{0,40}(-|\*|•|–|\d{1,3}[.)]|[A-Za-z][.)]|\([A-Za-z\d]{1,3}\))\s+\S/;
const INDENTED = /^(?: {4}| {0,3}\t)\s*\S/;

/** Splits a text of a rule into paragraphs, commands and lists. */
export function blocksOf(text: string): Block[] {
  if (text === '') return [];
  const lines = linesOf(text);
  const kinds = kindsOf(lines);
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const kind = kinds[i]!;
    let end = i + 1;
    while (end < lines.length && kinds[end] === kind) end++;
    blocks.push(
      kind === 'list'
        ? { type: 'list', items: itemsOf(lines.slice(i, end)) }
        : { type: kind, lines: lines.slice(i, end) },
    );
    i = end;
  }
  return blocks;
}

/** All lines of blocks, as they were in the text. */
export function linesOfBlocks(blocks: readonly Block[]): string[] {
  return blocks.flatMap(linesOfBlock);
}

/** The lines of one block. */
export function linesOfBlock(block: Block): string[] {
  return block.type === 'list' ? block.items.flatMap((item) => item.lines) : block.lines;
}

type Kind = Block['type'];

function kindsOf(lines: readonly string[]): Kind[] {
  const kinds: Kind[] = [];
  /** The last line that is not blank. */
  let last = -1;
  for (const [i, line] of lines.entries()) {
    const apart = last < i - 1;
    kinds.push(isBlank(line) ? 'blank' : kindOf(line, kinds[last], lines[last] ?? '', apart));
    if (kinds[i] !== 'blank') last = i;
  }
  joinItems(lines, kinds);
  return kinds;
}

/** @param apart a blank line, or the text's beginning, stands before the line */
function kindOf(line: string, before: Kind | undefined, lineBefore: string, apart: boolean): Kind {
  if (before === 'code' && !apart && (opensNextLine(lineBefore) || continuesCommand(line))) return 'code';
  if (isCommand(line)) return 'code';
  if (ITEM.test(line)) return 'list';
  const announced = before === 'code' || (before === 'paragraph' && /:\s*$/.test(lineBefore));
  if (announced && isAnnounced(line)) return 'code';
  if (INDENTED.test(line) && apart && !isProse(line)) return 'code';
  return before === 'list' && !apart ? 'list' : 'paragraph';
}

/** Blank lines between two items are the list's own: a list with air in it is one list. */
function joinItems(lines: readonly string[], kinds: Kind[]): void {
  let item = -1;
  for (let i = 0; i < lines.length; i++) {
    if (kinds[i] === 'list') {
      if (item >= 0 && ITEM.test(lines[i]!)) kinds.fill('list', item, i);
      item = i;
    } else if (kinds[i] !== 'blank') item = -1;
  }
}

function itemsOf(lines: readonly string[]): ListItem[] {
  const items: ListItem[] = [];
  for (const line of lines) {
    const marker = ITEM.exec(line)?.[1];
    if (marker !== undefined || items.length === 0) items.push({ marker: marker ?? '', lines: [line] });
    else items[items.length - 1]!.lines.push(line);
  }
  return items;
}
