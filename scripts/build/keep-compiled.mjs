// @ts-check
/** Has the command in dist/ do its main jobs once, and keeps what V8 made of its scripts (see scripts.mjs). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const [old, now] = ['V1R1', 'V1R2'].map((release) =>
  at(`examples/U_Acme_Harbor_Gateway_STIG_${release}_Manual-xccdf.xml`),
);
const out = mkdtempSync(join(tmpdir(), 'stigkit-build-'));
const to = (/** @type {string} */ name) => ['-o', join(out, name), '--quiet'];

/** What V8 has of itself where the command sets another (src/io/short-run.ts). */
const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
const budget = /default: --interrupt-budget=(\d+)/.exec(options)?.[1];

const JOBS = [
  ['convert', old, '--to', 'json', ...to('a.json')],
  ['checklist', now, '--to', 'ckl', ...to('a.ckl')],
  ['diff', old, now, '--to', 'json', ...to('d.json')],
];

try {
  const { argv } = process;
  for (const [i, job] of JOBS.entries()) {
    process.argv = [...argv.slice(0, 2), ...job.map((word) => word ?? '')];
    await import(`../../dist/cli.js?${i}`);
    if (process.exitCode !== 0) throw new Error(`stigkit ${job.join(' ')} exits with ${process.exitCode}`);
  }
  // As it stands when nobody has set a flag: so are the scripts loaded.
  setFlagsFromString(`--interrupt-budget=${budget}`);
  const { scripts } = await import(new URL('../../dist/command/scripts.js', import.meta.url).href);
  for (const { script, kept } of scripts.values()) writeFileSync(kept, script.createCachedData());
} finally {
  rmSync(out, { recursive: true });
}
