import type { Report } from './diagnostic.js';
import type { Limits } from './limits.js';
import type { Source } from './source.js';
import type { XmlElement } from './xml-element.js';

/**
 * What to do with an element that opens: `enter` it and be asked for its children, `take` it whole as a tree, or `skip`
 * it (its well-formedness is still checked).
 */
export type Visit = 'enter' | 'take' | 'skip';

/** A reader's side of a walk through XML. `path` holds the entered elements around, outermost first. */
export interface XmlVisitor {
  open(element: XmlElement, path: readonly XmlElement[]): Visit;
  /** A taken element, complete. */
  take?(element: XmlElement, path: readonly XmlElement[]): void;
  /** An entered element that ends. */
  leave?(element: XmlElement, path: readonly XmlElement[]): void;
  /** A comment, with the entered elements around it (only outside taken elements). */
  comment?(text: string, start: number, end: number, path: readonly XmlElement[]): void;
}

/**
 * Walks one XML document. Both engines, the strict and the lenient one, have this shape. The lenient one tells `report`
 * what was wrong and what it lost; the strict one throws and has nothing to tell.
 */
export type WalkXml = (source: Source, visitor: XmlVisitor, limits?: Limits, report?: Report) => void;
