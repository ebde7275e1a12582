/**
 * The ids of a rule. `V-260903` (group, "Vuln ID"), `SV-260903r986160_rule` (rule id; what stands left of `r` stays the
 * same through the releases of one STIG, the number after it is the revision), `CNTR-MK-000940` (STIG ID).
 */

const SCAP_PREFIX = /^xccdf_[^_]*_(?:group|rule|benchmark|profile|value|tailoring|testresult)_/;

/** An XCCDF 1.2 id without its reverse-DNS prefix: `xccdf_mil.disa.stig_rule_SV-1r2_rule` gives `SV-1r2_rule`. */
export function shortId(id: string): string {
  return id.startsWith('xccdf_') ? id.replace(SCAP_PREFIX, '') : id;
}

/** The revision in a rule id: `SV-260903r986160_rule` gives `986160`; `null` where there is none (Core SRGs, drafts). */
export function revisionOf(ruleId: string | null): string | null {
  return ruleId === null ? null : (/^SV-.*?\dr(\d+)(?:_|$)/.exec(ruleId)?.[1] ?? null);
}

/** The part of a rule id that stands through releases: `SV-260903r986160_rule` gives `SV-260903`. */
export function stableRuleId(ruleId: string): string {
  return ruleId.replace(/(\d)r\d+(?:_[\s\S]*)?$/, '$1').replace(/_rule$/, '');
}
