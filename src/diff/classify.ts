import type { ChangeClass, Triage } from '../model/release-diff.js';
import { withoutMarkup } from './normalize.js';
import { isQuotedCommand, type Span, type Structure, spanAt, structureOf } from './structure.js';
import type { Token } from './tokens.js';
import type { Alignment, Hunk } from './words.js';

/** Classes from the strongest down. */
export const CHANGE_CLASSES: readonly ChangeClass[] = ['criterion', 'command', 'value', 'wording', 'punctuation'];

/** What a change of this class asks for. */
export function triageOf(change: ChangeClass): Triage {
  if (change === 'wording') return 'text-only';
  return change === 'punctuation' ? 'no-op' : 'code';
}

/** The strongest of some classes. */
export function strongest(classes: Iterable<ChangeClass>): ChangeClass {
  const found = new Set(classes);
  return CHANGE_CLASSES.find((c) => found.has(c)) ?? 'punctuation';
}

/** What kind of change two texts differ by: the strongest of their differing stretches. */
export function classify(alignment: Alignment): ChangeClass {
  const sides = [
    new Side(alignment.oldText, alignment.oldTokens),
    new Side(alignment.newText, alignment.newTokens),
  ] as const;
  let weakest = CHANGE_CLASSES.length - 1;
  for (const hunk of alignment.hunks) {
    weakest = Math.min(weakest, CHANGE_CLASSES.indexOf(classOf(hunk, sides)));
    if (weakest === 0) break;
  }
  return CHANGE_CLASSES[weakest]!;
}

/** A text with its parts. */
class Side {
  readonly structure: Structure;
  readonly #bare: string;
  readonly #tokens: readonly Token[];

