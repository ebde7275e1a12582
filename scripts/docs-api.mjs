// @ts-check
/**
 * Writes docs/api/, the reference of the library, out of its types and their comments. What is exported without a
 * comment, or named by an export and not exported itself, is a failure.
 *
 *     node scripts/docs-api.mjs [FOLDER]
 */
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { LIBRARY } from './build/entries.mjs';

register('./docs-api/typescript-6.mjs', import.meta.url);
const { Application, OptionDefaults, TSConfigReader } = await import('typedoc');

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const app = await Application.bootstrap(
  {
    name: 'stigkit',
    entryPoints: Object.values(LIBRARY),
    tsconfig: 'tsconfig.build.json',
    readme: 'none',
    disableSources: true,
    // The links of a page leave no machine without a network.
    hideGenerator: true,
    includeVersion: true,
    sort: ['source-order'],
    // What the schemas are made of beside the types.
    blockTags: [...OptionDefaults.blockTags, '@asType', '@minimum', '@maximum'],
    requiredToBeDocumented: [
      'Module',
      'Function',
      'Class',
      'Interface',
      'TypeAlias',
      'Variable',
      'Constructor',
      'Method',
    ],
    // Tables of which a type is made: what the codes mean is in the documents.
    intentionallyNotExported: ['CARRY_OUTCOMES', 'CODES', 'NAMES', 'TYPED_FIELDS'],
    validation: { notExported: true, notDocumented: true, invalidLink: true, invalidPath: true },
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
  },
  [new TSConfigReader()],
);
const project = await app.convert();
if (project !== undefined) {
  app.validate(project);
  if (!app.logger.hasErrors() && !app.logger.hasWarnings())
    await app.generateDocs(project, process.argv[2] ?? 'docs/api');
}
if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
