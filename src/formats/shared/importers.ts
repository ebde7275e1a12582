import type { Report } from '../../io/diagnostic.js';
import type { Checklist } from '../../model/checklist.js';

/** Longest text that STIG Manager keeps (FORMATS B.6). */
const LONGEST = 32_767;

/** Says where a checklist, though right, will not come whole into STIG Manager: it needs a host name, and cuts texts. */
export function reportImporters(checklist: Checklist, report: Report): void {
  if (!checklist.asset.hostName) {
    report({
      code: 'importer-limit',
      severity: 'info',
      message: 'the asset has no host name: STIG Manager does not import such a checklist',
      hint: '--host-name NAME or --asset FILE names the host; a template needs none.',
    });
  }
  for (const { reviews } of checklist.stigs) {
    for (const { rule, findingDetails, comments } of reviews) {
      const name = rule.vulnId || rule.ruleId;
      for (const [what, text] of [
        ['finding details', findingDetails],
        ['comments', comments],
      ] as const) {
        if (text.length <= LONGEST) continue;
        report({
          code: 'importer-limit',
          severity: 'warning',
          message: `the ${what} have ${text.length} characters: STIG Manager cuts them at ${LONGEST}`,
          ...(name ? { rule: name } : {}),
        });
      }
    }
  }
}
