import { NAMES, WORDS } from '../text/command-names.js';

/**
 * The parts of a STIG text that weigh differently: lines that are typed or configured, sentences that say what is or is
 * not a finding, quoted settings. Told by their form; DISA marks none of them.
 */

/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** What stands where in a text, each list in order. */
export interface Structure {
  /** Lines of commands, their output, and configuration. */
  commands: Span[];
  /** Sentences that say what is a finding or Not Applicable, and the lists that belong to them. */
  criteria: Span[];
  /** Quoted text within sentences, without the quotation marks. */
  quotes: Span[];
}

/** Finds the parts of a text, given without its markup (as long as the text, so that places hold). */
export function structureOf(text: string): Structure {
  const found: Structure = { commands: [], criteria: [], quotes: [] };
  let paragraph: Span | null = null;
  /** The last sentence ended in a colon: what follows is its list, or the command it announces. */
  let introduced: 'criterion' | 'other' | null = null;
  let lastMark = '';
  const close = () => {
    if (paragraph === null) return;
    const last = sentences(text, paragraph, found);
    introduced = lastMark === ':' ? (last ? 'criterion' : 'other') : null;
    paragraph = null;
  };
  for (const line of linesOf(text)) {
    const content = text.slice(line.start, line.end).trim();
    if (content === '') {
      close();
      continue;
    }
    const announced = paragraph === null ? introduced !== null : lastMark === ':';
    if (isCommand(content, announced)) {
      close();
      found.commands.push(line);
      continue;
    }
    const item = isListItem(content);
    if (item) close();
    if (introduced === 'criterion' && (item || paragraph === null)) {
      found.criteria.push(line);
      if (!item) introduced = null;
      quotesIn(text, line, found.quotes);
      continue;
    }
    if (!item) introduced = null;
    lastMark = content.at(-1)!;
    paragraph = paragraph === null ? { ...line } : { start: (paragraph as Span).start, end: line.end };
  }
  close();
  return found;
}

function* linesOf(text: string): Generator<Span> {
  for (let at = 0; at <= text.length; ) {
    const lf = text.indexOf('\n', at);
    const end = lf < 0 ? text.length : lf;
    yield { start: at, end };
    at = end + 1;
  }
}

/** Ends of a sentence: a full stop before a blank and what may begin a sentence; `etc.` and `e.g.` end none. */
const SENTENCE_END = /(?<!\b(?:e\.g|i\.e|etc|vs|para|No))[.!?]["'”’)]*(?=\s+["'“(]?[A-Z0-9])/g;
const CRITERION =
  /\bfinding\b|\bnot applicable\b|\bN\/?A\b|\bCAT(?:EGORY)?\s+I{1,3}\b|\bseverity (?:is|may|can|must)\b/i;

/** Cuts a paragraph into sentences, keeps those that are criteria; says whether the last one is. */
function sentences(text: string, span: Span, found: Structure): boolean {
  const body = text.slice(span.start, span.end);
  let at = 0;
  let criterion = false;
  const take = (end: number) => {
    criterion = CRITERION.test(body.slice(at, end));
    if (criterion) found.criteria.push({ start: span.start + at, end: span.start + end });
    at = end;
  };
  for (const match of body.matchAll(SENTENCE_END)) take(match.index + match[0].length);
  take(body.length);
  quotesIn(text, span, found.quotes);
  return criterion;
}

const QUOTED = /"([^"\n]{1,200})"|“([^”\n]{1,200})”|(?<=[\s(])'([^'\n]{1,200})'(?=[\s.,;:)]|$)/g;

function quotesIn(text: string, span: Span, quotes: Span[]): void {
  for (const match of text.slice(span.start, span.end).matchAll(QUOTED)) {
    const start = span.start + match.index + 1;
    quotes.push({ start, end: start + match[0].length - 2 });
  }
}

function isListItem(line: string): boolean {
  return /^(?:[-*•–]\s|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s)/.test(line);
}

