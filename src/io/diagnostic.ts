import type { DiagnosticCode } from './codes.js';

/** How bad it is: an error means that something could not be done, a warning that a person should look. */
export type DiagnosticSeverity = 'error' | 'warning' | 'info';

/** A problem, with its place. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: DiagnosticSeverity;
  message: string;
  /** Name of the input; a member of a zip as `library.zip!/package.zip!/file.xml`. */
  file?: string;
  /** Counted from 1. */
  line?: number;
  /** Counted from 1, in UTF-16 code units. */
  column?: number;
  /** JSON pointer, in JSON inputs. */
  pointer?: string;
  /** The rule concerned: V-id, rule id or STIG ID. */
  rule?: string;
  /** What to do. */
  hint?: string;
  /** The source line the place lies in, shortened, with the column of the place in it. */
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

/** The line around an offset, cut on both sides: DISA's files are one line of 200,000 characters. */
export function frameAt(text: string, offset: number): { text: string; column: number } {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const ends = [text.indexOf('\n', offset), text.indexOf('\r', offset)].filter((end) => end >= 0);
  const lineEnd = Math.min(text.length, ...ends);
  const from = Math.max(lineStart, offset - FRAME_WIDTH / 2);
  const to = Math.min(lineEnd, from + FRAME_WIDTH);
  const shown = text.slice(from, to).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return { text: shown, column: offset - from };
}
