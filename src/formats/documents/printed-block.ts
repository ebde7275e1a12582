import type { OverviewBlock } from '../../model/documents.js';

/** A block with its text as printed. */
export interface PrintedBlock {
  block: OverviewBlock;
  printed: string;
}
