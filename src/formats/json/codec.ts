import type { Codec } from '../format.js';
import { writeJson } from './write.js';

/** The model as JSON. */
export const json: Codec = { write: writeJson };
