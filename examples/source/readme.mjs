/** The text of examples/README.md, with its table of differences made out of the same data as the files. */

const KINDS = [
  ['criterion', 'what is or is not a finding changed'],
  ['command', 'something that is typed or configured changed'],
  ['value', 'a number or path changed in otherwise equal text'],
  ['wording', 'other words, same meaning'],
  ['punctuation', 'punctuation only'],
  ['formatting', 'white space, no-break spaces, line ends or inline markup only: no change of content'],
  ['layout', 'formatting inside a command, YAML or here-document'],
  ['metadata', 'a value beside the texts'],
];

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text) => text.replace(/<[^>]+>/g, '`$&`');

function changeRows(changes) {
  return changes.map(({ vulnId, oldVulnId, field, kind, note }) => [
    oldVulnId === undefined ? vulnId : `${oldVulnId} → ${vulnId}`,
    field,
    kind,
    code(note),
  ]);
}

/** Makes the readme out of the expected differences of the two pairs. */
export function readme(v1r2, v2r1) {
  const head = ['Rule', 'Field', 'Kind', 'What changed'];
  return `# Examples

Three releases of a STIG to try things on, and an asset to make checklists for. Product, rules and texts are invented: nobody
published them, and nothing in them applies to a real system. Their form is DISA's: one line of prolog, no line break
between elements, descriptions as escaped elements, nine profiles. SRG ids and CCIs are real ones.

| File | What |
| --- | --- |
| \`U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml\` | first release, ${v1r2.oldCount} rules |
| \`U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml\` | the next one, ${v1r2.newCount} rules |
| \`renumbered/U_Acme_Harbor_Gateway_STIG_V2R1_Manual-xccdf.xml\` | the same rules as V1R2 under new ids, the old ones as legacy ids |
| \`asset.json\` | a host to make checklists for |
| \`checklists/harbor01-V1R1.ckl\` | answers to the first release, for that host |
| \`checklists/harbor01-V1R1-second.ckl\` | a second assessor's copy of it: V-990001 answered otherwise, V-990006 answered, a remark on V-990022 more |
| \`checklists/answers.yaml\` | standing answers of a site |
| \`policy.yaml\` | what a site asks of its checklists, for \`validate --policy\` |
| \`hosts/gw01.ckl\`, \`gw02.ckl\`, \`gw03.cklb\` | checklists of three hosts, answered in part, for reports; \`scripts/make-checklists.mjs\` makes them |

\`node scripts/make-examples.mjs\` makes the releases, this file and the fixtures of the tests out of \`examples/source/\`;
\`--check\` only says which of them differ. Change the source, never the files.

## V1R1 to V1R2

Added: ${v1r2.added.join(', ')}. Removed: ${v1r2.removed.join(', ')}. Without any difference: ${v1r2.identical.join(', ')}.

${table(head, changeRows(v1r2.changes))}

The revision in the Rule ID moved with every change above but those of ${v1r2.revisionKept.join(', ')}.

${table(['Kind', 'Meaning'], KINDS)}

## V1R2 to V2R1

All ${v2r1.newCount} rules have new ids. Legacy ids stand as \`V\` then \`SV\` in every other rule and as \`SV\` then \`V\` in the rest;
${v2r1.withoutLegacyIds.join(', ')} has none and is joined by its STIG ID alone.

${table(head, changeRows(v2r1.changes))}

## Traits of the texts

V-990002, V-990009 and V-990010 end in a satisfaction list and have several CCIs; V-990004 has legacy ids; V-990024 has no CCI, two
\`Responsibility\` elements, a no-break space and blanks at a line end; V-990015 holds tabs and a here-document; the fix of V-990021
in V1R1 has CRLF line ends; placeholders such as \`<username>\` stand in several commands.
`;
}
