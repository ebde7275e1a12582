// @ts-check
/** Runs the main job on the examples: what a STIG is, clean JSON of it, and a checklist for both viewers, into out/. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const stig = 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';
const commands = [
  ['info', stig],
  ['convert', stig, '--to', 'json', '-o', 'out/harbor.json', '--force'],
  ['checklist', stig, '--asset', 'examples/asset.json', '--to', 'ckl', '-o', 'out/harbor.ckl', '--force'],
  ['checklist', stig, '--asset', 'examples/asset.json', '--to', 'cklb', '-o', 'out/harbor.cklb', '--force'],
  ['info', 'out/harbor.ckl', 'out/harbor.cklb'],
];

// A fresh clone has no such folder, and -o FILE makes none.
mkdirSync('out', { recursive: true });

for (const args of commands) {
  process.stdout.write(`\n$ stigkit ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['dist/cli.js', ...args], { stdio: 'inherit' });
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}
