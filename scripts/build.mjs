// @ts-check
/**
 * Builds dist/: the command and the library for Node, bundled with lazy chunks; the library for everything else; type
 * declarations; and the notices of what is bundled.
 *
 *     node scripts/build.mjs [--no-types]
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { FOR_NODE, LIBRARY } from './build/entries.mjs';
import { notices } from './build/notices.mjs';
import { buildPortable } from './build/portable.mjs';
import { makeScripts } from './build/scripts.mjs';
import { thin } from './build/thin.mjs';
import { declarations } from './build/types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });

/**
 * What is loaded together is one chunk, as a file more costs a call more than the code in it: what nearly every call
 * needs, what a CKL is written with, what releases are compared with. All else is loaded when it is called for.
 */
const CHUNKS = {
  core: [
    'src/(model|data)/',
    'src/generated/data',
    'src/(read|write)\\.ts',
    'src/cli/(args|cli-io|command|commands|config-files|each-input|items|limits|main|options|package-members|process-io|reading)\\.ts',
    'src/cli/(render-diagnostic|reporter|run-summary|selecting|threads|writing)\\.ts',
    'src/tasks/(convert|in-file|index|read|reading|run|task)\\.ts',
    'src/cli/commands/convert\\.ts',
    'src/formats/(registry|head|format|xccdf/(codec|description|extra|markup|names|read|read-rule)\\.ts|json/(codec|write|schemas)|page/sniff|documents/marks)',
    'src/io/(archive-bytes|byte-text|bytes-inputs|codes|diagnostic|encode-pieces|fs-error|hash|in-order|input|inputs|limits|nearest|open-file)\\.ts',
    'src/io/(output|output-names|output-place|passed-over|picture-mark|progress|read-bytes|reported|source|stdout|temp-files)\\.ts',
    'src/io/(mhtml-mark|short-run|terminal|walk|windows-1252|zip-mark)\\.ts',
    'src/io/xml(-builder|-element|-judge|-text|-walk)?\\.ts',
    'node_modules/(saxes|xmlchars|yargs-parser)/',
  ],
  checklist: [
    'src/formats/ckl/',
    'src/checklist/create',
    'src/tasks/checklists',
    'src/cli/(asset|file-bytes|commands/checklist)\\.ts',
    'src/io/json-tree',
    'src/formats/shared/(checklist-|losses|importers)',
    'src/io/uuid',
    'node_modules/uuid/',
  ],
  diff: [
    'src/diff/',
    'src/text/command-names',
    'src/generated/entities',
    'src/select/',
    'src/cli/(choosing|diff-compare|diff-gates|diff-selection|diff-sides|first-look|commands/diff)\\.ts',
    'src/formats/xccdf/head',
    'src/formats/shared/digest-options',
    'node_modules/diff/',
  ],
};

/**
 * @param {Record<string, string>} input what becomes a file of that name in dist/
 * @param {string} folder where the chunks of these go
 * @returns {Promise<string[]>} paths of the modules in it
 */
async function build(input, folder) {
  const bundle = await rolldown({ ...FOR_NODE, input });
  const { output } = await bundle.write({
    dir: 'dist',
    format: 'esm',
    // Start-up is parsing: what is not there is not parsed.
    minify: true,
    chunkFileNames: `${folder}/[name]-[hash].js`,
    entryFileNames: '[name].js',
    codeSplitting: {
      groups: Object.entries(CHUNKS).map(([name, modules]) => ({
        name,
        test: new RegExp(modules.join('|').replaceAll('/', '[\\\\/]')),
      })),
    },
  });
  return output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
}

// The command has chunks of its own, as they are loaded in a way that bundlers of the library could not follow.
const modules = [
  ...(await build(LIBRARY, 'library')),
  ...(await build(
    {
      cli: 'src/cli/bin.ts',
      // What a thread runs, and what runs it: tinypool looks for its own beside the chunk that it is in.
      'command/entry/tasks': 'src/tasks/thread.ts',
      'command/entry/worker': 'node_modules/tinypool/dist/entry/worker.js',
    },
    'command',
  )),
];
thin('dist', 'rolldown-runtime');
chmodSync('dist/cli.js', 0o755);
makeScripts('dist/command', Object.keys(CHUNKS));
const portable = await buildPortable('dist/portable');
writeFileSync('THIRD-PARTY.txt', notices([...modules, ...portable]));
execFileSync(process.execPath, ['scripts/man.mjs'], { stdio: 'inherit' });

if (!process.argv.includes('--no-types')) declarations('dist/types');
