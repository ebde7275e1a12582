// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { zipOf } from '../fuzz/zip.mjs';

/**
 * Inputs by dimension, and what is done with each. A step is named, and its work is timed alone.
 *
 * @typedef {[name: string, work: () => unknown]} Step
 */

/** @param {number} n @param {(i: number) => string} part @param {string} [between] */
const many = (n, part, between = '') => Array.from({ length: n }, (_, i) => part(i)).join(between);

/** @param {string} content @param {string} [attributes] */
const benchmark = (content, attributes = '') =>
  `<?xml version="1.0" encoding="utf-8"?><Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" xmlns:dc="http://purl.org/dc/elements/1.1/" id="Growth_STIG"${attributes}><title>Growth</title><plain-text id="release-info">Release: 1 Benchmark Date: 01 Jan 2025</plain-text><version>1</version>${content}</Benchmark>`;

/**
 * @param {number} i
 * @param {{ id?: number, content?: string, text?: string, check?: string, fix?: string, attributes?: string, title?: string }} [more]
 */
function rule(
  i,
  { id = i, content = '', text = 'Because.', check = 'Look.', fix = 'Mend.', attributes = '', title = 'A rule' } = {},
) {
  return `<Group id="V-${id}"><title>SRG-OS-000001</title><Rule id="SV-${id}r1_rule" severity="medium" weight="10.0"${attributes}><version>GROW-${id}</version><title>${title}</title><description>&lt;VulnDiscussion&gt;${text}&lt;/VulnDiscussion&gt;&lt;Documentable&gt;false&lt;/Documentable&gt;</description>${content}<ident system="http://cyber.mil/cci">CCI-000366</ident><fixtext fixref="F-${id}_fix">${fix}</fixtext><check system="C-${id}_chk"><check-content>${check}</check-content></check></Rule></Group>`;
}

