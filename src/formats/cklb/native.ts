import type { Encoding } from '../../io/source.js';
import type { Asset, ChecklistBenchmark, Native, Review } from '../../model/checklist.js';

/**
 * What a checklist read from CKLB keeps of its file, so that it is written back to the byte. The text is cut at its two
 * arrays:
 *
 *     open (before stig-open (before rule after)* end stig-close after)* end close
 *
 * where `open` runs to the `[` of `stigs`, `close` from its `]` on, and so a STIG's at `rules`; commas stand between
 * the items. `read` holds the model's values as read: while they are still those, a piece is written as it is; else
 * only the members whose value changed are changed in it.
 */
export interface CklbNative extends Native {
  format: 'cklb';
  of: string;
  open: string;
  /** White space before the closing bracket of `stigs`. */
  end: string;
  close: string;
  bom: boolean;
  encoding: Encoding;
  /** Line end and indent; both `''` of a compact file. */
  eol: string;
  unit: string;
  read: { title: string | null; id: string | null; asset: Asset };
}

/** What stands around an item of an array: white space before it, and between it and the comma. */
interface Around {
  before: string;
  after: string;
}

export interface StigNative extends Native, Around {
  format: 'cklb';
  of: string;
  open: string;
  end: string;
  close: string;
  read: { benchmark: ChecklistBenchmark; uuid: string | null };
}

export interface ReviewNative extends Native, Around {
  format: 'cklb';
  of: string;
  raw: string;
  read: Review;
}
