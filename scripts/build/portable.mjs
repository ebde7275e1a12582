// @ts-check
import { existsSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { LIBRARY } from './entries.mjs';

/**
 * Builds the library for everything that is not Node: browsers, and bundlers for them. One module a file, with names as
 * they are, so that a bundler takes only what is used; nothing of Node's is in it.
 *
 * @param {string} dir
 * @returns {Promise<string[]>} paths of the modules in it
 */
export async function buildPortable(dir) {
  const bundle = await rolldown({
    input: LIBRARY,
    platform: 'browser',
    logLevel: 'warn',
    // Every module is a file of its own.
    checks: { ineffectiveDynamicImport: false },
    plugins: [standIns],
    // As package.json says of the result: a module of which nothing is used is not there.
    treeshake: { moduleSideEffects: false },
    resolve: {
      alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync', 'csv-stringify/sync': 'csv-stringify/browser/esm/sync' },
    },
  });
  const { output } = await bundle.write({
    dir,
    format: 'esm',
    preserveModules: true,
    preserveModulesRoot: 'src',
    // npm packs no folder of the name node_modules.
    entryFileNames: ({ name }) => `${name.replace(/^.*node_modules\//, 'vendor/')}.js`,
    minify: { compress: true, mangle: false, codegen: true },
    comments: { legal: false, annotation: true, jsdoc: false },
  });
  const left = output.flatMap((file) =>
    file.type === 'chunk' ? [...file.imports, ...file.dynamicImports].filter((path) => path.startsWith('node:')) : [],
  );
  if (left.length > 0) throw new Error(`the portable library imports ${left.join(', ')}`);
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
}

/** A file of src/io/portable stands in for the one of the same name in src/io, which needs Node. */
const standIns = {
  name: 'stand-ins',
  resolveId: {
    order: /** @type {const} */ ('pre'),
    /**
     * @this {import('rolldown').PluginContext}
     * @param {string} source
     * @param {string | undefined} importer
     */
    async handler(source, importer) {
      if (!source.startsWith('.') || importer === undefined) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      const path = found?.id.replaceAll('\\', '/').replace(/\/src\/io\/([\w-]+\.ts)$/, '/src/io/portable/$1');
      return path !== undefined && path !== found?.id && existsSync(path) ? path : null;
    },
  },
};
