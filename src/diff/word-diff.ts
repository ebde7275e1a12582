import type { Edit } from '../model/release-diff.js';
import { align, editsOf } from './words.js';

/** The word diff of two texts: equal and delete give the old one to the letter, equal and insert the new. */
export function wordDiff(oldText: string, newText: string): Edit[] {
  return editsOf(align(oldText, newText));
}
