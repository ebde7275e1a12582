import type { Codec } from '../format.js';
import { readCklb } from './read.js';
import { writeCklb } from './write.js';

/** Checklists of STIG Viewer 3. */
export const cklb: Codec = { read: readCklb, write: writeCklb };
