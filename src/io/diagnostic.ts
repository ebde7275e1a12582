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

/**
 * The line around an offset, cut on both sides: DISA's files are one line of 200,000 characters. No more of the text is
 * looked at than is shown, as there may be as many places as lines.
 */
export function frameAt(text: string, offset: number): { text: string; column: number } {
  const before = text.slice(Math.max(0, offset - FRAME_WIDTH / 2), offset);
  const from = offset - before.length + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const behind = text.slice(offset, from + FRAME_WIDTH);
  const to = offset + /^[^\r\n]*/.exec(behind)![0].length;
  const shown = text.slice(from, to).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return { text: shown, column: offset - from };
}
