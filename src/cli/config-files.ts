import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CliIo } from './cli-io.js';

/** A configuration file that was found. */
export interface ConfigFile {
  level: 'project' | 'user';
  file: string;
  /** Folder that paths in it may not leave: the repository of a project's file; `null` in a user's own. */
  within: string | null;
}

/** What of the surroundings may configure a run. */
export interface Surroundings {
  /** The project's file before the user's. */
  files: ConfigFile[];
  /** Names of environment variables that begin with `STIGKIT_`. */
  variables: string[];
}

/** Names the one file to read in place of the project's and the user's; `none` for no file. */
export const CONFIG_VARIABLE = 'STIGKIT_CONFIG';
export const PROJECT_FILE = 'stigkit.config.json';
const PREFIX = 'STIGKIT_';

/**
 * What may configure a run. It is looked for at every start and nearly always in vain, so that it costs some stats and
 * loads nothing: files are parsed where there are any (config.ts). Files come from a person, by where they lie: none is
 * ever looked for beside an input or in a zip.
 */
export function surroundings(io: CliIo): Surroundings {
  const variables = Object.keys(io.env).filter((name) => name.startsWith(PREFIX) && name !== CONFIG_VARIABLE);
  const { cwd, env } = io;
  if (cwd === undefined) return { files: [], variables };
  const named = env[CONFIG_VARIABLE];
  if (named === 'none') return { files: [], variables };
  if (named) return { files: [{ level: 'user', file: resolve(cwd, named), within: null }], variables };
  const user = userFile(env);
  const files: ConfigFile[] = user !== undefined && isFile(user) ? [{ level: 'user', file: user, within: null }] : [];
  const project = projectFile(cwd, homeOf(env));
  if (project !== undefined && project.file !== user) files.unshift(project);
  return { files, variables };
}

/** Where a user's own file lies: XDG_CONFIG_HOME, else ~/.config; on Windows %APPDATA%. `undefined` without a home. */
export function userFile(env: CliIo['env']): string | undefined {
  const home = homeOf(env);
  const folder = env.XDG_CONFIG_HOME || env.APPDATA || (home && join(home, '.config'));
  return folder ? join(folder, 'stigkit', 'config.json') : undefined;
}

function homeOf(env: CliIo['env']): string | undefined {
  return env.HOME || env.USERPROFILE || undefined;
}

/**
 * The nearest file from the working directory up to the repository's root or the home directory. Outside of both only the
 * working directory counts: what lies further up (in /tmp) may be anybody's.
 */
function projectFile(cwd: string, home: string | undefined): ConfigFile | undefined {
  let found: string | undefined;
  for (let folder = cwd; ; folder = dirname(folder)) {
    found ??= fileIn(folder);
    if (folder === home || exists(join(folder, '.git'))) {
      return found === undefined ? undefined : { level: 'project', file: found, within: folder };
    }
    if (dirname(folder) === folder) break;
  }
  const own = fileIn(cwd);
  return own === undefined ? undefined : { level: 'project', file: own, within: cwd };
}

function fileIn(folder: string): string | undefined {
  const file = join(folder, PROJECT_FILE);
  if (isFile(file)) return file;
  const manifest = join(folder, 'package.json');
  return isFile(manifest) && holdsKey(manifest) ? manifest : undefined;
}

/** Whether a package.json has a `stigkit` key at its top. The text is searched first: hardly one has it. */
function holdsKey(manifest: string): boolean {
  try {
    const text = readFileSync(manifest, 'utf8');
    return /"stigkit"\s*:/.test(text) && Object.hasOwn(JSON.parse(text), 'stigkit');
  } catch {
    // One that cannot be read or parsed is npm's to complain of.
    return false;
  }
}

function isFile(path: string): boolean {
  return stat(path)?.isFile() ?? false;
}

function exists(path: string): boolean {
  return stat(path) !== undefined;
}

function stat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