/** Dimensions of a benchmark: how large n is, and the XCCDF. @type {[string, number, (n: number) => string][]} */
const BENCHMARKS = [
  ['rules', 1000, (n) => benchmark(many(n, (i) => rule(i)))],
  ['rules of one id', 1000, (n) => benchmark(many(n, () => rule(1)))],
  ['rules of one STIG ID', 1000, (n) => benchmark(many(n, (i) => rule(i).replace(/GROW-\d+/, 'GROW-1')))],
  [
    'rules without ids',
    1000,
    (n) =>
      benchmark(
        many(n, (i) =>
          rule(i)
            .replace(/<version>.*?<\/version>/, '')
            .replace(/ id="[VS][^"]*"/g, ''),
        ),
      ),
  ],
  [
    'rules in one group',
    1000,
    (n) =>
      benchmark(
        `<Group id="V-1">${many(n, (i) =>
          rule(i)
            .replace(/<\/?Group[^>]*>/g, '')
            .replace('<title>SRG-OS-000001</title>', ''),
        )}</Group>`,
      ),
  ],
  [
    'CCIs',
    3000,
    (n) =>
      benchmark(
        rule(1, {
          content: many(n, (i) => `<ident system="http://cyber.mil/cci">CCI-${String(i).padStart(6, '0')}</ident>`),
        }),
      ),
  ],
  [
    'legacy ids',
    3000,
    (n) =>
      benchmark(
        many(2, (k) => rule(k, { content: many(n, (i) => `<ident system="http://cyber.mil/legacy">V-${i}</ident>`) })),
      ),
  ],
  [
    'references',
    2000,
    (n) =>
      benchmark(
        rule(1, {
          content: many(
            n,
            (i) => `<reference href="u${i}"><dc:title>T</dc:title><dc:identifier>${i}</dc:identifier></reference>`,
          ),
        }),
      ),
  ],
  [
    'checks and fixes',
    1000,
    (n) =>
      benchmark(
        rule(1, {
          content: many(
            n,
            (i) =>
              `<fixtext fixref="F-${i}">x</fixtext><check system="C-${i}"><check-content>y</check-content></check>`,
          ),
        }),
      ),
  ],
  [
    'unknown elements',
    5000,
    (n) => benchmark(rule(1, { content: many(n, (i) => `<x${i % 7} a="b">t</x${i % 7}>`) }) + many(n, () => '<y/>')),
  ],
  ['attributes', 3000, (n) => benchmark(rule(1, { attributes: many(n, (i) => ` a${i}="b"`) }))],
  ['comments', 5000, (n) => benchmark(rule(1) + many(n, () => '<!-- c -->'))],
  [
    'profiles',
    100,
    (n) =>
      benchmark(
        many(
          n,
          (i) =>
            `<Profile id="P${i}"><title>p</title>${many(100, (k) => `<select idref="V-${k}" selected="true"/>`)}</Profile>`,
        ) + many(100, (i) => rule(i)),
      ),
  ],
  [
    'selections',
    10_000,
    (n) =>
      benchmark(
        `<Profile id="P"><title>p</title>${many(n, (k) => `<select idref="V-${k}" selected="true"/>`)}</Profile>${rule(1)}`,
      ),
  ],
  [
    'words',
    15_000,
    (n) =>
      benchmark(
        many(3, (i) => rule(i, { text: many(n, (k) => `word${k % 977} `), check: many(n, (k) => `look${k % 499} `) })),
      ),
  ],
  [
    'short lines',
    15_000,
    (n) =>
      benchmark(
        many(3, (i) =>
          rule(i, {
            text: many(n, (k) => `l${k % 9}\n`),
            check: many(n, (k) => `$ ls ${k % 9}\n`),
            fix: many(n, () => '\n'),
          }),
        ),
      ),
  ],
  [
    'one long word',
    200_000,
    (n) => benchmark(many(3, (i) => rule(i, { text: 'x'.repeat(n), check: 'y'.repeat(n), title: 'z'.repeat(n) }))),
  ],
  [
    'blanks',
    200_000,
    (n) =>
      benchmark(
        many(3, (i) =>
          rule(i, {
            text: ' '.repeat(n),
            check: `a${' '.repeat(n)}b`,
            fix: '\t'.repeat(n),
            title: `x${' '.repeat(n)}`,
          }),
        ),
      ),
  ],
  [
    'angle brackets',
    30_000,
    (n) =>
      benchmark(
        many(3, (i) => rule(i, { text: '&lt;b '.repeat(n), check: '&lt;'.repeat(n), fix: '&lt;b&gt;'.repeat(n) })),
      ),
  ],
  [
    'quotes',
    50_000,
    (n) =>
      benchmark(
        many(3, (i) =>
          rule(i, { text: '"'.repeat(n), check: '`'.repeat(n), fix: "('".repeat(n), title: '*_['.repeat(n) }),
        ),
      ),
  ],
  [
    'sentences of findings',
    5000,
    (n) =>
      benchmark(
        many(3, (i) => rule(i, { check: 'If it is not 1, this is a finding. '.repeat(n), text: 'Verify. '.repeat(n) })),
      ),
  ],
  [
    'commands',
    5000,
    (n) =>
      benchmark(
        many(3, (i) =>
          rule(i, {
            check: '$ sudo grep -i "value = 1" /etc/x.conf\nvalue = 1\n'.repeat(n),
            fix: 'cat &lt;&lt;EOF\n  a: b\nEOF\n'.repeat(n),
          }),
        ),
      ),
  ],
  [
    'description elements',
    3000,
    (n) =>
      benchmark(
        rule(1, {
          text: `&lt;/VulnDiscussion&gt;${'&lt;FalsePositives&gt;x&lt;/FalsePositives&gt;&lt;Responsibility&gt;y&lt;/Responsibility&gt;'.repeat(n)}&lt;VulnDiscussion&gt;`,
        }),
      ),
  ],
  [
    'open description elements',
    10_000,
    (n) => benchmark(rule(1, { text: '&lt;VulnDiscussion&gt;&lt;Mitigations&gt;'.repeat(n) })),
  ],
  [
    'similar rules added',
    300,
    (n) =>
      benchmark(
        many(n, (i) =>
          rule(i + n * 7, { text: `Text ${i} that is near to all the others, word for word.`, check: `Look at ${i}.` }),
        ),
      ),
  ],
];

