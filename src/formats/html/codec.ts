import type { Codec } from '../format.js';
import { writeHtml } from './write.js';

/** Documents as one HTML file each. */
export const html: Codec = { write: writeHtml };
