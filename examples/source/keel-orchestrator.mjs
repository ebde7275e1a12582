/**
 * Acme Keel Orchestrator, an invented container platform: two releases in which one rule's fix alone differs in content and
 * six others in white space, inline markup and no-break spaces only. It is the smallest case of a digest that says
 * "one content change" where a plain text diff says seven.
 */
import { escapeText, xml } from './xccdf.mjs';
import { applyChanges, movedBy, moveRevisions } from './release.mjs';

export const keelOrchestrator = {
  id: 'Acme_Keel_Orchestrator_STIG',
  product: 'Acme Keel Orchestrator',
  title: 'Acme Keel Orchestrator Security Technical Implementation Guide',
  description: 'An invented guide for an invented container platform. Nobody published it.',
  targetKey: '9902',
};

const rules = [
  {
    stigId: 'AKEL-KO-000010',
    groupTitle: 'SRG-APP-000190-CTR-000500',
    severity: 'medium',
    title: 'Keel must bound the life of a console token and its renewal.',
    discussion:
      'A token that renews itself for ever is a password that never changes.\n\nShort tokens end by themselves.',
    check:
      'Log in to the Keel console and go to Admin >> Tokens & Sessions.\n\nVerify "Lifetime" is "20" and "Renew before end" is "0".\n\nIf one of them differs, this is a finding.',
    fix: 'Log in to the Keel console and go to Admin >> Tokens & Sessions.\n\n- Enter "20" below "Lifetime".\n- Enter "0" below "Renew before end".\n- Click "Save".',
    ccis: ['CCI-001133'],
  },
  {
    stigId: 'AKEL-KO-000020',
    groupTitle: 'SRG-APP-000133-CTR-000290',
    severity: 'medium',
    title: 'Keel must let only the release team push images to the production registry.',
    discussion: 'Whoever can replace an image replaces the program that every node runs next.',
    check:
      'List the members of the team that may push:\n\n$ keelctl team members release --registry production\n\nIf somebody is listed who is not in the SSP, this is a finding.',
    fix: 'Remove each member who is not in the SSP:\n\n$ keelctl team remove release <username>',
    ccis: ['CCI-001499'],
  },
  {
    stigId: 'AKEL-KO-000030',
    groupTitle: 'SRG-APP-000141-CTR-000315',
    severity: 'medium',
    title: 'Keel must not run workloads in the default namespace.',
    discussion: 'Policies are bound to namespaces. Nobody binds any to the one that is there from the beginning.',
    check:
      'List what runs in the default namespace:\n\n$ keelctl get workloads -n default\nNo workloads found.\n\nIf a workload is listed, this is a finding.',
    fix: 'Move each workload to a namespace of its own:\n\n$ keelctl move <workload> --to <namespace>',
    ccis: ['CCI-000381'],
  },
  {
    stigId: 'AKEL-KO-000040',
    groupTitle: 'SRG-APP-000023-CTR-000055',
    severity: 'medium',
    title: 'Keel must take its users from the identity provider of the site.',
    discussion: 'Users who live in the platform alone outlive their contracts.',
    check: 'Log in to the Keel console and go to Admin >> Identity.\n\nIf "Provider" is "Built-in", this is a finding.',
    fix: 'Log in to the Keel console and go to Admin >> Identity.\n\n1. Set "Provider" to "LDAP".\n2. Enter the address of the directory.\n3. Click "Save".',
    ccis: ['CCI-000015', 'CCI-004045', 'CCI-004046'],
  },
  {
    stigId: 'AKEL-KO-000050',
    groupTitle: 'SRG-APP-000342-CTR-000775',
    severity: 'high',
    title: 'Keel must not start privileged containers.',
    discussion: 'A privileged container is a root shell on the node with another name.',
    check:
      'Show the admission policy:\n\n$ keelctl policy show admission\nprivileged: deny\nhostPath: deny\n\nIf "privileged" is not "deny", this is a finding.',
    fix: 'Write the policy to a file and apply it:\n\nprivileged: deny\nhostPath: deny\n\n$ keelctl policy apply -f policy.yaml',
    ccis: ['CCI-002233'],
  },
  {
    stigId: 'AKEL-KO-000060',
    groupTitle: 'SRG-APP-000089-CTR-000150',
    severity: 'medium',
    title: 'Keel must record what its administrators do.',
    discussion: 'A cluster changes by the minute. Only a record tells which change was meant.',
    check: 'Show the audit level:\n\n$ keelctl audit level\nmetadata\n\nIf the level is "none", this is a finding.',
    fix: 'Set the audit level:\n\n$ keelctl audit level metadata',
    ccis: ['CCI-000169'],
  },
  {
    stigId: 'AKEL-KO-000070',
    groupTitle: 'SRG-APP-000516-CTR-001325',
    severity: 'low',
    title: 'Keel must tell the time servers of the site from others.',
    discussion: 'Nodes with different clocks write records that contradict each other.',
    check:
      'Ask the administrator for the time servers and compare them with the SSP.\n\nIf one differs, this is a finding.',
    fix: 'Set the time servers on each node.',
    ccis: ['CCI-000366'],
  },
  {
    stigId: 'AKEL-KO-000080',
    groupTitle: 'SRG-APP-000131-CTR-000285',
    severity: 'medium',
    title: 'Keel must start signed images only.',
    discussion: 'A signature binds an image to its builder. Without one the name is all there is.',
    check:
      'Show the trust setting:\n\n$ keelctl trust show\nrequire-signature: true\n\nIf "require-signature" is not "true", this is a finding.',
    fix: 'Turn the requirement on:\n\n$ keelctl trust set require-signature=true',
    ccis: ['CCI-003992'],
  },
  {
    stigId: 'AKEL-KO-000090',
    groupTitle: 'SRG-APP-000456-CTR-001125',
    severity: 'high',
    title: 'Keel must run a version that the vendor supports.',
    discussion: 'Without support no fault is mended.',
    check: 'Show the version:\n\n$ keelctl version\n\nIf the vendor no longer supports it, this is a finding.',
    fix: 'Upgrade:\n\n$ keelctl upgrade',
    ccis: ['CCI-002605'],
  },
  {
    stigId: 'AKEL-KO-000100',
    groupTitle: 'SRG-APP-000068-CTR-000120',
    severity: 'low',
    title: 'Keel must show the banner of the organization before logon.',
    discussion: 'The banner tells users the rules before they are bound by them.',
    check: 'Open the console.\n\nIf the banner is not displayed, this is a finding.',
    fix: 'Log in to the Keel console, go to Admin >> Banner, paste the text & click "Save".',
    ccis: ['CCI-000048'],
  },
];

