import { wordDiff } from '../../diff/word-diff.js';
import type { Edit, MetadataChange } from '../../model/release-diff.js';
import { oneLine } from '../shared/words.js';

/** A changed value beside the texts: a word diff of a text, else both sides in words. */
export interface MetadataDetail {
  field: string;
  edits: Edit[] | null;
  words: string;
}

/** A changed value in words, or as word diff where it is text. */
export function metadataDetail({ field, old, new: now }: MetadataChange): MetadataDetail {
  if (Array.isArray(old) && Array.isArray(now)) {
    const [before, after] = [old.map(words), now.map(words)];
    const [was, is] = [new Set(before), new Set(after)];
    const gone = before.filter((item) => !is.has(item)).map((item) => `− ${item}`);
    const come = after.filter((item) => !was.has(item)).map((item) => `+ ${item}`);
    const both = [...gone, ...come];
    return { field, edits: null, words: both.length > 0 ? both.join(', ') : 'another order' };
  }
  if (typeof old === 'string' && typeof now === 'string' && field !== 'severity' && /\s/.test(`${old}${now}`)) {
    return { field, edits: wordDiff(old, now), words: '' };
  }
  return { field, edits: null, words: `${words(old)} → ${words(now)}` };
}

/** A value in words, on one line. */
export function words(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(words).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== '')
    .map(([name, part]) => `${name} ${words(part)}`)
    .join(', ');
}

/** Whether a list holds the same in another order: ids that DISA's tools put so or so from release to release. */
export function isReordered({ old, new: now }: MetadataChange): boolean {
  if (!Array.isArray(old) || !Array.isArray(now) || old.length !== now.length) return false;
  const sorted = (list: readonly unknown[]) => list.map(words).sort().join('\n');
  return sorted(old) === sorted(now);
}
