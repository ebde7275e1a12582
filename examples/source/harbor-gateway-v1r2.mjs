import { rulesV1R1 } from './harbor-gateway-v1r1.mjs';
import { applyChanges, movedBy, moveRevisions } from './release.mjs';

/** Every difference between V1R1 and V1R2 but added and removed rules. `silent`: the rule's revision does not move. */
export const changesV1R2 = [
  {
    vulnId: 'V-990003',
    field: 'discussion',
    kind: 'wording',
    note: 'other words, same meaning',
    from: 'A directory makes joining, moving and leaving one act for all systems.',
    to: 'With a directory, joining, moving and leaving become a single step that holds for every system.',
  },
  {
    vulnId: 'V-990005',
    field: 'check',
    kind: 'criterion',
    note: 'the sentence that says what is a finding asks for more',
    from: 'If the last rule of an access list is not "deny all", this is a finding.',
    to: 'If the last rule of an access list is not "deny all", or if an access list holds "allow all" anywhere, this is a finding.',
  },
  {
    vulnId: 'V-990007',
    field: 'fix',
    kind: 'command',
    note: 'placeholder in a command renamed: angle brackets are text, not markup',
    from: 'account unlock <username>',
    to: 'account unlock <account-name>',
  },
  {
    vulnId: 'V-990008',
    field: 'check',
    kind: 'formatting',
    note: 'no-break spaces, blanks at a line end, an empty line more',
    from: 'Do not log in.\n\nVerify the banner is displayed',
    to: 'Do\u00a0not\u00a0log\u00a0in.  \n\n\nVerify the banner is\u00a0displayed',
  },
  {
    vulnId: 'V-990009',
    field: 'check',
    kind: 'command',
    note: 'another command reads the setting',
    from: '$ sudo grep "^categories" /etc/harbor-gateway/audit.conf',
    to: '$ sudo harborctl audit show --field categories',
  },
  {
    vulnId: 'V-990010',
    field: 'discussion',
    kind: 'punctuation',
    note: 'a semicolon became a comma',
    from: 'other systems; and',
    to: 'other systems, and',
  },
  {
    vulnId: 'V-990011',
    field: 'severity',
    kind: 'metadata',
    note: 'raised from low to medium',
    value: 'medium',
  },
  {
    vulnId: 'V-990012',
    field: 'fix',
    kind: 'formatting',
    silent: true,
    note: 'inline markup only: escaped <b> and <br/>',
    from: '\n\nWarning: do not change the directory itself.',
    to: '<br/>\n<br/>\n<b>Warning:</b> do not change the directory itself.',
  },
  {
    vulnId: 'V-990013',
    field: 'ccis',
    kind: 'metadata',
    note: 'CCI-001749 gave way to CCI-003992',
    value: ['CCI-003992'],
  },
  {
    vulnId: 'V-990014',
    field: 'severity',
    kind: 'metadata',
    note: 'lowered from medium to low',
    value: 'low',
  },
  {
    vulnId: 'V-990015',
    field: 'fix',
    kind: 'layout',
    note: 'indentation inside the here-document, two blanks to four',
    from: '  management:\n    address: <management-address>\n    port: 9443',
    to: '    management:\n        address: <management-address>\n        port: 9443',
  },
  {
    vulnId: 'V-990016',
    field: 'title',
    kind: 'metadata',
    note: 'title widened',
    from: 'multifactor authentication for administrators.',
    to: 'multifactor authentication for every administrator account, the emergency account included.',
  },
  { vulnId: 'V-990018', field: 'ruleId', kind: 'metadata', note: 'the revision moved and nothing else' },
  {
    vulnId: 'V-990019',
    field: 'discussion',
    kind: 'wording',
    silent: true,
    note: 'the text changed and the revision did not move',
    from: 'Ending it early costs its owner one logon.',
    to: 'An early end of the session is a small price: its owner has to log on once more.',
  },
  {
    vulnId: 'V-990020',
    field: 'check',
    kind: 'value',
    note: 'another path',
    from: '/etc/harbor-gateway/gateway.yaml',
    to: '/etc/harbor-gateway/conf.d/sessions.yaml',
  },
  {
    vulnId: 'V-990020',
    field: 'fix',
    kind: 'value',
    note: 'another path',
    from: '/etc/harbor-gateway/gateway.yaml',
    to: '/etc/harbor-gateway/conf.d/sessions.yaml',
  },
  {
    vulnId: 'V-990021',
    field: 'fix',
    kind: 'formatting',
    silent: true,
    note: 'CRLF became LF: an XML parser sees no difference',
    from: 'Encrypt the secrets:\r\n\r\n$ sudo harborctl vault seal --cipher aes-256\r\n\r\nKeep',
    to: 'Encrypt the secrets:\n\n$ sudo harborctl vault seal --cipher aes-256\n\nKeep',
  },
  {
    vulnId: 'V-990021',
    field: 'discussion',
    kind: 'formatting',
    silent: true,
    note: 'two blanks after a full stop',
    from: 'leave the building. What',
    to: 'leave the building.  What',
  },
  {
    vulnId: 'V-990022',
    field: 'fix',
    kind: 'value',
    note: 'another number',
    from: 'allow 200 requests a second',
    to: 'allow 100 requests a second',
  },
  {
    vulnId: 'V-990023',
    field: 'severityOverrideGuidance',
    kind: 'metadata',
    note: 'the guidance allows less',
    from: 'this may be downgraded to a CAT III.',
    to: 'this may be downgraded to a CAT II.',
  },
];

export const removedV1R2 = ['V-990017'];

export const addedV1R2 = [
  {
    vulnId: 'V-990025',
    ruleId: 'SV-990025r1002003_rule',
    checkId: 'C-91025r1002001_chk',
    fixId: 'F-90990r1002002_fix',
    stigId: 'AHGW-00-000250',
    groupTitle: 'SRG-APP-000515',
    severity: 'medium',
    title: 'Acme Harbor Gateway must send its audit records to the log server of the site in real time.',
    discussion: `Records that lie only on the appliance go down with it, and an intruder can delete them. A copy on another system survives both.`,
    check: `Show the log server and the state of the connection:

$ sudo harborctl audit forward status
server:  <log-server>:6514
state:   connected
queue:   0

If no server is set, or if the state is not "connected", this is a finding.`,
    fix: `Set the log server:

$ sudo harborctl audit forward set <log-server>:6514 --tls`,
    ccis: ['CCI-001851'],
  },
  {
    vulnId: 'V-990026',
    ruleId: 'SV-990026r1002006_rule',
    checkId: 'C-91026r1002004_chk',
    fixId: 'F-90991r1002005_fix',
    stigId: 'AHGW-00-000260',
    groupTitle: 'SRG-APP-000925',
    severity: 'low',
    title: 'Acme Harbor Gateway must take its time from the time servers of the site.',
    discussion: `Records of several systems can be put in order only when their clocks agree.`,
    check: `List the time servers:

$ chronyc sources -n

If a source is not one of the time servers named in the SSP, or if there are fewer than two, this is a finding.

If the appliance is virtual and takes its time from the host, this is Not Applicable.`,
    fix: `Write the time servers of the site to "/etc/chrony.conf", one line each:

server <time-server> iburst maxpoll 16

Then restart the service:

$ sudo systemctl restart chronyd`,
    ccis: ['CCI-004923'],
  },
];

const kept = rulesV1R1.filter((rule) => !removedV1R2.includes(rule.vulnId));

export const rulesV1R2 = [
  ...moveRevisions(applyChanges(kept, changesV1R2), movedBy(changesV1R2), 1001003),
  ...addedV1R2,
];
