// @ts-check
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

/**
 * Half of a short call is V8 compiling the same code as in the call before. What it made of a script can be kept
 * (`vm.Script`, `cachedData`), of a module not (before Node 22). So the large chunks of the command become scripts: a
 * function of the names that the chunk imports, which gives what it exports, and a small module in the chunk's place
 * that calls it. What V8 makes of them when the command has done its main jobs once is kept beside them, under V8's
 * version: another one compiles as ever, and so does V8 with other flags.
 *
 * @param {string} folder of the chunks
 * @param {readonly string[]} names of the chunks, without their hash
 */
export function makeScripts(folder, names) {
  copyFileSync(new URL('script-loader.js', import.meta.url), join(folder, 'scripts.js'));
  for (const file of readdirSync(folder)) {
    const name = /^(.+)-[\w-]{8}\.js$/.exec(file)?.[1];
    if (name === undefined || !names.includes(name)) continue;
    const path = join(folder, file);
    const { script, module } = asScript(readFileSync(path, 'utf8'), file);
    writeFileSync(path.replace(/\.js$/, '.script'), script);
    writeFileSync(path, module);
  }
  execFileSync(process.execPath, [fileURLToPath(new URL('keep-compiled.mjs', import.meta.url))], { stdio: 'inherit' });
}

/**
 * @typedef {{ type: string, start: number, end: number } & Record<string, any>} Node
 */

/**
 * @param {string} code of a chunk
 * @param {string} file its name
 * @returns {{ script: string, module: string }}
 */
export function asScript(code, file) {
  const ast = /** @type {Node} */ (/** @type {unknown} */ (parseAst(code)));
  /** @type {{ start: number, end: number, put: string }[]} */
  const changes = [];
  /** @type {string[]} */
  const imported = [];
  /** @type {[exported: string, local: string][]} */
  const exported = [];
  let imports = '';
  for (const node of /** @type {Node[]} */ (ast.body)) {
    if (node.type === 'ImportDeclaration') {
      imports += code.slice(node.start, node.end);
      imported.push(...node.specifiers.map((/** @type {Node} */ { local }) => local.name));
      changes.push({ ...node, put: '' });
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration === null && node.source === null) {
      for (const { exported: to, local } of node.specifiers) exported.push([to.name ?? to.value, local.name]);
      changes.push({ ...node, put: '' });
    } else if (/^(?:Export|Import)/.test(node.type))
      throw new Error(`${file}: ${node.type} cannot be put into a script`);
  }
  const changing = new Set(exported.map(([, local]) => local));
  walk(ast, (node) => {
    // The module's own way of importing knows where it lies.
    if (node.type === 'ImportExpression') {
      changes.push({ start: node.start, end: node.start + 'import'.length, put: '$import' });
    }
    if (node.type === 'MetaProperty' && node.meta.name === 'import')
      throw new Error(`${file}: import.meta in a script`);
    const target =
      node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
    // What the script gives, it gives once: an export that changes later would not be seen to.
    if (target?.type === 'Identifier' && changing.has(target.name)) {
      throw new Error(`${file}: ${target.name} is exported and assigned to`);
    }
  });
  const body = changed(code, changes);
  const given = exported.map(([to, local]) => `${JSON.stringify(to)}:${local}`);
  const script = `(function($import${imported.map((name) => `,${name}`).join('')}){"use strict";${body}\nreturn{${given}}})`;
  const taken = exported.map(([to], i) => `${JSON.stringify(to)}:$${i}`);
  const module =
    `${imports}import{load as $load}from"./scripts.js";` +
    `const{${taken}}=$load(${JSON.stringify(file.replace(/\.js$/, '.script'))})(${['s=>import(s)', ...imported]});` +
    `export{${exported.map(([to], i) => `$${i} as ${to}`)}};\n`;
  return { script: withoutWide(script, file), module };
}

/**
 * @param {Node} node
 * @param {(node: Node) => void} visit
 */
function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') walk(child, visit);
    }
  }
}

/**
 * @param {string} code
 * @param {{ start: number, end: number, put: string }[]} changes
 */
function changed(code, changes) {
  let text = '';
  let at = 0;
  for (const { start, end, put } of changes.sort((a, b) => a.start - b.start)) {
    text += code.slice(at, start) + put;
    at = end;
  }
  return text + code.slice(at);
}

/**
 * Characters past ASCII as escapes, so that a script is read as it lies, a byte a character. They stand in strings,
 * templates and patterns alone.
 *
 * @param {string} script
 * @param {string} file
 */
function withoutWide(script, file) {
  const plain = script.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const names = (/** @type {string} */ code) => {
    /** @type {string[]} */
    const found = [];
    walk(/** @type {Node} */ (/** @type {unknown} */ (parseAst(code))), (node) => {
      if (node.type === 'Literal' || node.type === 'TemplateElement')
        found.push(JSON.stringify(node.value?.cooked ?? node.value));
    });
    return found.join('\n');
  };
  if (names(plain) !== names(script)) throw new Error(`${file}: a character past ASCII cannot be escaped`);
  return plain;
}
