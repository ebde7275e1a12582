import { escapeAttribute, escapeText } from '../../io/xml-writer.js';
import type { Extra, ExtraElement } from '../../model/extra.js';

/** Attributes of an element, in order; those that are `null` are left out. */
export type Attributes = readonly (readonly [name: string, value: string | null])[];

/** A piece of an element's content: the name of a child, and its markup. */
export type Piece = readonly [name: string, markup: string];

/** Elements without content; DISA writes them `<select idref="V-1" selected="true" />` and all others in full. */
const EMPTY = new Set(['select', 'fix', 'check-content-ref', 'platform']);

/** Attributes of one element; DISA's have six at most. */
const MANY = 16;

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/** Makes markup, and remembers which prefixes it made use of and what it could not write. */
export class Markup {
  readonly usedPrefixes = new Set<string>();
  /** Names, from JSON, that XML cannot hold. */
  readonly badNames: string[] = [];

  /** An element with its content, which is markup already. */
  element(name: string, attributes: Attributes, content = ''): string {
    let tag = `<${name}`;
    // Looking through the tag is the fastest while there are few.
    const written = attributes.length > MANY ? new Set<string>() : null;
    for (const [attribute, value] of attributes) {
      // A kept attribute never stands over a field of the same name.
      if (value === null || (written?.has(attribute) ?? tag.includes(` ${attribute}="`))) continue;
      written?.add(attribute);
      if (this.#usable(attribute)) tag += ` ${attribute}="${escapeAttribute(value)}"`;
    }
    return content === '' && EMPTY.has(name) ? `${tag} />` : `${tag}>${content}</${name}>`;
  }

  /**
   * A text, as it stands: a CR of the source is written raw. So the file reads in every program as DISA's own does, which
   * has CRLF in texts (330 of 1,364 known files); conforming parsers make it LF, ours and STIG Viewer 3 keep it.
   */
  text(text: string | null): string {
    return text === null ? '' : escapeText(text);
  }

  /** A text with the markup it was read with, while that still says the same. */
  markedUp(text: string | null, extra: Extra | undefined, field: string): string {
    const markup = own(extra?.markup, field);
    return markup !== undefined && plainText(markup) === text ? this.content(markup) : this.text(text);
  }

  /** Elements that were kept, as pieces. */
  kept(elements: readonly ExtraElement[] | undefined): Piece[] {
    const pieces: Piece[] = [];
    for (const element of elements ?? []) {
      const markup = this.#kept(element);
      if (markup !== '') pieces.push([element.name, markup]);
    }
    return pieces;
  }

  #kept(element: ExtraElement): string {
    if (!this.#usable(element.name)) return '';
    return this.element(element.name, Object.entries(element.attributes ?? {}), this.content(element.children ?? []));
  }

  /** Texts and elements that were kept. */
  content(children: readonly (ExtraElement | string)[]): string {
    let content = '';
    for (const c of children) content += typeof c === 'string' ? this.text(c) : this.#kept(c);
    return content;
  }

  #usable(name: string): boolean {
    if (!NAME.test(name)) {
      this.badNames.push(name);
      return false;
    }
    const colon = name.indexOf(':');
    if (colon > 0) this.usedPrefixes.add(name.slice(0, colon));
    return true;
  }
}

function plainText(content: readonly (ExtraElement | string)[]): string {
  let text = '';
  for (const c of content) text += typeof c === 'string' ? c : plainText(c.children ?? []);
  return text;
}

/** Attributes that were kept of an element itself (`path` empty) or of a child that is a field. */
export function keptAttributes(extra: Extra | undefined, path = ''): readonly (readonly [string, string])[] {
  const attributes = extra?.attributes;
  if (attributes === undefined) return NO_ATTRIBUTES;
  const start = path === '' ? '' : `${path}/@`;
  const found: [string, string][] = [];
  for (const [key, value] of Object.entries(attributes)) {
    if (path === '' ? !key.includes('/@') : key.startsWith(start)) found.push([key.slice(start.length), value]);
  }
  return found;
}

const NO_ATTRIBUTES: readonly [string, string][] = [];

/** A spelling kept from the source, while `says` holds that it still means the model's value. */
export function verbatim(extra: Extra | undefined, field: string, says: (text: string) => boolean): string | undefined {
  const text = own(extra?.verbatim, field);
  return text !== undefined && says(text) ? text : undefined;
}

function own<T>(record: Record<string, T> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * Children in the order the schema asks for: first the fields, then what was kept, each behind what it must follow. What
 * was kept never overtakes what was kept before it, so that it is read again in the same order.
 */
export function inOrder(order: readonly string[], fields: readonly Piece[], kept: readonly Piece[]): string {
  if (kept.length === 0) return fields.map((piece) => piece[1]).join('');
  const ranked = fields.map(([name, markup]) => ({ rank: rankOf(order, name), markup }));
  let rank = 0;
  for (const [name, markup] of kept) {
    rank = Math.max(rank, rankOf(order, name));
    ranked.push({ rank, markup });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .map((piece) => piece.markup)
    .join('');
}

/** Unknown elements stand behind everything that describes, before everything that is described. */
function rankOf(order: readonly string[], name: string): number {
  const rank = order.indexOf(name.slice(name.indexOf(':') + 1));
  return rank < 0 ? order.indexOf('*') : rank;
}
