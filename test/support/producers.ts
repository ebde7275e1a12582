import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DiagnosticCode } from '../../src/io/codes.js';
import { Source } from '../../src/io/source.js';
import { readSource } from '../../src/read.js';
import { writeDocument } from '../../src/write.js';
import { makeZip } from './zip.js';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * For each code of src/io/codes.ts an input and the command that produces it. test/diagnostics.test.ts runs them, and
 * docs/diagnostics.md shows what they print.
 */
export interface Producer {
  /** The command line. A word that begins with `@` is a file in a folder made for it. */
  run: readonly string[];
  /** Files in that folder. */
  files?: Readonly<Record<string, string | Uint8Array>> | (() => Promise<Record<string, string | Uint8Array>>);
  /** How near the place comes: line and column, a line, the rule in its file, the file; `none` where no file is to blame. */
  place: 'column' | 'line' | 'rule' | 'file' | 'none';
  /** Standard output fails so, as no input makes a fault of our own. */
  fault?: Error;
}

/** A release of an invented STIG, with a place for each thing that can be wrong. */
const STIG = `<?xml version="1.0" encoding="utf-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="Acme_Beacon_STIG">
  <title>Acme Beacon Security Technical Implementation Guide</title>
  <plain-text id="release-info">Release: 1 Benchmark Date: 01 Jan 2025</plain-text>
  <version>1</version>
  <Profile id="MAC-1_Public">
    <title>I - Mission Critical Public</title>
    <select idref="V-990101" selected="true" />
  </Profile>
  <Group id="V-990101">
    <title>SRG-APP-000001</title>
    <Rule id="SV-990101r1_rule" severity="medium">
      <version>ACBN-00-000010</version>
      <title>The Acme Beacon must be lit.</title>
      <description>&lt;VulnDiscussion&gt;Ships look for it.&lt;/VulnDiscussion&gt;</description>
      <ident system="http://cyber.mil/cci">CCI-000366</ident>
      <fixtext fixref="F-990101r1_fix">Light the beacon.</fixtext>
      <fix id="F-990101r1_fix" />
      <check system="C-990101r1_chk">
        <check-content>Verify the beacon is lit.

If it is not, this is a finding.</check-content>
      </check>
    </Rule>
  </Group>
  <Group id="V-990102">
    <title>SRG-APP-000002</title>
    <Rule id="SV-990102r1_rule" severity="high">
      <version>ACBN-00-000020</version>
      <title>The Acme Beacon must be locked.</title>
      <description>&lt;VulnDiscussion&gt;Gulls get in.&lt;/VulnDiscussion&gt;</description>
      <ident system="http://cyber.mil/cci">CCI-000366</ident>
      <fixtext fixref="F-990102r1_fix">Lock the beacon.</fixtext>
      <fix id="F-990102r1_fix" />
      <check system="C-990102r1_chk">
        <check-content>Verify the beacon is locked.

If it is not, this is a finding.</check-content>
      </check>
    </Rule>
  </Group>
</Benchmark>
`;

/** The STIG with a text in place of another. */
function stig(...changes: readonly [was: string, is: string][]): string {
  return changed(STIG, changes);
}

function changed(text: string, changes: readonly (readonly [was: string, is: string])[]): string {
  return changes.reduce((before, [was, is]) => {
    if (!before.includes(was)) throw new Error(`there is no ${was} to change`);
    return before.replace(was, is);
  }, text);
}

