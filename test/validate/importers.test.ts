import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
// @ts-expect-error: its declaration file is no module.
import * as stigManager from '@nuwcdivnpt/stig-manager-client-modules';
import { describe, expect, it } from 'vitest';
import { readCkl } from '../../src/formats/ckl/read.js';
import { readCklb } from '../../src/formats/cklb/read.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import { type Importer, validateFor } from '../../src/validate/importers/index.js';
import { libraryRelease } from '../../src/validate/importers/library.js';
import { exampleBenchmark } from '../support/benchmarks.js';
import { readContext } from '../support/context.js';
import { hasXmllint, NEEDS_XMLLINT, schemaErrors } from '../support/xmllint.js';

const HOSTS = resolve(import.meta.dirname, '../../examples/hosts');
const CKL = readFileSync(join(HOSTS, 'gw01.ckl'), 'utf8');
const CKLB = readFileSync(join(HOSTS, 'gw03.cklb'), 'utf8');

function check(text: string, importer: Importer, library?: Parameters<typeof validateFor>[2]['library']): Diagnostic[] {
  const format = text.startsWith('{') ? 'cklb' : 'ckl';
  const source = new Source(`in.${format}`, new TextEncoder().encode(text));
  const [checklist] = (format === 'ckl' ? readCkl : readCklb)(source, readContext());
  return validateFor(checklist!, importer, { format, source, library });
}

const errors = (found: readonly Diagnostic[]) => found.filter((d) => d.severity === 'error').map((d) => d.message);
/** Errors and warnings. One rule of the example has no CCI, on purpose: that is told apart. */
const doubts = (found: readonly Diagnostic[]) =>
  found.filter((d) => d.severity !== 'info' && !d.message.includes('(DCSD-1)')).map((d) => d.message);

/** A change of a text that is there. */
function change(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  expect(changed, String(from)).not.toBe(text);
  return changed;
}

describe.each(['stig-viewer-2', 'stig-viewer-3', 'stig-manager', 'emass', 'heimdall'] as const)(
  'for %s',
  (importer) => {
    it('a CKL that we write is right', () => {
      expect(doubts(check(CKL, importer))).toEqual([]);
    });
    it('so is a CKLB, but to STIG Viewer 2', () => {
      expect(doubts(check(CKLB, importer))).toEqual(
        importer === 'stig-viewer-2' ? ['STIG Viewer 2 opens CKL and no CKLB'] : [],
      );
    });
  },
);

