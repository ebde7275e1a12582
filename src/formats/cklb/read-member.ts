import { type JsonNode, member } from '../../io/json-tree.js';
import { OTHER_NAMES } from './names.js';

/** A member of an object under its own name or the one others use. */
export function memberNamed(node: JsonNode | undefined, name: string): JsonNode | undefined {
  const own = member(node, name);
  const other = OTHER_NAMES.get(name);
  return isNothing(own) && other !== undefined ? (member(node, other) ?? own) : own;
}

/** A member as text: numbers and booleans as they are spelled, `null` and the text `null` (Evaluate-STIG) as absent. */
export function textIn(node: JsonNode | undefined, name: string): string | null {
  return textOf(memberNamed(node, name));
}

/** A value as text; `null` for an object, an array and what says null. */
export function textOf(node: JsonNode | undefined): string | null {
  if (node?.kind !== 'scalar' || isNothing(node)) return null;
  return String(node.value);
}

function isNothing(node: JsonNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && (node.value === null || node.value === 'null'));
}

/** What a person typed, where the word `null` is a word. */
export function typedIn(node: JsonNode | undefined, name: string): string {
  const value = member(node, name);
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : '';
}

/** The texts of an array; an object in it counts with its first text (some write CCIs as objects, FORMATS C.6). */
export function textsIn(node: JsonNode | undefined, name: string): string[] {
  const list = member(node, name);
  if (list?.kind !== 'array') return [];
  const texts = list.items.flatMap((item) => {
    const parts = item.kind === 'object' ? item.members.map((m) => textOf(m.value)) : [textOf(item)];
    return parts.find((part) => part !== null && part.trim() !== '')?.trim() ?? [];
  });
  return [...new Set(texts)];
}
