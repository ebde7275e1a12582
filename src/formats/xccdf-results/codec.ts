import type { Codec } from '../format.js';
import { readXccdfResults } from './read.js';

/** XCCDF test results. */
export const xccdfResults: Codec = { read: readXccdfResults };