export const keelV1R1 = rules.map((rule, index) => {
  const [number, revision] = [980101 + index, 700003 + 3 * index];
  return {
    vulnId: `V-${number}`,
    ruleId: `SV-${number}r${revision}_rule`,
    checkId: `C-${81001 + index}r${revision - 2}_chk`,
    fixId: `F-${80910 + index}r${revision - 1}_fix`,
    ...rule,
  };
});

export const keelChanges = [
  {
    vulnId: 'V-980101',
    field: 'discussion',
    kind: 'formatting',
    note: 'blanks at a line end, one empty line more',
    from: 'never changes.\n\nShort',
    to: 'never changes.  \n \n\nShort',
  },
  {
    vulnId: 'V-980102',
    field: 'check',
    kind: 'formatting',
    note: 'no-break spaces',
    from: 'If somebody is listed',
    to: 'If\u00a0somebody is\u00a0listed',
  },
  {
    vulnId: 'V-980103',
    field: 'check',
    kind: 'formatting',
    note: 'inline markup, escaped: <br/>',
    from: '\n\nIf a workload',
    to: '<br/><br/>If a workload',
  },
  {
    vulnId: 'V-980104',
    field: 'fix',
    kind: 'command',
    note: 'the one content change',
    from: '1. Set "Provider" to "LDAP".\n2. Enter the address of the directory.\n3. Click "Save".',
    to: '1. Set "Provider" to "SAML" or "LDAP".\n2. Enter the address of the provider.\n3. Map the groups of the provider to Keel roles.\n4. Click "Save".',
  },
  {
    vulnId: 'V-980106',
    field: 'fix',
    kind: 'formatting',
    note: 'inline markup, real elements: xhtml:br and xhtml:code',
    from: 'Set the audit level:\n\n$ keelctl audit level metadata',
    to: xml('Set the audit level:<xhtml:br/><xhtml:br/><xhtml:code>$ keelctl audit level metadata</xhtml:code>'),
  },
  {
    vulnId: 'V-980107',
    field: 'check',
    kind: 'formatting',
    note: 'a line break in running text',
    from: 'time servers and compare',
    to: 'time servers\nand compare',
  },
  {
    vulnId: 'V-980108',
    field: 'discussion',
    kind: 'formatting',
    note: 'inline markup, escaped: <p> and <strong>, a tab',
    from: 'A signature binds an image to its builder. Without',
    to: '<p>A signature <strong>binds</strong> an image to its builder.</p>\tWithout',
  },
];

const changed = applyChanges(
  keelV1R1.map((rule) => (rule.vulnId === 'V-980106' ? { ...rule, fix: xml(escapeText(rule.fix)) } : rule)),
  keelChanges,
);

export const keelV2R1 = moveRevisions(changed, movedBy(keelChanges), 715003);
