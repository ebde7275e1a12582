import { StigError } from './diagnostic.js';
import type { Limits } from './limits.js';
import type { Source } from './source.js';
import type { XmlElement } from './xml-element.js';
import type { XmlVisitor } from './xml-walk.js';

type Attributes = XmlElement['attributes'];

/** Attributes of an element that has none. */
export const NO_ATTRIBUTES: Attributes = Object.freeze(Object.create(null));

/**
 * An empty set of attributes. Its prototype is an empty object without one, so that no name of an input can reach
 * Object.prototype; unlike `Object.create(null)` it is a fast object.
 */
export const newAttributes: () => Attributes = (() => {
  function AttributeSet() {}
  AttributeSet.prototype = Object.create(null);
  return () => new (AttributeSet as unknown as new () => Attributes)();
})();

/** The name of an element in its parts. */
export type XmlName = Pick<XmlElement, 'name' | 'prefix'>;

export function nameOf(qualified: string): XmlName {
  const colon = qualified.indexOf(':');
  return { name: qualified.slice(colon + 1), prefix: qualified.slice(0, Math.max(0, colon)) };
}

const NO_CHILDREN: XmlElement['children'] = [];
Object.freeze(NO_CHILDREN);

/** Turns an engine's events into a walk: asks the visitor at each element, builds the trees it takes, holds the limits. */
export class XmlBuilder {
  /** Entered elements, outermost first. */
  readonly path: XmlElement[] = [];
  /** The element being taken and those open within it, outermost first. */
  readonly #taken: XmlElement[] = [];
  #depth = 0;
  /** How many elements are open from the one being skipped inwards. */
  #skipped = 0;

  constructor(
    readonly source: Source,
    readonly visitor: XmlVisitor,
    readonly limits: Limits,
  ) {}

  /** Whether text that comes now goes into a tree. */
  get taking(): boolean {
    return this.#taken.length > 0;
  }

  /** A start tag: its name, its attributes, where it begins and where its content does. */
  open({ name, prefix }: XmlName, attributes: Attributes, start: number, contentStart: number): void {
    if (this.#depth++ >= this.limits.depth) {
      this.fail(start, 'limit-exceeded', `elements are nested deeper than the limit depth=${this.limits.depth}`);
    }
    if (this.#skipped > 0) {
      this.#skipped++;
      return;
    }
    const element: XmlElement = {
      name,
      prefix,
      attributes,
      children: NO_CHILDREN,
      start,
      contentStart,
      contentEnd: contentStart,
      end: contentStart,
    };
    const taken = this.#taken;
    if (taken.length > 0) {
      append(taken[taken.length - 1]!, element);
      taken.push(element);
      return;
    }
    const visit = this.visitor.open(element, this.path);
    if (visit === 'enter') this.path.push(element);
    else if (visit === 'take') taken.push(element);
    else this.#skipped = 1;
  }

  close(contentEnd: number, end: number): void {
    this.#depth--;
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const taken = this.#taken.pop();
    const element = taken ?? this.path.pop()!;
    element.contentEnd = contentEnd;
    element.end = end;
    if (taken === undefined) this.visitor.leave?.(element, this.path);
    else if (this.#taken.length === 0) this.visitor.take?.(element, this.path);
  }

  /**
   * Ends the innermost element as one that the end of the file cut off: of a taken tree nothing is given; an entered
   * element is left, as its complete children were given.
   */
  abandon(): void {
    this.#depth--;
    const end = this.source.text.length;
    if (this.#skipped > 0) this.#skipped--;
    else if (this.#taken.length > 0) this.#taken.pop();
    else {
      const element = this.path.pop()!;
      element.contentEnd = end;
      element.end = end;
      this.visitor.leave?.(element, this.path);
    }
  }

  /** Text, decoded. Only while `taking`. */
  text(text: string, start: number): void {
    if (text.length > this.limits.text) {
      this.fail(start, 'limit-exceeded', `a text is longer than the limit text=${this.limits.text}`);
    }
    append(this.#taken[this.#taken.length - 1]!, text);
  }

  comment(text: string, start: number, end: number): void {
    if (this.#taken.length === 0 && this.#skipped === 0) this.visitor.comment?.(text, start, end, this.path);
  }

  /** Refuses an attribute past the limit, of the tag that begins there. */
  holdAttribute(name: string, value: string, start: number): void {
    const { attribute } = this.limits;
    if (value.length <= attribute) return;
    this.fail(start, 'limit-exceeded', `the attribute ${name} is longer than the limit attribute=${attribute}`);
  }

  /** Refuses an element whose prefix is not among those declared so far. */
  holdPrefix({ prefix }: XmlName, declared: ReadonlySet<string>, start: number): void {
    if (prefix === '' || declared.has(prefix)) return;
    this.fail(start, 'xml-malformed', `not well formed: the prefix ${prefix} is not declared`);
  }

  fail(offset: number, code: 'xml-malformed' | 'xml-doctype' | 'limit-exceeded', message: string): never {
    throw new StigError(this.source.diagnosticAt(offset, { code, severity: 'error', message }));
  }
}

/** Adds a child; a text that follows a text (past a comment, a CDATA section) is put to it. */
function append(parent: XmlElement, child: XmlElement | string): void {
  const { children } = parent;
  if (children === NO_CHILDREN) {
    parent.children = [child];
    return;
  }
  const last = children.length - 1;
  const before = children[last];
  if (typeof child === 'string' && typeof before === 'string') children[last] = before + child;
  else children.push(child);
}
