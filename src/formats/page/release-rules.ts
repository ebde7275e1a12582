import type { HtmlBlock } from '../../io/html.js';
import { bare, bareHeadAt, type Field, type FieldFound, fieldAt, headAt, nextText, type TextHead } from './labels.js';
import type { PageLine } from './lines.js';
import { belowHead, commonBlock, isWithin } from './texts.js';

/** A rule as its labels and lines stand on a release page. */
export interface FoundRule {
  /** Index of its first line. */
  at: number;
  /** What each label gave; an empty list where nothing fitting stood behind it. */
  fields: Map<Field, string[]>;
  texts: FoundText[];
}

/** A check or fix with its lines. */
export interface FoundText {
  kind: 'check' | 'fix';
  id: string | null;
  lines: PageLine[];
}

/** Finds the rules of a release page by their labels. Lines that belong to nothing are the page's furniture. */
export function findRules(lines: readonly PageLine[]): FoundRule[] {
  const rules = new Finder(lines).rules();
  rules.forEach((rule, i) => {
    if (i > 0) dropHeading(rules[i - 1]!, rule);
  });
  return rules;
}

/** Whether labels gave a rule an id, or it has a text: anything else is a filter menu. */
export function isRule(rule: FoundRule): boolean {
  return rule.texts.length > 0 || hasId(rule);
}

function hasId(rule: FoundRule): boolean {
  return (rule.fields.get('vulnIds')?.length ?? 0) > 0 || (rule.fields.get('ruleIds')?.length ?? 0) > 0;
}

class Finder {
  readonly #found: FoundRule[] = [];
  /** Heads of the page have ids, so that a line `Fix:` within a text is none. */
  readonly #idsFor: Record<'check' | 'fix', boolean>;

  constructor(readonly lines: readonly PageLine[]) {
    const heads = lines.map(headAt);
    const has = (kind: 'check' | 'fix') => heads.some((head) => head?.kind === kind);
    this.#idsFor = { check: has('check'), fix: has('fix') };
  }

  rules(): FoundRule[] {
    let rule: FoundRule | null = null;
    /** Lines of no meaning since the last label. */
    let strange = 0;
    for (let i = 0; i < this.lines.length; ) {
      const head: TextHead | null = headAt(this.lines[i]!) ?? (rule === null ? null : bareHeadAt(this.lines[i]!));
      if (head !== null) {
        if (rule === null || (head.kind === 'check' && rule.texts.at(-1)?.kind === 'fix')) rule = this.#begin(i);
        const end = this.#endOfText(i, head);
        rule.texts.push({ kind: head.kind, id: head.id, lines: this.#textLines(i, end, head) });
        i = end;
        strange = 0;
        continue;
      }
      const field = this.#fieldOf(rule, i);
      if (field === null) {
        if (bare(this.lines[i]!.text) !== '') strange++;
        i++;
        continue;
      }
      if (rule === null || rule.texts.length > 0 || rule.fields.has(field.field) || isAfresh(rule, field, strange)) {
        rule = this.#begin(i);
      }
      rule.fields.set(field.field, field.values);
      i = field.next;
      strange = 0;
    }
    return this.#found;
  }

  #begin(at: number): FoundRule {
    const rule: FoundRule = { at, fields: new Map(), texts: [] };
    this.#found.push(rule);
    return rule;
  }

  /** Outside of a rule's list of labels a label counts only where a rule begins. */
  #fieldOf(rule: FoundRule | null, index: number): FieldFound | null {
    return rule === null || rule.texts.length > 0 ? this.#startAt(index) : fieldAt(this.lines, index);
  }

  /** A label that begins a rule: with a value that stands nowhere else, or followed by another label or a head. */
  #startAt(index: number): FieldFound | null {
    const found = fieldAt(this.lines, index);
    if (found === null) return null;
    const isNamed = found.values.length > 0;
    if (isNamed && found.field === 'controls') return found;
    if (isNamed && /^S?V-\d/.test(found.values[0]!)) return found;
    const next = nextText(this.lines, found.next);
    if (next >= this.lines.length) return null;
    const follower = fieldAt(this.lines, next);
    const follows = follower !== null && follower.field !== found.field && (isNamed || follower.values.length > 0);
    return follows || (isNamed && headAt(this.lines[next]!) !== null) ? found : null;
  }

  #textLines(at: number, end: number, head: TextHead): PageLine[] {
    const rest = head.rest === '' ? [] : [{ ...this.lines[at]!, text: head.rest, mark: '', heading: 0 }];
    return [...rest, ...this.lines.slice(at + 1, end).map((line) => belowHead(this.lines[at]!, line))];
  }

  /** Where a text ends: at the next head or rule, at a heading, and in HTML where its container ends. */
  #endOfText(at: number, head: TextHead): number {
    const title = this.lines[at]!;
    let container: HtmlBlock | null = head.rest === '' ? null : (title.block.parent ?? title.block);
    let shown = head.rest === '' ? 0 : 1;
    for (let i = at + 1; i < this.lines.length; i++) {
      const line = this.lines[i]!;
      if (this.#isBoundary(i, head, shown)) return i;
      if (line.heading > 0 && (title.heading === 0 || line.heading <= title.heading)) return i;
      if (container === null) container = commonBlock(title, line);
      else if (!isWithin(line, container)) return i;
      if (line.pre || /\S/.test(line.text)) shown++;
    }
    return this.lines.length;
  }

  #isBoundary(index: number, head: TextHead, shown: number): boolean {
    const line = this.lines[index]!;
    if (line.pre) return false;
    if (headAt(line) !== null || this.#startAt(index) !== null || isDigestHead(line)) return true;
    const bareHead = head.kind === 'check' ? bareHeadAt(line) : null;
    // A text of more than one line may hold `Fix:` as its own words, where the page's heads have ids.
    return bareHead?.kind === 'fix' ? !this.#idsFor.fix || shown <= 1 : bareHead !== null && !this.#idsFor.check;
  }
}

/** Whether a line heads the digest of a page. */
export function isDigestHead(line: PageLine): boolean {
  return !line.pre && line.text.length < 100 && /^digest of updates(?:\W|$)/i.test(bare(line.text));
}

/** What looked like labels of a rule was a menu above the first one: other lines came between, and no id was named. */
function isAfresh(rule: FoundRule, field: FieldFound, strange: number): boolean {
  return strange > 0 && field.field === 'controls' && !hasId(rule);
}

/** Takes the heading of the next rule (its V-id, with or without a title) off the end of a text. */
function dropHeading(before: FoundRule, rule: FoundRule): void {
  const ids = ['vulnIds', 'stigId', 'ruleIds'].flatMap((field) => rule.fields.get(field as Field) ?? []);
  const lines = before.texts.at(-1)?.lines;
  while (lines !== undefined && lines.length > 0) {
    const last = lines.at(-1)!;
    const text = bare(last.text);
    const isHeading = ids.some((id) => text === id || (text.startsWith(id) && /^[\s:|(]/.test(text.slice(id.length))));
    // A rule of Markdown between two rules of the STIG is as empty as a blank line.
    if (last.pre || !(isHeading || /^(?:-{3,}|\*{3,}|_{3,})?$/.test(last.text.trim()))) return;
    lines.pop();
    if (isHeading) return;
  }
}
