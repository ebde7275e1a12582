// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A package whose code is in a bundle.
 *
 * @typedef {{ folder: string, name: string, version: string, license: string, description?: string, homepage?: string }} Bundled
 */

/**
 * The packages that modules are of, each once, by name.
 *
 * @param {string[]} modules paths of the modules
 * @returns {Bundled[]}
 */
export function packagesOf(modules) {
  const folders = new Set();
  for (const module of modules) {
    const match = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module);
    if (match) folders.add(match[1]);
  }
  /** @type {Map<string, Bundled>} */
  const packages = new Map();
  for (const folder of folders) {
    const one = { folder, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) };
    // One version may lie in two places.
    packages.set(`${one.name}@${one.version}`, one);
  }
  return [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/**
 * The licences of every package whose code is in the bundle, by name.
 *
 * @param {string[]} modules paths of the modules in it
 * @returns {string}
 */
export function notices(modules) {
  const parts = packagesOf(modules).map(({ folder, name, version, license }) => {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `stigkit contains code of the packages below, each under its own licence.\n${rule}${parts.join(rule)}`;
}
