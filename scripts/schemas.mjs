// @ts-check
/**
 * Writes schemas/*.schema.json, and the fields in docs/model.md, out of the types in src/model, which are their source.
 * The files are committed, as people use them without building; test/schemas.test.ts holds them against the types.
 *
 *     node scripts/schemas.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { withFields } from './model-doc.mjs';

/** @typedef {Record<string, any>} Schema */

/** Kinds of document, with the type and the title of each. */
export const SCHEMAS = /** @type {const} */ ({
  benchmark: ['Benchmark', 'One release of one STIG or SRG'],
  checklist: ['Checklist', 'The reviews of one asset against one or more STIGs'],
  'release-diff': ['ReleaseDiff', 'What changed between two releases'],
  'checklist-diff': ['ChecklistDiff', 'What changed between two checklists'],
  'quarter-diff': ['QuarterDiff', 'What changed between two packages or libraries'],
  'blast-radius': ['BlastRadius', 'Answers that a release makes stale, by host'],
  report: ['ChecklistReport', 'What checklists come to: counts and open findings'],
  overview: ['Overview', "DISA's Overview of a STIG"],
  'revision-history': ['RevisionHistory', "DISA's Revision History of a package"],
  'cci-list': ['CciList', "DISA's list of CCIs"],
  answers: ['Answers', 'Standing answers to rules'],
  policy: ['Policy', 'What a site asks of its checklists'],
});

/** Objects that may hold more than is described: what was kept of a source is never interpreted. */
const OPEN = ['Extra', 'ExtraElement'];

/** The version is read where the reader and writer have it. */
const VERSION = /SCHEMA_VERSION = (\d+)/.exec(
  readFileSync(new URL('../src/formats/json/schemas.ts', import.meta.url), 'utf8'),
)?.[1];

/**
 * All schemas, as `[path from the project root, text]`.
 *
 * @returns {[string, string][]}
 */
export function generate() {
  const generator = generatorOf('model/*.ts');
  return [
    ...Object.entries(SCHEMAS).map(([kind, [type, title]]) => fileOf(generator, kind, type, title)),
    // No document, but what a line of --diagnostics json holds.
    fileOf(generatorOf('io/diagnostic.ts'), 'diagnostic', 'Diagnostic', 'A problem, with its place'),
  ];
}

/**
 * @param {import('ts-json-schema-generator').SchemaGenerator} generator
 * @param {string} kind
 * @param {string} type
 * @param {string} title
 * @returns {[string, string]}
 */
function fileOf(generator, kind, type, title) {
  const schema = finish(kind, title, structuredClone(generator.createSchema(type)));
  return [`schemas/${kind}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
}

/** @param {string} path */
function generatorOf(path) {
  return createGenerator({
    path: fileURLToPath(new URL(`../src/${path}`, import.meta.url)),
    tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    skipTypeCheck: true,
    topRef: false,
    sortProps: false,
    additionalProperties: false,
  });
}

/**
 * @param {string} kind
 * @param {string} title
 * @param {Schema} generated
 */
function finish(kind, title, { $schema: _, definitions = {}, ...root }) {
  const members = { ...root, definitions };
  for (const name of OPEN) if (definitions[name]) delete definitions[name].additionalProperties;
  visit(members, (node) => {
    // What only the same format's writer reads is not described; it is there when asked for.
    if (node.properties?.native) {
      node.properties.native = {
        type: 'object',
        description: 'What the source carries beyond the model, where it was asked for. Its form is not described.',
      };
    }
    if (typeof node.$ref === 'string') node.$ref = node.$ref.replace('#/definitions/', '#/$defs/');
  });
  const used = reached(root, definitions);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:stigkit:schema:${kind}:${VERSION}`,
    title,
    description: root.description,
    ...root,
    $defs: Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name))),
  };
}

/**
 * Names of the definitions that a schema needs.
 *
 * @param {Schema} root
 * @param {Record<string, Schema>} definitions
 */
function reached(root, definitions) {
  /** @type {Set<string>} */
  const used = new Set();
  /** @param {Schema} schema */
  const follow = (schema) =>
    visit(schema, ({ $ref }) => {
      const name = typeof $ref === 'string' ? decodeURIComponent($ref.slice('#/$defs/'.length)) : undefined;
      if (name === undefined || used.has(name)) return;
      used.add(name);
      follow(/** @type {Schema} */ (definitions[name]));
    });
  follow(root);
  return used;
}

/**
 * @param {unknown} value
 * @param {(node: Schema) => void} action
 */
function visit(value, action) {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) action(/** @type {Schema} */ (value));
  for (const member of Object.values(value)) visit(member, action);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL('../schemas', import.meta.url), { recursive: true });
  const files = generate();
  for (const [path, text] of files) writeFileSync(new URL(`../${path}`, import.meta.url), text);
  const document = new URL('../docs/model.md', import.meta.url);
  writeFileSync(document, withFields(readFileSync(document, 'utf8'), files));
}
