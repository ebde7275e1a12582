// @ts-check
/**
 * What a user should know of each format beyond its row in the table, as Markdown by name.
 *
 * @type {Record<string, string>}
 */
export const NOTES = {
  xccdf: `
DISA's Manual XCCDF is read with what its escaped descriptions hold (discussion, mitigations, override guidance and the
rest, each under its own name). Of XCCDF 1.2 and SCAP data streams DISA's prefixes are taken off the ids; the source's ids
stay beside. Two rules in a Group and two checks in a rule are kept. A file that was read and not changed is written back
as the same elements in the same order. DTDs are refused.`,
  'xccdf-results': `
Read into a checklist whose reviews keep the scanner's own word (\`pass\`, \`notchecked\`) beside the status: pass and fixed
are not a finding, fail is open, notapplicable is not applicable, all else votes for nothing. Results of SCC, OpenSCAP,
Evaluate-STIG, STIG Manager and ARF collections are known. [assessors.md](assessors.md) shows how they fill a checklist.`,
  ckl: `
Two dialects, written to the byte as the viewers do: STIG Viewer 2.17 and, with \`--viewer 3\`, the export of STIG Viewer 3.
A CKL that was read keeps its own (header comment, BOM, line ends, which elements there are and in what order) until
\`--viewer\` or \`validate --fix\` asks for another. An unchanged file comes back byte for byte. Marking is never lowered.`,
  cklb: `
As STIG Viewer 3.7 writes it. Members nobody knows are kept. It has no place for some of what a CKL holds (the name of the
XCCDF file, the notice); that is said on converting.`,
  'cci-list': `
DISA's U_CCI_List.xml: definitions, which DISA's license of the list keeps out of this package. Give it with
\`--cci-list\` where definitions are wanted; which controls a CCI maps to is known without it.`,
  json: `
The model itself. Each document names its schema (\`urn:stigkit:schema:KIND:1\`, in [schemas/](../schemas)) and its \`kind\`.
What the source does not carry is \`null\`; what is there and empty is \`""\`. Versions and ids are strings. \`--native\` also
gives what only the same format's writer could use. Reading checks it against the schema and names each place that does
not fit.`,
  ndjson: `
One object a line, each with the identity of its release or asset, so that lines of many files can be joined, sorted and
loaded by any engine without losing where they came from.`,
  parquet: `
One flat table, a row a rule, a review, or a STIG in a checklist: typed columns by the names of NDJSON, listed in
[scale.md](scale.md#columns) with queries over them. With \`-o FILE\` or standard output any number of checklists, or of
releases, become one file, row group by row group; with \`-o DIR/\` each becomes its own. Same files, same bytes.
`,
  markdown: `
A document to publish. Text of a rule cannot become markup: what Markdown would read is escaped, commands stand in code
blocks.`,
  html: `
One file without scripts and without a request: style is inside, named by hash in a Content-Security-Policy.`,
  csv: `
RFC 4180 with a byte order mark, as Excel wants it. What a spreadsheet would take for a formula gets an apostrophe in
front. The table of a checklist can be edited and taken back with \`review --from-csv\`.`,
  xlsx: `
The same table as a workbook, with texts as texts. Taken back by \`review --from-csv\`, or read as a
checklist.`,
  answers: `
Standing answers of a site: by V-id, Rule ID, STIG ID or CCI, for some hosts or all. \`convert OLD.ckl --to answers\` makes a
template out of answers already given. As JSON, CSV and XLSX they are read where a command asks for them (\`--answers\`).`,
  overview: `
Headings, sections, lists and tables of the PDF in a package, or of text copied from it. Attached to the STIGs of its
package; read alone it is a document of its own.`,
  'revision-history': `
The table of changes in DISA's words: release, date, STIG IDs, text. Found by itself in a package; \`diff\` lays it beside
what really changed. IDs that break over lines are put together.`,
  'release-page': `
A saved page, text copied from one, or Markdown made from one: known by its labels, not its markup, and read through site
chrome. Text is written unless \`-o\` ends in \`.html\` or \`.md\`, or \`--as\` says so. \`--prior RELEASE\`
gives it its digest. A page holds part of a release; \`convert PAGE CHECKS... OVERVIEW --merge\` makes one release of the
parts.`,
  'check-page': `
One rule with its identifiers, expert comments (\`--comments\`), CCIs (definitions by \`--cci-list\`) and controls: those of
SP 800-53 Rev 5, and of Rev 4 where DISA's list maps a CCI there alone. A title that only Rev 4 has is shown as such.`,
  digest: `
What [diff.md](diff.md) shows: counts, lists by kind of change, a word diff of each rule. \`diff --to json\` gives the same
as data.`,
  textconv: `
For \`git diff\`: see [maintainers.md](maintainers.md). One field under the other, in a fixed order, without ids that change
in every release.`,
  report: `
Findings raw and with overrides, completion, per asset, STIG and severity, and gates for CI. The ending of \`-o\` picks the
form.`,
  poam: `
One row an open finding, hosts collected. \`--template\` fills your own table: headings are read by name, so that the column
order of an agency's form does not matter.`,
  'oscal-catalog': `
OSCAL 1.1: a rule is a control, rules of one SRG requirement a group. [forms.md](forms.md) says where each field goes.`,
  'oscal-component-definition': `
The product of a STIG as a component, with the rules behind each control of SP 800-53 Rev 5, or Rev 4 (\`--controls\`).
[forms.md](forms.md) says where each field goes.`,
  hdf: `
A checklist as results, for Heimdall and saf. [forms.md](forms.md) says where each field goes.`,
  'renumber-map': `
Old and new V-ids, Rule IDs and STIG IDs of rules that match, with what they were matched by. For tools that hold the old
ones.`,
};

export const ZIP = `
## zip

A STIG package, or a library compilation (zips in zips): every member is read by its content; pictures, stylesheets and
readme files are passed over. Nothing is unpacked to disk, no path is made of a member's name, and
[limits](threat-model.md) bound size, number and depth.
`;
