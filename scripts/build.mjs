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
import { build } from 'esbuild';
import { notices } from './build/notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });

const result = await build({
  entryPoints: { cli: 'src/cli/bin.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  // Start-up is parsing: what is not there is not parsed.
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [requireBuiltins()],
});
chmodSync('dist/cli.js', 0o755);
writeFileSync('THIRD-PARTY.txt', notices(result.metafile));

if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
}

/**
 * CommonJS packages in the bundle call `require` for Node's own modules, which an ES module does not have. Only chunks
 * that hold such a call get one made, so that the others pay nothing.
 *
 * @returns {import('esbuild').Plugin}
 */
function requireBuiltins() {
  return {
    name: 'require-builtins',
    setup(plugin) {
      plugin.initialOptions.write = false;
      plugin.onEnd(async ({ outputFiles }) => {
        const { mkdirSync, writeFileSync: write } = await import('node:fs');
        const { dirname } = await import('node:path');
        for (const file of outputFiles ?? []) {
          const needs = file.text.includes('Dynamic require of');
          const head = needs
            ? 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);\n'
            : '';
          const [, shebang = '', body = ''] = /^(#![^\n]*\n)?([\s\S]*)$/.exec(file.text) ?? [];
          mkdirSync(dirname(file.path), { recursive: true });
          write(file.path, shebang + head + body);
        }
      });
    },
  };
}
