import type { DiagnosticCode } from '../io/codes.js';
import type { Input } from '../io/input.js';
import { baseName } from '../io/source.js';

/**
 * Names that promise content. A file of such a name that holds nothing a reader knows is damaged, or something else was
 * saved in its place (a log-in page): passed over, a host or a STIG would be missing and nobody told.
 */
const PROMISES_CONTENT = /\.(?:ckl|cklb|zip)$|xccdf[^/]*\.xml$/i;

/** `<`: an XML file without one at its beginning is none, whatever became of it. */
const LESS_THAN = 0x3c;

/** Whether an input that could not be read, for that reason, is none that anybody asked for. */
export function isPassedOver({ named, name, head }: Input, code: DiagnosticCode | undefined): boolean {
  if (named || PROMISES_CONTENT.test(name) || (/\.xml$/i.test(name) && !head.includes(LESS_THAN))) return false;
  // A PDF that is neither of DISA's two documents by its name: a readme, a memo, a supplement.
  const isForeignPdf = isPdf(head) && !/overview|revision/i.test(baseName(name));
  return code === 'format-unknown' || isForeignPdf;
}

/** Whether a file is a PDF, by its first bytes. */
export function isPdf(head: Uint8Array): boolean {
  return head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46;
}
