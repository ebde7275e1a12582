import type { DiagnosticCode } from '../io/codes.js';
import type { Diagnostic, DiagnosticSeverity } from '../io/diagnostic.js';

/** Makes diagnostics about one document: the file and the rule are put in here, not at each place. */
export function findingsOf(file: string | undefined, into: Diagnostic[]) {
  return (
    severity: DiagnosticSeverity,
    code: DiagnosticCode,
    message: string,
    where: Pick<Diagnostic, 'rule' | 'pointer' | 'hint'> = {},
  ): void => {
    into.push({ code, severity, message, ...(file === undefined ? {} : { file }), ...where });
  };
}

/** Keys that stand more than once, with how often, in the order they first stand. */
export function repeated(keys: Iterable<string | null>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== null && key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [key, n] of counts) if (n === 1) counts.delete(key);
  return counts;
}

/** What a person calls a rule: V-id, else rule id, else STIG ID. */
export function nameOf(rule: { vulnId: string | null; ruleId: string | null; stigId: string | null }): string {
  return rule.vulnId ?? rule.ruleId ?? rule.stigId ?? 'a rule without ids';
}
