// @ts-check
/**
 * Makes dist-single/: the whole command as one file that needs Node and nothing else, for machines without a network;
 * beside it its bill of materials (CycloneDX) and the check sums of both.
 *
 *     node scripts/single-file.mjs [FOLDER]
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { FOR_NODE } from './build/entries.mjs';
import { notices, packagesOf } from './build/notices.mjs';
import { sbom } from './build/sbom.mjs';
import { withPlainBuiltins } from './build/thin.mjs';

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist-single', import.meta.url)));
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });

const bundle = await rolldown({ ...FOR_NODE, input: 'src/cli/bin.ts' });
const { output } = await bundle.generate({
  format: 'esm',
  codeSplitting: false,
  minify: true,
  comments: { legal: false },
});
const [made] = output;
if (output.length !== 1) throw new Error(`one file was wanted, not ${output.map((file) => file.fileName).join(', ')}`);

// Copied alone it still carries the licences of what is in it.
const licences = `${readFileSync('LICENSE', 'utf8')}\n${notices(made.moduleIds)}`.replaceAll('*/', '* /');
const files = new Map([['stigkit.mjs', `${withPlainBuiltins(made.code, true).trimEnd()}\n/*\n${licences}*/\n`]]);
const self = JSON.parse(readFileSync('package.json', 'utf8'));
const file = { name: 'stigkit.mjs', sha256: sha256(files.get('stigkit.mjs') ?? '') };
files.set('stigkit.cdx.json', sbom(self, file, packagesOf(made.moduleIds)));
files.set('SHA256SUMS', [...files].map(([name, text]) => `${sha256(text)}  ${name}\n`).join(''));

mkdirSync(folder, { recursive: true });
for (const [name, text] of files) writeFileSync(join(folder, name), text);
chmodSync(join(folder, 'stigkit.mjs'), 0o755);

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