/** Does the work of the library on one document. @param {any} library @param {any} document @param {any} other @returns {AsyncGenerator<Step>} */
async function* steps(library, document, other) {
  for (const { name, writes } of library.formats()) {
    if (!writes.includes(document.kind)) continue;
    const forms = /page/.test(name) ? ['text', 'html', 'markdown'] : ['text'];
    for (const as of forms) {
      yield [`write ${name}${forms.length > 1 ? ` ${as}` : ''}`, () => library.write(document, name, { as })];
    }
  }
  yield [
    'validate',
    () =>
      library.validate(document, {
        policy: { forbiddenPhrases: ['tbd', 'x'], requirements: [{ needs: ['comments'] }] },
      }),
  ];
  if (document.kind === 'benchmark') {
    let found;
    yield [
      'diff',
      () => {
        found = library.diff(other, document);
      },
    ];
    yield ['write digest', () => library.write(found, 'digest', { as: 'html' })];
    yield ['write digest text', () => library.write(found, 'digest', { as: 'text' })];
    let list;
    yield [
      'checklist',
      () => {
        list = library.createChecklist([document], {});
      },
    ];
    yield* checklistSteps(library, list, library.createChecklist([other], {}));
  } else if (document.kind === 'checklist') yield* checklistSteps(library, document, other);
}

/** @param {any} library @param {any} list @param {any} prior @returns {AsyncGenerator<Step>} */
async function* checklistSteps(library, list, prior) {
  for (const to of ['ckl', 'cklb', 'csv', 'xccdf-results']) yield [`checklist to ${to}`, () => library.write(list, to)];
  yield ['carry', () => library.carry(list, [prior])];
  yield ['merge checklists', () => library.mergeChecklists(list, prior)];
  yield ['apply results', () => library.applyResults(list, [prior])];
  yield ['diff checklists', () => library.diffChecklists(prior, list)];
  yield ['report', () => library.report([list, prior])];
}

/** The same document with a word more in each text, for comparing. @param {any} document */
function changed(document) {
  const now = structuredClone(document);
  now.release = '2';
  now.releaseName = 'V1R2';
  for (const rule of now.rules ?? []) {
    if (rule.discussion)
      rule.discussion = `${rule.discussion.slice(0, rule.discussion.length >> 1)} more ${rule.discussion.slice(rule.discussion.length >> 1)}`;
    if (rule.check?.text) rule.check.text = `First ${rule.check.text}`;
  }
  return now;
}

const XCCDF_CASES = BENCHMARKS.map(([name, n, make]) => ({
  name: `xccdf, ${name}`,
  n,
  /** @param {number} size @param {any} library */
  async *steps(size, library) {
    const text = make(size);
    let document;
    yield [
      'read',
      async () => {
        document = await library.read({ name: 'a.xml', data: text });
      },
    ];
    yield ['read leniently', () => library.read({ name: 'a.xml', data: `${text}<` }, { lenient: true })];
    if (document === undefined) return;
    // Rules that have no fellow in the other release: all are added, all are removed, each may be like any.
    const other = name.startsWith('similar')
      ? await library.read({ name: 'a.xml', data: make(size + 1).replace(/(V-|GROW-)(\d+)/g, '$19$2') })
      : changed(document);
    yield* steps(library, document, other);
  },
}));

/** @param {number} i @param {string} [comments] @param {number} [id] */
const vuln = (i, comments = 'Seen.', id = i) =>
  `<VULN>${many(1, () => '')}${[
    ['Vuln_Num', `V-${id}`],
    ['Severity', 'medium'],
    ['Rule_ID', `SV-${id}r1_rule`],
    ['Rule_Ver', `GROW-${id}`],
    ['Rule_Title', 'T'],
    ['CCI_REF', 'CCI-000366'],
  ]
    .map(
      ([k, v]) => `<STIG_DATA><VULN_ATTRIBUTE>${k}</VULN_ATTRIBUTE><ATTRIBUTE_DATA>${v}</ATTRIBUTE_DATA></STIG_DATA>`,
    )
    .join('')}<STATUS>Open</STATUS><FINDING_DETAILS>x</FINDING_DETAILS><COMMENTS>${comments}</COMMENTS></VULN>`;