/** Results of a scan of the STIG, by the number of the rule. */
function scan(results: Readonly<Record<string, string>>, host = 'beacon01', rules = 'SV-'): string {
  const each = Object.entries(results).map(
    ([rule, result]) =>
      `  <rule-result idref="xccdf_mil.disa.stig_rule_${rules}${rule}_rule"><result>${result}</result></rule-result>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_testresult_1" end-time="2025-02-03T10:05:00">
  <benchmark href="beacon.xml" id="xccdf_mil.disa.stig_benchmark_Acme_Beacon_STIG"/>
  <target>${host}</target>
${each.join('')}</TestResult>
`;
}

/** A checklist of the STIG, as CKLB. */
function cklb(rule: Readonly<Record<string, unknown>> = {}, host = 'beacon01'): string {
  const checklist = {
    title: 'beacon',
    id: '00000000-0000-5000-8000-000000000001',
    stigs: [
      {
        stig_name: 'Acme Beacon Security Technical Implementation Guide',
        stig_id: 'Acme_Beacon_STIG',
        version: '1',
        release_info: 'Release: 1 Benchmark Date: 01 Jan 2025',
        rules: [
          {
            group_id: 'V-990101',
            rule_id: 'SV-990101r1',
            rule_version: 'ACBN-00-000010',
            severity: 'medium',
            status: 'not_reviewed',
            ...rule,
          },
        ],
      },
    ],
    target_data: { target_type: 'Computing', host_name: host },
  };
  return `${JSON.stringify(checklist, null, 2)}\n`;
}

/** A policy of one requirement. */
const policy = (...lines: string[]) => `requirements:\n${lines.map((line) => `  ${line}\n`).join('')}`;

const HOST = join(ROOT, 'examples/hosts/gw01.ckl');
const ckl = (...changes: readonly [was: string, is: string][]) => changed(readFileSync(HOST, 'utf8'), changes);

/** The STIG as a web page, in text. */
async function page(kind: 'release-page' | 'check-page', text = STIG): Promise<string> {
  const { documents } = await readSource(new Source('beacon.xml', Buffer.from(text)));
  return (await writeDocument(documents[0]!, kind, { as: 'text' })) as string;
}

const BEACON = { 'beacon.xml': STIG };
const fill = (...options: string[]) => [
  'checklist',
  '@beacon.xml',
  '--host-name',
  'beacon01',
  '-o',
  '@new.ckl',
  ...options,
];

export const PRODUCERS: Readonly<Record<DiagnosticCode, Producer>> = {
  'read-failed': { run: ['info', '@beacom.xml'], files: BEACON, place: 'file' },
  'write-failed': {
    run: ['convert', '@beacon.xml', '--to', 'json', '-o', '@none/a.json'],
    files: BEACON,
    place: 'file',
  },
  'output-exists': {
    run: ['convert', '@beacon.xml', '--to', 'json', '-o', '@beacon.json'],
    files: { ...BEACON, 'beacon.json': 'mine\n' },
    place: 'file',
  },
  'zip-corrupt': {
    run: ['info', '@library.zip'],
    files: { 'library.zip': makeZip([{ name: 'beacon.xml', data: STIG, crc32: 1 }]) },
    place: 'file',
  },
  'zip-encrypted': {
    run: ['info', '@library.zip'],
    files: { 'library.zip': makeZip([{ name: 'beacon.xml', data: STIG, encrypted: true }]) },
    place: 'file',
  },
  'zip-unsupported': {
    run: ['info', '@library.zip'],
    files: { 'library.zip': makeZip([{ name: 'beacon.xml', data: STIG, method: 12, packed: Buffer.from('BZh9') }]) },
    place: 'file',
  },
  'zip-duplicate': {
    run: ['info', '@library.zip'],
    files: { 'library.zip': makeZip([1, 2].map(() => ({ name: 'beacon.xml', data: STIG }))) },
    place: 'file',
  },
  'input-skipped': {
    run: ['info', '@library.zip'],
    files: {
      'library.zip': makeZip([
        { name: 'link.xml', data: '/etc/passwd', mode: 0o120777, method: 'store' },
        { name: 'beacon.xml', data: STIG },
      ]),
    },
    place: 'file',
  },
  'selection-left-out': {
    run: ['info', '@beacon.xml', '@lamp.xml', '--stig', 'Acme_Beacon*'],
    files: {
      ...BEACON,
      'lamp.xml': stig(['Acme_Beacon_STIG', 'Acme_Lamp_STIG'], ['Acme Beacon Security', 'Acme Lamp Security']),
    },
    place: 'none',
  },
  'selection-empty': { run: ['info', '@beacon.xml', '--stig', 'Acme_Beakon_STIG'], files: BEACON, place: 'none' },
  'cache-unusable': {
    run: ['info', '@beacon.xml', '--cache', '@notes.txt'],
    files: { ...BEACON, 'notes.txt': 'Buy paint.\n' },
    place: 'file',
  },
  'input-empty': { run: ['info', '@empty.xml'], files: { 'empty.xml': '' }, place: 'file' },
  'format-unknown': { run: ['info', '@notes.txt'], files: { 'notes.txt': 'Buy paint.\n' }, place: 'file' },
  'format-mismatch': { run: ['report', '@beacon.xml'], files: BEACON, place: 'file' },
  'encoding-mismatch': {
    run: ['info', '@beacon.xml'],
    files: { 'beacon.xml': Buffer.from(stig(['Ships look', '\u0093Ships\u0094 look']), 'latin1') },
    place: 'column',
  },
  'xml-malformed': {
    run: ['info', '@beacon.xml'],
    files: { 'beacon.xml': stig(['The Acme Beacon must be lit.</title>', 'The Acme Beacon must be < lit.</title>']) },
    place: 'column',
  },
  'xml-doctype': {
    run: ['info', '@beacon.xml'],
    files: {
      'beacon.xml': stig([
        '<Benchmark ',
        '<!DOCTYPE Benchmark [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<Benchmark ',
      ]),
    },
    place: 'column',
  },
  'xml-recovered': {
    run: ['info', '@beacon.xml', '--lenient'],
    files: { 'beacon.xml': stig(['      <version>ACBN-00-000020</version>', '      <version>ACBN-00-000020']) },
    place: 'file',
  },
  'yaml-malformed': {
    run: fill('--answers', '@answers.yaml'),
    files: {
      ...BEACON,
      'answers.yaml': 'answers:\n  - rule: V-990101\n    status: open\n    status: not_applicable\n',
    },
    place: 'column',
  },
  'csv-malformed': {
    run: fill('--answers', '@answers.csv'),
    files: {
      ...BEACON,
      'answers.csv': 'rule,status,comments\r\nV-990101,open,"It is dark.\r\nV-990102,open,Gulls.\r\n',
    },
    place: 'column',
  },
  'json-malformed': {
    run: ['info', '@beacon.cklb'],
    files: { 'beacon.cklb': cklb().replace('"status": "not_reviewed"', '"status": not_reviewed') },
    place: 'column',
  },
  'limit-exceeded': { run: ['info', '@beacon.xml', '--limit', 'depth=3'], files: BEACON, place: 'column' },
  'schema-violation': {
    run: ['info', '@beacon.json'],
    files: { 'beacon.json': '{\n  "kind": "cci-list",\n  "version": 3,\n  "publishDate": null,\n  "items": []\n}\n' },
    place: 'column',
  },
  'element-missing': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['      <version>ACBN-00-000010</version>\n', '']) },
    place: 'column',
  },
  'duplicate-id': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['SV-990102r1_rule', 'SV-990101r1_rule']) },
    place: 'column',
  },
  'duplicate-stig-id': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['ACBN-00-000020', 'ACBN-00-000010']) },
    place: 'column',
  },
  'severity-missing': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['severity="high"', 'severity="urgent"']) },
    place: 'column',
  },
  'text-empty': {
    run: ['validate', '@beacon.xml'],
    files: {
      'beacon.xml': stig(
        ['      <fixtext fixref="F-990102r1_fix">Lock the beacon.</fixtext>\n', ''],
        ['      <fix id="F-990102r1_fix" />\n', ''],
      ),
    },
    place: 'column',
  },
  'release-unknown': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['Release: 1 Benchmark Date: 01 Jan 2025', 'The first one']) },
    place: 'file',
  },
  'profile-unresolved': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['idref="V-990101"', 'idref="V-990199"']) },
    place: 'column',
  },
  'cci-unknown': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['CCI-000366', 'CCI-999999']) },
    place: 'column',
  },
  'cci-deprecated': {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['CCI-000366', 'CCI-000191']) },
    place: 'column',
  },
  mojibake: {
    run: ['validate', '@beacon.xml'],
    files: { 'beacon.xml': stig(['Light the beacon.', 'Set Lamp to â€œonâ€\u009d.']) },
    place: 'column',
  },
  'asset-unnamed': {
    run: ['validate', '@gw01.ckl'],
    files: { 'gw01.ckl': ckl(['<HOST_NAME>gw01', '<HOST_NAME>']) },
    place: 'column',
  },
  'details-missing': { run: ['validate', 'examples/hosts/gw01.ckl'], place: 'column' },
  'override-unjustified': {
    run: ['validate', '@beacon.cklb'],
    files: {
      'beacon.cklb': cklb({ status: 'open', comments: 'Dark.', overrides: { severity: { severity: 'high' } } }),
    },
    place: 'column',
  },
  'text-long': {
    run: ['validate', '@beacon.cklb'],
    files: { 'beacon.cklb': cklb({ comments: 'Dark. '.repeat(6000) }) },
    place: 'column',
  },
  'other-host': {
    run: fill('--results', '@scan.xml'),
    files: { ...BEACON, 'scan.xml': scan({ '990101r1': 'pass' }, 'beacon02') },
    place: 'file',
  },
  'marking-kept': {
    run: fill('--from-checklist', '@old.cklb', '--marking', 'UNCLASSIFIED'),
    files: { ...BEACON, 'old.cklb': cklb().replace('"target_type"', '"classification": "SECRET",\n    "target_type"') },
    place: 'none',
  },
  'platform-mismatch': {
    run: fill('--results', '@scan.xml'),
    files: { ...BEACON, 'scan.xml': scan({ '990101r1': 'notapplicable', '990102r1': 'notapplicable' }) },
    place: 'file',
  },
  'revision-mismatch': {
    run: fill('--results', '@scan.xml'),
    files: { ...BEACON, 'scan.xml': scan({ '990101r2': 'pass', '990102r1': 'pass' }) },
    place: 'file',
  },
  leftovers: {
    run: fill('--from-checklist', '@old.cklb'),
    files: {
      ...BEACON,
      'old.cklb': cklb({
        group_id: 'V-990109',
        rule_id: 'SV-990109r1',
        rule_version: 'ACBN-00-000090',
        status: 'open',
        comments: 'Rust.',
      }),
    },
    place: 'none',
  },
  'stig-unmatched': {
    run: fill('--from-checklist', 'examples/hosts/gw01.ckl'),
    files: BEACON,
    place: 'file',
  },
  'results-unmatched': {
    run: fill('--results', '@scan.xml'),
    files: { ...BEACON, 'scan.xml': scan({ '990101r1': 'pass', '990109r1': 'fail' }) },
    place: 'file',
  },
  'answers-unmatched': {
    run: fill('--answers', '@answers.yaml'),
    files: { ...BEACON, 'answers.yaml': 'answers:\n  - rule: V-990109\n    status: open\n    comments: Rust.\n' },
    place: 'file',
  },
  'results-partial': {
    run: fill('--results', '@scan.xml'),
    files: { ...BEACON, 'scan.xml': scan({ '990101r1': 'pass' }) },
    place: 'none',
  },
  'table-changed': {
    run: ['review', '@beacon.cklb', '--from-csv', '@beacon.csv', '-o', '@new.cklb'],
    files: async () => {
      const { documents } = await readSource(new Source('beacon.cklb', Buffer.from(cklb())));
      const csv = (await writeDocument(documents[0]!, 'csv')) as string;
      return { 'beacon.cklb': cklb(), 'beacon.csv': changed(csv, [['"not_reviewed"', '"not_a_finding"']]) };
    },
    place: 'rule',
  },
  'round-trip': {
    run: ['validate', '@beacon.cklb', '--round-trip'],
    files: { 'beacon.cklb': cklb({ status: 'open', comments: 'Dark.\u0007' }) },
    place: 'rule',
  },
  'value-invalid': {
    run: ['info', '@beacon.cklb'],
    files: { 'beacon.cklb': cklb({ status: 'notopen' }) },
    place: 'column',
  },
  'pdf-unreadable': {
    run: ['info', '@overview.pdf'],
    files: { 'overview.pdf': readFileSync(join(ROOT, 'test/fixtures/documents/picture.pdf')) },
    place: 'file',
  },
  'characters-replaced': {
    run: ['convert', '@beacon.cklb', '--to', 'ckl', '-o', '@beacon.ckl'],
    files: { 'beacon.cklb': cklb({ status: 'open', comments: 'Dark.\u0007' }) },
    place: 'rule',
  },
  'not-carried': {
    run: ['convert', '@beacon.cklb', '--to', 'ckl', '-o', '@beacon.ckl'],
    files: { 'beacon.cklb': cklb({ status: 'open', comments: 'Dark.' }) },
    place: 'file',
  },
  'importer-limit': {
    run: ['validate', '@gw01.ckl', '--for', 'stig-manager'],
    files: { 'gw01.ckl': ckl(['<HOST_NAME>gw01', '<HOST_NAME>']) },
    place: 'column',
  },
  'cannot-convert': { run: ['convert', '@beacon.xml', '--to', 'ckl'], files: BEACON, place: 'file' },
  'page-cut': {
    run: ['info', '@page.txt'],
    files: async () => {
      const text = await page('release-page');
      return { 'page.txt': text.slice(0, text.indexOf('Verify the beacon is locked') + 20) };
    },
    place: 'line',
  },
  'page-furniture': {
    run: ['info', '@page.txt'],
    files: async () => ({ 'page.txt': `${await page('release-page')}\n\nAbout\nTerms\nPrivacy\n` }),
    place: 'line',
  },
  'merge-conflict': {
    run: [
      'merge',
      'examples/checklists/harbor01-V1R1.ckl',
      'examples/checklists/harbor01-V1R1-second.ckl',
      '-o',
      '@one.ckl',
    ],
    place: 'rule',
  },
  'release-mismatch': {
    run: ['convert', '@beacon.xml', '@check.txt', '--merge', '--to', 'json'],
    files: async () => ({
      ...BEACON,
      'check.txt': await page(
        'check-page',
        stig(['Release: 1 Bench', 'Release: 2 Bench'], ['SV-990101r1_rule', 'SV-990101r2_rule']),
      ),
    }),
    place: 'rule',
  },
  'release-label': {
    run: ['convert', '@beacon.xml', '@check.txt', '--merge', '--to', 'json', '-o', '@one.json'],
    files: async () => ({
      'beacon.xml': stig(['Release: 1 Bench', 'Release: 2 Bench']),
      'check.txt': await page('check-page'),
    }),
    place: 'rule',
  },
  'policy-not-allowed': {
    run: ['validate', '@beacon.cklb', '--policy', '@policy.yaml'],
    files: { 'beacon.cklb': cklb(), 'policy.yaml': policy('- status: [not_reviewed]', '  allowed: false') },
    place: 'column',
  },
  'policy-missing': {
    run: ['validate', '@beacon.cklb', '--policy', '@policy.yaml'],
    files: {
      'beacon.cklb': cklb({ status: 'not_a_finding', comments: 'Lit.' }),
      'policy.yaml': policy('- status: [not_a_finding]', '  needs: [comments]', '  minLength: 20'),
    },
    place: 'column',
  },
  'policy-phrase': {
    run: ['validate', '@beacon.cklb', '--policy', '@policy.yaml'],
    files: {
      'beacon.cklb': cklb({ status: 'open', comments: 'TBD, after the storm.' }),
      'policy.yaml': 'forbiddenPhrases: [TBD]\n',
    },
    place: 'column',
  },
  'rule-missing': {
    run: ['validate', '@beacon.cklb', '--release', '@beacon.xml'],
    files: { ...BEACON, 'beacon.cklb': cklb() },
    place: 'column',
  },
  'rule-foreign': {
    run: ['validate', '@beacon.cklb', '--release', '@beacon.xml'],
    files: {
      ...BEACON,
      'beacon.cklb': cklb({ group_id: 'V-990109', rule_id: 'SV-990109r1', rule_version: 'ACBN-00-000090' }),
    },
    place: 'column',
  },
  'severity-changed': {
    run: ['validate', '@beacon.xml', '--prior', '@old.xml'],
    files: {
      'beacon.xml': stig(['Release: 1 Benchmark', 'Release: 2 Benchmark']),
      'old.xml': stig(['severity="high"', 'severity="low"']),
    },
    place: 'column',
  },
  'config-invalid': {
    run: ['info', '@beacon.xml'],
    files: { ...BEACON, 'stigkit.config.json': '{\n  "convert": { "tooo": "json" }\n}\n' },
    place: 'column',
  },
  usage: { run: ['convert', '@beacon.xml', '--too', 'json'], files: BEACON, place: 'none' },
  internal: { run: ['formats'], fault: new TypeError('made for the documents'), place: 'none' },
  note: { run: ['site', '@beacon.xml', '-o', '@site/'], files: BEACON, place: 'none' },
};
