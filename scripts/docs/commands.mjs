// @ts-check
/** docs/commands.md: every command with its options and examples, out of the command table. */

/** @typedef {import('../../src/cli/command.js').Command} Command */

const HEAD = `# Every command

Written by \`npm run docs\` out of the command table; \`stigkit COMMAND --help\` shows the same. Exit codes: 0 done; 1 the
answer is no (an error found, a gate closed, copies in conflict); 2 wrong use, or something could not be read or written.
An INPUT is a file, a folder, a zip, a glob or \`-\` for standard input. [config.md](config.md) says how options are set in
files and variables. Examples are called where \`examples/\` lies.
`;

/**
 * @param {import('../tables.mjs').Tables} tables
 * @returns {[string, string][]}
 */
export function generate({ COMMANDS, help }) {
  const contents = COMMANDS.map(({ name, describe }) => `- [${name}](#${name}): ${describe}`);
  const sections = COMMANDS.map((command) => section(command, help));
  return [['docs/commands.md', [HEAD, `${contents.join('\n')}\n`, ...sections].join('\n')]];
}

/**
 * @param {Command} command
 * @param {import('../tables.mjs').Tables['help']} help
 */
function section(command, { describeOption, flagsOf, groupsOf, sentence, usageOf }) {
  const { name, describe, positional, examples } = command;
  const lines = [`## ${name}`, '', sentence(describe), '', '```text', usageOf(command), '```', ''];
  if (positional !== null) lines.push(`What it takes: ${positional.describe}.`, '');
  for (const [heading, options] of groupsOf(command)) {
    lines.push(`| ${heading} | |`, '| --- | --- |');
    for (const [option, spec] of options) {
      lines.push(`| \`${cell(flagsOf(option, spec))}\` | ${cell(describeOption(spec))} |`);
    }
    lines.push('');
  }
  lines.push('```sh', ...examples.flatMap(([line, does]) => [`# ${does}`, line]), '```', '');
  return lines.join('\n');
}

/** A text as a cell of a table: a bar would end it, and what is in angle brackets is none of ours. @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|');
}
