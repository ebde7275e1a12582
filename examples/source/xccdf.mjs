/**
 * Writes invented STIG content in the form of DISA's manual benchmarks (XCCDF 1.1): the prolog on one line, no line break
 * between elements, the description as escaped elements, nine profiles that select group ids.
 */

const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:cpe="http://cpe.mitre.org/language/2.0" xmlns:xhtml="http://www.w3.org/1999/xhtml" ' +
  'xmlns:dsig="http://www.w3.org/2000/09/xmldsig#" ' +
  'xsi:schemaLocation="http://checklists.nist.gov/xccdf/1.1 http://nvd.nist.gov/schema/xccdf-1.1.4.xsd ' +
  'http://cpe.mitre.org/dictionary/2.0 http://cpe.mitre.org/files/cpe-dictionary_2.1.xsd"';

const PROFILES = [
  ['MAC-1_Classified', 'I - Mission Critical Classified'],
  ['MAC-1_Public', 'I - Mission Critical Public'],
  ['MAC-1_Sensitive', 'I - Mission Critical Sensitive'],
  ['MAC-2_Classified', 'II - Mission Support Classified'],
  ['MAC-2_Public', 'II - Mission Support Public'],
  ['MAC-2_Sensitive', 'II - Mission Support Sensitive'],
  ['MAC-3_Classified', 'III - Administrative Classified'],
  ['MAC-3_Public', 'III - Administrative Public'],
  ['MAC-3_Sensitive', 'III - Administrative Sensitive'],
];

/** Elements of a description after VulnDiscussion, in DISA's order, with the member of a rule that holds each. */
export const DESCRIPTION_ELEMENTS = [
  ['FalsePositives', 'falsePositives'],
  ['FalseNegatives', 'falseNegatives'],
  ['Documentable', 'documentable'],
  ['Mitigations', 'mitigations'],
  ['SeverityOverrideGuidance', 'severityOverrideGuidance'],
  ['PotentialImpacts', 'potentialImpacts'],
  ['ThirdPartyTools', 'thirdPartyTools'],
  ['MitigationControl', 'mitigationControl'],
  ['Responsibility', 'responsibility'],
  ['IAControls', 'iaControls'],
];

/** Escapes text the way DISA's generator does: quotes stay. */
export function escapeText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Marks a text that is XML already. */
export function xml(literal) {
  return { xml: literal };
}

function content(text) {
  return typeof text === 'object' ? text.xml : escapeText(text);
}

/** The decoded description of a rule. */
export function descriptionOf(rule) {
  const values = { documentable: 'false', ...rule };
  const rest = DESCRIPTION_ELEMENTS.flatMap(([element, member]) =>
    [values[member] ?? ''].flat().map((value) => `<${element}>${value}</${element}>`),
  );
  return `<VulnDiscussion>${rule.discussion}</VulnDiscussion>${rest.join('')}`;
}

/** One `reference` of a rule. */
export function reference(product, targetKey) {
  return (
    `<reference><dc:title>DPMS Target ${product}</dc:title><dc:publisher>DISA</dc:publisher><dc:type>DPMS Target</dc:type>` +
    `<dc:subject>${product}</dc:subject><dc:identifier>${targetKey}</dc:identifier></reference>`
  );
}

export function fixXml(rule) {
  return `<fixtext fixref="${rule.fixId}">${content(rule.fix)}</fixtext><fix id="${rule.fixId}" />`;
}

export function checkXml(rule, href) {
  return (
    `<check system="${rule.checkId}"><check-content-ref href="${href}" name="M" />` +
    `<check-content>${content(rule.check)}</check-content></check>`
  );
}

/** One `Rule`. `benchmark` gives product, target key and id. A rule's `parts` may replace single elements. */
export function ruleXml(rule, benchmark) {
  const legacy = (rule.legacyIds ?? []).map((id) => `<ident system="http://cyber.mil/legacy">${id}</ident>`);
  const ccis = (rule.ccis ?? []).map((id) => `<ident system="http://cyber.mil/cci">${id}</ident>`);
  const parts = {
    attributes: ` weight="10.0" severity="${rule.severity}"`,
    version: `<version>${rule.stigId}</version>`,
    title: `<title>${content(rule.title)}</title>`,
    description: `<description>${escapeText(descriptionOf(rule))}</description>`,
    reference: reference(benchmark.product, benchmark.targetKey),
    idents: [...legacy, ...ccis].join(''),
    fix: fixXml(rule),
    check: checkXml(rule, `${benchmark.id}.xml`),
    ...rule.parts,
  };
  return (
    `<Rule id="${rule.ruleId}"${parts.attributes}>${parts.version}${parts.title}${parts.description}` +
    `${parts.reference}${parts.idents}${parts.fix}${parts.check}</Rule>`
  );
}

/** One `Group` around one rule or, where `rules` is given, around several. */
export function groupXml(rule, benchmark, rules = [rule]) {
  return (
    `<Group id="${rule.vulnId}"><title>${rule.groupTitle}</title>` +
    `<description>&lt;GroupDescription&gt;&lt;/GroupDescription&gt;</description>` +
    `${rules.map((one) => ruleXml(one, benchmark)).join('')}</Group>`
  );
}

function profileXml([id, title], vulnIds) {
  return (
    `<Profile id="${id}"><title>${title}</title>` +
    `<description>&lt;ProfileDescription&gt;&lt;/ProfileDescription&gt;</description>` +
    `${vulnIds.map((vulnId) => `<select idref="${vulnId}" selected="true" />`).join('')}</Profile>`
  );
}

/** A whole benchmark. `parts` may replace single elements of the head, the profiles or all groups. */
export function benchmarkXml(benchmark) {
  const vulnIds = benchmark.rules.map((rule) => rule.vulnId);
  const parts = {
    prolog: `<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet type='text/xsl' href='STIG_unclass.xsl'?>`,
    attributes: `${NAMESPACES} id="${benchmark.id}" xml:lang="en" xmlns="http://checklists.nist.gov/xccdf/1.1"`,
    status: `<status date="${benchmark.statusDate}">${benchmark.status ?? 'accepted'}</status>`,
    title: `<title>${escapeText(benchmark.title)}</title>`,
    description: `<description>${escapeText(benchmark.description)}</description>`,
    notice:
      '<notice id="terms-of-use" xml:lang="en"></notice><front-matter xml:lang="en"></front-matter>' +
      '<rear-matter xml:lang="en"></rear-matter>',
    reference:
      '<reference href="https://cyber.mil"><dc:publisher>DISA</dc:publisher><dc:source>STIG.DOD.MIL</dc:source></reference>',
    plainText:
      `<plain-text id="release-info">${benchmark.releaseInfo}</plain-text><plain-text id="generator">3.5</plain-text>` +
      '<plain-text id="conventionsVersion">1.10.0</plain-text>',
    version: `<version>${benchmark.version}</version>`,
    profiles: PROFILES.map((profile) => profileXml(profile, vulnIds)).join(''),
    groups: benchmark.rules.map((rule) => groupXml(rule, benchmark)).join(''),
    ...benchmark.parts,
  };
  return (
    `${parts.prolog}<Benchmark ${parts.attributes}>${parts.status}${parts.title}${parts.description}${parts.notice}` +
    `${parts.reference}${parts.plainText}${parts.version}${parts.profiles}${parts.groups}</Benchmark>`
  );
}
