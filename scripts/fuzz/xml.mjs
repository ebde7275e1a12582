// @ts-check
import fc from 'fast-check';
import { mostly, nastyText, words } from './texts.mjs';

/**
 * What an element of a made file is: its attributes, the elements in it with how often each may stand, its text.
 *
 * @typedef {{ attributes?: Record<string, fc.Arbitrary<string>>, children?: [name: string, most: number][], text?: fc.Arbitrary<string> }} Grammar
 */

const ID = mostly('V-260903', 'V-260904', 'SV-260903r986160_rule', 'xccdf_mil.disa.stig_group_V-260905', 'C-1_chk');
const DESCRIPTION = mostly(
  '<VulnDiscussion>Because.</VulnDiscussion><FalsePositives></FalsePositives><Documentable>false</Documentable><IAControls></IAControls>',
  '<GroupDescription></GroupDescription>',
  '<VulnDiscussion>a < b & <c></VulnDiscussion>',
  '<VulnDiscussion>cut',
);
const SEVERITY = mostly('high', 'medium', 'low', 'unknown', 'info');
const RESULT = mostly('pass', 'fail', 'notapplicable', 'notchecked', 'error', 'notselected', 'fixed', 'unknown');

/** @type {Record<string, Grammar>} */
export const XCCDF = {
  Benchmark: {
    attributes: { id: mostly('RHEL_8_STIG', 'xccdf_mil.disa.stig_benchmark_RHEL_8_STIG'), 'xml:lang': mostly('en') },
    children: [
      ['status', 2],
      ['title', 2],
      ['description', 1],
      ['notice', 1],
      ['front-matter', 1],
      ['reference', 1],
      ['plain-text', 3],
      ['platform', 1],
      ['version', 1],
      ['metadata', 1],
      ['Profile', 2],
      ['Value', 1],
      ['Group', 3],
    ],
  },
  status: { attributes: { date: mostly('2025-01-01') }, text: mostly('accepted', 'draft') },
  title: { text: words },
  description: { text: DESCRIPTION },
  notice: { attributes: { id: mostly('terms-of-use') }, text: words },
  'front-matter': { text: words },
  reference: {
    attributes: { href: mostly('https://cyber.mil') },
    children: [
      ['dc:title', 1],
      ['dc:publisher', 2],
      ['dc:identifier', 1],
      ['dc:type', 1],
    ],
  },
  'dc:title': { text: words },
  'dc:publisher': { text: mostly('DISA') },
  'dc:identifier': { text: mostly('2921') },
  'dc:type': { text: mostly('DPMS Target') },
  'plain-text': {
    attributes: { id: mostly('release-info', 'generator', 'conventionsVersion') },
    text: mostly('Release: 2 Benchmark Date: 04 Apr 2025', '3.5', '1.10.0'),
  },
  platform: { attributes: { idref: mostly('cpe:/o:x') } },
  version: { attributes: { time: mostly('x') }, text: mostly('2', '002.008') },
  metadata: { children: [['dc:publisher', 1]] },
  Profile: {
    attributes: { id: mostly('MAC-1_Classified') },
    children: [
      ['title', 1],
      ['description', 1],
      ['select', 3],
    ],
  },
  select: { attributes: { idref: ID, selected: mostly('true', 'false') } },
  Value: { attributes: { id: ID }, children: [['title', 1]] },
  Group: {
    attributes: { id: ID },
    children: [
      ['title', 1],
      ['description', 1],
      ['Rule', 2],
      ['Group', 1],
    ],
  },
  Rule: {
    attributes: { id: ID, severity: SEVERITY, weight: mostly('10.0'), selected: mostly('true') },
    children: [
      ['version', 1],
      ['title', 1],
      ['description', 1],
      ['reference', 1],
      ['ident', 3],
      ['fixtext', 1],
      ['fix', 1],
      ['check', 2],
    ],
  },
  ident: {
    attributes: { system: mostly('http://cyber.mil/cci', 'http://cyber.mil/legacy') },
    text: mostly('CCI-000366', 'CCI-002233', 'V-12345', 'SV-12345'),
  },
  fixtext: { attributes: { fixref: mostly('F-1_fix') }, text: words },
  fix: { attributes: { id: mostly('F-1_fix') }, text: words },
  check: {
    attributes: { system: mostly('C-1_chk', 'http://oval.mitre.org/XMLSchema/oval-definitions-5') },
    children: [
      ['check-content-ref', 1],
      ['check-content', 1],
    ],
  },
  'check-content-ref': { attributes: { href: mostly('x.xml'), name: mostly('M') } },
  'check-content': { text: words },
  TestResult: {
    attributes: {
      id: mostly('r'),
      'start-time': mostly('2025-01-01T00:00:00'),
      'end-time': mostly('2025-01-01T00:00:00Z'),
    },
    children: [
      ['benchmark', 1],
      ['title', 1],
      ['target', 2],
      ['target-address', 2],
      ['target-facts', 1],
      ['rule-result', 5],
      ['score', 1],
    ],
  },
  benchmark: { attributes: { href: mostly('U_RHEL_8_V2R1_STIG.xml'), id: mostly('RHEL_8_STIG') } },
  target: { text: mostly('web01', 'web01.example.test') },
  'target-address': { text: mostly('192.0.2.1', '127.0.0.1', '::1') },
  'target-facts': { children: [['fact', 4]] },
  fact: {
    attributes: { name: mostly('urn:xccdf:fact:asset:identifier:mac', 'urn:scap:fact:asset:identifier:host_name') },
    text: mostly('00:00:5e:00:53:01', 'web01'),
  },
  'rule-result': {
    attributes: { idref: ID, time: mostly('2025-01-01T00:00:00'), severity: SEVERITY, weight: mostly('10') },
    children: [
      ['result', 2],
      ['ident', 2],
      ['message', 2],
      ['check', 1],
      ['override', 1],
    ],
  },
  result: { text: RESULT },
  message: { attributes: { severity: mostly('info') }, text: words },
  override: { attributes: { time: mostly('x') }, children: [['old-result', 1]] },
  'old-result': { text: RESULT },
  score: { attributes: { system: mostly('urn:x'), maximum: mostly('100') }, text: mostly('50') },
};

