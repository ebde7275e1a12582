// @ts-check
/** Runs the scripts beside this file: chunks of the command (scripts/build/scripts.mjs). */
const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
const { fileURLToPath } = process.getBuiltinModule('node:url');
const { Script } = process.getBuiltinModule('node:vm');

/** What V8 compiled is good for this very V8 alone. */
const ENDING = `.${process.versions.v8}-${process.arch}`;

/** Those that have been run, by path, and where what V8 made of them is kept. */
export const scripts = new Map();

/** @param {string} name */
export function load(name) {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const kept = path + ENDING;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(cachedData && { cachedData }) });
  scripts.set(path, { script, kept });
  return script.runInThisContext();
}
