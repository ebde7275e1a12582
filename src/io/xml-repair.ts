/**
 * Makes broken XML balanced, so that a tolerant parser reads it without shifting everything behind the break: parsers
 * that forgive let any end tag close any element. Texts are not touched but for a `<` that begins no tag.
 */
export interface Repaired {
  text: string;
  /** Offset in the source of an offset in `text`. */
  sourceOffset(offset: number): number;
  /** How many start tags of each name stand in the source, comments and CDATA sections aside. */
  startTags: Map<string, number>;
  /** Offset in the source of a DOCTYPE. */
  doctype: number | undefined;
}

/** After the name comes no sign of a name: it is taken whole at once, and never again in part. */
const START = /<([A-Za-z_:][\w:.-]*)(?![\w:.-])((?:[^<>"']|"[^"]*"|'[^']*')*)>/y;
const END = /<\/([A-Za-z_:][\w:.-]*)[ \t\r\n]*>/y;

/** What stands in the source between two pieces of text, without being a tag. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** An open element, and whether an element began within it. */
interface Open {
  name: string;
  parent: boolean;
}

/**
 * Repairs a document:
 * - an end tag that closes an outer element closes those within it as well;
 * - one that closes nothing ends the element it stands in if that holds text alone (a misspelled end tag), else it goes;
 * - a `<` that begins no tag becomes `&lt;`; a piece of markup that the end of the file cuts off goes.
 * What is open at the end stays open.
 */
export function repairXml(source: string): Repaired {
  let text = '';
  let copied = 0;
  const shifts: { at: number; by: number }[] = [];
  const open: Open[] = [];
  const startTags = new Map<string, number>();
  let doctype: number | undefined;

  /** Puts `insert` in the place of what stands from `from` to `to`. */
  function replace(from: number, to: number, insert: string): void {
    text += source.slice(copied, from) + insert;
    copied = to;
    shifts.push({ at: text.length, by: to - text.length });
  }

  function endTag(start: number, end: number, name: string): void {
    const level = open.findLastIndex((element) => element.name === name);
    if (level >= 0) {
      const missing = open
        .splice(level)
        .slice(1)
        .reverse()
        .map((element) => `</${element.name}>`);
      if (missing.length > 0) replace(start, start, missing.join(''));
    } else if (open.length > 0 && !open[open.length - 1]!.parent) {
      replace(start, end, `</${open.pop()!.name}>`);
    } else replace(start, end, '');
  }

  /** Reads the markup at `<` and gives the offset after it; `undefined` where the file ends within. */
  function markup(start: number): number | undefined {
    for (const [begin, terminator] of SECTIONS) {
      if (!source.startsWith(begin, start)) continue;
      const end = source.indexOf(terminator, start + begin.length);
      return end < 0 ? undefined : end + terminator.length;
    }
    END.lastIndex = start;
    const ending = END.exec(source);
    if (ending !== null) {
      endTag(start, END.lastIndex, ending[1]!);
      return END.lastIndex;
    }
    START.lastIndex = start;
    const starting = START.exec(source);
    if (starting === null) {
      if (source.startsWith('<!DOCTYPE', start)) doctype ??= start;
      if (source.indexOf('>', start) < 0) return undefined;
      replace(start, start + 1, '&lt;');
      return start + 1;
    }
    const name = starting[1]!;
    startTags.set(name, (startTags.get(name) ?? 0) + 1);
    if (open.length > 0) open[open.length - 1]!.parent = true;
    if (!starting[2]!.endsWith('/')) open.push({ name, parent: false });
    return START.lastIndex;
  }

  let end = source.length;
  for (let at = source.indexOf('<'); at >= 0; ) {
    const after = markup(at);
    if (after === undefined) {
      end = at;
      break;
    }
    at = source.indexOf('<', after);
  }
  text += source.slice(copied, end);

  function sourceOffset(offset: number): number {
    let [low, high] = [0, shifts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shifts[middle]!.at <= offset) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? offset : offset + shifts[low - 1]!.by;
  }
  return { text, sourceOffset, startTags, doctype };
}
