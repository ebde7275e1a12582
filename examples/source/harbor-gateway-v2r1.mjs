import { rulesV1R2 } from './harbor-gateway-v1r2.mjs';
import { applyChanges } from './release.mjs';

/** What changed from V1R2 to V2R1 beside the ids, under the old V-ids. */
export const changesV2R1 = [
  {
    vulnId: 'V-990002',
    field: 'check',
    kind: 'wording',
    note: 'other words, same meaning',
    from: 'List the protocol versions of each listener:',
    to: 'Have the gateway list which protocol versions its listeners take:',
  },
  {
    vulnId: 'V-990006',
    field: 'stigId',
    kind: 'metadata',
    note: 'another STIG ID as well: only the legacy id joins the two',
    value: 'AHGW-01-000060',
  },
  {
    vulnId: 'V-990013',
    field: 'fix',
    kind: 'command',
    note: 'the setting is called otherwise',
    from: 'require_signature = yes',
    to: 'signature_policy = require',
  },
  {
    vulnId: 'V-990013',
    field: 'check',
    kind: 'criterion',
    note: 'the setting is called otherwise, in command, output and criterion',
    from: '$ sudo grep -n "^require_signature" /etc/harbor-gateway/update.conf\n4:require_signature = yes',
    to: '$ sudo grep -n "^signature_policy" /etc/harbor-gateway/update.conf\n4:signature_policy = require',
  },
  {
    vulnId: 'V-990013',
    field: 'check',
    kind: 'criterion',
    note: 'the setting is called otherwise, in command, output and criterion',
    from: 'If "require_signature" is not "yes", this is a finding.',
    to: 'If "signature_policy" is not "require", this is a finding.',
  },
  {
    vulnId: 'V-990026',
    field: 'discussion',
    kind: 'wording',
    note: 'a sentence more',
    from: 'only when their clocks agree.',
    to: 'only when their clocks agree. Certificates, too, are checked against the clock.',
  },
];

/** Rules that carry no legacy ids: only the STIG ID joins them to the release before. */
export const withoutLegacyIds = ['V-990024'];

/** The new V-id of an old one: `V-995001` for the first rule of V1R2, and so on in its order. */
export const newVulnIds = new Map(rulesV1R2.map((rule, index) => [rule.vulnId, `V-${995001 + index}`]));

/** The rules of V1R2 under new ids. The old ones stand as legacy ids, V before SV in even rules, SV before V in odd. */
export const rulesV2R1 = applyChanges(rulesV1R2, changesV2R1).map((rule, index) => {
  const [number, revision] = [995001 + index, 1100003 + 3 * index];
  const old = [rule.vulnId, rule.vulnId.replace('V-', 'SV-')];
  return {
    ...rule,
    vulnId: `V-${number}`,
    ruleId: `SV-${number}r${revision}_rule`,
    checkId: `C-${95201 + index}r${revision - 2}_chk`,
    fixId: `F-${95176 + index}r${revision - 1}_fix`,
    legacyIds: withoutLegacyIds.includes(rule.vulnId) ? [] : index % 2 === 0 ? old : old.reverse(),
  };
});
