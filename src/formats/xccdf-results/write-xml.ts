import type { XmlElement } from '../../io/xml-element.js';
import { escapeAttribute, escapeText, replaceForbidden } from '../../io/xml-writer.js';

/** An element to be written, its name with prefix. Attributes that are `null` are left out. */
export interface Out {
  name: string;
  attributes?: Record<string, string | null>;
  children?: readonly (Out | string)[];
}

export const XCCDF = 'http://checklists.nist.gov/xccdf/1.2';

/** Prefixes that every file declares; further ones are declared where elements of an input need them. */
const PREFIXES: Record<string, string> = {
  cdf: XCCDF,
  dc: 'http://purl.org/dc/elements/1.1/',
  sm: 'http://github.com/nuwcdivnpt/stig-manager',
  sk: 'urn:stigkit:review',
};

/** An element of XCCDF. */
export function cdf(name: string, attributes: Out['attributes'], ...children: (Out | string)[]): Out {
  return { name: `cdf:${name}`, ...(attributes === undefined ? {} : { attributes }), children };
}

/** Turns elements that were read into ones to be written, and keeps the namespaces they need. */
export class Namespaces {
  readonly #prefixes = new Map(Object.entries(PREFIXES).map(([prefix, uri]) => [uri, prefix]));

  /** Declarations for the root element. */
  get declarations(): Record<string, string> {
    return Object.fromEntries([...this.#prefixes].map(([uri, prefix]) => [`xmlns:${prefix}`, uri]));
  }

  /**
   * An element as it was read, under this file's prefixes. `scope` holds the namespaces declared around it by prefix.
   * XCCDF of any version becomes 1.2's.
   */
  convert(element: XmlElement, scope: Readonly<Record<string, string>>): Out {
    const inner: Record<string, string> = Object.assign(Object.create(null), scope);
    for (const name in element.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) inner[name.slice(6)] = element.attributes[name]!;
    }
    const attributes: Record<string, string> = Object.create(null);
    for (const name in element.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const colon = name.indexOf(':');
      const prefix = colon < 0 ? '' : name.slice(0, colon);
      const uri = prefix === '' || prefix === 'xml' ? undefined : inner[prefix];
      attributes[uri === undefined ? name : `${this.#prefix(uri, prefix)}:${name.slice(colon + 1)}`] =
        element.attributes[name]!;
    }
    return {
      name: this.#nameOf(element, inner),
      attributes,
      children: element.children.map((c) => (typeof c === 'string' ? c : this.convert(c, inner))),
    };
  }

  #nameOf(element: XmlElement, scope: Readonly<Record<string, string>>): string {
    const uri = scope[element.prefix];
    if (uri === undefined || uri === '' || isXccdf(uri)) return `cdf:${element.name}`;
    return `${this.#prefix(uri, element.prefix)}:${element.name}`;
  }

  /** The prefix of a namespace: the one it had, unless that is another's here. */
  #prefix(uri: string, wanted: string): string {
    const known = this.#prefixes.get(uri);
    if (known !== undefined) return known;
    const taken = new Set(this.#prefixes.values());
    let prefix = wanted;
    for (let n = 1; prefix === '' || taken.has(prefix); n++) prefix = `ns${n}`;
    this.#prefixes.set(uri, prefix);
    return prefix;
  }
}

/** Whether a namespace is XCCDF's, of whatever version. */
export function isXccdf(uri: string): boolean {
  return uri.startsWith('http://checklists.nist.gov/xccdf/');
}

/** A document of one root element, indented by two blanks; `replaced` is told how many characters XML forbids. */
export function serialize(root: Out, replaced: (count: number) => void): string {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  let count = 0;
  const clean = (text: string) => {
    const result = replaceForbidden(text);
    count += result.count;
    return result.text;
  };
  const write = (element: Out, indent: string): void => {
    parts.push('<', element.name);
    for (const [name, value] of Object.entries(element.attributes ?? {})) {
      if (value !== null) parts.push(' ', name, '="', escapeAttribute(clean(value)), '"');
    }
    const children = (element.children ?? []).filter((c) => c !== '');
    if (children.length === 0) {
      parts.push('/>');
      return;
    }
    parts.push('>');
    // Where text and elements are mixed, a line break would be text.
    const mixed = children.some((c) => typeof c === 'string');
    for (const c of children) {
      // A parser makes every raw CR a LF; as a reference it stays.
      if (typeof c === 'string') parts.push(escapeText(clean(c)).replace(/\r/g, '&#xD;'));
      else {
        if (!mixed) parts.push('\n', indent, '  ');
        write(c, mixed ? '' : `${indent}  `);
      }
    }
    if (!mixed) parts.push('\n', indent);
    parts.push('</', element.name, '>');
  };
  write(root, '');
  if (count > 0) replaced(count);
  return `${parts.join('')}\n`;
}
