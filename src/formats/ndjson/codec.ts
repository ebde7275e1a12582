import type { Codec } from '../format.js';
import { ndjsonLines, writeNdjson } from './write.js';

/** Rules or reviews as newline-delimited JSON. */
export const ndjson: Codec = { write: writeNdjson, pieces: ndjsonLines };
