/** Signs that a text was cut where the page's file ends. */

/** Words that no sentence and no command ends with; `in` and `on` end commands of routers. */
const NEVER_LAST = new Set(
  'a an and are as at be by for from has have if in into is must not of on or set should than that the then this to was when where which with'.split(
    ' ',
  ),
);

/**
 * Why a text that ends the file seems to be cut; `null` where it does not. `others` are the other texts of the page. A
 * cut behind a whole word that could be the last cannot be told.
 */
export function signOfCut(text: string, others: readonly string[]): string | null {
  if (others.length === 0) return null;
  if (/[ \t]$/.test(text) && !others.some((other) => /[ \t]$/.test(other))) return 'the rest of a sentence';
  if (/[,(]$/.test(text) || (/:$/.test(text) && !others.some((other) => other.endsWith(':'))))
    return 'the rest of a sentence';
  // A mark can stand for inches, and a bracket be forgotten: only where the sentence has no end either.
  if (/[.!?]["')\]]*$/.test(text)) return null;
  if (!text.endsWith('"') && isOdd(text) && !others.some(isOdd)) return 'the closing quotation mark';
  if (isOpen(text) && !others.some(isOpen)) return 'the closing bracket';
  const word = /(?:^|[\s"'(])([A-Za-z]+)$/.exec(text.slice(-60))?.[1];
  if (word === undefined) return null;
  if (NEVER_LAST.has(word)) return 'the rest of a sentence';
  // `-f` in a command does not make `f` a word that a sentence ends with.
  const whole = /^[a-z]{1,2}$/.test(word) ? /(?<![^\s"'(])[A-Za-z]+/g : /[A-Za-z]+/g;
  const words = new Set([text.slice(0, -word.length), ...others].flatMap((other) => other.match(whole) ?? []));
  const isPart = !words.has(word) && [...words].some((other) => other.startsWith(word));
  return isPart ? `the rest of the word ${JSON.stringify(word)}` : null;
}

function isOdd(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

function isOpen(text: string): boolean {
  return text.split('(').length > text.split(')').length;
}
