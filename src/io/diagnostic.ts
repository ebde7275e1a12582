import type { DiagnosticCode, DiagnosticSeverity } from './codes.js';

export type { DiagnosticSeverity } from './codes.js';

/** A problem, with its place. */
export interface Diagnostic {
  /** Which problem it is: one of a closed list (docs/diagnostics.md). */
  code: DiagnosticCode;
  severity: DiagnosticSeverity;
  /** What is wrong, in words. Programs go by the code. */
  message: string;
  /** Name of the input; a member of a zip as `library.zip!/package.zip!/file.xml`. */
  file?: string;
  /** Counted from 1. */
  line?: number;
  /** Counted from 1, in UTF-16 code units. */
  column?: number;
  /** JSON pointer (RFC 6901), in JSON inputs. */
  pointer?: string;
  /** The rule concerned: V-id, rule id or STIG ID. */
  rule?: string;
  /** What to do. */
  hint?: string;
  /** The source line the place lies in, shortened, with the column of the place in it, counted from 0. */
  frame?: { text: string; column: number };
}

/** Takes a problem and carries on. */
export type Report = (diagnostic: Diagnostic) => void;

/** Thrown where no document can be given. Carries every problem that led to it; `code` is the first one's. */
export class StigError extends Error {
  readonly diagnostics: Diagnostic[];

  /** Of one problem or several; `options` may name the `cause`. */
  constructor(diagnostics: Diagnostic | Diagnostic[], options?: ErrorOptions) {
    const list = Array.isArray(diagnostics) ? diagnostics : [diagnostics];
    super(list.map(formatDiagnostic).join('\n'), options);
    this.name = 'StigError';
    this.diagnostics = list;
  }

  get code(): DiagnosticCode {
    return this.diagnostics[0]!.code;
  }
}

/** `file:line:column: message`, without colour, frame or hint. */
export function formatDiagnostic(d: Diagnostic): string {
  const place = [d.file, d.line, d.column].filter((part) => part !== undefined).join(':');
  const where = place + (d.pointer === undefined ? '' : `${place === '' ? '' : '#'}${d.pointer}`);
  const rule = d.rule === undefined ? '' : `${d.rule}: `;
  return `${where === '' ? '' : `${where}: `}${rule}${d.message}`;
}

const FRAME_WIDTH = 72;

/**
 * The line around an offset, cut on both sides, and never within a character: DISA's files are one line of 200,000
 * characters. Tabs and other control characters are blanks in it.
 */
export function frameAt(text: string, offset: number): { text: string; column: number } {
  // Only as far as is shown: the line may be the whole file.
  const [low, high] = [Math.max(0, offset - FRAME_WIDTH / 2), Math.min(text.length, offset + FRAME_WIDTH)];
  const before = text.slice(low, offset);
  let from = low + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  if (isLowSurrogate(text, from)) from++;
  const length = text.slice(offset, high).search(/[\r\n]/);
  let to = Math.min(length < 0 ? high : offset + length, from + FRAME_WIDTH);
  if (to < text.length && isLowSurrogate(text, to)) to--;
  const shown = text.slice(from, to).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return { text: shown, column: offset - from };
}

/** Whether an offset lies between the halves of a character. */
function isLowSurrogate(text: string, offset: number): boolean {
  return (text.charCodeAt(offset) & 0xfc00) === 0xdc00 && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
}
