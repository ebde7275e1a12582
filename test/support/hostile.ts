import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import type { DiagnosticCode } from '../../src/io/codes.js';
import { makeZip } from './zip.js';

/** A file made to do harm, and what is to happen to it. */
export interface Hostile {
  /** As the table of docs/threat-model.md has it. */
  input: string;
  make(): string | Uint8Array;
  /** Ending of the file's name, where it matters to the reader of the table. */
  name?: string;
  /** What is measured, where that is more than reading: the arguments of a command, `FILE` and `OUT` being paths. */
  run?: string[];
  /** Limits for the run: the defaults are too far for a test. */
  limits?: string[];
  /** Codes that are to be reported, each once or more; none: it is read without a word. */
  codes: DiagnosticCode[];
  /** What happens, in words, as the table has it. */
  happens: string;
}

/** A benchmark with this inside its one rule, and this before it. */
export function xccdf(rule: string, before = '', attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${before}<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="Hostile_STIG"${attributes}><title>Hostile</title><version>1</version><plain-text id="release-info">Release: 1 Benchmark Date: 01 Jan 2025</plain-text><Group id="V-1"><Rule id="SV-1r1_rule" severity="low"><version>HO-01</version><title>A rule</title>${rule}</Rule></Group></Benchmark>`;
}

/** A CKLB with these members in its one rule. */
export function cklb(rule: string, top = ''): string {
  return `{${top}"title":"Hostile","id":"1","stigs":[{"stig_name":"Hostile","stig_id":"Hostile_STIG","version":"1","release_info":"Release: 1 Benchmark Date: 01 Jan 2025","rules":[{"group_id":"V-1","rule_id":"SV-1r1","rule_version":"HO-01","severity":"low","status":"open",${rule}}]}],"target_data":{"host_name":"h"}}`;
}

/** What a browser would run, in each way that a text may hold it. */
export const SCRIPT =
  '<script>alert(1)</script><img src=x onerror=alert(1)>"><a href="javascript:alert(1)">x</a></style></pre>';

function scripted(): string {
  const text = SCRIPT.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return xccdf(
    `<description>&lt;VulnDiscussion&gt;${text}&lt;/VulnDiscussion&gt;</description><fixtext>${text}</fixtext><check system="C-1_chk"><check-content>${text}</check-content></check>`,
  ).replace('<title>A rule', `<title>${text}`);
}

const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`).join('');
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);

function nested(levels: number): Buffer {
  let zip = makeZip([{ name: 'a.xml', data: xccdf('') }]);
  for (let i = 1; i < levels; i++) zip = makeZip([{ name: `${i}.zip`, data: zip }]);
  return zip;
}

/** A hundred entries of the directory that all lead to one member of 1 MB. */
function overlapping(): Buffer {
  const one = makeZip([{ name: 'a.xml', data: xccdf(' '.repeat(1024 * 1024)) }]);
  const start = one.readUInt32LE(one.length - 6);
  const entry = one.subarray(start, one.length - 22);
  const end = Buffer.from(one.subarray(one.length - 22));
  end.writeUInt16LE(100, 8);
  end.writeUInt16LE(100, 10);
  end.writeUInt32LE(entry.length * 100, 12);
  return Buffer.concat([one.subarray(0, start), ...Array<Buffer>(100).fill(entry), end]);
}

