import type { Codec } from '../format.js';
import { readCciList } from './read.js';

/** DISA's list of CCIs with their definitions. */
export const cciList: Codec = { read: readCciList };
