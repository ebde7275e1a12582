// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of every package whose code is in the bundle, by name.
 *
 * @param {string[]} modules paths of the modules in it
 * @returns {string}
 */
export function notices(modules) {
  const folders = new Set();
  for (const module of modules) {
    const match = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module);
    if (match) folders.add(match[1]);
  }
  const parts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `stigkit contains code of the packages below, each under its own licence.\n${rule}${parts.sort().join(rule)}`;
}