export const HOSTILE: readonly Hostile[] = [
  {
    input: 'Entity bomb (ten entities of ten each, nine deep)',
    make: () => xccdf('<title>&lol9;</title>', `<!DOCTYPE x [<!ENTITY lol0 "lol">${lol}]>`),
    codes: ['xml-doctype'],
    happens: 'refused at the DOCTYPE; no entity is ever declared',
  },
  {
    input: 'External entity (`file:///etc/passwd`)',
    make: () => xccdf('<title>&x;</title>', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    codes: ['xml-doctype'],
    happens: 'refused at the DOCTYPE; nothing is opened',
  },
  {
    input: 'External DTD and parameter entities (an address)',
    make: () =>
      xccdf('', '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd" [<!ENTITY % p SYSTEM "http://192.0.2.1/"> %p;]>'),
    codes: ['xml-doctype'],
    happens: 'refused at the DOCTYPE; nothing is opened',
  },
  {
    input: 'A reference to an entity that nobody declared',
    make: () => xccdf('<description>&nbsp;</description>'),
    codes: ['xml-malformed'],
    happens: 'refused, with the place',
  },
  {
    input: 'A stylesheet, XInclude and schema at an address',
    make: () =>
      xccdf(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
        '<?xml-stylesheet type="text/xsl" href="http://192.0.2.1/x.xsl"?>',
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a http://192.0.2.1/x.xsd"',
      ),
    codes: [],
    happens: 'read as the text it is; nothing is opened',
  },
  {
    input: 'Deep XML (100,000 elements within each other)',
    make: () => xccdf('<a>'.repeat(100_000) + '</a>'.repeat(100_000)),
    codes: ['limit-exceeded'],
    happens: 'refused at the limit `depth`',
  },
  {
    input: 'Wide XML (200,000 elements side by side)',
    make: () => xccdf('<ident system="x">CCI-000366</ident>'.repeat(200_000)),
    codes: [],
    happens: 'read',
  },
  {
    input: 'An attribute of 2,000,000 characters',
    make: () => xccdf(`<check system="${'x'.repeat(2_000_000)}"/>`),
    codes: ['limit-exceeded'],
    happens: 'refused at the limit `attribute`',
  },
  {
    input: 'A text longer than the limit',
    make: () => xccdf(`<description>${'x'.repeat(1_000_000)}</description>`),
    limits: ['text=900000'],
    codes: ['limit-exceeded'],
    happens: 'refused at the limit `text`',
  },
  {
    input: 'An endless line (20 MB without a line end)',
    make: () => Buffer.alloc(20 * 1024 * 1024, 'x'),
    codes: ['format-unknown'],
    happens: 'refused: no reader knows it',
  },
  {
    input: 'An endless line in a page (200,000 labels)',
    make: () => 'Vuln IDs Rule IDs RMF Control Check: '.repeat(200_000),
    codes: ['format-mismatch'],
    happens: 'refused: a page without a rule',
  },
  {
    input: 'NUL bytes in XML',
    make: () => xccdf('<description>a\0b</description>'),
    codes: ['xml-malformed'],
    happens: 'refused, with the place',
  },
  {
    input: 'NUL bytes alone (a hole in a file)',
    make: () => zeros(1),
    codes: ['format-unknown'],
    happens: 'refused: no reader knows it',
  },
  {
    input: 'Lone surrogates and NUL in JSON escapes',
    make: () => cklb('"comments":"a\\ud800b\\u0000c"'),
    codes: [],
    happens: 'read; written as XML they are replaced, and that is said (`characters-replaced`)',
  },
  {
    input: 'Zip slip (members named `../../x`, `/etc/x`, `C:\\x`)',
    make: () => makeZip(['../../up.xml', '/etc/abs.xml', 'C:\\win.xml'].map((name) => ({ name, data: xccdf('') }))),
    codes: [],
    happens: 'read; names of members are labels, no path is made of them',
  },
  {
    input: 'Links in a zip',
    make: () => makeZip([{ name: 'a.xml', data: '/etc/passwd', mode: 0o120777, method: 'store' }]),
    codes: ['input-skipped'],
    happens: 'not followed, and said',
  },
  {
    input: 'Zip bomb (64 MB of zeros in 64 KB)',
    make: () => makeZip([{ name: 'a.xml', data: zeros(64) }]),
    limits: ['fileBytes=33554432'],
    codes: ['limit-exceeded'],
    happens: 'not unpacked: larger than the limit `fileBytes`',
  },
  {
    input: 'Zip bomb in many members (20 of 4 MB)',
    make: () =>
      makeZip(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.xml`, data: xccdf(' '.repeat(4 * 1024 * 1024)) }))),
    limits: ['zipBytes=33554432'],
    codes: ['limit-exceeded'],
    happens: 'read up to the limit `zipBytes`, then no further',
  },
  {
    input: 'Overlapping members (100 entries of one member)',
    make: overlapping,
    limits: ['zipBytes=33554432'],
    codes: ['zip-duplicate', 'limit-exceeded'],
    happens: 'each counts: read up to the limit `zipBytes`, then no further',
  },
  {
    input: 'Nested zips (eight deep)',
    make: () => nested(8),
    codes: ['limit-exceeded'],
    happens: 'read to the limit `zipDepth`, then no further',
  },
  {
    input: 'A cut zip',
    make: () => {
      const zip = makeZip([{ name: 'a.xml', data: xccdf('') }]);
      return zip.subarray(0, zip.length - 30);
    },
    codes: ['zip-corrupt'],
    happens: 'said; members before the damage are read',
  },
  {
    input: 'A zip that lies of a size (10 bytes announced, 16 MB there)',
    make: () => makeZip([{ name: 'a.xml', packed: deflateRawSync(zeros(16)), size: 10 }]),
    codes: ['zip-corrupt'],
    happens: 'unpacked to the announced size and no further',
  },
  {
    input: 'A zip that lies of a check sum',
    make: () => makeZip([{ name: 'a.xml', data: xccdf(''), crc32: 1 }]),
    codes: ['zip-corrupt'],
    happens: 'the member is not read',
  },
  {
    input: 'An encrypted member',
    make: () => makeZip([{ name: 'a.xml', data: xccdf(''), encrypted: true }]),
    codes: ['zip-encrypted'],
    happens: 'not read, and said; no password is asked for',
  },
  {
    input: 'Prototype keys in JSON',
    make: () => '{"kind":"benchmark","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    codes: ['schema-violation'],
    happens: 'refused',
  },
  {
    input: 'Prototype keys in CKLB',
    make: () =>
      cklb('"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}', '"__proto__":{"polluted":1},'),
    codes: [],
    happens: 'read as members nobody knows; no object is made of their names',
  },
  {
    input: 'Attributes named `__proto__` in XCCDF',
    make: () => xccdf('<x __proto__="1"/>', '', ' __proto__="1"'),
    codes: ['not-carried'],
    happens: 'left out, and said',
  },
  {
    input: 'Deep JSON (100,000 arrays within each other)',
    make: () => `{"stigs":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    codes: ['limit-exceeded'],
    happens: 'refused at the limit `depth`',
  },
  {
    input: 'Control sequences of terminals in titles',
    make: () =>
      cklb('"comments":"x"').replaceAll('"Hostile"', '"\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u202eHostile"'),
    codes: [],
    happens: 'read; none reaches a terminal',
  },
  {
    input: 'Control sequences of terminals where an error is shown',
    make: () => xccdf('').replace('<title>', '\u009b2J\u202e</title>'),
    codes: ['xml-malformed'],
    happens: 'refused; none reaches a terminal',
  },
  {
    input: 'Script in every text of a rule, for HTML',
    make: () => scripted(),
    run: ['convert', 'FILE', '--to', 'html'],
    codes: [],
    happens: 'read; in HTML it is text, and the page allows no script',
  },
  {
    input: 'Script in every text of a rule, for Markdown',
    make: () => scripted(),
    run: ['convert', 'FILE', '--to', 'markdown'],
    codes: [],
    happens: 'read; in Markdown it is text',
  },
  {
    input: 'Script in every text of a rule, for a site (HTML, Atom)',
    make: () => scripted(),
    run: ['site', 'FILE', '-o', 'OUT'],
    codes: [],
    happens: 'read; on pages and in feeds it is text, scripts are those of the site alone, by hash',
  },
  {
    input: 'Script in every text of a checklist, for a report (HTML, SVG)',
    make: () => cklb(`"rule_title":${JSON.stringify(SCRIPT)},"comments":${JSON.stringify(SCRIPT)}`),
    run: ['report', 'FILE', '-o', 'OUT/report.html'],
    codes: [],
    happens: 'read; on the page and in its charts it is text',
  },
  {
    input: 'Formulas in every cell (`=cmd`, `+1`, `-1`, `@SUM`)',
    make: () => cklb('"comments":"=cmd|calc","finding_details":"@SUM(A1)","rule_title":"+1","discussion":"-1"'),
    run: ['convert', 'FILE', '--to', 'csv'],
    codes: [],
    happens: 'read; a cell that a spreadsheet would run gets an apostrophe, which reading takes away again',
  },
  {
    input: 'Path tricks in ids (`../../up`, `/etc/abs`, `C:\\x`, `CON`)',
    make: () =>
      xccdf('').replace(
        /<Group.*<\/Group>/,
        ['../../up', '/etc/abs', 'C:\\x', 'CON', '..']
          .map((id, i) => `<Group id="V-${i}"><Rule id="SV-${i}r1_rule"><version>${id}</version></Rule></Group>`)
          .join(''),
      ),
    run: ['convert', 'FILE', '--to', 'check-page', '-o', 'OUT/'],
    codes: [],
    happens: 'read; names of files are made of safe characters, in the folder asked for',
  },
  {
    input: 'Many short lines (200,000 in one text)',
    make: () => xccdf(`<description>${'x\n'.repeat(200_000)}</description>`),
    codes: [],
    happens: 'read',
  },
  {
    input: 'Idents that are all different (100,000 in one rule)',
    make: () => xccdf(Array.from({ length: 100_000 }, (_, i) => `<ident system="x">CCI-${i}</ident>`).join('')),
    codes: [],
    happens: 'read',
  },
  {
    input: 'Byte order marks (1,000 in a row)',
    make: () => `${'\ufeff'.repeat(1000)}"answers":`,
    codes: ['format-unknown'],
    happens: 'refused: no reader knows it',
  },
  {
    input: 'HTML left open 200,000 times',
    make: () => `<html><body>Vuln IDs Rule IDs RMF Control Checks: C-1${'<div><b><table><td>'.repeat(200_000)}`,
    codes: ['limit-exceeded'],
    happens: 'refused at the limit `depth`',
  },
];
