import type { Codec } from '../format.js';
import { readJson } from './read.js';
import { writeJson } from './write.js';

/** The model as JSON. */
export const json: Codec = { read: readJson, write: writeJson };
