import type { Codec } from '../format.js';
import { writeCsvTable } from './write.js';

/** Rules or reviews as CSV. */
export const csv: Codec = { write: writeCsvTable };
