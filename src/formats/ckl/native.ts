import type { Encoding } from '../../io/source.js';
import type { Asset, ChecklistBenchmark, Native, Review } from '../../model/checklist.js';
import type { Style } from './layout.js';

/**
 * What a checklist read from CKL keeps of its file, so that it is written back to the byte. The source text is cut into
 * pieces that together are the whole of it:
 *
 *     head ASSET between (before iSTIG-open (before VULN)* iSTIG-tail)* tail
 *
 * (or, in a file that has ASSET last: head iSTIGs between ASSET tail). Each level holds its own piece, verbatim, and
 * `read`: the model's values as read. The writer emits the piece as it is while the values are still those; else it
 * changes, in the piece, only the elements whose value changed. `before` is what stands between the sibling before and
 * the element: white space and comments.
 */
export interface CklNative extends Native {
  format: 'ckl';
  of: string;
  head: string;
  between: string;
  tail: string;
  assetLast: boolean;
  bom: boolean;
  encoding: Encoding;
  style: Style;
}

export interface AssetNative extends Native {
  format: 'ckl';
  of: string;
  raw: string;
  read: Asset;
}

export interface StigNative extends Native {
  format: 'ckl';
  of: string;
  before: string;
  /** From `<iSTIG>` to the end of STIG_INFO (or to the first VULN's `before` where STIG_INFO is elsewhere or absent). */
  open: string;
  /** From the last VULN to the end of `</iSTIG>`. */
  tail: string;
  read: { benchmark: ChecklistBenchmark; uuid: string | null };
}

export interface ReviewNative extends Native {
  format: 'ckl';
  of: string;
  before: string;
  raw: string;
  read: Review;
}

/** The manner of a file, out of its text. `viewer` is told by the banner of STIG Viewer 3. */
export function styleOf(text: string, encoding: Encoding): Style {
  const viewer = viewerOf(text);
  const space = spaceBefore(text, text.indexOf('<ASSET'));
  const lineEnd = space.lastIndexOf('\n');
  return {
    viewer,
    eol: lineEnd < 0 ? '' : space[lineEnd - 1] === '\r' ? '\r\n' : '\n',
    unit: lineEnd < 0 ? '' : space.slice(lineEnd + 1),
    // A carriage return typed in is kept, whoever wrote the file.
    cr: text.includes('&#13;') ? '&#13;' : '&#xD;',
    quote: text.includes('&quot;') ? '&quot;' : text.includes('&#34;') ? '&#34;' : '"',
    apostrophe: text.includes('&apos;') ? '&apos;' : text.includes('&#39;') ? '&#39;' : "'",
    encoding,
  };
}

/** STIG Viewer 3 tells itself in the second line; everything else is taken to follow STIG Viewer 2. */
export function viewerOf(text: string): 2 | 3 {
  return /<!--\s*DISA STIG Viewer :: 3/.test(text.slice(0, 1000)) ? 3 : 2;
}

/** The white space right before an offset. */
export function spaceBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  return text.slice(start, Math.max(offset, start));
}
