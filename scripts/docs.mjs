// @ts-check
/**
 * Writes the documents that are made from the tables of the source, and the schema of configuration files. They are
 * committed; test/docs.test.ts holds them against the tables.
 *
 *     node scripts/docs.mjs
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as commands from './docs/commands.mjs';
import * as formats from './docs/formats.mjs';
import * as schema from './docs/schema.mjs';
import { tables } from './tables.mjs';

/**
 * All of them, as `[path from the project root, text]`.
 *
 * @returns {Promise<[string, string][]>}
 */
export async function generate() {
  const read = await tables();
  return [commands, formats, schema].flatMap((document) => document.generate(read));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generate()) writeFileSync(new URL(`../${path}`, import.meta.url), text);
}
