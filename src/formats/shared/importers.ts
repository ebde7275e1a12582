import type { Report } from '../../io/diagnostic.js';
import type { Checklist } from '../../model/checklist.js';

/** Longest text that STIG Manager keeps (FORMATS B.6). */
const LONGEST = 32_767;

/** Says that STIG Manager will not import a checklist without a host name. A template needs none. */
export function reportNoHost(checklist: Checklist, report: Report): void {
  if (checklist.asset.hostName) return;
  report({
    code: 'importer-limit',
    severity: 'info',
    message: 'the asset has no host name: STIG Manager does not import such a checklist',
    hint: '--host-name NAME or --asset FILE names the host; a template needs none.',
  });
}

/** Says which texts STIG Manager will cut. They are written whole. */
export function reportLongTexts(checklist: Checklist, report: Report): void {
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

/** A report that names the input a checklist was read from, where it is one. */
export function reportFor(checklist: Checklist, report: Report): Report {
  const [source, another] = checklist.sources;
  if (source === undefined || another !== undefined) return report;
  return (diagnostic) => report({ file: source.name, ...diagnostic });
}
