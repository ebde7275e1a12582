// @ts-check
/**
 * Makes examples/hosts/ out of examples/source/checklists.mjs, with the built command: blank checklists, answered
 * rule by rule. The same source gives the same bytes.
 *
 *     npm run build && node scripts/make-checklists.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checklists } from '../examples/source/checklists.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string[]} args */
function stigkit(args) {
  const run = spawnSync(process.execPath, ['dist/cli.js', ...args, '--quiet'], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`stigkit ${args.join(' ')}: ${run.stderr}`);
}

mkdirSync(`${root}examples/hosts`, { recursive: true });
for (const { file, release, asset, answers } of checklists) {
  const path = `examples/hosts/${file}`;
  const to = file.slice(file.lastIndexOf('.') + 1);
  const stig = `examples/U_Acme_Harbor_Gateway_STIG_${release}_Manual-xccdf.xml`;
  stigkit(['checklist', stig, ...asset, '--to', to, '--force', '-o', path]);
  for (const { rule, ...answer } of answers) {
    const options = Object.entries(answer).flatMap(([name, value]) => [`--${name}`, value]);
    stigkit(['review', path, rule, ...options, '--in-place']);
  }
}
