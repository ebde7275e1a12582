import type { Codec } from '../format.js';
import { readCheckPage } from './check-read.js';
import { readReleasePage } from './release-read.js';

/** The page of a whole release. */
export const releasePage: Codec = { read: readReleasePage };

/** The page of one check. */
export const checkPage: Codec = { read: readCheckPage };
