import type { DiagnosticCode } from '../io/codes.js';
import type { Diagnostic, DiagnosticSeverity } from '../io/diagnostic.js';
import type { Locate, Spot } from './places.js';

/** Where a finding lies, and what to do about it. */
export interface Where extends Pick<Diagnostic, 'rule' | 'pointer' | 'hint'> {
  /** Place in the document, which `locate` makes one in the file of. */
  spot?: Spot;
}

/** Notes a finding about one document. */
export type Find = (severity: DiagnosticSeverity, code: DiagnosticCode, message: string, where?: Where) => void;

/** Makes diagnostics about one document: the file and the place in it are put in here, not at each check. */
export function findingsOf(file: string | undefined, into: Diagnostic[], locate?: Locate): Find {
  return (severity, code, message, { spot, ...where } = {}) => {
    const place = spot === undefined || locate === undefined ? {} : locate(spot);
    into.push({ code, severity, message, ...(file === undefined ? {} : { file }), ...place, ...where });
  };
}

/** Keys that stand more than once, with the indices where each stands, in the order they first stand. */
export function repeated(keys: Iterable<string | null>): Map<string, number[]> {
  const places = new Map<string, number[]>();
  let at = 0;
  for (const key of keys) {
    if (key !== null && key !== '') {
      const known = places.get(key);
      if (known === undefined) places.set(key, [at]);
      else known.push(at);
    }
    at++;
  }
  for (const [key, { length }] of places) if (length === 1) places.delete(key);
  return places;
}

/** What a person calls a rule: V-id, else rule id, else STIG ID. */
export function nameOf(rule: { vulnId: string | null; ruleId: string | null; stigId: string | null }): string {
  return rule.vulnId ?? rule.ruleId ?? rule.stigId ?? 'a rule without ids';
}
