/**
 * Small benchmarks of an invented product, each with one trait that real XCCDF files have. `traits` maps the name of a
 * trait to the bytes of its file.
 */
import { dataStream, nestedGroups } from './scap.mjs';
import { cache, changed, groupOf, head, make, prefixed, rules, swap, utf8 } from './tide-cache.mjs';
import {
  checkXml,
  DESCRIPTION_ELEMENTS,
  descriptionOf,
  escapeText,
  fixXml,
  groupXml,
  reference,
  ruleXml,
} from './xccdf.mjs';

/** Windows-1252 bytes of the characters that UTF-8 writes in another way; all else must be ASCII. */
const WINDOWS_1252 = new Map([
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
  ['…', 0x85],
  ['\u00a0', 0xa0],
]);

function windows1252(text) {
  return Buffer.from(
    [...text].map((character) => {
      const byte = WINDOWS_1252.get(character) ?? character.charCodeAt(0);
      if (byte > 0x7f && !WINDOWS_1252.has(character)) throw new Error(`no Windows-1252 byte for ${character}`);
      return byte;
    }),
  );
}

const otherIdents =
  '<ident system="http://cce.mitre.org">CCE-99001-1</ident><ident system="http://cve.mitre.org">CVE-1999-99999</ident>' +
  '<ident system="http://iase.disa.mil/cci">CCI-000213</ident>';

const manyCcis = Array.from({ length: 40 }, (_, index) => `CCI-${String(130 + index).padStart(6, '0')}`);

const [first, second, third] = rules;

const groups = (...list) => list.join('');

function severalChecks() {
  const more = {
    checkId: 'C-92001r1200011_chk',
    check: 'On an appliance, ask its vendor.\n\nIf it has no password, this is a finding.',
  };
  const other = { fixId: 'F-91966r1200012_fix', fix: 'On an appliance, use the menu "Access".' };
  return groupOf(first, {
    fix: fixXml(first) + fixXml(other),
    check: checkXml(first, `${cache.id}.xml`) + checkXml(more, `${cache.id}.xml`),
  });
}

function realElements() {
  const parts = DESCRIPTION_ELEMENTS.map(([name]) => `<${name}>${name === 'Documentable' ? 'false' : ''}</${name}>`);
  return `<description><VulnDiscussion>${escapeText(first.discussion)} Ports &lt; 1024 &amp; others.</VulnDiscussion>${parts.join('')}</description>`;
}

function emptyElements() {
  return groupOf(
    { ...first, discussion: '', check: '', fix: '', title: '', ccis: [] },
    {
      version: '<version />',
      idents: '<ident system="http://cyber.mil/cci" />',
      check: `<check system="${first.checkId}"><check-content-ref href="" name="" /><check-content></check-content></check>`,
      description: '<description />',
    },
  );
}

const securityOverride = escapeText(
  descriptionOf({
    ...first,
    severityOverrideGuidance: 'Where no data is stored, this may be downgraded to a CAT II.',
  }).replaceAll('SeverityOverrideGuidance', 'SecurityOverrideGuidance'),
);

const unknownElements =
  '<platform idref="cpe:/a:acme:tide_cache:3" /><metadata><dc:creator>Acme</dc:creator></metadata>' +
  '<model system="urn:xccdf:scoring:default" />';
const unknownValue =
  '<Value id="tide-memory" type="string" operator="equals"><title>Bound of the memory</title><value>512M</value>' +
  '<value selector="small">128M</value></Value>';
const unknownInRule =
  '<warning category="performance">A low bound slows the application down.</warning>' +
  '<rationale>Memory is shared by all programs of the host.</rationale><platform idref="cpe:/a:acme:tide_cache:3" />';

