import { blocksOf } from '../../text/blocks.js';
import { isBlank } from '../../text/lines.js';
import type { TextSection } from '../shared/rule-facts.js';

/** A block as the template text.hbs sets it: one of the three is there. */
export interface HtmlBlock {
  /** Lines joined by LF. */
  code: string | null;
  paragraph: string[] | null;
  /** Lines of each item, its marker as typed in the first. */
  items: string[][] | null;
}

/** A text of a rule in blocks for the template. Blank lines part blocks and are not set. */
export function htmlBlocks(text: string | null): HtmlBlock[] {
  return blocksOf(text ?? '').flatMap((block): HtmlBlock[] => {
    if (block.type === 'blank') return [];
    const code = block.type === 'code' ? block.lines.join('\n') : null;
    const paragraph = block.type === 'paragraph' ? block.lines : null;
    const items = block.type === 'list' ? block.items.map((item) => withoutBlankEnd(item.lines)) : null;
    return [{ code, paragraph, items }];
  });
}

/** A long text under its heading, as sections.hbs sets it. */
export interface HtmlSection {
  heading: string;
  level: number;
  blocks: HtmlBlock[];
}

/** Texts under headings of a level. */
export function htmlSections(texts: readonly TextSection[], level: number): HtmlSection[] {
  return texts.map(({ heading, text }) => ({ heading, level, blocks: htmlBlocks(text) }));
}

function withoutBlankEnd(lines: readonly string[]): string[] {
  let end = lines.length;
  while (end > 1 && isBlank(lines[end - 1]!)) end--;
  return lines.slice(0, end);
}
