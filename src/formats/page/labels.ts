/** The visible labels of a release page and what may stand behind each (renderings/release-page.txt). */
import { severityFrom } from '../../model/severity.js';
import type { PageLine } from './lines.js';

/** A field of a rule on a release page. */
export type Field = 'controls' | 'severity' | 'ccis' | 'stigId' | 'vulnIds' | 'ruleIds';

/** The fields, as pages print them: for messages and writers. */
export const FIELD_LABELS: Record<Field, string> = {
  controls: 'RMF Control',
  severity: 'Severity',
  ccis: 'CCI',
  stigId: 'Version',
  vulnIds: 'Vuln IDs',
  ruleIds: 'Rule IDs',
};

const NAMES: Record<string, Field> = {
  'rmf control': 'controls',
  'rmf controls': 'controls',
  severity: 'severity',
  cci: 'ccis',
  ccis: 'ccis',
  version: 'stigId',
  'stig id': 'stigId',
  'vuln id': 'vulnIds',
  'vuln ids': 'vulnIds',
  'vulnerability id': 'vulnIds',
  'vulnerability ids': 'vulnIds',
  'rule id': 'ruleIds',
  'rule ids': 'ruleIds',
};
const LABEL =
  /^(rmf controls?|severity|ccis?|version|stig id|vuln(?:erability)? ids?|rule ids?)(\s*:\s*|\s+|(?=[A-Z]|$))(.*)$/i;
/** No label or id is longer: what stands behind is looked at by nobody, so that long lines cost nothing. */
const LONGEST = 400;
const CONTROL = /^[A-Z]{2}-\d{1,3}(?: ?\(\d{1,3}\))*(?: ?[a-z]\b)*/;
const ID = /^(?=\S*\d)[\w.-]+$/;

/** A field found at a line, with its values and the line behind them. */
export interface FieldFound {
  field: Field;
  values: string[];
  next: number;
}

/** A link of Markdown: `[V-260903](/rules/V-260903)`. */
export const LINK = /\[([^\][]*)\]\([^()]*\)/g;

