/** The names of controls of NIST SP 800-53, in DISA's spelling: a blank before every bracket and part (FORMATS G). */

/** A control or enhancement, and the control it belongs to. */
export interface ControlId {
  /** `AC-6 (8)`, or the base where there is no enhancement. */
  control: string;
  /** `AC-6`. */
  base: string;
}

const HEAD = /^([A-Z]{2}-\d+)( \(\d+\))?/;

/**
 * The controls an index of DISA's list names, without statement parts: `CM-6 b` gives `CM-6`, `AC-2 (3) (d)` gives
 * `AC-2 (3)`. A bracket is an enhancement only if it follows the control at once and holds a number: `AC-1 a 1 (a)` and
 * `CP-9 (a)` give the control, and so does `AR-8 a (1)`. An index may be a list (`SC-37, SC-37 (1)` of CCI-002523) and
 * may hold a slip behind the control (`CP-4 (4)4` of CCI-000504). Text that names no control gives nothing.
 */
export function controlsOfIndex(index: string): ControlId[] {
  const found: ControlId[] = [];
  for (const part of index.split(',')) {
    const head = HEAD.exec(part.trim());
    if (head) found.push({ control: head[0], base: head[1]! });
  }
  return found;
}

const BASE = /^([A-Za-z]{2})-0*([1-9]\d{0,2})(?!\d)/;
/** `(8)` and `(08)` as NIST and CSRC write enhancements, `.8` as OSCAL does. */
const ENHANCEMENT = /^(?: ?\(0*([1-9]\d{0,2})\)|\.0*([1-9]\d{0,2})(?![\d.]))/;
/** A part of a statement: `b`, ` b`, `(b)`, ` (b)`, `.b`, with the dot that NIST prints behind `a.1.`. */
const PART = /^(?: |\.)?(?:\(([a-z]|\d{1,2})\)|([a-z]|\d{1,2})(?!\d))\.?/i;

/**
 * A control in DISA's spelling, out of any in use: DISA's own, NIST's `AC-6(8)`, CSRC's padded `AC-06(08)`, OSCAL's
 * `ac-6.8`. Statement parts are kept: `AC-1a.1.(a)` and `ac-1_smt.a.1.a` give `AC-1 a 1 (a)`, `ac-2.3_smt.d` gives
 * `AC-2 (3) (d)`; a bracketed part of a base control, as AWS writes it (`AC-2(f)`), gives `AC-2 f`. `null` for text that
 * is no control.
 */
export function normalizeControl(text: string): string | null {
  let rest = text.trim().replace(/\s+/g, ' ');
  const base = BASE.exec(rest);
  if (!base) return null;
  const control = `${base[1]!.toUpperCase()}-${base[2]}`;
  rest = rest.slice(base[0].length);
  const bracket = ENHANCEMENT.exec(rest);
  const enhancement = bracket ? ` (${bracket[1] ?? bracket[2]})` : '';
  rest = rest.slice(bracket?.[0].length ?? 0).replace(/^_smt(?=\.|$)/i, '');
  let spelled = control + enhancement;
  for (let depth = 0; rest !== ''; depth++) {
    const part = PART.exec(rest);
    if (!part) return null;
    const name = (part[1] ?? part[2])!.toLowerCase();
    // Letters and numbers take turns, beginning with a letter.
    if (/\d/.test(name) !== (depth % 2 === 1)) return null;
    // The parts of an enhancement stand in brackets, of a control from the third on.
    spelled += enhancement !== '' || depth > 1 ? ` (${name})` : ` ${name}`;
    rest = rest.slice(part[0].length);
  }
  return spelled;
}

/** `(8)`, ` (8)`: the enhancement behind a base; what follows are parts of the statement. */
const DISA_FORM = /^([A-Z]{2}-\d+)(?: \((\d+)\))?((?: (?:[a-z]|\d+|\((?:[a-z]|\d+)\)))*)$/;

/** A control in OSCAL's spelling, as NIST's catalogs have it: `AC-6 (8)` gives `ac-6.8`. `null` for any other text. */
export function oscalControlId(control: string): string | null {
  const match = DISA_FORM.exec(control);
  if (match === null) return null;
  return match[1]!.toLowerCase() + (match[2] === undefined ? '' : `.${match[2]}`);
}

/**
 * The part of a control's statement that an index names, in the spelling of NIST's catalogs: `AC-1 a 1 (a)` gives
 * `ac-1_smt.a.1.a`, `AC-2 (3) (d)` gives `ac-2.3_smt.d`. `null` where the index names a whole control or none.
 */
export function oscalStatementId(index: string): string | null {
  const match = DISA_FORM.exec(index.trim());
  const parts = match?.[3]?.match(/[a-z]|\d+/g) ?? [];
  return parts.length === 0 ? null : `${oscalControlId(index.trim())}_smt.${parts.join('.')}`;
}