const CKL_VALUES = mostly(
  'V-260903',
  'high',
  'SV-260903r986160_rule',
  'CNTR-MK-000940',
  'CCI-000366',
  'Unclass',
  'false',
);

/** @type {Record<string, Grammar>} */
export const CKL = {
  CHECKLIST: {
    children: [
      ['ASSET', 1],
      ['STIGS', 1],
    ],
  },
  ASSET: {
    children: [
      ['ROLE', 1],
      ['ASSET_TYPE', 1],
      ['MARKING', 1],
      ['HOST_NAME', 1],
      ['HOST_IP', 1],
      ['HOST_MAC', 1],
      ['TARGET_KEY', 1],
      ['WEB_OR_DATABASE', 1],
      ['WEB_DB_SITE', 1],
      ['UNKNOWN', 1],
    ],
  },
  ROLE: { text: mostly('None', 'Member Server') },
  ASSET_TYPE: { text: mostly('Computing') },
  MARKING: { text: mostly('CUI') },
  HOST_NAME: { text: mostly('web01') },
  HOST_IP: { text: mostly('192.0.2.1') },
  HOST_MAC: { text: mostly('') },
  TARGET_KEY: { text: mostly('2921') },
  WEB_OR_DATABASE: { text: mostly('false', 'true', 'maybe') },
  WEB_DB_SITE: { text: words },
  UNKNOWN: { attributes: { x: words }, text: words },
  STIGS: { children: [['iSTIG', 3]] },
  iSTIG: {
    children: [
      ['STIG_INFO', 1],
      ['VULN', 4],
    ],
  },
  STIG_INFO: { children: [['SI_DATA', 6]] },
  SI_DATA: {
    children: [
      ['SID_NAME', 1],
      ['SID_DATA', 1],
    ],
  },
  SID_NAME: { text: mostly('version', 'stigid', 'releaseinfo', 'title', 'uuid', 'filename', 'classification') },
  SID_DATA: { text: mostly('2', 'RHEL_8_STIG', 'Release: 2 Benchmark Date: 04 Apr 2025') },
  VULN: {
    children: [
      ['STIG_DATA', 8],
      ['STATUS', 1],
      ['FINDING_DETAILS', 1],
      ['COMMENTS', 1],
      ['SEVERITY_OVERRIDE', 1],
      ['SEVERITY_JUSTIFICATION', 1],
      ['UNKNOWN', 1],
    ],
  },
  STIG_DATA: {
    children: [
      ['VULN_ATTRIBUTE', 1],
      ['ATTRIBUTE_DATA', 1],
    ],
  },
  VULN_ATTRIBUTE: {
    text: mostly(
      'Vuln_Num',
      'Severity',
      'Rule_ID',
      'Rule_Ver',
      'Rule_Title',
      'CCI_REF',
      'LEGACY_ID',
      'STIGRef',
      'Weight',
    ),
  },
  ATTRIBUTE_DATA: { text: CKL_VALUES },
  STATUS: { text: mostly('Open', 'NotAFinding', 'Not_Reviewed', 'Not_Applicable') },
  FINDING_DETAILS: { text: words },
  COMMENTS: { text: words },
  SEVERITY_OVERRIDE: { text: mostly('low', 'CAT III') },
  SEVERITY_JUSTIFICATION: { text: words },
};

