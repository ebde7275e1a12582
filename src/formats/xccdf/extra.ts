import { hasElements, type XmlElement } from '../../io/xml-element.js';
import type { Extra, ExtraElement } from '../../model/extra.js';

/** What is known of the file being read, beside the element at hand. */
export interface XccdfFile {
  /** Prefix of XCCDF's own elements in this file: `''`, `cdf`, `xccdf`. */
  prefix: string;
  /** Prefixes that occur in what is kept, so that their declarations can be kept too. */
  usedPrefixes: Set<string>;
  /** The `system` of the first CCI. */
  cciSystem: string | null;
  /** Attributes that were left out: see `isRefused`. */
  leftOut: number;
}

/** A file of which nothing is known yet but the prefix of its XCCDF elements. */
export function xccdfFile(prefix: string): XccdfFile {
  return { prefix, usedPrefixes: new Set(), cciSystem: null, leftOut: 0 };
}

const NONE: readonly string[] = [];

/**
 * Whether an attribute is left out: one of this name reaches the prototype of whatever it is copied to, and the JSON of
 * the model refuses it. No file of DISA's has one.
 */
function isRefused(name: string, file: XccdfFile): boolean {
  if (name !== '__proto__') return false;
  file.leftOut++;
  return true;
}

/** Collects what the model has no name for while an element is read. Most elements have nothing of the kind. */
export class ExtraCollector {
  /** What was kept; `undefined` where that is nothing. */
  extra: Extra | undefined;

  constructor(readonly file: XccdfFile) {}

  /** Keeps the attributes of an element that are not named fields. `path` is set for a child that is itself a field. */
  attributes(element: XmlElement, known: readonly string[] = NONE, path = ''): void {
    for (const name in element.attributes) {
      if (known.includes(name) || name === 'xmlns' || name.startsWith('xmlns:')) continue;
      if (path === '' && isRefused(name, this.file)) continue;
      const extra = this.#make();
      extra.attributes ??= Object.create(null) as Record<string, string>;
      usePrefix(name, this.file);
      extra.attributes[path === '' ? name : `${path}/@${name}`] = element.attributes[name]!;
    }
  }

  /** Keeps the declaration of a prefix. */
  declaration(prefix: string, uri: string): void {
    const extra = this.#make();
    extra.attributes ??= Object.create(null) as Record<string, string>;
    extra.attributes[`xmlns:${prefix}`] = uri;
  }

  element(element: XmlElement): void {
    const extra = this.#make();
    extra.elements ??= [];
    extra.elements.push(toExtraElement(element, this.file));
  }

  verbatim(field: string, text: string): void {
    const extra = this.#make();
    extra.verbatim ??= {};
    extra.verbatim[field] = text;
  }

  /** Keeps the markup of a text; nothing where the text is plain. */
  markup(field: string, element: XmlElement | undefined): void {
    if (element === undefined || !hasElements(element)) return;
    const extra = this.#make();
    extra.markup ??= {};
    extra.markup[field] = contentOf(element, this.file);
  }

  ident(system: string, value: string): void {
    const extra = this.#make();
    extra.idents ??= [];
    extra.idents.push({ system, value });
  }

  /** Puts what was kept at the end of a model object. */
  addTo<T extends object>(target: T): T {
    if (this.extra !== undefined) (target as { extra?: Extra }).extra = this.extra;
    return target;
  }

  #make(): Extra {
    this.extra ??= {};
    return this.extra;
  }
}

/** An element as the model keeps it. The prefix is dropped where it is XCCDF's own in that file. */
function toExtraElement(element: XmlElement, file: XccdfFile): ExtraElement {
  const prefixed = element.prefix !== file.prefix && element.prefix !== '';
  if (prefixed) file.usedPrefixes.add(element.prefix);
  const attributes = Object.entries(element.attributes).filter(([name]) => !isRefused(name, file));
  for (const [name] of attributes) usePrefix(name, file);
  const children = contentOf(element, file);
  return {
    name: prefixed ? `${element.prefix}:${element.name}` : element.name,
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}

function contentOf(element: XmlElement, file: XccdfFile): (ExtraElement | string)[] {
  return element.children.map((c) => (typeof c === 'string' ? c : toExtraElement(c, file)));
}

function usePrefix(attribute: string, file: XccdfFile): void {
  const colon = attribute.indexOf(':');
  if (colon > 0) file.usedPrefixes.add(attribute.slice(0, colon));
}
