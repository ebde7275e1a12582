// @ts-check
/**
 * Writes man/stigkit.1, the manual page, out of the command table. The build calls it; the page is not committed.
 *
 *     node scripts/man.mjs && man -l man/stigkit.1
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tables } from './tables.mjs';

/** @typedef {import('../src/cli/command.js').Command} Command */

/**
 * The page, as `[path from the project root, text]`. It bears the version and no date: the same source, the same page.
 *
 * @returns {Promise<[string, string][]>}
 */
export async function generate() {
  const { COMMANDS, FORMATS, help } = await tables();
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const lines = [
    '.\\" Written by scripts/man.mjs out of the command table: change it there.',
    `.TH STIGKIT 1 "" "stigkit ${text(version)}" "User Commands"`,
    '.SH NAME',
    'stigkit \\- read, convert, compare, fill and publish STIG content, offline',
    '.SH SYNOPSIS',
    '.B stigkit',
    '.I COMMAND INPUT...',
    '.RI [ options ]',
    '.br',
    '.B stigkit',
    '.I COMMAND',
    '.B \\-\\-help',
    '.SH DESCRIPTION',
    ...DESCRIPTION,
    '.SH COMMANDS',
    ...COMMANDS.flatMap((command) => section(command, help)),
    '.SH FORMATS',
    ...FORMATS.flatMap(({ name, title, reads, writes }) => {
      const does = [...(reads.length > 0 ? ['read'] : []), ...(writes.length > 0 ? ['written'] : [])].join(', ');
      return ['.TP', `.B ${text(name)}`, ...filled(`${title} (${does})`)];
    }),
    ...REST,
  ];
  return [['man/stigkit.1', `${lines.join('\n')}\n`]];
}

const DESCRIPTION = [
  'Reads DISA Security Technical Implementation Guides in every form people',
  'hold them in, makes one normalized rule JSON of them, tells what changed',
  'between two releases, and writes what maintainers, assessors and',
  'documentation sites need.',
  'Nothing it does needs a network.',
  '.PP',
  'An',
  '.I INPUT',
  'is a file, a directory, a zip, a glob or',
  '.B \\-',
  '(standard input).',
  'Its content says what it is, not its name.',
  'A result goes to standard output unless',
  '.B \\-o',
  'names a file or directory; messages go to standard error.',
];

const REST = [
  '.SH EXIT STATUS',
  '.TP',
  '.B 0',
  'done',
  '.TP',
  '.B 1',
  'the answer is no: an error was found, something differs, a gate is closed,',
  'copies conflict',
  '.TP',
  '.B 2',
  'wrong use, or something could not be read or written;',
  'with several inputs the others are still done',
  '.SH ENVIRONMENT',
  '.TP',
  '.BI STIGKIT_ OPTION\\fR,\\ \\fB STIGKIT_ COMMAND _ OPTION',
  'sets an option for all commands that have it, or for one;',
  'several values are written as a JSON array',
  '.TP',
  '.B STIGKIT_CONFIG',
  'the one configuration file to read, or',
  '.B none',
  '.TP',
  '.BR NO_COLOR ,\\ FORCE_COLOR ,\\ COLUMNS',
  'as elsewhere',
  '.SH FILES',
  '.TP',
  '.I stigkit.config.json',
  'options of a project, or the key',
  '.B stigkit',
  'of its',
  '.IR package.json :',
  'the nearest from the working directory up to the root of the repository',
  '.TP',
  '.I ~/.config/stigkit/config.json',
  "a user's own options; below",
  '.B XDG_CONFIG_HOME',
  'where that is set, below',
  '.B APPDATA',
  'on Windows',
  '.PP',
  'A flag goes before the environment, that before the project, that before the',
  'user.',
  '.B stigkit config',
  'shows what is in force.',
];

/**
 * @param {Command} command
 * @param {import('./tables.mjs').Tables['help']} help
 */
function section(command, { describeOption, groupsOf, sentence, usageOf }) {
  const lines = [`.SS ${text(usageOf(command))}`, ...filled(sentence(command.describe))];
  for (const [heading, options] of groupsOf(command)) {
    lines.push('.PP', `${text(heading)}:`);
    for (const [name, spec] of options) {
      const { alias, type, value = 'VALUE' } = spec;
      const short = alias === undefined ? '' : `\\fB\\-${alias}\\fR, `;
      const after = type === 'boolean' ? '' : ` \\fI${text(value)}\\fR`;
      lines.push('.TP', `${short}\\fB\\-\\-${text(name)}\\fR${after}`, ...filled(describeOption(spec)));
    }
  }
  lines.push('.PP', 'Examples:', '.PP', '.nf', '.RS');
  for (const [line, does] of command.examples) lines.push(text(`# ${does}`), text(line));
  return [...lines, '.RE', '.fi'];
}

/** A text as lines of no more than 80 bytes, broken at blanks, as roff fills them anyway. @param {string} plain */
function filled(plain) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text(plain).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 79) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(/^[.']/.test(word) ? `\\&${word}` : word);
  }
  return lines;
}

/** A text as roff reads it: backslashes and hyphens escaped, no line that begins as a request does. @param {string} plain */
function text(plain) {
  const escaped = plain.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL('../man', import.meta.url), { recursive: true });
  for (const [path, page] of await generate()) writeFileSync(new URL(`../${path}`, import.meta.url), page);
}