/** @type {Record<string, Grammar>} */
export const CCI_LIST = {
  cci_list: {
    children: [
      ['metadata', 1],
      ['cci_items', 1],
    ],
  },
  metadata: {
    children: [
      ['version', 1],
      ['publishdate', 1],
    ],
  },
  version: { text: mostly('2025-01-01') },
  publishdate: { text: mostly('2025-01-01') },
  cci_items: { children: [['cci_item', 5]] },
  cci_item: {
    attributes: { id: mostly('CCI-000366') },
    children: [
      ['status', 1],
      ['definition', 1],
      ['references', 1],
    ],
  },
  status: { text: mostly('published', 'deprecated') },
  definition: { text: words },
  references: { children: [['reference', 3]] },
  reference: {
    attributes: {
      title: mostly('NIST SP 800-53 Revision 5'),
      version: mostly('5'),
      index: mostly('AC-6 (8)', 'AC-1 a 1'),
    },
  },
};

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * How a text goes into the file: escaped mostly, as CDATA, or raw, which may break the file.
 *
 * @param {fc.Arbitrary<string>} text
 */
function written(text) {
  return fc
    .tuple(text, fc.integer({ min: 0, max: 400 }))
    .map(([value, how]) => (how === 0 ? value : how < 4 ? `<![CDATA[${allowed(value)}]]>` : escaped(allowed(value))));
}

/** @param {string} text without what XML 1.0 forbids, and what ends a CDATA section */
function allowed(text) {
  return text.replace(FORBIDDEN, '').replaceAll(']]>', ']]');
}

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/gu;

/** What stands between elements now and then. */
const between = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom('', '\n', '\r\n\t') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!-- c -->',
      '<?p i?>',
      '<x/>',
      '<unknown a="b">text</unknown>',
      '<__proto__ constructor="x" __proto__="y"/>',
      'text',
    ),
  },
  { weight: 1, arbitrary: nastyText.map((text) => escaped(allowed(text))) },
);

/**
 * An element as XML, by its grammar: children in order mostly, some absent, some twice, now and then shuffled.
 *
 * @param {string} name
 * @param {Record<string, Grammar>} grammar
 * @param {string} prefix of its tags
 * @param {number} depth elements that may still be nested
 * @returns {fc.Arbitrary<string>}
 */
