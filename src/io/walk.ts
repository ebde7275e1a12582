import { readdir, realpath, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Report } from './diagnostic.js';
import { fsError } from './fs-error.js';
import { isPassedOver } from './passed-over.js';

/**
 * Every file in a folder and the folders within, depth first, sorted by code units. Passed over: names that begin with a
 * dot, `node_modules`, `__MACOSX`, devices and pipes. Links are not followed: what a link inside the folder points to
 * is met anyway. One exception is a link to a file that lies in the folder but is hidden, as mounted configuration and
 * git-annex have it. A folder that cannot be read is reported and the rest is given.
 */
export async function* walkFolder(folder: string, report: Report): AsyncGenerator<string> {
  yield* walk(folder, folder, report);
}

async function* walk(folder: string, root: string, report: Report): AsyncGenerator<string> {
  let entries: Awaited<ReturnType<typeof entriesOf>>;
  try {
    entries = await entriesOf(folder);
  } catch (error) {
    for (const diagnostic of fsError('read-failed', folder, error).diagnostics) report(diagnostic);
    return;
  }
  for (const entry of entries) {
    if (isPassedOver(entry.name)) continue;
    const path = inFolder(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, root, report);
    else if (entry.isFile()) yield path;
    else if (entry.isSymbolicLink() && (await isHiddenWithin(path, root, report))) yield path;
  }
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a link leads to a file in the folder that the walk does not meet; one that leads out is reported. */
async function isHiddenWithin(link: string, root: string, report: Report): Promise<boolean> {
  try {
    const [target, top] = await Promise.all([realpath(link), realpath(root)]);
    const within = relative(top, target);
    const parts = within.split(sep);
    if (parts[0] === '..' || target === within) {
      report({
        code: 'input-skipped',
        severity: 'info',
        file: link,
        message: 'not read: the link leads out of the folder',
        hint: 'Name the file itself if it is wanted.',
      });
      return false;
    }
    return parts.some(isPassedOver) && (await stat(target)).isFile();
  } catch (error) {
    for (const diagnostic of fsError('read-failed', link, error).diagnostics) report(diagnostic);
    return false;
  }
}

/** A path in a folder, as people write it: with `/`, and without `./` for the current folder. */
export function inFolder(folder: string, name: string): string {
  const end = folder.endsWith('/') || (sep === '\\' && folder.endsWith('\\'));
  if (/^\.[/\\]?$/.test(folder)) return name;
  return end ? folder + name : `${folder}/${name}`;
}
