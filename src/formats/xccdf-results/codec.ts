import type { Codec } from '../format.js';
import { readXccdfResults } from './read.js';
import { writeXccdfResults } from './write.js';

/** XCCDF test results. */
export const xccdfResults: Codec = { read: readXccdfResults, write: writeXccdfResults };
