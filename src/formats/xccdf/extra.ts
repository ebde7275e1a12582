import { hasElements, type XmlElement } from '../../io/xml-element.js';
import type { Extra, ExtraElement } from '../../model/extra.js';

/** Collects what the model has no name for while an element is read; gives `undefined` when that is nothing. */
export class ExtraCollector {
  #extra: Extra = {};
  #any = false;

  /** Keeps the attributes of an element that are not named fields. `path` is set for a child that is itself a field. */
  attributes(element: XmlElement, known: readonly string[] = [], path = ''): void {
    for (const name in element.attributes) {
      if (known.includes(name) || name === 'xmlns' || name.startsWith('xmlns:')) continue;
      this.#extra.attributes ??= {};
      this.#extra.attributes[path === '' ? name : `${path}/@${name}`] = element.attributes[name]!;
      this.#any = true;
    }
  }

  element(element: XmlElement, ownPrefix: string): void {
    this.#extra.elements ??= [];
    this.#extra.elements.push(toExtraElement(element, ownPrefix));
    this.#any = true;
  }

  verbatim(field: string, text: string): void {
    this.#extra.verbatim ??= {};
    this.#extra.verbatim[field] = text;
    this.#any = true;
  }

  /** Keeps the markup of a text; nothing where the text is plain. */
  markup(field: string, element: XmlElement | undefined, ownPrefix: string): void {
    if (element === undefined || !hasElements(element)) return;
    this.#extra.markup ??= {};
    this.#extra.markup[field] = contentOf(element, ownPrefix);
    this.#any = true;
  }

  ident(system: string, value: string): void {
    this.#extra.idents ??= [];
    this.#extra.idents.push({ system, value });
    this.#any = true;
  }

  /** `{ extra }` to be spread into the model object, or nothing. */
  get result(): { extra?: Extra } {
    return this.#any ? { extra: this.#extra } : {};
  }
}

/** An element as the model keeps it. The prefix is dropped where it is XCCDF's own in that file. */
function toExtraElement(element: XmlElement, ownPrefix: string): ExtraElement {
  const attributes = Object.entries(element.attributes);
  const children = contentOf(element, ownPrefix);
  return {
    name: element.prefix === ownPrefix ? element.name : `${element.prefix}:${element.name}`,
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}

function contentOf(element: XmlElement, ownPrefix: string): (ExtraElement | string)[] {
  return element.children.map((c) => (typeof c === 'string' ? c : toExtraElement(c, ownPrefix)));
}
