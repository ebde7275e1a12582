// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

/** Every helper of ours and of Handlebars; another name in a template is an error here, not when it runs. */
const HELPERS = ['if', 'unless', 'each', 'with'];

/**
 * src/generated/templates.ts: every `.hbs` file under templates/ compiled, by its path without ending (`html/benchmark`),
 * and every `.css` file with the hash that a Content-Security-Policy names it by. What a template inserts is escaped for
 * HTML, in `.md.hbs` and `.txt.hbs` not. Strict: a field that the view lacks is an error.
 *
 * @returns {[string, string][]}
 */
export function generate() {
  const folder = fileURLToPath(new URL('../../templates/', import.meta.url));
  const names = readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    // base.css is what other stylesheets import.
    .filter((name) => name.includes('/'))
    .sort();
  /** @param {string} name */
  const read = (name) => withImports(folder, readFileSync(`${folder}${name}`, 'utf8'));
  const templates = names
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => `  ${JSON.stringify(name.replace(/\.hbs$/, ''))}: ${compiled(name, read(name))},`);
  const styles = names
    .filter((name) => name.endsWith('.css'))
    .map((name) => `  ${JSON.stringify(name)}: ${style(read(name))},`);
  return [
    [
      'src/generated/templates.ts',
      `// @ts-nocheck
// Written by scripts/generate.mjs out of templates/: change it there.

/** Compiled templates by path without ending. */
export const TEMPLATES: Record<string, unknown> = {
${templates.join('\n')}
};

/** Stylesheets by path, with the hash for a Content-Security-Policy. */
export const STYLES: Record<string, { text: string; hash: string }> = {
${styles.join('\n')}
};
`,
    ],
    [
      'src/generated/template-sources.ts',
      `// Written by scripts/generate.mjs out of templates/: change it there.

/** Templates as they are written, by path without \`.hbs\`, and stylesheets by path: what users begin their own from. */
export const SOURCES: Record<string, string> = ${JSON.stringify(
        Object.fromEntries(
          names.filter((name) => /\.(?:hbs|css)$/.test(name)).map((name) => [name.replace(/\.hbs$/, ''), read(name)]),
        ),
        null,
        2,
      )};
`,
    ],
  ];
}

/**
 * A stylesheet with what it imports of ours in place: a page is one file and asks for no other.
 *
 * @param {string} folder @param {string} text
 */
function withImports(folder, text) {
  return text.replace(/^@import "\.\.\/([\w-]+\.css)";$/gm, (_, name) =>
    readFileSync(`${folder}${name}`, 'utf8').trimEnd(),
  );
}

/** @param {string} name @param {string} source */
function compiled(name, source) {
  return Handlebars.precompile(source, {
    strict: true,
    noEscape: /\.(?:md|txt)\.hbs$/.test(name),
    knownHelpers: Object.fromEntries(HELPERS.map((helper) => [helper, true])),
    knownHelpersOnly: true,
  });
}

/** @param {string} text */
function style(text) {
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
  return JSON.stringify({ text, hash });
}
