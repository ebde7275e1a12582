import { BLANK, withoutMarkup } from './normalize.js';
import { type Span, spanAt, structureOf } from './structure.js';

const GAP = new RegExp(`[${BLANK}]+`, 'g');

/**
 * Whether two texts that say the same differ in the line breaks or the indentation of commands, YAML or here-documents:
 * what a reader types is then another thing. `formatting` where only prose, blank lines or trailing blanks moved.
 */
export function formattingClass(oldText: string, newText: string): 'formatting' | 'layout' {
  const before = gapsOf(oldText);
  const after = gapsOf(newText);
  // The same words stand in both, so the gaps correspond one to one.
  if (before.gaps.length !== after.gaps.length) return 'formatting';
  for (let i = 0; i < before.gaps.length; i++) {
    const [x, y] = [before.gaps[i]!, after.gaps[i]!];
    if (x.breaks === y.breaks && (!x.breaks || x.indent === y.indent)) continue;
    if (inCommands(before, x) || inCommands(after, y)) return 'layout';
  }
  return 'formatting';
}

interface Gap extends Span {
  breaks: boolean;
  /** Blanks between the line break and the next word. */
  indent: string;
}

interface Gaps {
  gaps: Gap[];
  commands: Span[];
}

function gapsOf(text: string): Gaps {
  const bare = withoutMarkup(text);
  const gaps: Gap[] = [];
  for (const match of bare.matchAll(GAP)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (start === 0 || end === bare.length) continue;
    const source = text.slice(start, end);
    const lastBreak = Math.max(source.lastIndexOf('\n'), source.lastIndexOf('\r'));
    const breaks = lastBreak >= 0 || /<(?:\w+:)?br\b/i.test(source);
    gaps.push({ start, end, breaks, indent: lastBreak < 0 ? '' : source.slice(lastBreak + 1) });
  }
  return { gaps, commands: structureOf(bare).commands };
}

/** Whether the words on both sides of a gap, or for a break within one line both ends, belong to commands. */
function inCommands({ commands }: Gaps, gap: Gap): boolean {
  return spanAt(commands, gap.start - 1) !== undefined && spanAt(commands, gap.end) !== undefined;
}
