// @ts-check
/**
 * Writes what is made from other files of the project: each step in scripts/generate/NAME.mjs exports `generate()`,
 * which gives the files as `[path from the project root, text]`.
 *
 *     node scripts/generate.mjs [STEP...]
 *
 * Without a step all are done, in this order.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const STEPS = ['version', 'data', 'entities', 'templates', 'validators', 'scripts'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((step) => !STEPS.includes(step));
if (unknown.length > 0) {
  process.stderr.write(`unknown step ${unknown.join(', ')}; steps are ${STEPS.join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const step of wanted.length > 0 ? wanted : STEPS) {
    const { generate } = await import(`./generate/${step}.mjs`);
    for (const [path, text] of await generate()) write(path, text);
  }
}

/**
 * Writes a file unless it holds the text already, so that nothing is built again for nothing.
 *
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    mkdirSync(dirname(file), { recursive: true });
  }
  writeFileSync(file, text);
}
