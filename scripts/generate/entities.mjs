// @ts-check
import { readFileSync } from 'node:fs';

/**
 * src/generated/entities.ts: the named character references of HTML as one string, parsed when a text first needs a
 * name beyond the five common ones.
 *
 * @returns {[string, string][]}
 */
export function generate() {
  const { names, withoutSemicolon } = JSON.parse(
    readFileSync(new URL('../../data/html-entities.json', import.meta.url), 'utf8'),
  ).entries;
  const table = { ...Object.fromEntries(Object.entries(names).map(([name, text]) => [`${name};`, text])) };
  for (const name of withoutSemicolon) table[name] = names[name];
  return [
    [
      'src/generated/entities.ts',
      `// Written by scripts/generate.mjs out of data/html-entities.json: change it there.

/** Text by name, \`amp;\` as well as the \`amp\` that HTML allows without its semicolon. */
export const entityTable = (): [string, string][] =>
  JSON.parse(
    ${quoted(Object.entries(table))},
  );
`,
    ],
  ];
}

/** A JSON text, in ASCII, as literal of TypeScript. @param {unknown} value */
function quoted(value) {
  const ascii = JSON.stringify(value).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${ascii.replace(/[\\']/g, '\\$&')}'`;
}
