// @ts-check
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';

/**
 * Thins the bundle in a folder, for the sake of start-up, in which every file and every module of Node's counts:
 *
 * - A chunk that does nothing but hand on exports of another (the bundler makes one for each module that is imported
 *   late and lies in a common chunk) costs as much to load as one with code in it: it goes, and who imports it late
 *   imports the other.
 * - Importing one of Node's modules makes a module namespace of it, which reads every export and so loads what it
 *   would only load when used: `node:fs` loads streams and promises, `node:crypto` its web variant, `node:util` a
 *   parser of arguments. `process.getBuiltinModule` gives the module as it is.
 *
 * @param {string} folder
 * @param {string} runtime name of the chunk that the bundler's own runtime is in
 */
export function thin(folder, runtime) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (entry.endsWith('.js')) files.set(entry.replaceAll('\\', '/'), readFileSync(join(folder, entry), 'utf8'));
  }
  const facades = facadesAmong(files);
  for (const [name, text] of files) {
    if (facades.has(name)) rmSync(join(folder, name));
    else
      writeFileSync(
        join(folder, name),
        withoutFacades(name, withPlainBuiltins(text, posix.basename(name).startsWith(`${runtime}-`)), facades),
      );
  }
}

/**
 * A chunk that is one `export{a as b}from"./other.js"`: the other chunk, and by exported name the name over there.
 *
 * @typedef {{ chunk: string, names: [string, string][] }} Facade
 */

/**
 * @param {Map<string, string>} files
 * @returns {Map<string, Facade>}
 */
function facadesAmong(files) {
  const all = [...files.values()].join('\n');
  /** @type {Map<string, Facade>} */
  const facades = new Map();
  for (const [name, text] of files) {
    const match = /^export\{([^{}]+)\}from"(\.[^"]+)";?\s*$/.exec(text);
    // One that is imported at once, too, is an entry.
    if (match === null || all.includes(`from"./${posix.basename(name)}"`)) continue;
    // Entries are called by name: those of the package, and what a thread runs.
    if (!name.includes('/') || name.startsWith('command/entry/')) continue;
    facades.set(name, {
      chunk: posix.join(posix.dirname(name), match[2] ?? ''),
      names: parts(match[1] ?? '').map(([theirs, exported]) => [exported, theirs]),
    });
  }
  return facades;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Map<string, Facade>} facades
 */
function withoutFacades(name, text, facades) {
  return text.replace(/import\((["'`])(\.[^"'`]+)\1\)/g, (whole, _, path) => {
    const facade = facades.get(posix.join(posix.dirname(name), path));
    if (facade === undefined) return whole;
    const to = relative(dirname(name), facade.chunk).replaceAll('\\', '/');
    const names = facade.names.map(([exported, theirs]) => `${exported}:m.${theirs}`);
    return `import("./${to}").then(m=>({${names}}))`;
  });
}

/** The import statements that a chunk begins with. */
const IMPORT = /^import\s*(?:(\w+|\{[^{}]*\}|\*\s*as\s+[\w$]+|[\w$]+,\s*\{[^{}]*\})\s*from)?\s*(["'])([^"']+)\2;?\s*/;

/** Instead of `node:module`, where nothing but Node's own modules is left to be required. */
const REQUIRE = '{createRequire:()=>process.getBuiltinModule}';

/**
 * A chunk with Node's modules taken as they are.
 *
 * @param {string} text
 * @param {boolean} bundlersOwn whether a `createRequire` in it is that of the bundler's runtime: all packages are in the bundle
 */
export function withPlainBuiltins(text, bundlersOwn) {
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? '';
  let rest = text.slice(shebang.length);
  let imports = '';
  let builtins = '';
  for (let match = IMPORT.exec(rest); match !== null; match = IMPORT.exec(rest)) {
    rest = rest.slice(match[0].length);
    const module = process.getBuiltinModule(match[3] ?? '');
    if (module === undefined) imports += match[0];
    // Imported for nothing.
    else if (match[1] === undefined) continue;
    else if (match[3] === 'node:module' && bundlersOwn) builtins += bindings(match[1], REQUIRE);
    else builtins += bindings(match[1], `process.getBuiltinModule("${match[3]}")`);
  }
  return shebang + imports + builtins + rest;
}

/**
 * What an import clause binds, out of an expression that gives the module.
 *
 * @param {string} clause
 * @param {string} module
 */
function bindings(clause, module) {
  const [, first, braces] = /^([^{]*?),?\s*(?:\{([^{}]*)\})?$/.exec(clause) ?? [];
  const whole = (first ?? '').replace(/^\*\s*as\s+/, '').trim();
  const named = parts(braces ?? '').map(([theirs, ours]) => (theirs === 'default' ? ours : `${theirs}:${ours}`));
  const wholes = [whole, ...parts(braces ?? '').flatMap(([theirs, ours]) => (theirs === 'default' ? [ours] : []))];
  const rest = named.filter((name) => name.includes(':'));
  let code = '';
  for (const name of wholes) if (name !== '') code += `const ${name}=${module};`;
  return rest.length === 0 ? code : `${code}const{${rest}}=${module};`;
}

/**
 * The pairs of `a as b,c`.
 *
 * @param {string} list
 * @returns {[string, string][]}
 */
function parts(list) {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [theirs = '', ours = theirs] = part.split(/\s+as\s+/);
      return [theirs, ours];
    });
}
