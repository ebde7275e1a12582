// @ts-check
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Scripts of the documentation site, each one classic file: from a folder on disk browsers load no modules. */
const SCRIPTS = ['site', 'search', 'compare'];

/**
 * src/generated/site-scripts.ts: the scripts of src/site/browser bundled, by file name. The comparison holds the very
 * differ that the command uses.
 *
 * @returns {Promise<[string, string][]>}
 */
export async function generate() {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: SCRIPTS.map((name) => `src/site/browser/${name}.ts`),
    tsconfigRaw: { compilerOptions: { target: 'es2022', verbatimModuleSyntax: true } },
    outdir: 'out',
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari16'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const scripts = outputFiles.map(
    ({ path, text }) => `  ${JSON.stringify(path.replace(/^.*[\\/]/, ''))}: ${JSON.stringify(text)},`,
  );
  return [
    [
      'src/generated/site-scripts.ts',
      `// Written by scripts/generate.mjs out of src/site/browser: change it there.

/** Scripts of the documentation site by file name. */
export const SCRIPTS: Record<string, string> = {
${scripts.join('\n')}
};
`,
    ],
  ];
}
