import { diffArrays } from 'diff';
import type { Edit } from '../model/release-diff.js';
import { type Token, tokens } from './tokens.js';

/**
 * Word diff of two texts. Words are aligned on what they say (tokens.ts); the edits are over the texts as they stand, so
 * that equal and delete give the old text to the letter, equal and insert the new. A piece that differs in white space,
 * markup or the spelling of an entity alone is marked as formatting.
 */

/** Words deleted and inserted up to which two texts are aligned word by word. */
export const MAX_EDITS = 600;
/** Lines deleted and inserted up to which they are aligned line by line where words are too many. */
export const MAX_LINE_EDITS = 400;
/** Below this part of words in common a stretch of more than MIN_WORDS words is shown as replaced. */
export const MIN_LIKENESS = 0.25;
const MIN_WORDS = 24;

/**
 * What aligning may cost in one comparison of releases, in squares of edits: about a second. Once it is spent, only
 * changes of up to SPENT_EDITS words are aligned, whatever else is shown as replaced.
 */
export interface Budget {
  left: number;
}
export const FULL_BUDGET = 8_000_000;
const SPENT_EDITS = 40;

/** A stretch of tokens that differ; empty on one side for an insertion or deletion, on both where a blank alone came or went. */
export interface Hunk {
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
}

/** Two texts laid side by side. */
export interface Alignment {
  oldText: string;
  newText: string;
  oldTokens: Token[];
  newTokens: Token[];
  hunks: Hunk[];
  /** Said where limits were hit: whole paragraphs, or the whole text, are shown as replaced. */
  coarse?: 'paragraphs' | 'text';
}

/** Aligns the words of two texts. */
export function align(oldText: string, newText: string, budget: Budget = { left: FULL_BUDGET }): Alignment {
  const oldTokens = tokens(oldText);
  const newTokens = tokens(newText);
  const found = alignTokens(oldTokens, newTokens, budget);
  const merged = mergeLines(merge(found.hunks, oldTokens, newTokens), oldTokens, newTokens);
  const hunks = withGlue(merged, oldTokens, newTokens);
  return { oldText, newText, oldTokens, newTokens, hunks, ...(found.coarse && { coarse: found.coarse }) };
}

interface Found {
  hunks: Hunk[];
  coarse?: 'paragraphs' | 'text';
}

function alignTokens(a: Token[], b: Token[], budget: Budget): Found {
  let start = 0;
  while (start < a.length && start < b.length && a[start]!.key === b[start]!.key) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1]!.key === b[endB - 1]!.key) {
    endA--;
    endB--;
  }
  const whole: Hunk = { oldStart: start, oldEnd: endA, newStart: start, newEnd: endB };
  if (start === endA && start === endB) return { hunks: [] };
  if (start === endA || start === endB) return { hunks: [whole] };
  return alignRange(whole, a, b, budget);
}

function alignRange(range: Hunk, a: Token[], b: Token[], budget: Budget): Found {
  const left = a.slice(range.oldStart, range.oldEnd).map((t) => t.key);
  const right = b.slice(range.newStart, range.newEnd).map((t) => t.key);
  const words = alignKeys(left, right, MAX_EDITS, budget);
  if (words !== null) return { hunks: words.map((h) => shift(h, range.oldStart, range.newStart)) };
  const byLine = alignLines(range, a, b, budget);
  return byLine ?? { hunks: [range], coarse: 'text' };
}

/** Aligns line by line, then word by word within what differs where that is little. */
function alignLines(range: Hunk, a: Token[], b: Token[], budget: Budget): Found | null {
  const oldLines = lines(a, range.oldStart, range.oldEnd);
  const newLines = lines(b, range.newStart, range.newEnd);
  if (oldLines.length < 2 && newLines.length < 2) return null;
  const key = (line: [number, number], list: Token[]) =>
    list
      .slice(line[0], line[1])
      .map((t) => t.key)
      .join(' ');
  const found = alignKeys(
    oldLines.map((line) => key(line, a)),
    newLines.map((line) => key(line, b)),
    MAX_LINE_EDITS,
    budget,
    0,
  );
  if (found === null) return null;
  const hunks = found.flatMap((h): Hunk[] => {
    const hunk = {
      oldStart: oldLines[h.oldStart]?.[0] ?? range.oldEnd,
      oldEnd: oldLines[h.oldEnd - 1]?.[1] ?? range.oldStart,
      newStart: newLines[h.newStart]?.[0] ?? range.newEnd,
      newEnd: newLines[h.newEnd - 1]?.[1] ?? range.newStart,
    };
    if (h.oldStart === h.oldEnd) hunk.oldEnd = hunk.oldStart;
    if (h.newStart === h.newEnd) hunk.newEnd = hunk.newStart;
    const left = a.slice(hunk.oldStart, hunk.oldEnd).map((t) => t.key);
    const right = b.slice(hunk.newStart, hunk.newEnd).map((t) => t.key);
    const words = alignKeys(left, right, MAX_EDITS, budget);
    return words?.map((w) => shift(w, hunk.oldStart, hunk.newStart)) ?? [hunk];
  });
  return { hunks, coarse: 'paragraphs' };
}

