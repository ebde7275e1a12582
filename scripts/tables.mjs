// @ts-check
/** The tables of the source, for what is written out of them: commands, formats, and how help shows them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * @typedef {object} Tables
 * @property {readonly import('../src/cli/command.js').Command[]} COMMANDS
 * @property {readonly import('../src/formats/format.js').Format[]} FORMATS
 * @property {typeof import('../src/cli/config-value.js').ambiguity} ambiguity
 * @property {typeof import('../src/cli/help.js')} help
 */

/**
 * The tables as they stand in the source. What a row loads when it is called is left out.
 *
 * @returns {Promise<Tables>}
 */
export async function tables() {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    stdin: {
      contents: `
        export { COMMANDS } from './src/cli/commands.js';
        export { FORMATS } from './src/formats/registry.js';
        export { ambiguity } from './src/cli/config-value.js';
        export * as help from './src/cli/help.js';`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    external: ['./commands/*', './*/codec.js'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-tables-'));
  try {
    const file = join(folder, 'tables.mjs');
    writeFileSync(file, /** @type {any} */ (outputFiles[0]).text);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
