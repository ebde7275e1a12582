import type { Codec } from '../format.js';
import { writeMarkdown } from './write.js';

/** Documents as CommonMark with GitHub's tables. */
export const markdown: Codec = { write: writeMarkdown };
