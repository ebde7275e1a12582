import { oneLine } from '../shared/words.js';
import type { Property } from './types.js';

/**
 * Values in the data types of OSCAL (NIST's schema): a token is an XML name, a string has no blanks around it and no
 * line ends in it, a line has no line ends, prose may be anything.
 */

/** Namespace of the names that NIST does not define. */
export const NS = 'urn:stigkit:oscal';

/** A string of OSCAL, on one line where the text is not one already; `null` where nothing is left of it. */
export function oscalString(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const value = /^\S(?:.*\S)?$/u.test(text) ? text : oneLine(text);
  return value === '' ? null : value;
}

/** A line of markup (a title), kept as it is unless it breaks; `null` where it says nothing. */
export function markupLine(text: string | null): string | null {
  if (text === null || text.trim() === '') return null;
  return /[\n\r]/.test(text) ? oneLine(text) : text;
}

/** A token: what may not stand in one becomes `_`. */
export function token(text: string): string {
  const name = text.trim().replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(name) ? name : `_${name}`;
}

/**
 * A property of a name that NIST does not define; none where the value says nothing. A value that had to be put on one
 * line stands in `remarks` as the source has it.
 */
export function property(name: string, value: string | null | undefined, remarks?: string | null): Property[] {
  const string = oscalString(value);
  if (string === null) return [];
  const note = remarks ?? (string === value ? null : value);
  return [{ name, ns: NS, value: string, ...(note ? { remarks: note } : {}) }];
}

/** A member that is left out where there is nothing in it: OSCAL has no empty lists. */
export function list<K extends string, T>(name: K, items: T[]): { [key in K]?: T[] } {
  return (items.length === 0 ? {} : { [name]: items }) as { [key in K]?: T[] };
}

/** A reference to a URI: what may not stand in one (a blank of a file name) is percent-encoded. */
export function uriReference(text: string): string {
  if (/^[\w\-.~:/?#[\]@!$&'()*+,;=]*(?:%[0-9A-Fa-f]{2}[\w\-.~:/?#[\]@!$&'()*+,;=]*)*$/.test(text)) return text;
  return encodeURI(text.toWellFormed());
}

/** A reference to a file by its name. */
export function fileReference(name: string): string {
  const path = encodeURI(name.toWellFormed()).replace(/[#?]/g, encodeURIComponent);
  // The part before a colon would be taken for a scheme.
  return /^[^/]*:/.test(path) ? `./${path}` : path;
}
