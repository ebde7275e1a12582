/** The invented STIG in examples/ and the XCCDF fixtures: that they are what their source makes, and show what they claim. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { makeExamples } from '../scripts/make-examples.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = makeExamples();
const paths = [...files.keys()];
const releases = paths.filter(
  (path) => path.endsWith('-xccdf.xml') || (path.startsWith('test/fixtures/diff/one-fix/') && path.endsWith('.xml')),
);
const traitOf = (path: string) => path.split('/').at(-2)!;
const traits = paths.filter((path) => path.startsWith('test/fixtures/xccdf/'));
const malformed = paths.filter((path) => path.startsWith('test/fixtures/xccdf-malformed/'));

const textOf = (path: string) => files.get(path)!.toString('utf8');

/** The first error of a strict parser, or `null`. */
function parseError(text: string): string | null {
  const parser = new SaxesParser({ xmlns: true });
  let first: string | null = null;
  parser.on('error', (error) => {
    first ??= error.message;
  });
  parser.write(text.replace(/^\ufeff/, '')).close();
  return first;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]!);
}

/** Every match of a pattern's first group. */
function all(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}

function one(pattern: RegExp, text: string): string {
  const [found, ...more] = all(pattern, text);
  if (found === undefined || more.length > 0)
    throw new Error(`${pattern} is there ${more.length + (found === undefined ? 0 : 1)} times`);
  return found;
}

/** A rule's fields, read without any code of the project. */
function rulesOf(text: string): Map<string, Record<string, string>> {
  const rules = all(/(<Group id=.*?<\/Group>)/gs, text).map((group): [string, Record<string, string>] => {
    const rule = group.slice(group.indexOf('<Rule '));
    const description = decode(one(/<description>(.*?)<\/description>/gs, rule));
    return [
      one(/<Group id="([^"]*)"/g, group),
      {
        ruleId: one(/<Rule id="([^"]*)"/g, rule),
        severity: one(/ severity="([^"]*)"/g, rule),
        stigId: one(/<version>(.*?)<\/version>/g, rule),
        title: one(/<title>(.*?)<\/title>/gs, rule),
        description,
        discussion: one(/<VulnDiscussion>(.*)<\/VulnDiscussion>/gs, description),
        severityOverrideGuidance: one(/<SeverityOverrideGuidance>(.*)<\/SeverityOverrideGuidance>/gs, description),
        ccis: all(/\/cci">(.*?)<\/ident>/g, rule).join(),
        legacyIds: all(/\/legacy">(.*?)<\/ident>/g, rule).join(),
        fix: decode(one(/<fixtext [^>]*>(.*?)<\/fixtext>/gs, rule)),
        fixRef: one(/<fixtext fixref="([^"]*)"/g, rule),
        fixId: one(/<fix id="([^"]*)"/g, rule),
        checkId: one(/<check system="([^"]*)"/g, rule),
        check: decode(one(/<check-content>(.*?)<\/check-content>/gs, rule)),
      },
    ];
  });
  return new Map(rules);
}

describe('generated files', () => {
  it.each(paths)('%s is what its source makes', (path) => {
    expect(existsSync(join(root, path)), 'run: node scripts/make-examples.mjs').toBe(true);
    expect(readFileSync(join(root, path)).equals(files.get(path)!), 'run: node scripts/make-examples.mjs').toBe(true);
  });

  it('are the same when made again', () => {
    expect([...makeExamples()].every(([path, bytes]) => bytes.equals(files.get(path)!))).toBe(true);
  });
});

/** Elements of a description after VulnDiscussion. */
const ELEMENTS = [
  'FalsePositives',
  'FalseNegatives',
  'Documentable',
  'Mitigations',
  'SeverityOverrideGuidance',
  'PotentialImpacts',
  'ThirdPartyTools',
  'MitigationControl',
  'Responsibility',
  'IAControls',
];

