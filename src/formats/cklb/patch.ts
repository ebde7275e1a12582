import { type JsonNode, type JsonObject, member, parseJsonTree } from '../../io/json-tree.js';
import { Source } from '../../io/source.js';
import { OTHER_NAMES } from './names.js';
import { memberNamed } from './read-member.js';
import type { JsonValue, Member } from './values.js';

/** Line end and indent of a file; both `''` of a compact one. */
export interface Indent {
  eol: string;
  unit: string;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Changes in a piece of JSON the members that differ between `was` and `now`, and nothing else. `path` names the object
 * within the piece; a member that is not there is added after the last one. Where the file has a member under another
 * name, that one is changed.
 */
export function patchMembers(
  raw: string,
  path: readonly string[],
  was: readonly Member[],
  now: readonly Member[],
  indent: Indent,
): string {
  const before = new Map(was);
  const changed = now.filter(([key, value]) => JSON.stringify(before.get(key)) !== JSON.stringify(value));
  if (changed.length === 0) return raw;
  const root = parseJsonTree(new Source('', new TextEncoder().encode(raw)));
  const object = path.reduce<JsonNode | undefined>((node, key) => member(node, key), root);
  if (object?.kind !== 'object') return raw;
  const edits = changed.map(([key, value]) => edit(raw, object, key, value, indent));
  return applyEdits(raw, edits);
}

function edit(raw: string, object: JsonObject, key: string, value: JsonValue, indent: Indent): Edit {
  if (key === 'overrides') return overridesEdit(raw, object, value, indent);
  const own = member(object, key);
  const other = OTHER_NAMES.get(key);
  const node = own ?? (other === undefined ? undefined : memberNamed(object, key));
  if (node === undefined) return addition(raw, object, key, JSON.stringify(value), indent);
  return { start: node.start, end: node.end, text: JSON.stringify(value) };
}

/** Overrides of other members than the severity, and what else an override holds, stay. */
function overridesEdit(raw: string, object: JsonObject, value: JsonValue, indent: Indent): Edit {
  const node = member(object, 'overrides');
  if (node?.kind !== 'object') {
    const text = JSON.stringify(value);
    return node === undefined
      ? addition(raw, object, 'overrides', text, indent)
      : { start: node.start, end: node.end, text };
  }
  const texts = node.members.filter((m) => m.key !== 'severity').map((m) => raw.slice(m.start, m.value.end));
  const severity = (value as { severity?: JsonValue }).severity;
  if (severity !== undefined) {
    const old = member(node, 'severity');
    const kept = old?.kind === 'object' ? old.members.filter((m) => m.key !== 'severity' && m.key !== 'reason') : [];
    const inner = [JSON.stringify(severity).slice(1, -1), ...kept.map((m) => raw.slice(m.start, m.value.end))];
    texts.unshift(`"severity":{${inner.join(',')}}`);
  }
  return { start: node.start, end: node.end, text: `{${texts.join(',')}}` };
}

function addition(raw: string, object: JsonObject, key: string, text: string, indent: Indent): Edit {
  const last = object.members.at(-1);
  const colon = indent.eol === '' ? ':' : ': ';
  if (last === undefined)
    return { start: object.start + 1, end: object.start + 1, text: `${JSON.stringify(key)}${colon}${text}` };
  let from = last.start;
  while (from > 0 && /\s/.test(raw[from - 1]!)) from--;
  const space = raw.slice(from, last.start);
  return { start: last.value.end, end: last.value.end, text: `,${space}${JSON.stringify(key)}${colon}${text}` };
}

function applyEdits(raw: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => a.start - b.start)) {
    text += raw.slice(at, start) + replacement;
    at = end;
  }
  return text + raw.slice(at);
}
