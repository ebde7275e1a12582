import { type Block, blocksOf } from '../../text/blocks.js';
import { escapeLine } from './escape.js';

/**
 * A text of a rule as Markdown. Each line of the text is one line of the output: prose escaped, with a backslash at its
 * end where the next line goes on in the same paragraph (a hard break: DISA's line breaks mean something); commands
 * between fences, untouched. Take away the fences, the backslashes at line ends and the escapes, and the text's lines
 * are there again.
 */
export function markdownOfText(text: string): string {
  const blocks = blocksOf(text);
  const lines: string[] = [];
  for (const [i, block] of blocks.entries()) {
    if (block.type === 'code') lines.push(...fenced(block.lines));
    else if (block.type === 'blank') lines.push(...block.lines.map(blankLine));
    else lines.push(...prose(proseLines(block), followedByProse(blocks[i + 1])));
  }
  return lines.join('\n');
}

function proseLines(block: Exclude<Block, { type: 'code' }>): string[] {
  return block.type === 'list' ? block.items.flatMap((item) => item.lines) : block.lines;
}

function followedByProse(next: Block | undefined): boolean {
  return next !== undefined && (next.type === 'paragraph' || next.type === 'list');
}

function prose(lines: readonly string[], goesOn: boolean): string[] {
  return lines.map((line, i) => {
    const next = lines[i + 1];
    const breaks = next === undefined ? goesOn : next.trim() !== '';
    return line.trim() === '' ? blankLine(line) : `${escapeLine(line)}${breaks ? '\\' : ''}`;
  });
}

/** Blanks and tabs stand; any other white space (NBSP) is text to Markdown, and would be code behind four blanks. */
function blankLine(line: string): string {
  return /^[ \t]*$/.test(line) ? line : escapeLine(line);
}

/** A fence longer than any run of backticks within. */
function fenced(lines: readonly string[]): string[] {
  let longest = 2;
  for (const line of lines) {
    for (const run of line.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  }
  const fence = '`'.repeat(longest + 1);
  return [fence, ...lines, fence];
}
