/**
 * What an XML reader hands over, whichever engine made it: elements by local name, text as the source has it (entities
 * decoded, line ends untouched), places as offsets into the source's text.
 */
export interface XmlElement {
  /** Local name. */
  name: string;
  /** Namespace prefix, `''` where there is none. */
  prefix: string;
  /** By name as written, prefix included (`xml:lang`). */
  attributes: Record<string, string>;
  /** Elements and texts in document order; neighbouring texts are one. Empty of an element that was only entered. */
  children: (XmlElement | string)[];
  /** Offset of `<`. */
  start: number;
  /** Offset after the start tag's `>`. */
  contentStart: number;
  /** Offset of the end tag's `<`; of a self-closing element equal to `contentStart`. */
  contentEnd: number;
  /** Offset after the element. */
  end: number;
}

/** The first child element of that local name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  for (const c of element.children) if (typeof c !== 'string' && c.name === name) return c;
  return undefined;
}

/** Every child element of that local name, in document order. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((c): c is XmlElement => typeof c !== 'string' && c.name === name);
}

/** Every child element, in document order. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((c): c is XmlElement => typeof c !== 'string');
}

/** All text within, markup left out; `null` for an absent element. */
export function textOf(element: XmlElement | undefined): string | null {
  if (element === undefined) return null;
  const { children } = element;
  if (children.length === 0) return '';
  if (children.length === 1 && typeof children[0] === 'string') return children[0];
  return children.map((c) => (typeof c === 'string' ? c : textOf(c))).join('');
}

/** Whether element children stand within (text with markup). */
export function hasElements(element: XmlElement): boolean {
  return element.children.some((c) => typeof c !== 'string');
}

/** An attribute's value, `null` where it is absent. */
export function attribute(element: XmlElement | undefined, name: string): string | null {
  return element?.attributes[name] ?? null;
}