  constructor(text: string, tokens: readonly Token[]) {
    this.#bare = withoutMarkup(text);
    this.#tokens = tokens;
    this.structure = structureOf(this.#bare);
  }

  tokens(start: number, end: number): readonly Token[] {
    return this.#tokens.slice(start, end);
  }

  /** The token at a place and the one before: what a blank came between, or went from between. */
  around(index: number): readonly Token[] {
    return this.#tokens.slice(Math.max(0, index - 1), index + 1);
  }

  text(span: Span): string {
    return this.#bare.slice(span.start, span.end);
  }

  /** What stands before a place on its line, as far as it matters. */
  before({ start }: Span): string {
    const text = this.#bare.slice(Math.max(0, start - 400), start);
    return text.slice(text.lastIndexOf('\n') + 1);
  }

  /** Whether the token numbers an item of a list: `3.` or `b)` at the beginning of a line. */
  isListMark(token: Token): boolean {
    return (
      token.newLine &&
      /^(?:\d{1,2}|[a-zA-Z]|\d{1,2}\.\d{1,2})$/.test(token.key) &&
      /[.)]/.test(this.#bare[token.end] ?? '')
    );
  }
}

function classOf(hunk: Hunk, [before, after]: readonly [Side, Side]): ChangeClass {
  const glue = hunk.oldStart === hunk.oldEnd && hunk.newStart === hunk.newEnd;
  const gone = glue ? before.around(hunk.oldStart) : before.tokens(hunk.oldStart, hunk.oldEnd);
  const come = glue ? after.around(hunk.newStart) : after.tokens(hunk.newStart, hunk.newEnd);
  const sides = [
    [before, gone],
    [after, come],
  ] as const;
  const within = (part: 'commands' | 'criteria' | 'quotes') =>
    sides.some(([side, list]) => list.some((t) => spanAt(side.structure[part], t.start) !== undefined));

  const command = within('commands');
  const quoted = sides.flatMap(([side, list]) =>
    list.flatMap((t) => {
      const span = spanAt(side.structure.quotes, t.start);
      return span === undefined ? [] : [side.text(span)];
    }),
  );
  // A case or a mark that changed in a short quoted text changed a setting, not the punctuation.
  const setting = quoted.some((q) => q.split(/\s+/).length <= 4) && spelling(gone) !== spelling(come);
  if (!command && !setting && isPunctuation(gone, come, before, after, glue)) return 'punctuation';
  if (within('criteria')) return 'criterion';
  if (command || quoted.some(isQuotedCommand)) return 'command';
  const inQuotes = setting && quotedOnly(sides);
  if (inQuotes && gone.length > 0 && come.length > 0) return 'value';
  if (setting && sides.some(([side, list]) => isConfigured(side, list))) return 'command';
  if (inQuotes) return 'value';
  if (isValue(gone, come) || (isNamed(before, hunk.oldStart) && gone.length === 1 && come.length === 1)) return 'value';
  // A path that is named now, or no longer, sends the reader to another place.
  return pathsOf(gone) === pathsOf(come) ? 'wording' : 'value';
}

function pathsOf(tokens: readonly Token[]): string {
  const paths = tokens.map((t) => t.key).filter((key) => /^(?:\/[\w.]|[A-Za-z]:\\|\\\\|HK(?:LM|CU|EY_))/.test(key));
  return paths.sort().join(' ');
}

/** Whether the word before says that a name follows: `the parameter certfile`, `the user disauser`. */
function isNamed(side: Side, index: number): boolean {
  const [word] = side.tokens(index - 1, index);
  return /^(?:parameter|setting|option|flag|argument|attribute|value|package|service|user|account|group)s?$/i.test(
    word?.key ?? '',
  );
}

/** `>>` and `->` part the steps of a menu, as a comma would. */
const ARROW = /^(?:-*>+|→)$/;

/** The words of some tokens without quotation marks and sentence punctuation, case kept. */
function spelling(tokens: readonly Token[]): string {
  return tokens
    .map((t) => t.key)
    .filter((key) => !ARROW.test(key) && !/^[.,;:!?"'“”‘’()[\]]$/.test(key))
    .join(' ');
}

const CONFIGURES =
  /\b(?:set|enter|type|select|choose|add|append|enable|disable|change|edit|run|execute|use|click|check|uncheck|input|remove|assign|specify|modify|configure)\b[^.!?]*$/i;

/** Whether a quoted text among some tokens is what a sentence says to set, type or choose. */
function isConfigured(side: Side, list: readonly Token[]): boolean {
  return list.some((t) => {
    const span = spanAt(side.structure.quotes, t.start);
    return span !== undefined && CONFIGURES.test(side.before(span));
  });
}

/** Whether everything that changed, its punctuation aside, stands in quotes. */
function quotedOnly(sides: readonly (readonly [Side, readonly Token[]])[]): boolean {
  return sides.every(([side, list]) =>
    list.every((t) => !/[\p{L}\p{N}]/u.test(t.key) || spanAt(side.structure.quotes, t.start) !== undefined),
  );
}

/** Letters and numbers of a text, numbers with their signs and separators: `1.5` is not `15`, `-1` is not `1`. */
function essence(tokens: readonly Token[], side: Side): string {
  const list = tokens.filter((t) => !side.isListMark(t) && !ARROW.test(t.key));
  const text = list.map((t, i) => (t.glued || i === 0 ? t.key : ` ${t.key}`)).join('');
  const numbers = text.match(/(?<![\p{L}\p{N}])-?\d+(?:[.,:/]\d+)*/gu) ?? [];
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}<>=|&$\\/%^~+@#*`{}]+/gu, '');
  return `${letters} ${numbers.join(' ')}`;
}

/** Whether only case, punctuation, hyphens or the numbering of a list changed. */
function isPunctuation(
  gone: readonly Token[],
  come: readonly Token[],
  before: Side,
  after: Side,
  glue: boolean,
): boolean {
  if (glue) return !gone.every((t) => /\d/.test(t.key));
  return essence(gone, before) === essence(come, after);
}

const NUMBER_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|hundred|thousand|first|second|third|once|twice|true|false|enabled?|disabled?|yes|no|on|off)$/i;

/** Whether a token is a number, path, file, version, placeholder or the name of a setting. */
function isValueLike(key: string): boolean {
  // `Satisfies: SRG-...` refers to requirements; it sets nothing.
  if (/^(?:SRG|CCI)-/.test(key)) return false;
  return (
    /\d/.test(key) ||
    NUMBER_WORD.test(key) ||
    /^[<>=!]+$/.test(key) ||
    /[/\\=_@$%|]/.test(key) ||
    /^[<[{].*[>\]}]$/.test(key) ||
    /\w\.\w/.test(key) ||
    /^-{1,2}\w/.test(key) ||
    /[a-z][A-Z]/.test(key)
  );
}

/** Most tokens on a side of a change of value; more of them are a rewording. */
const VALUE_TOKENS = 8;

function isValue(gone: readonly Token[], come: readonly Token[]): boolean {
  const words = [...gone, ...come].map((t) => t.key).filter((key) => /[\p{L}\p{N}<>=]/u.test(key));
  return (
    gone.length <= VALUE_TOKENS &&
    come.length <= VALUE_TOKENS &&
    words.length > 0 &&
    words.every((key) => isValueLike(key))
  );
}
