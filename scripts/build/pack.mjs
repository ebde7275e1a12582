// @ts-check
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Packs the project as it stands built, as `npm publish` would.
 *
 * @param {string} folder where the file is put
 * @returns {string} path of the file
 */
export function pack(folder) {
  const [made] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
  return join(folder, made.filename);
}

/**
 * Runs npm and gives what it prints.
 *
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {string}
 */
export function npm(args, cwd = fileURLToPath(new URL('../..', import.meta.url))) {
  // On Windows npm is a script, which only a shell starts.
  const shell = process.platform === 'win32';
  return execFileSync('npm', args, { cwd, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
