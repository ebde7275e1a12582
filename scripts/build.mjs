// @ts-check
/**
 * Builds dist/: the command and the library bundled with lazy chunks, type declarations, and the notices of what is
 * bundled.
 *
 *     node scripts/build.mjs [--no-types]
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { notices } from './build/notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });

/**
 * What nearly every call needs: it is one chunk, as a file more costs a call more than the code in it. Everything else
 * is loaded when it is called for.
 */
const CORE = [
  'src/(model|data)/',
  'src/generated/data',
  'src/(read|write)\\.ts',
  'src/cli/(?!bin|yargs|github|commands/)',
  'src/cli/commands/(convert|info|checklist)\\.ts',
  'src/formats/(registry|head|format|xccdf/|json/(codec|write|schemas)|page/sniff|documents/marks)',
  'src/io/(?!glob|yauzl|zip|html|pdf|csv|xlsx|template|uuid|schema|xml-lenient|xml-repair)',
  'node_modules/(saxes|xmlchars|yargs-parser)/',
];

const bundle = await rolldown({
  input: { cli: 'src/cli/bin.ts', index: 'src/index.ts' },
  platform: 'node',
  logLevel: 'warn',
});
const { output } = await bundle.write({
  dir: 'dist',
  format: 'esm',
  // Start-up is parsing: what is not there is not parsed.
  minify: true,
  chunkFileNames: 'chunks/[name]-[hash].js',
  entryFileNames: '[name].js',
  codeSplitting: { groups: [{ name: 'core', test: new RegExp(CORE.join('|').replaceAll('/', '[\\\\/]')) }] },
});
chmodSync('dist/cli.js', 0o755);
writeFileSync('THIRD-PARTY.txt', notices(output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))));

if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
}