/** Changes that make a CKL wrong, with what is said for STIG Viewer 2, by DISA's schema. */
const AGAINST_SCHEMA: [string, string | RegExp, string, RegExp][] = [
  ['an empty ROLE', '<ROLE>None</ROLE>', '<ROLE></ROLE>', /^ROLE is ""/],
  ['another ROLE', '<ROLE>None</ROLE>', '<ROLE>Server</ROLE>', /^ROLE is "Server"/],
  ['another type', '>Computing<', '>Virtual<', /^ASSET_TYPE is "Virtual"/],
  ['None as area', '<TECH_AREA></TECH_AREA>', '<TECH_AREA>None</TECH_AREA>', /^TECH_AREA is "None"/],
  ['no HOST_MAC', /\s*<HOST_MAC>.*<\/HOST_MAC>/, '', /^ASSET has no HOST_MAC$/],
  [
    'TARGET_COMMENT last',
    /(\s*<TARGET_COMMENT>.*<\/TARGET_COMMENT>)(.*)(\s*<\/ASSET>)/s,
    '$2$1$3',
    /^TARGET_COMMENT stands after WEB_DB_INSTANCE/,
  ],
  ['an unknown element', '</ASSET>', '<OWNER>me</OWNER></ASSET>', /^ASSET has no OWNER in DISA's schema$/],
  ['no COMMENTS', /\s*<COMMENTS>[^<]*<\/COMMENTS>/, '', /^VULN has no COMMENTS$/],
  [
    'STATUS last',
    /(\s*<STATUS>[^<]*<\/STATUS>)((?:(?!<\/VULN>).)*)(\s*<\/VULN>)/s,
    '$2$1$3',
    /^STATUS stands after SEVERITY_JUSTIFICATION/,
  ],
];

describe('for STIG Viewer 2', () => {
  it.each(AGAINST_SCHEMA)('%s is an error', (_, from, to, message) => {
    const found = errors(check(change(CKL, from, to), 'stig-viewer-2'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it.skipIf(!hasXmllint)(`they are errors by ${NEEDS_XMLLINT} too`, () => {
    expect(schemaErrors(CKL)).toBe('');
    for (const [name, from, to] of AGAINST_SCHEMA) {
      expect([name, schemaErrors(change(CKL, from, to)) === '']).toEqual([name, false]);
    }
  });

  it('names the place', () => {
    const [found] = check(change(CKL, '<ROLE>None</ROLE>', '<ROLE>Server</ROLE>'), 'stig-viewer-2');
    const line = CKL.split('\n').findIndex((text) => text.includes('<ROLE>')) + 1;
    expect([found!.file, found!.line, found!.column]).toEqual(['in.ckl', line, 3]);
    const cklb = change(CKLB, '"role":"None"', '"role":"Server"');
    const [inJson] = check(cklb, 'stig-viewer-3');
    expect([inJson!.pointer, inJson!.line]).toEqual(['/target_data/role', 1]);
    expect(cklb.slice(inJson!.column! - 1)).toMatch(/^"Server"/);
  });

  it('says what will be shown blank', () => {
    const two = change(CKL, />CCI-\d{6}</, '>["CCI-000015","CCI-000016"]<');
    expect(doubts(check(two, 'stig-viewer-2'))).toEqual(['CCI_REF holds several CCIs in one item: shown blank']);
    const blank = change(CKL, /(Rule_Ver<\/VULN_ATTRIBUTE>\s*<ATTRIBUTE_DATA>)[^<]*/, '$1');
    expect(doubts(check(blank, 'stig-viewer-2'))).toEqual(['Rule_Ver is empty: shown blank']);
    const own = change(CKL, 'SV-990001r1000001_rule', 'HOUSE-1');
    expect(doubts(check(own, 'stig-viewer-2'))[0]).toContain('Rule_ID is "HOUSE-1"');
  });
});

const SETTINGS = {
  fieldSettings: {
    detail: { enabled: 'always', required: 'always' },
    comment: { enabled: 'always', required: 'always' },
  },
  allowAccept: true,
  importOptions: {
    autoStatus: 'saved',
    unreviewed: 'always',
    unreviewedCommented: 'informational',
    emptyDetail: 'import',
    emptyComment: 'import',
    allowCustom: true,
  },
  sourceRef: {},
};

/** Reviews that STIG Manager's own reader takes; `null` where it refuses the file. */
function taken(data: string): { reviews: number; revision: string | null } | null {
  const { reviewsFromCkl, reviewsFromCklb } = stigManager as Record<string, (params: object) => unknown>;
  try {
    const read = (data.startsWith('{') ? reviewsFromCklb! : reviewsFromCkl!)({ ...SETTINGS, data }) as {
      checklists: { reviews: unknown[]; revisionStr: string | null }[];
    };
    const reviews = read.checklists.reduce((sum, checklist) => sum + checklist.reviews.length, 0);
    return { reviews, revision: read.checklists[0]!.revisionStr };
  } catch {
    return null;
  }
}

describe('for STIG Manager', () => {
  const rules = 25;
  it.each([
    ['nothing', CKL, '', ''],
    ['no host name', CKL, '<HOST_NAME>gw01', '<HOST_NAME>'],
    ['a blank host name', CKL, '<HOST_NAME>gw01', '<HOST_NAME>  '],
    ['a long host name', CKL, '<HOST_NAME>gw01', `<HOST_NAME>${'g'.repeat(256)}`],
    ['the longest host name', CKL, '<HOST_NAME>gw01', `<HOST_NAME>${'g'.repeat(255)}`],
    ['no STIG id', CKL, '<SID_DATA>Acme_Harbor_Gateway_STIG', '<SID_DATA>'],
    ['no Rule ID', CKL, 'SV-990001r1000001_rule', ''],
    ['no FINDING_DETAILS', CKL, /\s*<FINDING_DETAILS>[^<]*<\/FINDING_DETAILS>/, ''],
    ['no host name in CKLB', CKLB, '"host_name":"gw03"', '"host_name":""'],
    ['no rule_id_src in CKLB', CKLB, /"rule_id_src":"[^"]*",/, ''],
  ] as const)('%s is an error exactly where its own reader does not take all', (name, text, from, to) => {
    const changed = name === 'nothing' ? text : change(text, from, to);
    const whole = taken(changed)?.reviews === rules;
    const found = errors(check(changed, 'stig-manager'));
    expect([name, found.length === 0, found]).toEqual([name, whole, found]);
    if (!whole) expect(found).toHaveLength(1);
  });

  it.each([
    ['Release: 2', false],
    ['Release: 2 ', false],
    ['Release: 2 Benchmark Date: 09 Jul 2025', true],
    ['releaseinfo', false],
    ['', false],
  ])('the release info %j is recognised or doubted as its own reader does', (info, recognised) => {
    const changed =
      info === 'Release: 2 Benchmark Date: 09 Jul 2025'
        ? CKL
        : CKL.replace(/(<SID_DATA>)Release: 2 [^<]*/, `$1${info}`);
    expect(taken(changed)!.revision !== null).toBe(recognised);
    expect(doubts(check(changed, 'stig-manager')).length === 0).toBe(recognised);
  });

  it('holds Rule IDs against a library, and says which it has', async () => {
    const benchmark = await exampleBenchmark();
    expect(doubts(check(CKL, 'stig-manager', [libraryRelease(benchmark)]))).toEqual([]);
    const other = { ...benchmark, rules: benchmark.rules.map((rule) => ({ ...rule })) };
    other.rules[1]!.ruleId = 'SV-990002r9_rule';
    const found = check(CKL, 'stig-manager', [libraryRelease(other)]).filter((d) => d.severity === 'error');
    expect(found.map((d) => [d.rule, d.code])).toEqual([['V-990002', 'results-unmatched']]);
    expect(found[0]!.hint).toContain('SV-990002r9_rule');
    // Any release of the STIG will do.
    expect(doubts(check(CKL, 'stig-manager', [libraryRelease(other), libraryRelease(benchmark)]))).toEqual([]);
    const none = check(CKL, 'stig-manager', [libraryRelease({ ...benchmark, id: 'Other_STIG' })]);
    expect(doubts(none)[0]).toContain('the library holds no release of Acme_Harbor_Gateway_STIG');
  });

  it('says which texts are cut', () => {
    const long = change(CKL, /<COMMENTS><\/COMMENTS>/, `<COMMENTS>${'x'.repeat(32_768)}</COMMENTS>`);
    expect(doubts(check(long, 'stig-manager'))).toEqual(['COMMENTS has 32768 characters: cut at 32767']);
  });
});

describe('for eMASS', () => {
  it.each([
    [
      'a version that is a number',
      CKLB,
      '"version":"1"',
      '"version":1',
      'version is a number: eMASSter takes text alone',
    ],
    [
      'its own export',
      CKL,
      /<SID_DATA>Release: 2 [^<]*/,
      '<SID_DATA>releaseinfo',
      'releaseinfo is the word releaseinfo',
    ],
    ['a rule without CCI', CKL, />CCI-\d{6}</, '><', 'there is no CCI_REF: the finding goes to no control'],
  ] as const)('%s is told', (_, text, from, to, message) => {
    const found = doubts(check(change(text, from, to), 'emass'));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]!.startsWith(message)).toBe(true);
  });

  it('nothing found is said to be no promise', () => {
    expect(check(CKL, 'emass').map((d) => d.message)).toEqual([
      expect.stringContaining('no promise'),
      'there is no CCI_REF: the finding goes to no control; its IA controls (DCSD-1) are not considered',
    ]);
  });
});

describe('for Heimdall', () => {
  it.each([
    ['<HOST_IP>192.0.2.11', '<HOST_IP>192.0.2.11, 192.0.2.12', 'HOST_IP'],
    ['<HOST_IP>192.0.2.11', '<HOST_IP>192.0.2.256', 'HOST_IP'],
    ['<HOST_IP>192.0.2.11', '<HOST_IP>2001:db8::1', null],
    ['<HOST_MAC>', '<HOST_MAC>00-00-5e-00-53-01', null],
    ['<HOST_MAC>', '<HOST_MAC>00005e005301x', 'HOST_MAC'],
    ['<HOST_FQDN>gw01.example.test', '<HOST_FQDN>gw01 example', 'HOST_FQDN'],
    ['<SID_DATA>Release: 2 ', '<SID_DATA>Release: 2.1 ', 'releaseinfo'],
  ])('%s as %s', (from, to, field) => {
    const found = errors(check(change(CKL, from, to), 'heimdall'));
    expect(found.map((message) => message.split(' ')[0])).toEqual(field === null ? [] : [field]);
  });
});