const text = {
  crlf: make().replaceAll('\n', '\r\n'),
  'no-severity': make({ rules: changed({ parts: { attributes: ' weight="10.0"' } }) }),
  'no-reference': make({ rules: changed({ parts: { reference: '' } }), parts: { reference: '' } }),
  'no-profile': head({ profiles: '' }),
  'no-date': make({ releaseInfo: 'Release: 3' }),
  'dotted-release': make({ releaseInfo: 'Release: 1.17 Benchmark Date: 25 Apr 2014', statusDate: '2014-04-03' }),
  'draft-release': make({
    status: 'draft',
    releaseInfo: 'Release: 0.1 Benchmark Date: 12 Aug 2025',
    statusDate: '2025-08-12',
  }),
  'full-month-date': make({ releaseInfo: 'Release: 2 Benchmark Date: 27 July 2018', statusDate: '2018-07-11' }),
  'deprecated-status': make({ status: 'deprecated' }),
  'two-rules-in-group': head({
    groups: groups(
      groupXml(first, cache, [
        first,
        {
          ...first,
          ruleId: 'SV-991011r1200013_rule',
          stigId: 'ATCH-00-000011',
          title: 'Acme Tide Cache replicas must ask for a password.',
          checkId: 'C-92011r1200011_chk',
          fixId: 'F-91976r1200012_fix',
        },
      ]),
      groupOf(second),
    ),
  }),
  'several-checks-and-fixes': head({ groups: groups(severalChecks(), groupOf(second)) }),
  'repeated-responsibility': make({
    rules: changed(
      { responsibility: ['System Administrator', 'Database Administrator', 'Information Assurance Officer'] },
      { responsibility: ['System Administrator'] },
    ),
  }),
  'description-not-well-formed': make({
    rules: changed(
      { discussion: 'See paragraph 8. & 12. of the handbook: files in <path> follow <rules>, and 3 < 5.' },
      {
        discussion: 'Write <VulnDiscussion> nowhere & close no tag: </path>.',
        mitigations: 'Firewall & monitoring of <port>.',
      },
    ),
  }),
  'double-escaped': make({
    rules: changed({
      discussion: 'Encode "&lt;" as "&amp;lt;" before it is shown, and a blank as "&nbsp;".',
      check: 'Look for pattern="%h &quot;%r&quot;" in the file.\n\nIf "&lt;secret&gt;" is shown, this is a finding.',
    }),
  }),
  'security-override-guidance': make({
    rules: changed({ parts: { description: `<description>${securityOverride}</description>` } }),
  }),
  'duplicate-idents': make({
    rules: changed({ ccis: ['CCI-000213', 'CCI-004045', 'CCI-000213'], legacyIds: ['V-61001', 'SV-75001', 'V-61001'] }),
  }),
  'cce-cve-idents': make({ rules: changed({ parts: { idents: otherIdents } }) }),
  '41-ccis': make({ rules: changed({ ccis: [...manyCcis, 'CCI-004045'] }) }),
  'duplicate-stig-id': make({ rules: changed({}, {}, { stigId: second.stigId }) }),
  'duplicate-group-id': make({ rules: changed({}, {}, { vulnId: second.vulnId }) }),
  'prefixed-elements': swap(prefixed(make(), 'cdf'), ' xmlns="', ' xmlns:cdf="'),
  'scap-1.2-datastream': dataStream(),
  'nested-groups-1.2': nestedGroups(),
  'rule-outside-group': head({ groups: ruleXml(first, cache) + groupOf(second) }),
  'unknown-elements': swap(
    swap(
      head({
        version: unknownElements + '<version update="https://example.org/tide" time="2025-04-02T00:00:00">1</version>',
        groups:
          unknownValue +
          groupOf(first, {
            reference: unknownInRule + reference(cache.product, cache.targetKey),
            attributes: ' weight="10.0" severity="high" selected="true" role="full"',
          }) +
          groupOf(second),
      }),
      '<Benchmark ',
      '<Benchmark resolved="1" ',
    ),
    '<Group id="V-991002">',
    '<Group id="V-991002" hidden="false" prohibitChanges="true">',
  ),
  'numeric-character-references': make({
    rules: changed({
      title: { xml: 'Acme Tide Cache must ask for a password&#8212;always.' },
      check: {
        xml: 'Show the setting:&#10;&#10;$&#160;sudo tidectl get require_password&#x0D;&#x0A;&#9;yes&#xA0;&#x2713;&#10;If the answer is not &#34;yes&#34;, this is a finding &#60;see above&#62;. &#128274;',
      },
    }),
  }),
  'real-child-elements': make({ rules: changed({ parts: { description: realElements() } }) }),
  'no-namespace': swap(make(), ' xmlns="http://checklists.nist.gov/xccdf/1.1"', ''),
  'empty-elements': head({ groups: groups(emptyElements(), groupOf({ ...third, legacyIds: [] })) }),
  'legacy-ids-both-orders': make({
    rules: changed({ legacyIds: ['V-61001', 'SV-75001'] }, { legacyIds: ['SV-75002', 'V-61002'] }),
  }),
  'comments-and-cdata': make({
    parts: { title: `<!-- a comment --><title>${cache.title}</title>` },
    rules: changed({
      check: {
        xml: 'Show <!-- not part of the text -->the setting:\n\n<![CDATA[$ sudo tidectl get require_password | grep -v "<none>" && echo yes]]>\n\nIf the answer is not "yes", this is a finding.',
      },
    }),
  }),
};

const smart = make({
  rules: changed({
    discussion: 'The word “open” is what an attacker’s scanner looks for — or ‘public’ – and so on…',
    check: '•\u00a0Show the setting “require_password”.\n•\u00a0If it is not ‘yes’, this is a finding.',
  }),
});

export const traits = new Map(
  [
    ...Object.entries(text).map(([name, value]) => [name, utf8(value)]),
    ['bom', utf8(`\ufeff${make()}`)],
    ['windows-1252-under-utf8-label', windows1252(smart)],
    ['utf-16le-bom', Buffer.from(`\ufeff${swap(smart, 'encoding="utf-8"', 'encoding="utf-16"')}`, 'utf16le')],
    ['utf-8-typographic', utf8(smart)],
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);