/** Ranges of tokens that begin a line each. */
function lines(list: Token[], from: number, to: number): [number, number][] {
  const result: [number, number][] = [];
  for (let i = from; i < to; i++) {
    if (i === from || list[i]!.newLine) result.push([i, i + 1]);
    else result[result.length - 1]![1] = i + 1;
  }
  return result;
}

/** Myers over keys; `null` where the texts differ by more than the limit or have too little in common. */
function alignKeys(
  left: string[],
  right: string[],
  maxEdits: number,
  budget: Budget,
  likeness = MIN_LIKENESS,
): Hunk[] | null {
  if (left.length === 0 || right.length === 0)
    return [{ oldStart: 0, oldEnd: left.length, newStart: 0, newEnd: right.length }];
  const limit = budget.left > 0 ? maxEdits : Math.min(maxEdits, SPENT_EDITS);
  const shared = inCommon(left, right);
  const atLeast = left.length + right.length - 2 * shared;
  if (atLeast > limit) return null;
  const longer = Math.max(left.length, right.length);
  if (longer > MIN_WORDS && shared < longer * likeness) return null;
  const changes = diffArrays(left, right, { maxEditLength: limit });
  if (changes === undefined) {
    budget.left -= limit * limit;
    return null;
  }
  const hunks: Hunk[] = [];
  let [o, n, edits] = [0, 0, 0];
  let open: Hunk | null = null;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      o += count;
      n += count;
      open = null;
      continue;
    }
    if (open === null) {
      open = { oldStart: o, oldEnd: o, newStart: n, newEnd: n };
      hunks.push(open);
    }
    if (removed) o += count;
    else n += count;
    open.oldEnd = o;
    open.newEnd = n;
    edits += count;
  }
  budget.left -= edits * edits;
  return hunks;
}

/** How many keys two lists share, each as often as it stands in both. */
function inCommon(left: string[], right: string[]): number {
  const counts = new Map<string, number>();
  for (const key of left) counts.set(key, (counts.get(key) ?? 0) + 1);
  let shared = 0;
  for (const key of right) {
    const count = counts.get(key) ?? 0;
    if (count === 0) continue;
    counts.set(key, count - 1);
    shared++;
  }
  return shared;
}

function shift(h: Hunk, old: number, now: number): Hunk {
  return { oldStart: h.oldStart + old, oldEnd: h.oldEnd + old, newStart: h.newStart + now, newEnd: h.newEnd + now };
}

/**
 * Joins hunks that only chance words part ("the", a comma): a common stretch of at most four tokens that is less than
 * half as long as the changes on both sides of it reads as part of one replacement. Line beginnings are never bridged.
 */
function merge(hunks: Hunk[], a: Token[], b: Token[]): Hunk[] {
  const merged: Hunk[] = [];
  for (const hunk of hunks) {
    const last = merged.at(-1);
    if (last !== undefined && bridges(last, hunk, a, b)) {
      last.oldEnd = hunk.oldEnd;
      last.newEnd = hunk.newEnd;
    } else merged.push({ ...hunk });
  }
  return merged;
}

/**
 * Joins the hunks of a line that changed in three places or more and by more than half: a command rewritten reads better
 * as one replaced by another.
 */
function mergeLines(hunks: Hunk[], a: Token[], b: Token[]): Hunk[] {
  const result: Hunk[] = [];
  for (let i = 0; i < hunks.length; ) {
    let end = i + 1;
    let changed = size(hunks[i]!);
    let common = 0;
    while (end < hunks.length && !crosses(hunks[end - 1]!, hunks[end]!, a, b)) {
      common += hunks[end]!.oldStart - hunks[end - 1]!.oldEnd;
      changed += size(hunks[end]!);
      end++;
    }
    if (end - i >= 3 && common < changed) {
      const last = hunks[end - 1]!;
      result.push({ ...hunks[i]!, oldEnd: last.oldEnd, newEnd: last.newEnd });
    } else result.push(...hunks.slice(i, end));
    i = end;
  }
  return result;
}

function bridges(first: Hunk, second: Hunk, a: Token[], b: Token[]): boolean {
  const common = second.oldStart - first.oldEnd;
  if (common > 4 || common * 2 >= Math.min(size(first), size(second))) return false;
  return !crosses(first, second, a, b);
}

