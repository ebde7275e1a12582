import type { Codec } from '../format.js';
import { readWorkbookTable } from './read.js';
import { writeWorkbook } from './write.js';

/** Rules or reviews as an Excel workbook. */
export const xlsx: Codec = { read: readWorkbookTable, write: writeWorkbook };
