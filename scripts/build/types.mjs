// @ts-check
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LIBRARY } from './entries.mjs';

/**
 * Writes type declarations into a folder: those of the library and what they name, and none of the rest.
 *
 * @param {string} dir
 */
export function declarations(dir) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', dir], {
    stdio: 'inherit',
  });
  const named = new Set();
  /** @param {string} file */
  const follow = (file) => {
    if (named.has(file)) return;
    named.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from\s+|import\()['"](\.[^'"]+)\.js['"]/g)) {
      follow(resolve(dirname(file), `${path}.d.ts`));
    }
  };
  for (const source of Object.values(LIBRARY)) follow(resolve(dir, source.replace(/^src\/(.*)\.ts$/, '$1.d.ts')));
  for (const entry of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const path = resolve(dir, entry);
    if (path.endsWith('.d.ts') && !named.has(path)) rmSync(path);
  }
  removeEmptyFolders(dir);
}

/** @param {string} folder */
function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