describe('releases', () => {
  it.each(releases)('%s has the form of a DISA manual benchmark', (path) => {
    const text = textOf(path);
    const rules = rulesOf(text);
    const vulnIds = [...rules.keys()];
    expect(parseError(text)).toBeNull();
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?><\?xml-stylesheet [^>]*\?><Benchmark xmlns:dc=/);
    expect(text).not.toMatch(/>[\r\n]+</);
    expect(all(/<Profile id="([^"]*)"/g, text)).toHaveLength(9);
    for (const profile of all(/(<Profile .*?<\/Profile>)/gs, text)) {
      expect(all(/idref="([^"]*)"/g, profile)).toEqual(vulnIds);
    }
    for (const key of ['ruleId', 'fixId', 'checkId', 'stigId']) {
      expect(new Set([...rules.values()].map((rule) => rule[key])).size, key).toBe(rules.size);
    }
    for (const [vulnId, rule] of rules) {
      expect(rule.ruleId).toMatch(new RegExp(`^S${vulnId}r\\d+_rule$`));
      expect(rule.fixRef).toBe(rule.fixId);
      const elements = all(/<(\w+)>/g, one(/<\/VulnDiscussion>(.*)$/gs, rule.description!));
      expect([...new Set(elements)]).toEqual(ELEMENTS);
    }
  });

  it('hold the mix that the readme names', () => {
    const first = rulesOf(textOf(releases[0]!));
    expect(new Set([...first.values()].map((rule) => rule.severity))).toEqual(new Set(['high', 'medium', 'low']));
    expect(first.get('V-990024')).toMatchObject({ ccis: '', fix: expect.stringContaining('\u00a0') });
    expect(first.get('V-990024')!.check).toMatch(/ {2}\n/);
    expect(first.get('V-990015')).toMatchObject({
      check: expect.stringContaining('\t'),
      fix: expect.stringContaining('<<EOF'),
    });
    expect(first.get('V-990021')!.fix).toMatch(/^[^\n]*\r\n\r\n/);
    expect(first.get('V-990004')!.legacyIds).toBe('V-98104,SV-107208');
    expect(first.get('V-990010')!.ccis!.split(',')).toHaveLength(5);
    expect(first.get('V-990010')!.discussion).toMatch(/\n\nSatisfies: SRG-APP-000095, /);
  });
});

interface Expected {
  old: string;
  new: string;
  oldCount: number;
  newCount: number;
  added: string[];
  removed: string[];
  renumbered: { vulnId: string; oldVulnId: string; matchedBy: string }[];
  changes: { vulnId: string; field: string; kind: string }[];
  identical: string[];
  revisionKept: string[];
  revisionOnly: string[];
}

