/** A document with runs of plain text left out, and how places in it are places in the whole. */
export interface Skeleton {
  text: string;
  /** Where something was left out: offsets in `text`, ascending. */
  cuts: readonly number[];
  /** For each of them, how many characters were left out up to there. */
  leftOut: readonly number[];
}

/**
 * What a parser has to see of a text to judge it: any character but those of plain text, any reference but XML's five.
 * U+007F to U+009F are forbidden in XML 1.1; a surrogate may be alone.
 */
const TO_BE_JUDGED =
  /[>\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]|&(?!(?:lt|gt|amp|quot|apos);)/;

/** Shorter runs are not worth the cut: they are the white space between elements. */
const MIN_RUN = 16;

/** Markup that is no tag, by its second and third character: how it ends. */
const ENDS = new Map([
  ['!-', '-->'],
  ['![', ']]>'],
]);

/**
 * Leaves out of a document what a strict parser would pass over in any case: text between a start tag and the next `<`
 * that holds nothing to be judged. Most of a STIG is such text, and a parser takes it character by character.
 *
 * A run counts as such text only where it can be nothing else: no `>` lies between the first `>` after the tag's
 * beginning and the next `<`, so that no attribute's value can reach into it; an element is open there, so that it does
 * not stand outside the root. The skeleton is well formed just where the document is. Linear: no character is looked
 * for twice.
 */
export function skeletonOf(text: string): Skeleton {
  const cuts: number[] = [];
  const leftOut: number[] = [];
  let skeleton = '';
  /** All before this is kept or left out. */
  let done = 0;
  let close = -1;
  let open = text.indexOf('<');
  while (open >= 0) {
    const second = text.charCodeAt(open + 1);
    if (second === EXCLAMATION || second === QUESTION) {
      const end = second === QUESTION ? '?>' : ENDS.get(text.slice(open + 1, open + 3));
      const ended = end === undefined ? -1 : text.indexOf(end, open + 2);
      // A DOCTYPE, or what has no end: from here on the parser sees all.
      if (ended < 0) break;
      open = text.indexOf('<', ended);
      continue;
    }
    if (close < open) close = text.indexOf('>', open);
    if (close < 0) break;
    const next = text.indexOf('<', open + 1);
    const run = next - close - 1;
    if (run >= MIN_RUN && second !== SLASH && text.charCodeAt(close - 1) !== SLASH) {
      if (!TO_BE_JUDGED.test(text.slice(close + 1, next))) {
        skeleton += text.slice(done, close + 1);
        done = next;
        cuts.push(skeleton.length);
        leftOut.push(done - skeleton.length);
      }
    }
    open = next;
  }
  return { text: skeleton + text.slice(done), cuts, leftOut };
}

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const QUESTION = 0x3f;