/** @param {string[]} stigs */
const ckl = (stigs) =>
  `<CHECKLIST><ASSET><ROLE>None</ROLE><HOST_NAME>h</HOST_NAME></ASSET><STIGS>${stigs.map((vulns, i) => `<iSTIG><STIG_INFO><SI_DATA><SID_NAME>stigid</SID_NAME><SID_DATA>S${i}</SID_DATA></SI_DATA><SI_DATA><SID_NAME>version</SID_NAME><SID_DATA>1</SID_DATA></SI_DATA><SI_DATA><SID_NAME>releaseinfo</SID_NAME><SID_DATA>Release: 1 Benchmark Date: 01 Jan 2025</SID_DATA></SI_DATA></STIG_INFO>${vulns}</iSTIG>`).join('')}</STIGS></CHECKLIST>`;

const member = (/** @type {number} */ i, /** @type {string} */ comments) => ({
  group_id: `V-${i}`,
  rule_id: `SV-${i}r1`,
  rule_id_src: `SV-${i}r1_rule`,
  rule_version: `G-${i}`,
  severity: 'low',
  status: 'open',
  comments,
});
const cklb = (/** @type {object[]} */ rules, more = {}) =>
  JSON.stringify({
    title: 'x',
    id: '1',
    stigs: [
      { stig_name: 'S', stig_id: 'S', version: '1', release_info: 'Release: 1 Benchmark Date: 01 Jan 2025', rules },
    ],
    target_data: { host_name: 'h' },
    ...more,
  });
const each = (/** @type {number} */ n, /** @type {(i: number) => any} */ make) =>
  Array.from({ length: n }, (_, i) => make(i));

const results = (/** @type {number} */ n, /** @type {(i: number) => string} */ one) =>
  `<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2" id="r"><benchmark id="xccdf_mil.disa.stig_benchmark_S"/><target>h</target>${many(n, one)}</TestResult>`;

