import type { Codec } from '../format.js';
import { writeNdjson } from './write.js';

/** Rules or reviews as newline-delimited JSON. */
export const ndjson: Codec = { write: writeNdjson };
