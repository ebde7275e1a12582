// @ts-check
/**
 * Writes the list of codes in docs/diagnostics.md: what src/io/codes.ts says of each, and what the command in
 * test/support/producers.ts really prints. test/diagnostics.test.ts runs the producers and holds the page against them.
 *
 *     npm run diagnostics
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What stands above this line is written by hand. */
const MARK = '<!-- Below: written by `npm run diagnostics` out of src/io/codes.ts and test/support/producers.ts. -->';

/**
 * @typedef {object} Row
 * @property {readonly string[]} severity
 * @property {string} means
 * @property {string} advice
 */

/**
 * The page, with the list of codes below what is written by hand.
 *
 * @param {string} before the page as it is
 * @param {Readonly<Record<string, Row>>} codes
 * @param {ReadonlyMap<string, { command: string, text: string }>} examples what a command prints, by code
 * @returns {string}
 */
export function page(before, codes, examples) {
  const at = before.indexOf(MARK);
  if (at < 0) throw new Error(`docs/diagnostics.md has no line ${MARK}`);
  const sections = Object.entries(codes).map(([code, { severity, means, advice }]) => {
    const example = examples.get(code);
    const words = severity.map((word) => (word === 'info' ? 'note' : word)).join(' or ');
    const shown = example === undefined ? [] : ['', '```text', `$ ${example.command}`, example.text.trimEnd(), '```'];
    return [`### ${code}`, '', `*${words}* — ${means}`, ...shown, '', advice, ''].join('\n');
  });
  return `${before.slice(0, at)}${MARK}\n\n${sections.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { status } = spawnSync('npx', ['vitest', 'run', 'test/diagnostics.test.ts', '-u'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
