// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The parts of a run, each measured within a process, warm, over the same files as whole processes. `mb` says how much of
 * what one pass takes, for the speed.
 *
 * @type {readonly { name: string, what: string, of: 'large' | 'ckl' | 'library' | 'texts' }[]}
 */
export const STEPS = [
  { name: 'parse', what: 'parse only: every character, elements and texts, no model', of: 'large' },
  { name: 'model', what: 'model only: rules out of elements already parsed', of: 'large' },
  { name: 'json', what: 'JSON only: the model as text', of: 'large' },
  { name: 'compare', what: 'comparison only: two models already read', of: 'large' },
  { name: 'words', what: 'word diff only: 1,000 pairs of texts', of: 'texts' },
  { name: 'zip', what: 'zip only: every member of the library unzipped', of: 'library' },
  { name: 'ckl', what: 'CKL only: the checklist written', of: 'ckl' },
  { name: 'parquet', what: 'Parquet only: the checklist written', of: 'ckl' },
];

const SOURCE = fileURLToPath(new URL('./steps.ts', import.meta.url));

/**
 * Bundles the steps with the sources of a project, this one or another state of it.
 *
 * @param {string} root folder that holds `src/`
 * @param {string} folder where the bundle goes
 * @returns {Promise<string>} path of a module that Node runs with the name of a step and the files
 */
export async function bundleSteps(root, folder) {
  if (!existsSync(join(root, 'src/io/xml.ts'))) throw new Error(`there are no sources in ${root}`);
  const { rolldown } = await import('rolldown');
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, 'steps.ts');
  writeFileSync(entry, readFileSync(SOURCE, 'utf8').replaceAll("'../../src/", `'${join(root, 'src')}/`));
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'steps.mjs', chunkFileNames: '[name]-[hash].mjs' });
  return join(folder, 'steps.mjs');
}