/** Whether a line begins between two hunks, or with the second, on either side. */
function crosses(first: Hunk, second: Hunk, a: Token[], b: Token[]): boolean {
  for (let i = first.oldEnd; i <= second.oldStart; i++) if (a[i]?.newLine) return true;
  for (let i = first.newEnd; i <= second.newStart; i++) if (b[i]?.newLine) return true;
  return false;
}

function size(h: Hunk): number {
  return Math.max(h.oldEnd - h.oldStart, h.newEnd - h.newStart);
}

/** Adds an empty hunk between two aligned tokens where a blank came or went: `rm -rf /x` and `rm -rf/x`. */
function withGlue(hunks: Hunk[], a: Token[], b: Token[]): Hunk[] {
  const result: Hunk[] = [];
  let [o, n] = [0, 0];
  const between = (oldEnd: number) => {
    for (; o < oldEnd; o++, n++) {
      const apart = o > 0 && n > 0 && a[o]!.glued !== b[n]!.glued;
      const follows = result.at(-1);
      if (apart && !(follows?.oldEnd === o && follows.newEnd === n)) {
        result.push({ oldStart: o, oldEnd: o, newStart: n, newEnd: n });
      }
    }
  };
  for (const hunk of hunks) {
    between(hunk.oldStart);
    result.push(hunk);
    o = hunk.oldEnd;
    n = hunk.newEnd;
  }
  between(a.length);
  return result;
}

/** The edits of an alignment, over the texts as they stand. */
export function editsOf(alignment: Alignment): Edit[] {
  const { oldText, newText, oldTokens: a, newTokens: b, hunks } = alignment;
  const out = new EditList();
  let [o, n, oldAt, newAt] = [0, 0, 0, 0];
  const equalUpTo = (oldEnd: number) => {
    for (; o < oldEnd; o++, n++) {
      const [x, y] = [a[o]!, b[n]!];
      out.change(oldText.slice(oldAt, x.start), newText.slice(newAt, y.start), true);
      out.change(oldText.slice(x.start, x.end), newText.slice(y.start, y.end), true);
      oldAt = x.end;
      newAt = y.end;
    }
  };
  for (const hunk of hunks) {
    equalUpTo(hunk.oldStart);
    // The blanks on both sides belong to the stretch: what they have in common is kept out of the change.
    const oldGap = a[hunk.oldEnd]?.start ?? oldText.length;
    const newGap = b[hunk.newEnd]?.start ?? newText.length;
    const oldPart = oldText.slice(oldAt, oldGap);
    const newPart = newText.slice(newAt, newGap);
    const lead = commonStart(
      oldPart.slice(0, (a[hunk.oldStart]?.start ?? oldText.length) - oldAt),
      newPart.slice(0, (b[hunk.newStart]?.start ?? newText.length) - newAt),
    );
    const oldTrail = hunk.oldEnd > hunk.oldStart ? oldGap - a[hunk.oldEnd - 1]!.end : oldPart.length - lead;
    const newTrail = hunk.newEnd > hunk.newStart ? newGap - b[hunk.newEnd - 1]!.end : newPart.length - lead;
    const trail = commonEnd(
      oldPart.slice(oldPart.length - Math.min(oldTrail, oldPart.length - lead)),
      newPart.slice(newPart.length - Math.min(newTrail, newPart.length - lead)),
    );
    out.change(oldPart.slice(0, lead), newPart.slice(0, lead), false);
    out.change(oldPart.slice(lead, oldPart.length - trail), newPart.slice(lead, newPart.length - trail), false);
    out.change(oldPart.slice(oldPart.length - trail), newPart.slice(newPart.length - trail), false);
    oldAt = oldGap;
    newAt = newGap;
    o = hunk.oldEnd;
    n = hunk.newEnd;
  }
  equalUpTo(a.length);
  out.change(oldText.slice(oldAt), newText.slice(newAt), true);
  return out.edits;
}

/** Edits as they are put together: neighbours of one kind are one. */
class EditList {
  readonly edits: Edit[] = [];

  change(oldPart: string, newPart: string, formatting: boolean): void {
    if (oldPart === newPart) {
      this.#add('equal', oldPart, false);
    } else {
      this.#add('delete', oldPart, formatting);
      this.#add('insert', newPart, formatting);
    }
  }

  #add(op: Edit['op'], text: string, formatting: boolean): void {
    if (text === '') return;
    const last = this.edits.at(-1);
    if (last?.op === op && (last.formatting ?? false) === formatting) last.text += text;
    else this.edits.push(formatting ? { op, text, formatting } : { op, text });
  }
}

function commonStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

function commonEnd(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[a.length - 1 - i] === b[b.length - 1 - i]) i++;
  return i;
}
