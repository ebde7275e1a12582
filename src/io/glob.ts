import { glob, isDynamicPattern } from 'tinyglobby';

/** Whether an argument has characters of a pattern: `*`, `?`, `[...]`, `{a,b}`, `!(...)`. */
export function isPattern(argument: string): boolean {
  return isDynamicPattern(slashes(argument));
}

/**
 * What a pattern names, sorted by code units. As in a shell, names that begin with a dot need a dot in the pattern, and
 * `*` names folders too; with `**`, which reaches into folders itself, only files are named, each once.
 */
export async function expandPattern(pattern: string): Promise<string[]> {
  const found = await glob(slashes(pattern), {
    onlyFiles: pattern.includes('**'),
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return found.map((path) => path.replace(/\/$/, '')).sort();
}

/** Windows writes paths with backslashes, which in a pattern would take the meaning from the next character. */
function slashes(pattern: string): string {
  return process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
}
