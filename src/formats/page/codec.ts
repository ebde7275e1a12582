import type { Codec } from '../format.js';
import { readCheckPage } from './check-read.js';
import { writeCheckPage } from './check-write.js';
import { readReleasePage } from './release-read.js';
import { writeReleasePage } from './release-write.js';

/** The page of a whole release. */
export const releasePage: Codec = { read: readReleasePage, write: writeReleasePage };

/** The page of one check. */
export const checkPage: Codec = { read: readCheckPage, write: writeCheckPage };
