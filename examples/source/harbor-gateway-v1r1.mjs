/**
 * Acme Harbor Gateway, version 1 release 1: an invented API gateway on a Linux appliance. Tabs, CRLF, `\u00a0` and blanks at
 * line ends are meant: real STIGs hold them.
 */
export const harborGateway = {
  id: 'Acme_Harbor_Gateway_STIG',
  product: 'Acme Harbor Gateway',
  title: 'Acme Harbor Gateway Security Technical Implementation Guide',
  description:
    'An invented guide for an invented product, made to show and to test tools that read such guides. Nobody published it, and nothing in it applies to a real system. It has the form of a real guide: groups, rules, checks, fixes & identifiers.',
  targetKey: '9901',
};

const rules = [
  {
    stigId: 'AHGW-00-000010',
    groupTitle: 'SRG-APP-000001',
    severity: 'medium',
    title: 'Acme Harbor Gateway must limit each administrator to three concurrent console sessions.',
    discussion: `Every open console session can change routes and keys. An administrator who leaves many of them open will not notice one more that somebody else has opened with a stolen password.

A small limit makes such misuse visible: the next logon of the rightful owner fails and is reported.`,
    check: `Log in to the appliance as an administrator and show the session limit:

$ sudo harborctl console show --field max_sessions
max_sessions = 3

If "max_sessions" is not set, or exceeds "3", this is a finding.`,
    fix: `Set the session limit:

$ sudo harborctl console set max_sessions=3
$ sudo systemctl restart harbor-consoled`,
    ccis: ['CCI-000054'],
  },
  {
    stigId: 'AHGW-00-000020',
    groupTitle: 'SRG-APP-000014',
    severity: 'high',
    title: 'Acme Harbor Gateway must accept only TLS 1.2 or newer on all of its listeners.',
    discussion: `Clients and the gateway agree on the strongest protocol that both offer, but an attacker on the path can make them settle for the weakest. Old protocol versions have known faults that let recorded traffic be read.

Only a listener that refuses them outright is safe from being talked down.

Satisfies: SRG-APP-000014, SRG-APP-000156, SRG-APP-000560`,
    check: `List the protocol versions of each listener:

$ sudo harborctl listener list --columns name,tls_min
NAME        TLS_MIN
public      1.2
partner     1.3
management  1.2

If any listener has a "TLS_MIN" lower than "1.2", or "none", this is a finding.`,
    fix: `For each listener in question, set the lowest version and load the configuration again:

$ sudo harborctl listener set <listener-name> tls_min=1.2
$ sudo harborctl reload --graceful`,
    ccis: ['CCI-000068', 'CCI-001453', 'CCI-001941', 'CCI-002418'],
  },
  {
    stigId: 'AHGW-00-000030',
    groupTitle: 'SRG-APP-000023',
    severity: 'medium',
    title: 'Acme Harbor Gateway must take its administrator accounts from the directory service of the site.',
    discussion: `Accounts that exist only on the appliance are forgotten when their owners leave. A directory makes joining, moving and leaving one act for all systems.`,
    check: `Log in to the console and go to Settings >> Identity >> Sources.

1. Verify a source of the type "Directory" is listed and its state is "Connected".
2. Verify the source "Local" holds the emergency account only.

If no directory is connected, or if "Local" holds an account other than the emergency account, this is a finding.`,
    fix: `Log in to the console and go to Settings >> Identity >> Sources.

1. Click "Add source" and choose "Directory".
2. Enter the address & the bind account that the System Security Plan (SSP) names.
3. Click "Test", then "Save".
4. Delete all local accounts except the emergency account.`,
    ccis: ['CCI-000015'],
  },
  {
    stigId: 'AHGW-00-000040',
    groupTitle: 'SRG-APP-000025',
    severity: 'medium',
    title: 'Acme Harbor Gateway must disable accounts that nobody has used for 35 days.',
    discussion: `An account without an active owner is a door that nobody watches. Its misuse goes unseen because there is nobody to wonder about it.`,
    check: `Show the age at which the gateway disables accounts:

$ sudo grep -i "disable_after_days" /etc/harbor-gateway/identity.yaml
disable_after_days: 35

If "disable_after_days" is missing, commented out, or greater than "35", this is a finding.`,
    fix: `Edit "/etc/harbor-gateway/identity.yaml" and add or correct this line:

disable_after_days: 35

Then load the configuration again:

$ sudo harborctl reload`,
    ccis: ['CCI-000795'],
    legacyIds: ['V-98104', 'SV-107208'],
  },
  {
    stigId: 'AHGW-00-000050',
    groupTitle: 'SRG-APP-000033',
    severity: 'high',
    title: 'Acme Harbor Gateway must deny every request that no access rule allows.',
    discussion: `A gateway that forwards what nobody thought of forwards the attack that nobody thought of. With denial as the last rule, a mistake in the list of rules costs availability, not confidentiality.`,
    check: `Show the last rule of each access list:

$ sudo harborctl acl list --last
LIST      LAST RULE
public    deny all
partner   deny all

If the last rule of an access list is not "deny all", this is a finding.`,
    fix: `Append the rule to each access list in question:

$ sudo harborctl acl append <list-name> "deny all"
$ sudo harborctl reload`,
    ccis: ['CCI-000213'],
  },
  {
    stigId: 'AHGW-00-000060',
    groupTitle: 'SRG-APP-000038',
    severity: 'medium',
    title: 'Acme Harbor Gateway must forward traffic only to the upstream services that are listed in the SSP.',
    discussion: `A route to a forgotten service exposes that service to everybody who can reach the gateway. The list in the SSP is what the owner of the system has agreed to.`,
    check: `Obtain the list of upstream services from the SSP, then list the routes:

$ sudo harborctl route list --columns path,upstream | sort

Compare the two lists.

If a route leads to an upstream service that is not in the SSP, this is a finding.`,
    fix: `Remove each route that is not in the SSP, or have it approved and added there:

$ sudo harborctl route delete <route-path>`,
    ccis: ['CCI-001368'],
  },
  {
    stigId: 'AHGW-00-000070',
    groupTitle: 'SRG-APP-000065',
    severity: 'medium',
    title: 'Acme Harbor Gateway must lock an account after three failed logons within 15 minutes.',
    discussion: `Guessing passwords works as long as guesses cost nothing. Locking the account after a few of them makes the attack slow and visible.`,
    check: `Show the lockout settings:

$ sudo grep -E '^(max_failures|window_minutes|unlock)' /etc/harbor-gateway/lockout.conf
max_failures=3
window_minutes=15
unlock=manual

If "max_failures" is not between "1" and "3", "window_minutes" is less than "15", or "unlock" is not "manual", this is a finding.`,
    fix: `Set these lines in "/etc/harbor-gateway/lockout.conf":

max_failures=3
window_minutes=15
unlock=manual

An account that was locked by mistake is opened again with:

$ sudo harborctl account unlock <username>`,
    ccis: ['CCI-000044', 'CCI-002238'],
  },
  {
    stigId: 'AHGW-00-000080',
    groupTitle: 'SRG-APP-000068',
    severity: 'low',
    title: 'Acme Harbor Gateway must show the approved banner before a user can log on to the console.',
    discussion: `Users who were told that the system is monitored cannot say later that they did not know. The text is fixed by policy, so it must be shown word for word.`,
    check: `Open the address of the console in a browser. Do not log in.

Verify the banner is displayed above the logon fields, and compare it with the text that the organization has approved.

If no banner is displayed, or if its text differs from the approved one, this is a finding.`,
    fix: `Log in to the console and go to Settings >> Console >> Banner.

Paste the approved text, select "Show before logon", and click "Save".`,
    ccis: ['CCI-000048'],
  },
  {
    stigId: 'AHGW-00-000090',
    groupTitle: 'SRG-APP-000089',
    severity: 'medium',
    title: 'Acme Harbor Gateway must generate audit records for all administrative actions.',
    discussion: `Without records of who changed what, an intrusion can be neither found nor traced, and mistakes cannot be told from malice.

Satisfies: SRG-APP-000089, SRG-APP-000091, SRG-APP-000495, SRG-APP-000499`,
    check: `Verify the audit service runs and records administrative actions:

$ systemctl is-active harbor-auditd
active

$ sudo grep "^categories" /etc/harbor-gateway/audit.conf
categories = admin,auth,config

If the service is not "active", or if "categories" lacks "admin", "auth" or "config", this is a finding.`,
    fix: `Set the categories in "/etc/harbor-gateway/audit.conf":

categories = admin,auth,config

Then start the service and have it started with the system:

$ sudo systemctl enable --now harbor-auditd`,
    ccis: ['CCI-000169', 'CCI-000172', 'CCI-002234'],
  },
  {
    stigId: 'AHGW-00-000100',
    groupTitle: 'SRG-APP-000095',
    severity: 'medium',
    title:
      'Acme Harbor Gateway audit records must say what happened, when, where, from which source and on whose behalf.',
    discussion: `A record that lacks one of these parts is of little use: it cannot be joined with the records of other systems; and it cannot be laid before anybody as evidence.

Satisfies: SRG-APP-000095, SRG-APP-000096, SRG-APP-000097, SRG-APP-000098, SRG-APP-000100`,
    check: `Show the newest audit record:

$ sudo tail -n 1 /var/log/harbor-gateway/audit.log | jq 'keys'
["action","node","result","source","time","user"]

If "action", "node", "source", "time" or "user" is missing, this is a finding.`,
    fix: `Set the record format in "/etc/harbor-gateway/audit.conf" and restart the service:

format = full

$ sudo systemctl restart harbor-auditd`,
    ccis: ['CCI-000130', 'CCI-000131', 'CCI-000132', 'CCI-000133', 'CCI-001487'],
  },
  {
    stigId: 'AHGW-00-000110',
    groupTitle: 'SRG-APP-000108',
    severity: 'low',
    title: 'Acme Harbor Gateway must send an alert to the ISSO of the site when auditing fails.',
    discussion: `While auditing is down, everything may happen unseen. Somebody has to learn of it at once.`,
    check: `Show who is told of failures:

$ sudo harborctl alert show audit-failure
audit-failure -> mail:<isso-address>

If no address is shown, or if the address is not the ISSO's, this is a finding.`,
    fix: `Set the address of the ISSO:

$ sudo harborctl alert set audit-failure mail:<isso-address>`,
    ccis: ['CCI-000139'],
  },
  {
    stigId: 'AHGW-00-000120',
    groupTitle: 'SRG-APP-000118',
    severity: 'medium',
    title: 'Acme Harbor Gateway must protect its audit files from being read or changed by others.',
    discussion: `Audit files name users, addresses and paths. Who can change them can hide; who can read them learns where to begin.`,
    check: `Check mode and owner of the audit files:

$ sudo stat -c "%a %U:%G %n" /var/log/harbor-gateway/*.log
600 harbor:harbor /var/log/harbor-gateway/audit.log
600 harbor:harbor /var/log/harbor-gateway/access.log

If a file has a mode more permissive than "600", or is not owned by "harbor", this is a finding.`,
    fix: `Correct owner and mode:

$ sudo chown harbor:harbor /var/log/harbor-gateway/*.log
$ sudo chmod 600 /var/log/harbor-gateway/*.log

Warning: do not change the directory itself.`,
    ccis: ['CCI-000162', 'CCI-000163', 'CCI-000164'],
  },
  {
    stigId: 'AHGW-00-000130',
    groupTitle: 'SRG-APP-000131',
    severity: 'high',
    title: 'Acme Harbor Gateway must install only updates that carry a valid signature of the vendor.',
    discussion: `Whoever can make the gateway install a package owns the gateway. The signature is the only proof that a package is the vendor's.`,
    check: `Verify signatures are required:

$ sudo grep -n "^require_signature" /etc/harbor-gateway/update.conf
4:require_signature = yes

If "require_signature" is not "yes", this is a finding.`,
    fix: `Set this line in "/etc/harbor-gateway/update.conf":

require_signature = yes`,
    ccis: ['CCI-001749'],
  },
  {
    stigId: 'AHGW-00-000140',
    groupTitle: 'SRG-APP-000141',
    severity: 'medium',
    title: 'Acme Harbor Gateway must not load plugins that the mission does not need.',
    discussion: `Each plugin runs with the rights of the gateway and reads every request. What is not loaded cannot be attacked.`,
    check: `List the plugins that are loaded:

$ sudo harborctl plugin list --loaded

Ask the administrator for the list of plugins that the mission needs.

If a plugin is loaded that is not in that list, this is a finding.`,
    fix: `Unload each plugin that is not needed:

$ sudo harborctl plugin unload <plugin-name> --permanent`,
    ccis: ['CCI-000381'],
  },
  {
    stigId: 'AHGW-00-000150',
    groupTitle: 'SRG-APP-000142',
    severity: 'medium',
    title: 'Acme Harbor Gateway must serve its management interface on the management network only.',
    discussion: `The management interface is made for few people. On the network of the users it is within reach of everybody.`,
    check: `Show the address on which the management interface listens:

$ sudo ss -tlnp | grep harbor-consoled
LISTEN\t0\t128\t192.0.2.10:9443\t0.0.0.0:*

If the address is "0.0.0.0", "[::]" or belongs to another network than the management network, this is a finding.`,
    fix: `Write the address of the management network into the configuration:

$ sudo tee /etc/harbor-gateway/conf.d/listener.yaml <<EOF
listener:
  management:
    address: <management-address>
    port: 9443
EOF

$ sudo systemctl restart harbor-consoled`,
    ccis: ['CCI-000382', 'CCI-001082'],
  },
  {
    stigId: 'AHGW-00-000160',
    groupTitle: 'SRG-APP-000149',
    severity: 'high',
    title: 'Acme Harbor Gateway must use multifactor authentication for administrators.',
    discussion: `A password can be guessed, watched or stolen from another site. A second factor that the owner must hold in hand makes the password alone worthless.`,
    check: `Log in to the console and go to Settings >> Identity >> Factors.

If "Require second factor" is not set to "Administrators" or "Everybody", this is a finding.`,
    fix: `Log in to the console and go to Settings >> Identity >> Factors.

Set "Require second factor" to "Administrators" and click "Save".`,
    ccis: ['CCI-000765'],
  },
  {
    stigId: 'AHGW-00-000170',
    groupTitle: 'SRG-APP-000172',
    severity: 'high',
    title: 'Acme Harbor Gateway must not offer the legacy sign-on endpoint.',
    discussion: `The legacy endpoint takes passwords in the address of a request. Addresses are written to logs on every hop.`,
    check: `Verify the endpoint is off:

$ sudo harborctl endpoint show legacy-signon
state: disabled

If the state is "enabled", this is a finding.`,
    fix: `Turn the endpoint off:

$ sudo harborctl endpoint disable legacy-signon`,
    ccis: ['CCI-000197'],
  },
  {
    stigId: 'AHGW-00-000180',
    groupTitle: 'SRG-APP-000175',
    severity: 'medium',
    title: 'Acme Harbor Gateway must check whether a client certificate was revoked before it accepts it.',
    discussion: `Unless somebody asks, a certificate is good until its last day. A stolen card stays useful for years where nobody does.`,
    check: `Show the revocation setting of each listener that asks for client certificates:

$ sudo harborctl listener list --columns name,client_cert,revocation

If "revocation" is "off" or "soft-fail" where "client_cert" is "required", this is a finding.`,
    fix: `Turn the check on for each listener in question:

$ sudo harborctl listener set <listener-name> revocation=hard-fail`,
    ccis: ['CCI-000185', 'CCI-001991'],
  },
  {
    stigId: 'AHGW-00-000190',
    groupTitle: 'SRG-APP-000190',
    severity: 'medium',
    title: 'Acme Harbor Gateway must end console sessions after ten minutes without activity.',
    discussion: `An unattended session belongs to whoever sits down at the keyboard. Ending it early costs its owner one logon.`,
    check: `Log in to the console and go to Settings >> Console >> Sessions.

If "End idle sessions after" is not set to "10 minutes" or less, this is a finding.`,
    fix: `Log in to the console and go to Settings >> Console >> Sessions.

Set "End idle sessions after" to "10 minutes" and click "Save".`,
    ccis: ['CCI-001133', 'CCI-002361'],
  },
  {
    stigId: 'AHGW-00-000200',
    groupTitle: 'SRG-APP-000224',
    severity: 'medium',
    title: 'Acme Harbor Gateway must make session identifiers with its validated random number generator.',
    discussion: `Who can foretell the next session identifier needs no password. Identifiers have to come from a generator whose output cannot be foretold.`,
    check: `Open the file /etc/harbor-gateway/gateway.yaml in an editor and look for the section "sessions".

If "generator" in this section is missing, or is set to anything but "validated", this is a finding.`,
    fix: `Open the file /etc/harbor-gateway/gateway.yaml in an editor and look for the section "sessions".

Give the entry "generator" the value "validated", and save the file.`,
    ccis: ['CCI-001188'],
  },
  {
    stigId: 'AHGW-00-000210',
    groupTitle: 'SRG-APP-000231',
    severity: 'high',
    title: 'Acme Harbor Gateway must keep its keys and passwords encrypted on disk.',
    discussion: `Backups and replaced disks leave the building. What is on them must be of no use to the finder.`,
    check: `Show how secrets are kept:

$ sudo harborctl vault status
state:   sealed on disk
cipher:  AES-256

If the state is "plain", this is a finding.`,
    // The one fix with CRLF line ends, as one rule of a real STIG has them.
    fix: 'Encrypt the secrets:\r\n\r\n$ sudo harborctl vault seal --cipher aes-256\r\n\r\nKeep the recovery key apart from the appliance.',
    ccis: ['CCI-001199', 'CCI-002475', 'CCI-002476'],
  },
  {
    stigId: 'AHGW-00-000220',
    groupTitle: 'SRG-APP-000247',
    severity: 'low',
    title: 'Acme Harbor Gateway must limit the rate of requests from each client.',
    discussion: `A single client that asks without pause takes the service away from all others, with bad intent or by a programming error.`,
    check: `Obtain the agreed rate from the SSP and compare it with the setting:

$ sudo harborctl limit show --per client

If no limit is set, or if it is higher than the agreed rate, this is a finding.`,
    fix: `Set a limit for each client in the console. Where the SSP names no rate, allow 200 requests a second and review the number after the first month.`,
    ccis: ['CCI-001095', 'CCI-002385'],
  },
  {
    stigId: 'AHGW-00-000230',
    groupTitle: 'SRG-APP-000516',
    severity: 'high',
    title: 'Acme Harbor Gateway must run a version that the vendor supports.',
    discussion: `Faults that become known after the end of support are never mended. From that day on each of them stays open.`,
    check: `Show the version and the end of its support:

$ harborctl version --support
version:  4.2.1
support:  2027-06-30

If the date is in the past, this is a finding.`,
    fix: `Upgrade to a supported version:

$ sudo harborctl upgrade --to <version>`,
    ccis: ['CCI-000366'],
    severityOverrideGuidance:
      'If the vendor has agreed in writing to mend faults in this version, this may be downgraded to a CAT III.',
  },
  {
    stigId: 'AHGW-00-000240',
    groupTitle: 'SRG-APP-000516',
    severity: 'low',
    title: 'The site must name an owner for each Acme Harbor Gateway.',
    discussion: `Questions, alerts and renewals need somebody who answers. A gateway without an owner drifts.`,
    check:
      'Ask the ISSO who owns the gateway, and look for the name in the SSP.  \n\nIf no owner is named, this is a finding.',
    fix: 'Name an owner\u00a0in the SSP.',
    documentable: 'true',
    responsibility: ['System Administrator', 'Information System Security Officer'],
    iaControls: 'DCSD-1',
    potentialImpacts: 'None known.',
  },
];

/** The rules with the ids of the first release. Check, fix and rule take three successive revisions, as DISA's do. */
export const rulesV1R1 = rules.map((rule, index) => {
  const [number, revision] = [990001 + index, 1000001 + 3 * index];
  return {
    vulnId: `V-${number}`,
    ruleId: `SV-${number}r${revision}_rule`,
    checkId: `C-${91001 + index}r${revision - 2}_chk`,
    fixId: `F-${90966 + index}r${revision - 1}_fix`,
    ...rule,
  };
});
