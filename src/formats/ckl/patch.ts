import { Source } from '../../io/source.js';
import { walkXml } from '../../io/xml.js';
import { elementsOf, type XmlElement } from '../../io/xml-element.js';
import { escapeIn, isAnswer, leafElement, type OnReplaced, pairElement, pairTags, type Style } from './layout.js';
import { spaceBefore } from './native.js';
import { pairOf } from './read-text.js';
import type { Value } from './values.js';

/** A change of some characters of a piece. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The place of a named value in a piece. */
interface Slot {
  name: string;
  /** The whole element, STIG_DATA or SI_DATA included. */
  holder: XmlElement;
  /** The element of the value; absent where the file leaves it out. */
  value: XmlElement | undefined;
}

/** What kind of piece: how its values are named. */
export interface PieceKind {
  /** Element that holds the values. */
  element: 'ASSET' | 'STIG_INFO' | 'VULN';
  /** Tag of the elements that pair a name with a value, if there are. */
  pair: 'STIG_DATA' | 'SI_DATA' | null;
  /** Names in the order in which missing ones are put in. */
  order: readonly string[];
}

/**
 * Changes in a piece of a CKL the values that differ between `was` and `now`, and nothing else. A value that had no
 * element gets one after the element that the order puts before it, with the white space of that one; surplus elements
 * of a list are taken out, down to one. `null`: the piece does not hold the element in a form that can be changed.
 */
export function patchPiece(
  raw: string,
  kind: PieceKind,
  was: readonly Value[],
  now: readonly Value[],
  style: Style,
  onReplaced: OnReplaced,
): string | null {
  const element = parsePiece(raw, kind.element);
  if (element === null || element.contentStart === element.end) return null;
  const slots = slotsOf(element, kind, raw);
  const edits: Edit[] = [];
  const [before, after] = [group(was), group(now)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const values = after.get(name) ?? [];
    if (sameTexts(before.get(name) ?? [], values)) continue;
    const own = slots.filter((slot) => slot.name === name);
    own.slice(0, values.length).forEach((slot, i) => {
      edits.push(setSlot(raw, slot, values[i]!, style, name, onReplaced));
    });
    for (const slot of own.slice(Math.max(values.length, 1))) edits.push(removal(raw, slot));
    if (values.length === 0 && own[0] !== undefined) edits.push(setSlot(raw, own[0], '', style, name, () => {}));
    if (values.length > own.length) {
      edits.push(insertion(raw, element, slots, kind, name, values.slice(own.length), style, onReplaced));
    }
  }
  return applyEdits(raw, edits);
}

function parsePiece(raw: string, name: string): XmlElement | null {
  let found: XmlElement | undefined;
  try {
    walkXml(new Source('', new TextEncoder().encode(closed(raw, name))), {
      open: (element) => (element.name === name ? 'take' : 'enter'),
      take: (element) => {
        found ??= element;
      },
    });
  } catch {
    // Read leniently out of a broken file: there is nothing to hold on to.
    return null;
  }
  return found ?? null;
}

/** The opening piece of an iSTIG lacks its end tag. */
function closed(raw: string, name: string): string {
  return name === 'STIG_INFO' ? `${raw}</iSTIG>` : raw;
}

function slotsOf(element: XmlElement, kind: PieceKind, raw: string): Slot[] {
  const source = new Source('', new TextEncoder().encode(raw));
  return elementsOf(element).flatMap((holder): Slot[] => {
    if (holder.name !== kind.pair) return [{ name: holder.name, holder, value: holder }];
    const name = pairOf(holder, source)?.name;
    const valueTag = pairTags(holder.name)![1];
    return name === undefined ? [] : [{ name, holder, value: elementsOf(holder).find((c) => c.name === valueTag) }];
  });
}

function setSlot(raw: string, slot: Slot, text: string, style: Style, name: string, onReplaced: OnReplaced): Edit {
  const escaped = escapeIn(style, text, name, onReplaced);
  const { value, holder } = slot;
  if (value === undefined) {
    const tag = pairTags(holder.name)![1];
    const name = elementsOf(holder)[0]!;
    return { start: name.end, end: name.end, text: `${spaceBefore(raw, name.start)}<${tag}>${escaped}</${tag}>` };
  }
  if (value.contentStart < value.end) return { start: value.contentStart, end: value.contentEnd, text: escaped };
  // Self-closing: the tag as it is, opened.
  if (escaped === '') return { start: value.end, end: value.end, text: '' };
  const tag = `${raw.slice(value.start, value.end - 2).trimEnd()}>`;
  return { start: value.start, end: value.end, text: `${tag}${escaped}</${value.name}>` };
}

function removal(raw: string, { holder }: Slot): Edit {
  return { start: holder.start - spaceBefore(raw, holder.start).length, end: holder.end, text: '' };
}

function insertion(
  raw: string,
  element: XmlElement,
  slots: readonly Slot[],
  kind: PieceKind,
  name: string,
  values: readonly string[],
  style: Style,
  onReplaced: OnReplaced,
): Edit {
  const rank = kind.order.indexOf(name);
  let after: Slot | undefined;
  for (const slot of slots) {
    const at = kind.order.indexOf(slot.name);
    if (at >= 0 && at <= rank && (after === undefined || at >= kind.order.indexOf(after.name))) after = slot;
  }
  const line = spaceBefore(raw, (after ?? slots[0])?.holder.start ?? element.contentStart);
  const build = (text: string) =>
    kind.pair === null || isAnswer(name)
      ? leafElement(style, [name, text], onReplaced)
      : pairElement(style, line, kind.pair, [name, text], onReplaced);
  const at = after?.holder.end ?? element.contentStart;
  return { start: at, end: at, text: values.map((text) => line + build(text)).join('') };
}

function group(values: readonly Value[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, text] of values) {
    if (text === null) continue;
    const list = groups.get(name);
    if (list === undefined) groups.set(name, [text]);
    else list.push(text);
  }
  return groups;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/** Applies edits that do not overlap; those at one place in the order given. */
export function applyEdits(raw: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    text += raw.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + raw.slice(at);
}
