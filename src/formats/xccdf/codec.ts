import type { Codec } from '../format.js';
import { readXccdf } from './read.js';
import { writeXccdf } from './write.js';

/** XCCDF benchmarks. */
export const xccdf: Codec = { read: readXccdf, write: writeXccdf };
