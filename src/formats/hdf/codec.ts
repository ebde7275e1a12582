import type { Codec } from '../format.js';
import { writeHdf } from './write.js';

/** Results for Heimdall. */
export const hdf: Codec = { write: writeHdf };
