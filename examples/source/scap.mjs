/** Fixtures in XCCDF 1.2: a SCAP data stream, and nested groups. */
import { cache, prefixed, rules } from './tide-cache.mjs';
import { descriptionOf, escapeText, reference } from './xccdf.mjs';

/** What a SCAP tool reads: XCCDF 1.2 in a data stream, ids with prefixes, OVAL in the place of check texts. */
export function dataStream() {
  const name = 'U_Acme_Tide_Cache_V2R8_STIG_SCAP_1-3_Benchmark';
  const oval = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
  const groupLines = rules.slice(0, 2).map(
    (rule, index) => `      <xccdf:Group id="xccdf_mil.disa.stig_group_${rule.vulnId}">
        <xccdf:title>${rule.groupTitle}</xccdf:title>
        <xccdf:description>&lt;GroupDescription&gt;&lt;/GroupDescription&gt;</xccdf:description>
        <xccdf:Rule id="xccdf_mil.disa.stig_rule_${rule.ruleId}" weight="10.0" severity="${rule.severity}">
          <xccdf:version update="http://iase.disa.mil/stigs">${rule.stigId}</xccdf:version>
          <xccdf:title>${rule.title}</xccdf:title>
          <xccdf:description>${escapeText(descriptionOf(rule))}</xccdf:description>
          ${prefixed(reference(cache.product, cache.targetKey), 'xccdf')}
          <xccdf:ident system="http://cyber.mil/cci">${rule.ccis[0]}</xccdf:ident>
          <xccdf:fixtext fixref="${rule.fixId}">${escapeText(rule.fix)}</xccdf:fixtext>
          <xccdf:fix id="${rule.fixId}" />
          <xccdf:check system="${oval}">
            <xccdf:check-content-ref href="${name}-oval.xml" name="oval:mil.disa.stig.example:def:${index + 1}" />
          </xccdf:check>
        </xccdf:Rule>
      </xccdf:Group>`,
  );
  const definitions = rules.slice(0, 2).map(
    (
      rule,
      index,
    ) => `        <definition id="oval:mil.disa.stig.example:def:${index + 1}" version="1" class="compliance">
          <metadata><title>${rule.title}</title><description>${rule.stigId}</description></metadata>
          <criteria><criterion test_ref="oval:mil.disa.stig.example:tst:${index + 1}" /></criteria>
        </definition>`,
  );
  const selects = rules
    .slice(0, 2)
    .map((rule) => `<xccdf:select idref="xccdf_mil.disa.stig_group_${rule.vulnId}" selected="true" />`);
  const fast = `<xccdf:select idref="xccdf_mil.disa.stig_group_${rules[1].vulnId}" selected="false" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<data-stream-collection xmlns="http://scap.nist.gov/schema/scap/source/1.2" xmlns:xlink="http://www.w3.org/1999/xlink" id="scap_mil.disa.stig_collection_${name}" schematron-version="1.3">
  <data-stream id="scap_mil.disa.stig_datastream_${name}" use-case="CONFIGURATION" scap-version="1.3" timestamp="2025-04-02T08:00:00">
    <checklists>
      <component-ref id="scap_mil.disa.stig_cref_${name}-xccdf.xml" xlink:href="#scap_mil.disa.stig_comp_${name}-xccdf.xml" />
    </checklists>
    <checks>
      <component-ref id="scap_mil.disa.stig_cref_${name}-oval.xml" xlink:href="#scap_mil.disa.stig_comp_${name}-oval.xml" />
    </checks>
  </data-stream>
  <component id="scap_mil.disa.stig_comp_${name}-xccdf.xml" timestamp="2025-04-02T08:00:00">
    <xccdf:Benchmark xmlns:xccdf="http://checklists.nist.gov/xccdf/1.2" xmlns:dc="http://purl.org/dc/elements/1.1/" id="xccdf_mil.disa.stig_benchmark_${cache.id}" style="SCAP_1.3" xml:lang="en">
      <xccdf:status date="2025-03-04">accepted</xccdf:status>
      <xccdf:title>Acme Tide Cache STIG SCAP Benchmark</xccdf:title>
      <xccdf:description>${cache.description}</xccdf:description>
      <xccdf:notice id="terms-of-use" xml:lang="en" />
      <xccdf:front-matter xml:lang="en" />
      <xccdf:rear-matter xml:lang="en" />
      <xccdf:reference href="https://cyber.mil">
        <dc:publisher>DISA</dc:publisher>
        <dc:source>STIG.DOD.MIL</dc:source>
      </xccdf:reference>
      <xccdf:plain-text id="release-info">Benchmark Date: 02 Apr 2025</xccdf:plain-text>
      <xccdf:plain-text id="generator">3.5.2</xccdf:plain-text>
      <xccdf:plain-text id="conventionsVersion">1.10.0</xccdf:plain-text>
      <xccdf:version update="http://iase.disa.mil/stigs">002.008</xccdf:version>
      <xccdf:Profile id="xccdf_mil.disa.stig_profile_MAC-1_Classified">
        <xccdf:title>I - Mission Critical Classified</xccdf:title>
        <xccdf:description>&lt;ProfileDescription&gt;&lt;/ProfileDescription&gt;</xccdf:description>
        ${selects.join('\n        ')}
      </xccdf:Profile>
      <xccdf:Profile id="xccdf_mil.disa.stig_profile_Disable_Slow_Rules">
        <xccdf:title>Without slow rules</xccdf:title>
        <xccdf:description />
        ${fast}
      </xccdf:Profile>
${groupLines.join('\n')}
    </xccdf:Benchmark>
  </component>
  <component id="scap_mil.disa.stig_comp_${name}-oval.xml" timestamp="2025-04-02T08:00:00">
    <oval_definitions xmlns="${oval}">
      <definitions>
${definitions.join('\n')}
      </definitions>
    </oval_definitions>
  </component>
</data-stream-collection>
`;
}

