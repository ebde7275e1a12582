import type { Codec } from '../format.js';
import { readCsvTable } from './read.js';
import { writeCsvTable } from './write.js';

/** Rules or reviews as CSV. */
export const csv: Codec = { read: readCsvTable, write: writeCsvTable };
