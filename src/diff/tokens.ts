import { referenceAt } from './entities.js';
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

/** A character of a word, or a character reference in it. */
interface Unit {
  text: string;
  start: number;
  end: number;
}

/** A word with character references: those that are blanks part it, those that stand for nothing are no word. */
function decoded(word: string, at: number, add: Add): void {
  let units: Unit[] = [];
  const flush = () => {
    let from = 0;
    let to = units.length;
    while (from < to && OPENING.includes(units[from]!.text)) from++;
    while (to > from && CLOSING.includes(units[to - 1]!.text)) to--;
    const one = ({ text, start, end }: Unit) => add(text, at + start, at + end);
    units.slice(0, from).forEach(one);
    if (to > from) {
      const key = units.slice(from, to).map((unit) => unit.text);
      add(key.join(''), at + units[from]!.start, at + units[to - 1]!.end);
    }
    units.slice(Math.max(from, to)).forEach(one);
    units = [];
  };
  for (let i = 0; i < word.length; ) {
    const reference = word[i] === '&' ? referenceAt(word, i) : null;
    const unit = { text: reference?.text ?? word[i]!, start: i, end: i + (reference?.length ?? 1) };
    i = unit.end;
    const last = units.at(-1);
    if (unit.text === '' && last !== undefined) last.end = unit.end;
    else if (unit.text === '') continue;
    else if (IS_BLANK.test(unit.text)) flush();
    else units.push(unit);
  }
  flush();
}
