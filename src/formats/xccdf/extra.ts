import { hasElements, type XmlElement } from '../../io/xml-element.js';
import type { Extra, ExtraElement } from '../../model/extra.js';

const NONE: readonly string[] = [];

/** Collects what the model has no name for while an element is read. Most elements have nothing of the kind. */
export class ExtraCollector {
  /** What was kept; `undefined` where that is nothing. */
  extra: Extra | undefined;

  /** Keeps the attributes of an element that are not named fields. `path` is set for a child that is itself a field. */
  attributes(element: XmlElement, known: readonly string[] = NONE, path = ''): void {
    for (const name in element.attributes) {
      if (known.includes(name) || name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const extra = this.#make();
      extra.attributes ??= Object.create(null) as Record<string, string>;
      extra.attributes[path === '' ? name : `${path}/@${name}`] = element.attributes[name]!;
    }
  }

  element(element: XmlElement, ownPrefix: string): void {
    const extra = this.#make();
    extra.elements ??= [];
    extra.elements.push(toExtraElement(element, ownPrefix));
  }

  verbatim(field: string, text: string): void {
    const extra = this.#make();
    extra.verbatim ??= {};
    extra.verbatim[field] = text;
  }

  /** Keeps the markup of a text; nothing where the text is plain. */
  markup(field: string, element: XmlElement | undefined, ownPrefix: string): void {
    if (element === undefined || !hasElements(element)) return;
    const extra = this.#make();
    extra.markup ??= {};
    extra.markup[field] = contentOf(element, ownPrefix);
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