/** What a label may be wrapped in: list marks, Markdown's `#`, `>`, `**`, `` ` ``, links and backslashes, table bars. */
export function bare(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^ ?(?:[-*+•·▪◦‣>|] ?|\d{1,3}[.)] |#{1,6} )*/, '')
    .replace(LINK, '$1')
    .replace(/\*\*|__|`/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/^\*|\*$|[ |]+$/g, '')
    .trim();
}

/** The field that a line names, if it is a label; `values` is empty where nothing fitting follows. */
export function fieldAt(lines: readonly PageLine[], index: number): FieldFound | null {
  const line = lines[index];
  if (line === undefined || line.pre || line.text.length > 300) return null;
  const match = LABEL.exec(bare(line.text));
  const field = match === null ? undefined : NAMES[match[1]!.toLowerCase()];
  if (match === null || field === undefined) return null;
  const inline = match[3]!;
  if (inline === '') return { field, ...valuesBelow(lines, index + 1, field) };
  const values = valuesOf(field, inline, match[2] === '');
  return values === null ? null : { field, ...more(lines, index + 1, field, values) };
}

/** Whether a line is a label, whatever follows. */
export function isLabel(line: PageLine): boolean {
  return (
    !line.pre &&
    line.text.length < 100 &&
    /^(?:rmf controls?|severity|ccis?|version|stig id|vuln(?:erability)? ids?|rule ids?):?$/i.test(bare(line.text))
  );
}

function valuesBelow(lines: readonly PageLine[], from: number, field: Field): { values: string[]; next: number } {
  const index = nextText(lines, from);
  const line = lines[index];
  const values = line === undefined || line.pre || isLabel(line) ? null : valuesOf(field, bare(line.text));
  return values === null ? { values: [], next: from } : more(lines, index + 1, field, values);
}

/** A list may go on over the lines below. */
function more(lines: readonly PageLine[], from: number, field: Field, values: string[]) {
  let next = from;
  if (field !== 'severity' && field !== 'stigId') {
    for (let i = nextText(lines, next); i < lines.length; i = nextText(lines, next)) {
      const line = lines[i]!;
      const further = line.pre ? null : valuesOf(field, bare(line.text));
      if (further === null) break;
      values.push(...further);
      next = i + 1;
    }
  }
  return { values: [...new Set(values)], next };
}

/** Index of the next line that shows anything but a list mark. */
export function nextText(lines: readonly PageLine[], from: number): number {
  let index = from;
  while (index < lines.length && bare(lines[index]!.text) === '') index++;
  return index;
}

/** The values a text holds for a field; `null` where it holds anything else. `glued` is a text without a blank before. */
function valuesOf(field: Field, text: string, glued = false): string[] | null {
  if (text === '' || text.length > 300) return null;
  switch (field) {
    case 'severity': {
      const words = [text, text.split(' ')[0]!].map(severityFrom).find((severity) => severity !== 'unknown');
      return words === undefined ? null : [words];
    }
    case 'stigId':
      return glued && !/^[A-Z]+\S*-\S*\d/.test(text) ? null : [text];
    case 'controls':
      return list(
        text.replace(/(?<=[\d)a-z]) (?=[A-Z]{2}-\d)/g, ', '),
        (part) => CONTROL.exec(part)?.[0].length === part.length,
      );
    case 'ccis':
      return list(text.replace(/(?<=\d) (?=CCI-)/g, ', '), (part) => /^CCI-\d{6}$/.test(part));
    case 'vulnIds':
      return list(text.replace(/ +/g, ','), (part) => ID.test(part) && !/_(?:chk|fix)$/.test(part));
    case 'ruleIds':
      return list(text.replace(/ +/g, ','), (part) => ID.test(part) && !/_(?:chk|fix)$/.test(part));
  }
}

function list(text: string, fits: (part: string) => boolean): string[] | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every(fits) ? parts : null;
}

/** The head of a check or fix. */
export interface TextHead {
  kind: 'check' | 'fix';
  id: string | null;
  /** Text on the same line. */
  rest: string;
}

const HEADS = [
  { kind: 'check', head: /^checks?(?: (?:content|text))? ?:? ?(C-(?=[\w.-]*\d)[\w.-]+)(?: (.*))?$/i },
  { kind: 'fix', head: /^fix(?:es)?(?: text)? ?:? ?(F-(?=[\w.-]*\d)[\w.-]+)(?: (.*))?$/i },
] as const;
const BARE_HEADS = [
  { kind: 'check', head: /^(?:checks?(?: (?:content|text))?:|check (?:content|text)|checks)$/i },
  { kind: 'fix', head: /^(?:fix(?:es)?(?: text)?:|fix text)$/i },
] as const;
const ODD_HEADS = [
  { kind: 'check', head: /^checks: ?(\S+)$/i },
  { kind: 'fix', head: /^fix: ?(\S+)$/i },
] as const;

/** The head of a check or fix with its id: `Checks: C-64632r966064_chk`. */
export function headAt(line: PageLine): TextHead | null {
  if (line.pre || !/^.{0,12}(?:check|fix)/i.test(line.text)) return null;
  // Text behind the id is kept as the page has it; only a line that is short enough to be a head alone is stripped.
  for (const { kind, head } of HEADS) {
    const match = head.exec(bare(line.text));
    if (match) return { kind, id: match[1]!, rest: restBehind(line.text, match[1]!) };
  }
  return null;
}

/** A head without an id, or with one of no form of DISA's; only where the reader expects a head. */
export function bareHeadAt(line: PageLine): TextHead | null {
  if (line.pre || line.text.length > 200) return null;
  const text = bare(line.text);
  for (const { kind, head } of BARE_HEADS) if (head.test(text)) return { kind, id: null, rest: '' };
  for (const { kind, head } of ODD_HEADS) {
    const match = head.exec(text);
    if (match) return { kind, id: match[1]!, rest: '' };
  }
  return null;
}

function restBehind(text: string, id: string): string {
  const at = text.indexOf(id);
  return at < 0 ? '' : text.slice(at + id.length).replace(/^[*_`\s|]+/, '');
}