/** Files that are read, and what is made of them then. @type {[string, number, (n: number) => string | Uint8Array, string?][]} */
const FILES = [
  ['ckl, reviews', 1000, (n) => ckl([many(n, (i) => vuln(i))])],
  ['ckl, reviews of one id', 1000, (n) => ckl([many(n, () => vuln(1))])],
  ['ckl, STIGs', 300, (n) => ckl(each(n, (i) => vuln(i)))],
  ['ckl, words', 50_000, (n) => ckl([vuln(1, 'word '.repeat(n))])],
  ['ckl, short lines', 50_000, (n) => ckl([vuln(1, 'x\r\n'.repeat(n))])],
  [
    'ckl, attributes of a review',
    3000,
    (n) =>
      ckl([
        vuln(1).replace(
          '<STATUS>',
          `${many(n, (i) => `<STIG_DATA><VULN_ATTRIBUTE>X${i}</VULN_ATTRIBUTE><ATTRIBUTE_DATA>v</ATTRIBUTE_DATA></STIG_DATA>`)}<STATUS>`,
        ),
      ]),
  ],
  [
    'ckl, attributes of one name',
    3000,
    (n) =>
      ckl([
        vuln(1).replace(
          '<STATUS>',
          `${many(n, (i) => `<STIG_DATA><VULN_ATTRIBUTE>CCI_REF</VULN_ATTRIBUTE><ATTRIBUTE_DATA>CCI-${i}</ATTRIBUTE_DATA></STIG_DATA>`)}<STATUS>`,
        ),
      ]),
  ],
  [
    'ckl, facts of a STIG',
    3000,
    (n) =>
      ckl([vuln(1)]).replace(
        '<STIG_INFO>',
        `<STIG_INFO>${many(n, (i) => `<SI_DATA><SID_NAME>n${i}</SID_NAME><SID_DATA>v</SID_DATA></SI_DATA>`)}`,
      ),
  ],
  ['ckl, unknown elements', 5000, (n) => ckl([vuln(1)]).replace('<ROLE>', `${many(n, () => '<X>y</X>')}<ROLE>`)],
  ['cklb, reviews', 1000, (n) => cklb(each(n, (i) => member(i, 'c')))],
  ['cklb, reviews of one id', 1000, (n) => cklb(each(n, () => member(1, 'c')))],
  ['cklb, unknown members', 10_000, (n) => cklb([member(1, 'c')], Object.fromEntries(each(n, (i) => [`k${i}`, i])))],
  ['cklb, words', 50_000, (n) => cklb([member(1, 'word '.repeat(n))])],
  ['cklb, CCIs', 5000, (n) => cklb([{ ...member(1, 'c'), ccis: each(n, (i) => `CCI-${i}`) }])],
  [
    'results, rules',
    1000,
    (n) =>
      results(
        n,
        (i) =>
          `<rule-result idref="xccdf_mil.disa.stig_rule_SV-${i}r1_rule"><result>fail</result><ident system="http://cyber.mil/cci">CCI-000366</ident></rule-result>`,
      ),
  ],
  [
    'results, rules of one id',
    1000,
    (n) =>
      results(n, () => '<rule-result idref="xccdf_mil.disa.stig_rule_SV-1r1_rule"><result>fail</result></rule-result>'),
  ],
  [
    'results, messages',
    5000,
    (n) =>
      results(
        1,
        () =>
          `<rule-result idref="xccdf_mil.disa.stig_rule_SV-1r1_rule"><result>fail</result>${many(n, (i) => `<message severity="info">m${i}</message>`)}</rule-result>`,
      ),
  ],
  [
    'results, facts',
    3000,
    (n) =>
      results(
        1,
        () =>
          `<target-address>192.0.2.1</target-address><target-facts>${many(n, (i) => `<fact name="urn:xccdf:fact:asset:identifier:mac" type="string">00:00:00:00:00:${i}</fact>`)}</target-facts>`,
      ),
  ],
  [
    'cci-list, items',
    3000,
    (n) =>
      `<cci_list><metadata><version>1</version></metadata><cci_items>${many(n, (i) => `<cci_item id="CCI-${String(i).padStart(6, '0')}"><status>draft</status><definition>d</definition><references><reference title="NIST" version="5" index="AC-1"/></references></cci_item>`)}</cci_items></cci_list>`,
  ],
  [
    'answers, yaml entries',
    1000,
    (n) => `answers:\n${many(n, (i) => `- rule: V-${i}\n  status: open\n  details: x\n`)}`,
    'answers',
  ],
  [
    'answers, yaml of one rule',
    1000,
    (n) => `answers:\n${many(n, () => '- rule: V-1\n  status: open\n  details: x\n')}`,
    'answers',
  ],
  [
    'answers, yaml map',
    1000,
    (n) => `answers:\n${many(n, (i) => `  V-${i}: {status: open, details: x}\n`)}`,
    'answers',
  ],
  [
    'answers, json entries',
    3000,
    (n) => JSON.stringify({ answers: each(n, (i) => ({ rule: `V-${i}`, status: 'open', details: 'x' })) }),
    'answers',
  ],
  [
    'answers, rules of an entry',
    10_000,
    (n) => JSON.stringify({ answers: [{ rule: each(n, (i) => `V-${i}`), status: 'open', details: 'x' }] }),
    'answers',
  ],
  ['answers, csv rows', 3000, (n) => `rule,status,details\n${many(n, (i) => `V-${i},open,x\n`)}`, 'answers'],
  [
    'answers, csv columns',
    3000,
    (n) => `rule,status,details,${many(n, (i) => `x${i}`, ',')}\nV-1,open,x${','.repeat(n)}\n`,
    'answers',
  ],
  [
    'answers, yaml long text',
    100_000,
    (n) => `answers:\n- rule: V-1\n  status: open\n  details: |\n${'    word\n'.repeat(n)}`,
    'answers',
  ],
  [
    'answers, yaml wrong entries',
    1000,
    (n) => `answers:\n${many(n, (i) => `- rule: V-${i}\n  statsu: open\n`)}`,
    'answers',
  ],
  [
    'overview, sections',
    500,
    (n) =>
      `ACME STIG OVERVIEW\nVersion 1, Release 2\n24 July 2024\nDeveloped by DISA for the DOD\n\n1. INTRODUCTION\n${many(n, (i) => `1.${i + 1} Section ${i}\nText of it.\n\n`)}`,
  ],
  [
    'overview, lines',
    3000,
    (n) =>
      `ACME STIG OVERVIEW\nVersion 1, Release 2\n24 July 2024\nDeveloped by DISA for the DOD\n\n1. INTRODUCTION\n${many(n, (i) => `A line of text, number ${i}.\n`)}`,
  ],
  [
    'overview, pages',
    100,
    (n) =>
      `ACME STIG OVERVIEW\nDeveloped by DISA for the DOD\n1. INTRODUCTION\n${many(n, (i) => `UNCLASSIFIED\nLine ${i} of it.\n\n${i}\nUNCLASSIFIED\f`)}`,
  ],
  [
    'revision-history, lines',
    1000,
    (n) =>
      `ACME STIG\nREVISION HISTORY\n\n\nRevision    Document            Description of Change                Release Date\nNumber      Revised\n${many(n, (i) => `V1R${i}        - Acme STIG, V1R1    - ACME-00-${String(i).padStart(6, '0')} - Updated.         24 July 2024\n`)}`,
  ],
  [
    'zip, members',
    300,
    (n) => zipOf(each(n, (i) => ({ name: `${i}-xccdf.xml`, data: Buffer.from(benchmark(rule(i))), lie: 1 }))),
  ],
  [
    'zip, members of one name',
    300,
    (n) => zipOf(each(n, (i) => ({ name: 'a.txt', data: Buffer.from(`x${i}`), lie: 1 }))),
  ],
  ['text, labels', 10_000, (n) => 'Check:\n'.repeat(n)],
  ['text, lines', 50_000, (n) => 'Vuln IDs\nRule IDs\nRMF Control\nChecks: C-1_chk\n'.repeat(n / 10)],
  [
    'html, elements',
    10_000,
    (n) => `<html><body>Vuln IDs Rule IDs RMF Control Checks: C-1<ul>${'<li><b>x</b> y'.repeat(n)}</ul></body></html>`,
  ],
  [
    'html, table cells',
    10_000,
    (n) =>
      `<html><body>Vuln IDs Rule IDs RMF Control Checks: C-1<table>${'<tr><td>a<td>b'.repeat(n)}</table></body></html>`,
  ],
  [
    'html, attributes',
    10_000,
    (n) => `<html><body>Vuln IDs Rule IDs RMF Control Checks: C-1<p ${many(n, (i) => `a${i}=b`, ' ')}>x</body></html>`,
  ],
  [
    'html, entities',
    50_000,
    (n) => `<html><body>Vuln IDs Rule IDs RMF Control Checks: C-1<p>${'&nbsp;&amp;'.repeat(n)}</body></html>`,
  ],
  [
    'pdf, items of a page',
    3000,
    (n) => pdfOf([many(n, (i) => `1 0 0 1 ${30 + (i % 40) * 12} ${700 - Math.floor(i / 40)} Tm (w${i}) Tj\n`)]),
  ],
  ['pdf, pages', 50, (n) => pdfOf(each(n, (i) => `1 0 0 1 30 700 Tm (Page ${i}) Tj`))],
  [
    'policy, requirements',
    100,
    (n) => JSON.stringify({ requirements: each(n, () => ({ needs: ['comments'], rules: ['V-9*'] })) }),
    'policy',
  ],
];

