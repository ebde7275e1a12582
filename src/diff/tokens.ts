import { decodeEntities, referenceAt } from './entities.js';
import { BLANK, withoutMarkup } from './normalize.js';

/** A word or a mark of punctuation in a text. */
export interface Token {
  /** What it says: decoded. Two tokens are equal where their keys are. */
  key: string;
  /** Where it stands in the text as it is. */
  start: number;
  end: number;
  /** No blank stands before it. */
  glued: boolean;
  /** It is the first of a line. */
  newLine: boolean;
}

const WORD = new RegExp(`[^${BLANK}]+`, 'g');
const IS_BLANK = new RegExp(`^[${BLANK}]*$`);

/**
 * Words of a text with their places; blanks and inline markup part them. A word that is a sentence's (`(see`, `"10".`)
 * is told apart from the punctuation around it; what holds commands together (`-aG`, `/etc/x`, `$(id)`) stays whole.
 * The keys joined, with a blank before each that is not glued, are the text as `plain` gives it.
 */
export function tokens(text: string): Token[] {
  const bare = withoutMarkup(text);
  const result: Token[] = [];
  let end = 0;
  const add = (key: string, start: number, stop: number) => {
    const gap = text.slice(end, start);
    result.push({
      key,
      start,
      end: stop,
      glued: result.length > 0 && gap === '',
      newLine: result.length === 0 || gap.includes('\n') || gap.includes('\r'),
    });
    end = stop;
  };
  for (const match of bare.matchAll(WORD)) {
    if (match[0].includes('&')) decoded(match[0], match.index, add);
    else pieces(match[0], match.index, add);
  }
  return result;
}

type Add = (key: string, start: number, end: number) => void;

const OPENING = '"\'(“‘[';
const CLOSING = '.,;:!?"\')”’]';

/** Splits the punctuation off both ends of a word. */
function pieces(word: string, at: number, add: Add): void {
  let from = 0;
  let to = word.length;
  while (from < to && OPENING.includes(word[from]!)) from++;
  while (to > from && CLOSING.includes(word[to - 1]!)) to--;
  for (let i = 0; i < from; i++) add(word[i]!, at + i, at + i + 1);
  if (to > from) add(word.slice(from, to), at + from, at + to);
  for (let i = Math.max(from, to); i < word.length; i++) add(word[i]!, at + i, at + i + 1);
}

/** A word with character references: those that are blanks part it, those that stand for nothing are no word. */
function decoded(word: string, at: number, add: Add): void {
  let from = 0;
  const flush = (to: number) => {
    const key = decodeEntities(word.slice(from, to));
    if (key !== '') add(key, at + from, at + to);
  };
  for (let i = word.indexOf('&'); i >= 0; i = word.indexOf('&', i + 1)) {
    const reference = referenceAt(word, i);
    if (reference === null || reference.text === '' || !IS_BLANK.test(reference.text)) continue;
    flush(i);
    from = i + reference.length;
    i = from - 1;
  }
  flush(word.length);
}
