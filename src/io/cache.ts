import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Report, StigError } from './diagnostic.js';
import { hasCode } from './fs-error.js';
import { makeFolder, writeOutput } from './output.js';

/**
 * A folder of entries by key, each a file. Entries are made anew whenever they are missed, so the folder may be deleted at
 * any time, and any number of processes may use it: a file is there whole or not at all. Nothing that is wrong with the
 * folder stops a run; it is told, once by each of these.
 */
export class CacheFolder {
  #isTold = false;

  constructor(
    readonly path: string,
    private readonly report: Report,
  ) {}

  /** The bytes under a key; `null` where there are none. */
  async get(key: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#fileOf(key));
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) this.#tell(error);
      return null;
    }
  }

  /** Keeps bytes under a key, for the user's eyes alone. */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    if (this.#isTold) return;
    try {
      await makeFolder(this.path, 0o700);
      // Not waited for: what a crash cuts short is found out when it is read.
      await writeOutput(this.#fileOf(key), bytes, { force: true, within: this.path, sync: false, mode: 0o600 });
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param key letters and digits alone, of our own making */
  #fileOf(key: string): string {
    return join(this.path, `${key}.stigkit-cache`);
  }

  #tell(error: unknown): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const reason = error instanceof StigError ? error.diagnostics[0]!.message : (error as Error).message;
    this.report({
      code: 'cache-unusable',
      severity: 'warning',
      file: this.path,
      message: `the folder of --cache cannot be used: ${reason}`,
      hint: 'Everything is read as without it. Name a folder that may be written to.',
    });
  }
}
