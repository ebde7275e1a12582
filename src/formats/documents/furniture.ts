import type { Line } from './lines.js';
import type { Sheet } from './sheet.js';

const DATE = String.raw`\d{1,2} [A-Z][a-z]{2,8} \d{4}`;
const MARKING = /^(?:UNCLASSIFIED|CUI|CONTROLLED UNCLASSIFIED INFORMATION)(?:\/\/[A-Z/ -]{1,40})?$/;
const HEAD = /^.{1,100}\b(?:Overview|Revision History)(?:, V\d+R\d+)?(?:\s+DISA)?$/;
const DEVELOPED = new RegExp(`^${DATE}\\s+Developed by .{1,80}$`);
/** A running head whose parts stand one below the other, as in a text without layout. */
const PART = new RegExp(`^(?:DISA|Developed by .{1,80}|${DATE})$`);
const TEXT_TOP = 8;
const PAGE_NUMBER = /^(?:\d{1,3}|[ivx]{1,6}|Page \d{1,3}(?: of \d{1,3})?)$/;

/** The margins in which running heads stand, in parts of the height: DISA's are at 0.04 to 0.07 and 0.95 to 0.97. */
const [TOP, BOTTOM] = [0.09, 0.93];

/**
 * The lines without what the page repeats: classification marking, running heads, page numbers. In a PDF a line in the
 * margin that other pages have too (its digits aside) is one. In a text there are no margins, so a line is one by its
 * form alone.
 */
export function withoutFurniture(pages: readonly Line[][], sheets: readonly Sheet[], margins: boolean): Line[][] {
  const inMargin = (line: Line) => {
    const { height } = sheets[line.page]!;
    return margins && (line.y < height * TOP || line.y > height * BOTTOM);
  };
  const key = (line: Line) => line.text.replace(/\d+/g, '0');
  const counts = new Map<string, number>();
  for (const line of pages.flat()) {
    if (inMargin(line)) counts.set(key(line), (counts.get(key(line)) ?? 0) + 1);
  }
  return pages.map((lines) => {
    const kept = lines.filter((line, index) => {
      if (MARKING.test(line.text) || DEVELOPED.test(line.text)) return false;
      if (/\bDISA$/.test(line.text) && HEAD.test(line.text)) return false;
      if (PAGE_NUMBER.test(line.text)) return !(margins ? inMargin(line) : standsAlone(line, lines[index + 1]));
      if (!margins) return !(line.page > 0 && line.y < TEXT_TOP && (HEAD.test(line.text) || PART.test(line.text)));
      return !(inMargin(line) && counts.get(key(line))! > 1);
    });
    const [first, ...rest] = kept;
    return first === undefined ? [] : [{ ...first, first: true }, ...rest];
  });
}

function standsAlone(line: Line, next: Line | undefined): boolean {
  return (line.apart || line.first) && (next === undefined || next.apart || MARKING.test(next.text));
}
