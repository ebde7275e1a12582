// @ts-check
/** docs/formats.md: every format with what it reads and writes, out of the registry, and notes on each. */
import { NOTES, ZIP } from './format-notes.mjs';

const HEAD = `# Every format

Written by \`npm run docs\` out of the format table (\`stigkit formats\`) and the notes in \`scripts/docs/format-notes.mjs\`.
What an input is, its content says, not its name; \`--from NAME\` overrides that. \`--to NAME\` picks the writer. Names may
be shortened where no doubt is left.

Whatever a format is, its texts are kept to the character. A target that has no place for something says so
(\`not-carried\`).
`;

/** @type {Record<string, string>} */
const KINDS = {
  benchmark: 'a release of a STIG',
  checklist: 'a checklist',
  'release-diff': 'a comparison of releases',
  'quarter-diff': 'a comparison of packages or libraries',
  'checklist-diff': 'a comparison of checklists',
  'blast-radius': 'stale answers',
  report: 'a report on checklists',
  overview: 'an Overview',
  'revision-history': 'a Revision History',
  'cci-list': 'a list of CCIs',
  answers: 'standing answers',
};

/**
 * @param {import('../tables.mjs').Tables} tables
 * @returns {[string, string][]}
 */
export function generate({ FORMATS }) {
  const rows = FORMATS.map(
    ({ name, extension, reads, writes }) =>
      `| [${name}](#${name}) | ${reads.length > 0 ? 'yes' : ''} | ${writes.length > 0 ? 'yes' : ''} | \`.${extension}\` |`,
  );
  const sections = FORMATS.map(({ name, title, aliases = [], reads, writes }) =>
    [
      `## ${name}`,
      '',
      `${title}.`,
      '',
      `- Read as: ${kinds(reads)}.`,
      `- Written from: ${kinds(writes)}.`,
      ...(aliases.length === 0 ? [] : [`- Also called ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`]),
      '',
      ...(NOTES[name] === undefined ? [] : [NOTES[name].trim(), '']),
    ].join('\n'),
  );
  const table = ['| format | read | write | ending |', '| --- | --- | --- | --- |', ...rows];
  return [['docs/formats.md', [HEAD, `${table.join('\n')}\n`, ...sections, ZIP.trimStart()].join('\n')]];
}

/** @param {readonly string[]} list */
function kinds(list) {
  return list.length === 0 ? 'nothing' : list.map((kind) => KINDS[kind] ?? kind).join(', ');
}
