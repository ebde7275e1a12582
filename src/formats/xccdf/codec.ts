import type { Codec } from '../format.js';
import { readXccdf } from './read.js';

/** XCCDF benchmarks. */
export const xccdf: Codec = { read: readXccdf };
