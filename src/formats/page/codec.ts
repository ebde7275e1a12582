import type { Codec } from '../format.js';
import { readReleasePage } from './release-read.js';

/** The page of a whole release. */
export const releasePage: Codec = { read: readReleasePage };
