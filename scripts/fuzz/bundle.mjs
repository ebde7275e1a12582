// @ts-check
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** Bundles what is fuzzed, as scripts/build.mjs does the command, into the folder that is named. */
const [, , dir] = process.argv;
const made = await rolldown({
  input: fileURLToPath(new URL('library.ts', import.meta.url)),
  platform: 'node',
  logLevel: 'silent',
  resolve: { alias: { 'yargs-parser': 'yargs-parser/browser' } },
});
await made.write({ dir: String(dir), format: 'esm', entryFileNames: 'library.js' });
