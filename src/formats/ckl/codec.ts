import type { Codec } from '../format.js';
import { readCkl } from './read.js';
import { writeCkl } from './write.js';

/** Checklists of STIG Viewer 2, and of STIG Viewer 3 exported for it. */
export const ckl: Codec = { read: readCkl, write: writeCkl };