function element(name, grammar, prefix, depth) {
  const { attributes = {}, children = [], text } = grammar[name] ?? {};
  const tag = name.includes(':') ? name : prefix + name;
  const pairs = Object.entries(attributes).map(([key, value]) =>
    fc
      .tuple(value, fc.integer({ min: 0, max: 12 }))
      .map(([v, absent]) => (absent === 0 ? '' : ` ${key}="${escaped(allowed(v))}"`)),
  );
  const lists =
    depth === 0 ? [] : children.map(([child, most]) => some(element(child, grammar, prefix, depth - 1), most));
  return fc
    .tuple(
      fc.tuple(...pairs),
      fc.tuple(...lists),
      text === undefined ? fc.constant('') : written(text),
      between,
      fc.integer({ min: 0, max: 90 }),
    )
    .map(([given, inner, said, gap, shuffle]) => {
      const parts = inner.flat();
      if (shuffle === 0) parts.reverse();
      const odd = shuffle === 1 && pairs.length > 0 ? ' __proto__="p"' : '';
      const content = said + gap + parts.join(gap === '\n' ? gap : '');
      return `<${tag}${given.join('')}${odd}${content === '' ? '/>' : `>${content}</${tag}>`}`;
    });
}

/**
 * @param {fc.Arbitrary<string>} arbitrary
 * @param {number} most
 */
function some(arbitrary, most) {
  return most === 1
    ? fc
        .tuple(arbitrary, fc.integer({ min: 0, max: 9 }))
        .map(([one, n]) => (n === 0 ? [] : n === 1 ? [one, one] : [one]))
    : fc.array(arbitrary, { maxLength: most });
}

const PROLOG = fc.constantFrom(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<?xml version="1.0" encoding="utf-8"?>\r\n<!--DISA STIG Viewer :: 2.17-->\r\n',
  '',
  '\ufeff',
  '<?xml version="1.1"?>',
  '<?xml version="1.0" encoding="windows-1252"?><?xml-stylesheet type="text/xsl" href="STIG_unclass.xsl"?>',
);

const NAMESPACES =
  ' xmlns="http://checklists.nist.gov/xccdf/1.1" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cdf="http://checklists.nist.gov/xccdf/1.2"';

/**
 * A file whose root is this element.
 *
 * @param {string} root
 * @param {Record<string, Grammar>} grammar
 * @param {number} depth
 */
export function xmlFile(root, grammar, depth) {
  const forms = ['', 'cdf:'].map((prefix) => element(root, grammar, prefix, depth));
  return fc
    .tuple(PROLOG, fc.oneof({ weight: 4, arbitrary: forms[0] }, { weight: 1, arbitrary: forms[1] }))
    .map(([prolog, text]) => prolog + text.replace(/^<[\w:]+/, (start) => start + NAMESPACES));
}

const RESULTS = ['', 'cdf:'].map((prefix) => element('TestResult', XCCDF, prefix, 4));

/** Results within an ARF, as OpenSCAP and STIG Manager hand them on, or at the end of their benchmark. */
export const arf = fc
  .tuple(PROLOG, fc.oneof(...RESULTS), fc.oneof(...RESULTS), element('Group', XCCDF, '', 4), fc.nat(5))
  .map(([prolog, one, two, group, form]) => {
    if (form < 2) {
      return `${prolog}<Benchmark${NAMESPACES} id="RHEL_8_STIG"><title>x</title>${group}${form === 0 ? one : one + two}</Benchmark>`;
    }
    const reports = [one, form === 2 ? two : ''].map(
      (result, i) =>
        `<arf:report id="r${i}"><arf:content${form === 4 ? '' : NAMESPACES}>${result}</arf:content></arf:report>`,
    );
    return `${prolog}<arf:asset-report-collection xmlns:arf="http://scap.nist.gov/schema/asset-reporting-format/1.1"${form === 4 ? NAMESPACES : ''}><arf:report-requests><arf:report-request><arf:content><Benchmark${NAMESPACES} id="RHEL_8_STIG">${group}</Benchmark></arf:content></arf:report-request></arf:report-requests><arf:reports>${reports.join('')}</arf:reports></arf:asset-report-collection>`;
  });
