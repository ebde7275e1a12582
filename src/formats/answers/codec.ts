import type { Codec } from '../format.js';
import { readAnswers } from './read.js';
import { writeAnswers } from './write.js';

/** Standing answers. */
export const answers: Codec = { read: readAnswers, write: writeAnswers };