const PROMPT = /^(?:[$%#]\s*\S|#>|>\s*\S|\$\s|PS\s?\S*>|[A-Za-z]:\\[^ ]*>|\[[\w@. ~/-]+\]\s?[#$])/;
const COMMENT = /^#{2,}|^#\s*[A-Z][a-z]+ [a-z]+ [a-z]+ /;
/** Words that a sentence of English can hardly do without and a command hardly has. */
const FUNCTION_WORD =
  /\b(?:the|a|an|is|are|was|be|been|must|will|should|may|can|of|that|this|these|those|which|with|by|from|as|or|and|for|to|not|has|have|does|do|it|its|when|where|any|all|if|in|on|at)\b/gi;
/** Names of commands, of Windows and of network devices too, where a change in what follows weighs more than a word's. */
const STARTERS = new RegExp(
  `^(?:${NAMES}|${WORDS}|ll|do|done|net|show|set|no|interface|update-\\S+|fapolicyd\\S*|` +
    '(?:Get|Set|Add|Remove|New|Enable|Disable|Test|Import|Install|Uninstall|Invoke)-[A-Z]\\w+|' +
    '/(?:usr|s?bin|opt)/\\S+)(?=\\s|$)',
);
const CONFIG = /^[-\s]*["'[]?[\w./@${}*-]+["'\]]?\s*(?:=|:=|\+=)\s*\S/;
const YAML = /^(?:-\s+)?[a-z][\w./-]*:(?:\s+\S+){0,4}$/;
const REGISTRY =
  /^(?:Registry (?:Hive|Path|Key)|(?:Value )?(?:Name|Type|Data)|Value|Key|Hive|Path|Subkey|Policy(?: Name| State| Value)?)\s*:\s*\S|^(?:HKEY_|HKLM|HKCU)/;
const SHELL =
  /(?:^|\s)(?:--?[a-zA-Z][\w-]*|\|\||&&|\||2?>{1,2}&?\S*)(?=\s|=|$)|\$[({]?\w|[{};]$|\\$|<\/?\w[^>]*>$|\w=\S|\bpam_\w+\.so\b/;
/** Commands of mainframes: `rdef facility bpx.** uacc(none) owner(admin)`. */
const OPERANDS = /\b[\w.*]{1,40}\([^()]{0,60}\) ?-?\s*(?:$|[\w.*]{1,40}\()/;
const PATH_LINE = /^(?:\/|[A-Z]:\\|\\\\)\S/;
const LISTING = /^[-dlcbps][-rwxsStT]{9}[.+@]?\s/;
const CAMEL_SETTING = /^[A-Z]?[a-z]+[A-Z]\w*\s+\S+$/;

/** A line is judged by its beginning and end: what DISA types is shorter. */
const JUDGED = 600;

/** Whether a line is typed, configured, or printed by what was typed. */
export function isCommand(whole: string, introduced: boolean): boolean {
  const line = whole.length > JUDGED ? whole.slice(0, JUDGED / 2) + whole.slice(-JUDGED / 2) : whole;
  if (COMMENT.test(line) && !introduced) return false;
  if (PROMPT.test(line) || LISTING.test(line)) return true;
  if (/^(?:note|criteria|example|if|verify|configure|ensure|check)\b\s*:?/i.test(line) && !CONFIG.test(line))
    return false;
  const english = line.match(FUNCTION_WORD)?.length ?? 0;
  const sentence = /[.?!:]["'”’)]*$/.test(line) && /^["'“(]?[A-Z]/.test(line);
  if (REGISTRY.test(line) && english < 3) return true;
  if (english >= 3 || (sentence && english > 0)) return /^-a (?:always|never),/.test(line) || LISTING.test(line);
  if (STARTERS.test(line) && (SHELL.test(line) || /["'/\\$*=_.\d]/.test(line.slice(line.indexOf(' ')))) && !sentence)
    return true;
  if (CONFIG.test(line) && english < 2) return true;
  if (english > 1 || sentence) return false;
  if (OPERANDS.test(line) && !/^[A-Z][a-z]+ [a-z]+ /.test(line)) return true;
  if (PATH_LINE.test(line) || SHELL.test(line) || YAML.test(line) || CAMEL_SETTING.test(line)) return true;
  return introduced && english === 0 && !isListItem(line) && !/^[A-Z][a-z]+(?:\s[A-Za-z][a-z]+){2,}/.test(line);
}

/** Whether a quoted text is a command and no name of a setting or a value. */
export function isQuotedCommand(quoted: string): boolean {
  const text = quoted.trim();
  return STARTERS.test(text) ? /\s/.test(text) : CONFIG.test(text) || /(?:^|\s)--?[a-zA-Z]|[|;&$`{}]|\w=\S/.test(text);
}

/** The span that holds a place; `undefined` where none does. Spans are in order and do not overlap. */
export function spanAt(spans: readonly Span[], place: number): Span | undefined {
  let [low, high] = [0, spans.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle]!;
    if (place < span.start) high = middle - 1;
    else if (place >= span.end) low = middle + 1;
    else return span;
  }
  return undefined;
}