/** White space, no-break spaces and the few inline elements of these files made one blank, as a comparison does. */
function normalized(text: string): string {
  return text
    .replace(/<\/?(?:xhtml:)?(?:b|br|code|p|strong)\s*\/?>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const FIELDS = ['severity', 'stigId', 'title', 'discussion', 'severityOverrideGuidance', 'ccis', 'fix', 'check'];

describe('expected differences', () => {
  it.each(paths.filter((path) => path.endsWith('expected.json')))('%s names every difference and no other', (path) => {
    const expected = JSON.parse(textOf(path)) as Expected;
    const [old, now] = [rulesOf(textOf(expected.old)), rulesOf(textOf(expected.new))];
    const oldIdOf = new Map(expected.renumbered.map(({ vulnId, oldVulnId }) => [vulnId, oldVulnId]));
    const pairs = [...now.keys()]
      .map((vulnId) => [vulnId, oldIdOf.get(vulnId) ?? vulnId] as const)
      .filter(([, id]) => old.has(id));
    const matched = new Set(pairs.map(([, id]) => id));
    expect([old.size, now.size]).toEqual([expected.oldCount, expected.newCount]);
    expect([...now.keys()].filter((id) => !pairs.some(([vulnId]) => vulnId === id))).toEqual(expected.added);
    expect([...old.keys()].filter((id) => !matched.has(id))).toEqual(expected.removed);

    const found: string[] = [];
    const moved: string[] = [];
    for (const [vulnId, oldVulnId] of pairs) {
      const [before, after] = [old.get(oldVulnId)!, now.get(vulnId)!];
      for (const field of FIELDS) if (before[field] !== after[field]) found.push(`${vulnId} ${field}`);
      if (before.ruleId !== after.ruleId) moved.push(vulnId);
    }
    const changes = expected.changes.filter(({ field }) => field !== 'ruleId');
    expect(found.sort()).toEqual(changes.map(({ vulnId, field }) => `${vulnId} ${field}`).sort());

    for (const { vulnId, field, kind } of changes) {
      const [before, after] = [old.get(oldIdOf.get(vulnId) ?? vulnId)![field]!, now.get(vulnId)![field]!];
      const vanishes = normalized(before) === normalized(after);
      expect(vanishes, `${vulnId} ${field}`).toBe(kind === 'formatting' || kind === 'layout');
    }
    if (expected.renumbered.length === 0) {
      const touched = new Set(expected.changes.map(({ vulnId }) => vulnId));
      expect(moved).toEqual([...touched].filter((vulnId) => !expected.revisionKept.includes(vulnId)));
      expect(pairs.map(([id]) => id).filter((id) => !touched.has(id))).toEqual(expected.identical);
    }
  });

  it('joins the renumbered release by legacy ids in both orders, and once by STIG ID alone', () => {
    const expected = JSON.parse(textOf('test/fixtures/diff/harbor-v1r2-v2r1/expected.json')) as Expected;
    const [old, now] = [rulesOf(textOf(expected.old)), rulesOf(textOf(expected.new))];
    const orders = new Set<string>();
    for (const { vulnId, oldVulnId, matchedBy } of expected.renumbered) {
      const { legacyIds, stigId } = now.get(vulnId)!;
      expect(old.has(vulnId)).toBe(false);
      if (matchedBy === 'stigId') expect([legacyIds, stigId]).toEqual(['', old.get(oldVulnId)!.stigId]);
      else expect(legacyIds!.split(',').sort()).toEqual([`S${oldVulnId}`, oldVulnId]);
      orders.add(legacyIds!.replace(/\d+/g, 'n'));
    }
    expect(orders).toEqual(new Set(['V-n,SV-n', 'SV-n,V-n', '']));
  });

  it('has one content change among seven changed texts in the smallest pair', () => {
    const { changes } = JSON.parse(textOf('test/fixtures/diff/one-fix/expected.json')) as Expected;
    expect(changes).toHaveLength(7);
    expect(changes.filter(({ kind }) => kind !== 'formatting')).toMatchObject([{ vulnId: 'V-980104', field: 'fix' }]);
  });
});

/** What makes each fixture a case of its trait: a pattern in its text, or a test of its bytes. */
const SHOWS: Record<string, RegExp | ((bytes: Buffer, text: string) => boolean)> = {
  '41-ccis': (_, text) => all(/\/cci">(.*?)</g, text).length === 43,
  bom: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])),
  'cce-cve-idents': /http:\/\/cce\.mitre\.org">CCE-.*http:\/\/cve\.mitre\.org">CVE-.*iase\.disa\.mil\/cci">CCI-/,
  'comments-and-cdata': /<!--.*<!\[CDATA\[.*<none>/s,
  crlf: (_, text) => text.includes('\r\n') && !/[^\r]\n/.test(text),
  'deprecated-status': />deprecated<\/status>/,
  'description-not-well-formed': /8\. &amp; 12\. .* &lt;path&gt; follow &lt;rules&gt;/,
  'dotted-release': />Release: 1\.17 Benchmark Date: 25 Apr 2014</,
  'double-escaped': /&amp;lt;.*&amp;nbsp;.*&amp;quot;/s,
  'draft-release': />draft<\/status>.*Release: 0\.1 /,
  'duplicate-group-id': (_, text) => all(/<Group id="(V-991002)"/g, text).length === 2,
  'duplicate-idents': (_, text) =>
    all(/cci">(CCI-000213)</g, text).length === 2 && all(/>(V-61001)</g, text).length === 2,
  'duplicate-stig-id': (_, text) => all(/<version>(ATCH-00-000020)</g, text).length === 2,
  'empty-elements': /<version \/><title><\/title><description \/>.*<check-content><\/check-content>/,
  'full-month-date': /Benchmark Date: 27 July 2018</,
  'legacy-ids-both-orders': />V-61001<.*>SV-75001<.*>SV-75002<.*>V-61002</s,
  'nested-groups-1.2': /xccdf\/1\.2".*<Group [^>]*>(?:(?!<\/Group>).)*<Group .*<xhtml:pre>/s,
  'no-date': />Release: 3<\/plain-text>/,
  'no-namespace': (_, text) => !/ xmlns="/.test(text),
  'no-profile': (_, text) => !text.includes('<Profile'),
  'no-reference': (_, text) => all(/<(reference)>/g, text).length === 2 && !text.includes('<reference href'),
  'no-severity': /<Rule id="[^"]*" weight="10\.0">/,
  'numeric-character-references': /&#10;.*&#160;.*&#xA0;.*&#128274;/s,
  'prefixed-elements': /<cdf:Benchmark [^>]*xmlns:cdf="http:\/\/checklists.*<cdf:Rule /s,
  'real-child-elements': /<description><VulnDiscussion>[^<]*<\/VulnDiscussion><FalsePositives>/,
  'repeated-responsibility': (_, text) => all(/(&lt;Responsibility&gt;)/g, text).length === 5,
  'rule-outside-group': /<\/Profile><Rule .*<\/Rule><Group /s,
  'scap-1.2-datastream':
    /<data-stream-collection .*<xccdf:plain-text id="release-info">Benchmark Date: .*>002\.008<.*oval:mil\.disa/s,
  'security-override-guidance': /&lt;SecurityOverrideGuidance&gt;Where /,
  'several-checks-and-fixes': /<fixtext .*<fixtext .*<check .*<check .*<\/Rule>/s,
  'two-rules-in-group': /<Group id="V-991001">(?:(?!<\/Group>).)*<\/Rule><Rule /s,
  'unknown-elements': /<Benchmark resolved="1".*<platform .*<metadata>.*<Value .*<warning .*<rationale>/s,
  'utf-16le-bom': (bytes) => bytes[0] === 0xff && bytes[1] === 0xfe && bytes.toString('utf16le').includes('“open”'),
  'utf-8-typographic': /“open”.*scanner looks for — or ‘public’ – and so on…/,
  'windows-1252-under-utf8-label': (bytes) =>
    [0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0].every((byte) => bytes.includes(byte)) &&
    !bytes.includes(0xe2),
};

describe('fixtures with one trait', () => {
  it('are those that are described here', () => {
    expect(traits.map(traitOf).sort()).toEqual(Object.keys(SHOWS).sort());
  });

  it.each(traits)('%s shows it', (path) => {
    const shows = SHOWS[traitOf(path)]!;
    const bytes = files.get(path)!;
    expect(typeof shows === 'function' ? shows(bytes, textOf(path)) : shows.test(textOf(path))).toBe(true);
  });

  it.each(traits)('%s is well-formed', (path) => {
    const bytes = files.get(path)!;
    const label =
      { 'utf-16le-bom': 'utf-16le', 'windows-1252-under-utf8-label': 'windows-1252' }[traitOf(path)] ?? 'utf-8';
    expect(parseError(new TextDecoder(label, { fatal: true }).decode(bytes))).toBeNull();
  });

  it('labelled UTF-8 and held in Windows-1252 cannot be decoded as UTF-8', () => {
    const bytes = files.get('test/fixtures/xccdf/windows-1252-under-utf8-label/input.xml')!;
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
  });
});

/** What a strict parser says; `null` where the fault is not one of well-formedness. */
const FAULTS: Record<string, RegExp | null> = {
  'control-character': /disallowed character/,
  doctype: null,
  'duplicate-attribute': /duplicate attribute: severity/,
  'empty-file': /must contain a root element/,
  'entity-bomb': /undefined entity/,
  'html-page': /unexpected close tag/,
  'mismatched-tag': /unexpected close tag/,
  'not-xccdf': null,
  'raw-lt-in-attribute': /disallowed character/,
  truncated: /unclosed tag/,
  'two-roots': /only one root/,
  unclosed: /unclosed tag/,
  'undefined-entity': /undefined entity/,
};

describe('malformed fixtures', () => {
  it('are those that are described here', () => {
    expect(malformed.map(traitOf).sort()).toEqual(Object.keys(FAULTS).sort());
  });

  it.each(malformed)('%s has its fault', (path) => {
    const fault = FAULTS[traitOf(path)]!;
    const error = parseError(textOf(path));
    if (fault === null) expect(error).toBeNull();
    else expect(error).toMatch(fault);
  });

  it('hold a document type and a bomb where they say so', () => {
    expect(textOf('test/fixtures/xccdf-malformed/doctype/input.xml')).toContain('<!DOCTYPE Benchmark SYSTEM ');
    expect(textOf('test/fixtures/xccdf-malformed/entity-bomb/input.xml')).toContain(
      `<!ENTITY i "${'&h;'.repeat(10)}">`,
    );
    expect(textOf('test/fixtures/xccdf-malformed/not-xccdf/input.xml')).toContain('<NOTYACHECKLIST>');
  });
});

describe('asset.json', () => {
  it('has the members of an asset', () => {
    const asset = JSON.parse(readFileSync(join(root, 'examples/asset.json'), 'utf8')) as Record<string, unknown>;
    const model = readFileSync(join(root, 'src/model/checklist.ts'), 'utf8');
    const members = all(/^ {2}(\w+): /gm, one(/export interface Asset \{(.*?)^\}/gms, model));
    expect(Object.keys(asset).sort()).toEqual(members.sort());
  });
});
