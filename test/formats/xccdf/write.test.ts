import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readXccdf } from '../../../src/formats/xccdf/read.js';
import { writeXccdf } from '../../../src/formats/xccdf/write.js';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Benchmark, Rule } from '../../../src/model/benchmark.js';
import { readContext } from '../../support/context.js';

const EXAMPLE = readFileSync(
  new URL('../../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml', import.meta.url),
  'utf8',
);

const read = (text: string): Benchmark =>
  readXccdf(new Source('x.xml', new TextEncoder().encode(text)), readContext())[0]!;

function write(benchmark: Benchmark): { text: string; reported: Diagnostic[] } {
  const reported: Diagnostic[] = [];
  const text = writeXccdf(benchmark, {}, { report: (d) => reported.push(d) }) as string;
  return { text, reported };
}

/** The example with a change, written and read again. */
function changed(change: (benchmark: Benchmark, rule: Rule) => void): { benchmark: Benchmark; text: string } {
  const benchmark = read(EXAMPLE);
  change(benchmark, benchmark.rules[0]!);
  const { text } = write(benchmark);
  return { benchmark: read(text), text };
}

const again = (change: (benchmark: Benchmark, rule: Rule) => void) => changed(change).benchmark.rules[0]!;

describe('XCCDF writer', () => {
  it("gives back a file in DISA's form to the byte", () => {
    expect(write(read(EXAMPLE))).toEqual({ text: EXAMPLE, reported: [] });
  });

  it('keeps carriage returns raw, as DISA has them', () => {
    const { text } = changed((_, rule) => {
      rule.check!.text = 'one\r\ntwo\rthree';
      rule.title = 'a\r\nb';
    });
    expect(text).toContain('>one\r\ntwo\rthree</check-content>');
    expect(read(text).rules[0]!.check!.text).toBe('one\r\ntwo\rthree');
    expect(text).not.toContain('&#x');
  });

  it('escapes what is markup, in texts and attributes', () => {
    const hostile = '<b a="1">&lt;\'</b>]]>';
    const rule = again((_, r) => {
      r.title = hostile;
      r.discussion = hostile;
      r.ruleId = 'a"b<c>\n\t&';
      r.check!.contentRef = { name: hostile, href: '\r\n' };
    });
    expect(rule.title).toBe(hostile);
    expect(rule.discussion).toBe(hostile);
    expect(rule.ruleId).toBe('a"b<c>\n\t&');
    expect(rule.check!.contentRef).toEqual({ name: hostile, href: '\r\n' });
  });

  it('replaces what XML forbids, and says so', () => {
    const benchmark = read(EXAMPLE);
    benchmark.rules[0]!.title = 'a\u0000b\ud800c\uffffd';
    const { text, reported } = write(benchmark);
    expect(read(text).rules[0]!.title).toBe('a\ufffdb\ufffdc\ufffdd');
    expect(reported.map((d) => `${d.severity} ${d.code} ${d.message}`)).toEqual([
      'warning characters-replaced 3 characters that XML forbids were replaced by U+FFFD',
    ]);
  });

  it('leaves out kept names that are none of XML, and says so', () => {
    const benchmark = read(EXAMPLE);
    benchmark.extra = { elements: [{ name: 'a><script' }, { name: 'ok' }], attributes: { 'x y': '1', id: 'other' } };
    const { text, reported } = write(benchmark);
    expect(read(text)).toMatchObject({ id: benchmark.id, extra: { elements: [{ name: 'ok' }] } });
    expect(text).not.toContain('<script');
    expect(reported.map((d) => d.message)).toEqual([
      'elements or attributes were left out, as their names are none of XML: "a><script", "x y"',
    ]);
  });

  it('declares the prefixes of what was kept, as the source did', () => {
    const text = EXAMPLE.replace(
      '<Benchmark ',
      '<Benchmark xmlns:cpe="urn:other" xmlns:my="urn:my" xmlns:unused="urn:unused" my:mark="1" ',
    )
      .replace(' xmlns:cpe="http://cpe.mitre.org/language/2.0"', '')
      .replace('<version>', '<cpe:list><my:x xmlns:in="urn:in" in:y="2"/></cpe:list><version>');
    const benchmark = read(text);
    expect(benchmark.extra!.attributes).toMatchObject({
      'xmlns:cpe': 'urn:other',
      'xmlns:my': 'urn:my',
      'my:mark': '1',
    });
    expect(benchmark.extra!.attributes).not.toHaveProperty('xmlns:unused');
    const written = write(benchmark).text;
    expect(written).toContain(' xmlns:cpe="urn:other" ');
    expect(read(written)).toEqual({ ...benchmark, sources: read(written).sources });
  });

  it('declares a prefix that nothing explains, so that the XML is whole', () => {
    const { benchmark, text } = changed((b) => {
      b.extra = { elements: [{ name: 'foo:bar', attributes: { 'baz:q': '1' } }] };
    });
    expect(text).toContain('xmlns:foo="urn:stigkit:namespace:unknown:foo"');
    expect(benchmark.extra).toEqual({ elements: [{ name: 'foo:bar', attributes: { 'baz:q': '1' } }] });
  });

  describe('uses a spelling of the source only while it still says what the model says', () => {
    const scap = (text: string) =>
      text
        .replace(/<version>1<\/version>/, '<version>002.008</version>')
        .replace(/<plain-text id="release-info">[^<]*/, '<plain-text id="release-info">Benchmark Date: 01 Jul 2026')
        .replace(/id="([A-Z]\w*_STIG)"/, 'id="xccdf_mil.disa.stig_benchmark_$1"')
        .replace(/<Group id="/g, '<Group id="xccdf_mil.disa.stig_group_')
        .replace(/idref="/g, 'idref="xccdf_mil.disa.stig_group_')
        .replace(/<Rule id="/g, '<Rule id="xccdf_mil.disa.stig_rule_')
        .replace(/severity="[a-z]+"/, 'severity="info"');
    const scapText = scap(EXAMPLE);

    it('while nothing changed, all of them', () => {
      expect(write(read(scapText)).text).toBe(scapText);
      expect(read(scapText)).toMatchObject({ version: '2', release: '8', releaseName: 'V2R8' });
    });

    it('else the value of the model', () => {
      const benchmark = read(scapText);
      const rule = benchmark.rules[0]!;
      Object.assign(benchmark, { id: 'Other_STIG', release: '9', benchmarkDate: '2026-10-01' });
      Object.assign(rule, { severity: 'high', ruleId: 'SV-9r1_rule', vulnId: 'V-9' });
      const { text } = write(benchmark);
      expect(text).toContain(' id="Other_STIG"');
      expect(text).toContain('<version>2</version>');
      expect(text).toContain('>Release: 9 Benchmark Date: 01 Oct 2026</plain-text>');
      expect(text).toContain('<Group id="V-9">');
      expect(text).toContain('<Rule id="SV-9r1_rule" weight="10.0" severity="high"');
      expect(read(text)).toMatchObject({ release: '9', benchmarkDate: '2026-10-01' });
      expect(read(text).rules[0]!.vulnId).toBe('V-9');
    });

    it('markup and the form of a description too', () => {
      const marked = EXAMPLE.replace(/<check-content>[^<]*/, '<check-content>a <xhtml:b>bold</xhtml:b> word')
        .replace('&lt;/VulnDiscussion&gt;', '&lt;/VulnDiscussion&gt;\n')
        .replace('<description>&lt;GroupDescription&gt;', '<description><xhtml:i>x</xhtml:i>&lt;GroupDescription&gt;');
      const benchmark = read(marked);
      expect(benchmark.rules[0]!.check!.text).toBe('a bold word');
      expect(write(benchmark).text).toBe(marked);
      benchmark.rules[0]!.check!.text = 'another word';
      benchmark.rules[0]!.iaControls = null;
      benchmark.rules[0]!.responsibility = ['one', 'two', 'three'];
      const rule = read(write(benchmark).text).rules[0]!;
      expect(rule).toMatchObject({ iaControls: null, responsibility: ['one', 'two', 'three'] });
      expect(rule.check).toMatchObject({ text: 'another word' });
      expect(rule.check!.extra).toBeUndefined();
    });
  });

  it('makes groups for rules of other formats, which have no tree', () => {
    const { benchmark } = changed((b) => {
      for (const rule of b.rules) rule.groupTree = [];
    });
    expect(benchmark.rules.map((r) => r.groupTree)).toEqual(
      read(EXAMPLE).rules.map((r) => [{ id: r.vulnId, title: r.groupTitle, description: r.groupDescription }]),
    );
  });

  it('leaves out what the model does not know', () => {
    const { benchmark, text } = changed((b, rule) => {
      Object.assign(b, {
        status: null,
        statusDate: null,
        notice: null,
        publisher: null,
        source: null,
        generator: null,
      });
      Object.assign(b, { releaseInfo: null, release: null, benchmarkDate: null, profiles: [], extra: undefined });
      Object.assign(rule, { discussion: null, falsePositives: null, falseNegatives: null, documentable: null });
      Object.assign(rule, { mitigations: null, severityOverrideGuidance: null, potentialImpacts: null });
      Object.assign(rule, { thirdPartyTools: null, mitigationControl: null, responsibility: null, iaControls: null });
      Object.assign(rule, { title: null, checks: [], fixes: [], references: [], ccis: [], severity: 'unknown' });
      b.rules = [rule];
    });
    expect(text.slice(text.indexOf('<title>'))).toMatch(
      /^<title>[^<]*<\/title><description>[^<]*<\/description><plain-text id="conventionsVersion">1.10.0<\/plain-text><version>1<\/version><Group id="V-\d+"><title>[^<]*<\/title><description>[^<]*<\/description><Rule id="[^"]*" weight="10.0"><version>[^<]*<\/version>(<ident[^>]*>[^<]*<\/ident>)*<\/Rule><\/Group><\/Benchmark>$/,
    );
    expect(benchmark.rules[0]).toMatchObject({ discussion: null, check: null, fix: null, title: null });
  });

  it('keeps selections that say more than that a group is selected', () => {
    const more = '<select idref="V-1" selected="true" weight="2" /><select idref="V-2" selected="false" />';
    const text = EXAMPLE.replace('</Profile>', `${more}</Profile>`);
    const { selects, extra } = read(text).profiles[0]!;
    expect(selects).not.toContain('V-1');
    expect(extra!.elements!.map((e) => e.attributes!.idref)).toEqual(['V-1', 'V-2']);
    expect(write(read(text)).text).toBe(text);
  });

  it('writes CCIs under the system the source has', () => {
    const old = EXAMPLE.replaceAll('http://cyber.mil/cci', 'http://iase.disa.mil/cci');
    expect(old).not.toBe(EXAMPLE);
    expect(write(read(old)).text).toBe(old);
  });

  it('refuses other kinds of document', () => {
    const checklist = { kind: 'checklist' } as never;
    expect(() => writeXccdf(checklist, {}, { report: () => {} })).toThrow('xccdf cannot hold a checklist');
  });
});
