import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { npm, pack } from '../../scripts/build/pack.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A folder in which somebody has installed the packed package, with no network and nothing in npm's cache. */
export interface Installed {
  folder: string;
  /** The packed file. */
  tarball: string;
  remove(): void;
}

/** Packs what is built and installs it in an empty folder. `npm test` builds first. */
export function installPackage(): Installed {
  if (!existsSync(join(ROOT, 'dist/types/index.d.ts'))) throw new Error('dist/ is not built: npm run build');
  const top = mkdtempSync(join(tmpdir(), 'stigkit-installed-'));
  const folder = join(top, 'consumer');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  const tarball = pack(top);
  npm(['install', '--offline', '--cache', join(top, 'cache'), '--no-audit', '--no-fund', tarball], folder);
  return { folder, tarball, remove: () => rmSync(top, { recursive: true, force: true }) };
}

/** Runs a program of Node's in a folder and gives what it prints. What it prints to standard error, too, fails. */
export function node(folder: string, ...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