/** A PDF of an Overview with these contents on its further pages. @param {string[]} contents */
function pdfOf(contents) {
  const title = ['ACME STIG OVERVIEW', 'Developed by DISA for the DOD', '1. INTRODUCTION', '1.1 Summary'];
  const pages = [title.map((text, i) => `1 0 0 1 30 ${700 - i * 11} Tm (${text}) Tj`).join('\n'), ...contents];
  const ids = pages.map((_, i) => 4 + i * 2);
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${ids.map((id) => `${id} 0 R`).join(' ')}] >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>'),
    ...pages.flatMap((content, i) => {
      const data = deflateSync(`BT /F1 9 Tf ${content} ET`);
      return [
        Buffer.from(
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
        ),
        Buffer.concat([
          Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`),
          data,
          Buffer.from('\nendstream'),
        ]),
      ];
    }),
  ];
  /** @type {Buffer[]} */
  const parts = [Buffer.from('%PDF-1.4\n')];
  let at = 9;
  const places = objects.map((object, i) => {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(part);
    at += part.length;
    return `${String(at - part.length).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const FILE_CASES = FILES.map(([name, n, make, from]) => ({
  name,
  n,
  /** @param {number} size @param {any} library */
  async *steps(size, library) {
    const data = make(size);
    if (from === 'policy') {
      yield ['read', () => library.readPolicy({ name, data })];
      return;
    }
    /** @type {any[]} */
    const documents = [];
    const onError = () => {};
    yield [
      'read',
      async () => {
        for await (const one of library.readAll({ name, data }, { from, onError })) documents.push(one);
      },
    ];
    const [document] = documents;
    if (document === undefined || documents.length > 1) return;
    yield* steps(library, document, structuredClone(document));
    if (document.kind === 'answers') {
      const list = library.createChecklist(
        [await library.read({ name: 'a.xml', data: benchmark(many(300, (i) => rule(i))) })],
        {},
      );
      yield ['apply answers', () => library.applyAnswers(list, [document])];
    }
  },
}));

/** What a page or a table that was written by us costs to read. @type {[string, number, string, string, string?][]} */
const WRITTEN = [
  ['release-page text', 500, 'release-page', 'text'],
  ['release-page html', 300, 'release-page', 'html'],
  ['release-page markdown', 500, 'release-page', 'markdown'],
  ['json', 1000, 'json', 'text'],
  ['checklist json', 1000, 'json', 'text', 'checklist'],
];
const WRITTEN_CASES = WRITTEN.map(([name, n, to, as, kind]) => ({
  name: `${name}, rules`,
  n,
  /** @param {number} size @param {any} library */
  async *steps(size, library) {
    let document = await library.read({ name: 'a.xml', data: benchmark(many(size, (i) => rule(i))) });
    if (kind === 'checklist') document = library.createChecklist([document], {});
    const data = await library.write(document, to, { as });
    yield ['read', () => library.read({ name: 'a', data })];
  },
}));

/** Command lines, with the files that they take. @type {[string, number, (n: number, put: (name: string, data: string | Uint8Array) => string, library: any) => Promise<string[][]>][]} */
const COMMANDS = [
  [
    'site, rules',
    150,
    async (n, put) => [
      ['site', put('a.xml', benchmark(many(n, (i) => rule(i)))), '-o', `${put('s', '')}ite-${n}-${Math.random()}/`],
    ],
  ],
  [
    'site, rules of one id',
    150,
    async (n, put) => [
      ['site', put('a.xml', benchmark(many(n, () => rule(1)))), '-o', `${put('s', '')}ite-${n}-${Math.random()}/`],
    ],
  ],
  [
    'review --from-csv, rows',
    500,
    async (n, put, library) => {
      const list = library.createChecklist(
        [await library.read({ name: 'a.xml', data: benchmark(many(n, (i) => rule(i))) })],
        {},
      );
      const table = await library.write(list, 'csv');
      return [
        [
          'review',
          put('a.ckl', await library.write(list, 'ckl')),
          '--from-csv',
          put('a.csv', String(table).replaceAll('"not_reviewed"', '"open"')),
        ],
      ];
    },
  ],
  [
    'review --from-csv xlsx, rows',
    300,
    async (n, put, library) => {
      const list = library.createChecklist(
        [await library.read({ name: 'a.xml', data: benchmark(many(n, (i) => rule(i))) })],
        {},
      );
      return [
        [
          'review',
          put('a.ckl', await library.write(list, 'ckl')),
          '--from-csv',
          put('a.xlsx', await library.write(list, 'xlsx')),
        ],
      ];
    },
  ],
  [
    'convert --merge, rules',
    500,
    async (n, put) => [
      [
        'convert',
        put('a.xml', benchmark(many(n, (i) => rule(i)))),
        put('b.xml', benchmark(many(n, (i) => rule(i)))),
        '--merge',
        '--to',
        'json',
      ],
    ],
  ],
  [
    'convert --merge, rules of one id',
    500,
    async (n, put) => [
      [
        'convert',
        put('a.xml', benchmark(many(n, () => rule(1)))),
        put('b.xml', benchmark(many(n, () => rule(1)))),
        '--merge',
        '--to',
        'json',
      ],
    ],
  ],
  [
    'validate --release --prior, rules',
    1000,
    async (n, put) => {
      const file = put('a.xml', benchmark(many(n, (i) => rule(i))));
      return [
        [
          'validate',
          put('a.ckl', ckl([many(n, (i) => vuln(i + 1))]).replace('S0', 'Growth_STIG')),
          file,
          '--release',
          file,
          '--prior',
          file,
        ],
      ];
    },
  ],
  [
    'validate --for, reviews',
    1000,
    async (n, put) => [
      [
        'validate',
        put('a.ckl', ckl([many(n, (i) => vuln(i))])),
        '--for',
        'stig-viewer-2,stig-viewer-3,stig-manager,emass,heimdall',
      ],
    ],
  ],
  [
    'validate --for cklb, reviews',
    1000,
    async (n, put) => [
      [
        'validate',
        put('a.cklb', cklb(each(n, (i) => member(i, '')))),
        '--for',
        'stig-viewer-2,stig-viewer-3,stig-manager,emass,heimdall',
      ],
    ],
  ],
  [
    'validate --round-trip, reviews',
    1000,
    async (n, put) => [['validate', put('a.ckl', ckl([many(n, (i) => vuln(i))])), '--round-trip']],
  ],
  [
    'validate --policy, reviews',
    1000,
    async (n, put) => [
      [
        'validate',
        put('a.ckl', ckl([many(n, (i) => vuln(i))])),
        '--policy',
        put('p.json', '{"requirements":[{"status":["open"],"allowed":false}]}'),
      ],
    ],
  ],
  [
    'report --to poam, reviews',
    1000,
    async (n, put) => [['report', put('a.ckl', ckl([many(n, (i) => vuln(i))])), '--to', 'poam']],
  ],
  [
    'report, checklists',
    50,
    async (n, put) => [['report', ...each(n, (i) => put(`${i}.ckl`, ckl([many(20, (k) => vuln(k))])))]],
  ],
  [
    'checklist --results, rules',
    1000,
    async (n, put) => [
      [
        'checklist',
        put('a.xml', benchmark(many(n, (i) => rule(i)))),
        '--results',
        put(
          'r.xml',
          results(
            n,
            (i) => `<rule-result idref="xccdf_mil.disa.stig_rule_SV-${i}r1_rule"><result>fail</result></rule-result>`,
          ).replace('benchmark_S', 'benchmark_Growth_STIG'),
        ),
        '--host-name',
        'h',
        '-o',
        '/dev/null',
        '--force',
      ],
    ],
  ],
  ['textconv, rules', 1000, async (n, put) => [['textconv', put('a.xml', benchmark(many(n, (i) => rule(i))))]]],
];

const COMMAND_CASES = COMMANDS.map(([name, n, make]) => ({
  name: `command ${name}`,
  n,
  /** @param {number} size @param {any} library @param {string} folder */
  async *steps(size, library, folder) {
    const put = (/** @type {string} */ file, /** @type {string | Uint8Array} */ data) => {
      const path = join(folder, file);
      writeFileSync(path, data);
      return path;
    };
    for (const line of await make(size, put, library)) {
      const io = {
        out: async () => {},
        err: () => {},
        env: {},
        outIsTerminal: false,
        errIsTerminal: false,
        columns: 100,
      };
      yield [line[0] ?? '', () => library.main(line, io)];
    }
  },
}));

export const CASES = [...XCCDF_CASES, ...FILE_CASES, ...WRITTEN_CASES, ...COMMAND_CASES];