/** Groups in groups, plain descriptions and XHTML in the texts, as CIS and the SCAP Security Guide write them. */
export function nestedGroups() {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:html="http://www.w3.org/1999/xhtml" id="xccdf_org.example.content_benchmark_tide-cache" resolved="1" xml:lang="en-US">
  <status date="2025-04-02">draft</status>
  <title xml:lang="en-US">Guide to Acme Tide Cache</title>
  <description>How to run an invented cache.<xhtml:br/>It has <xhtml:strong>two</xhtml:strong> chapters.</description>
  <version>3.1.0</version>
  <Profile id="xccdf_org.example.content_profile_level_1">
    <title override="true">Level 1</title>
    <select idref="xccdf_org.example.content_rule_password" selected="true"/>
    <select idref="xccdf_org.example.content_rule_memory" selected="false"/>
    <refine-rule idref="xccdf_org.example.content_rule_password" severity="high"/>
  </Profile>
  <Group id="xccdf_org.example.content_group_1">
    <title>1 Access</title>
    <description><xhtml:p>Who may use the cache.</xhtml:p></description>
    <Group id="xccdf_org.example.content_group_1.1">
      <title>1.1 Authentication</title>
      <description><xhtml:p>How users say who they are.</xhtml:p></description>
      <Rule id="xccdf_org.example.content_rule_password" selected="false" severity="medium" role="full">
        <title>1.1.1 Ask for a password</title>
        <description><xhtml:p>The setting <xhtml:code>require_password</xhtml:code> must be <xhtml:code>yes</xhtml:code>.</xhtml:p></description>
        <warning category="general">Clients that send none are turned away.</warning>
        <reference href="https://example.org/controls">IA-2</reference>
        <rationale><xhtml:p>Without it everybody on the network may read &amp; write.</xhtml:p></rationale>
        <ident system="https://example.org/cce">EX-0001</ident>
        <fixtext><xhtml:div><xhtml:p>Run:</xhtml:p><xhtml:pre>$ sudo tidectl set require_password yes
$ sudo tidectl reload</xhtml:pre></xhtml:div></fixtext>
        <fix id="password" system="urn:xccdf:fix:script:sh">tidectl set require_password yes</fix>
        <check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">
          <check-content-ref href="tide-oval.xml" name="oval:org.example.tide:def:1"/>
        </check>
        <check system="http://scap.nist.gov/schema/ocil/2">
          <check-content-ref href="tide-ocil.xml" name="ocil:org.example.tide:questionnaire:1"/>
        </check>
      </Rule>
    </Group>
  </Group>
  <Group id="xccdf_org.example.content_group_2">
    <title>2 Resources</title>
    <description>What the cache may take.</description>
    <Rule id="xccdf_org.example.content_rule_memory" selected="false" severity="unknown" weight="1.0">
      <title>2.1 Bound the memory</title>
      <description>Set <html:code>max_memory</html:code>.<html:br/>Its unit is <html:em>bytes</html:em> unless a letter follows.</description>
      <fixtext>Choose a bound &lt; the memory of the host.</fixtext>
      <check system="http://scap.nist.gov/schema/ocil/2">
        <check-content-ref href="tide-ocil.xml" name="ocil:org.example.tide:questionnaire:2"/>
      </check>
    </Rule>
  </Group>
</Benchmark>
`;
}
