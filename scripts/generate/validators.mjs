// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const SCHEMAS = new URL('../../schemas/', import.meta.url);

/**
 * src/generated/validators/KIND.js: each schema of schemas/ compiled to a function that needs nothing else, since ajv
 * takes longer to compile a schema than the command takes to read a release. That of configuration files is for editors:
 * a run holds them against the command table.
 *
 * @returns {[string, string][]}
 */
export function generate() {
  return readdirSync(SCHEMAS)
    .filter((name) => name.endsWith('.schema.json') && name !== 'config.schema.json')
    .sort()
    .flatMap((name) => {
      const base = `src/generated/validators/${name.slice(0, -'.schema.json'.length)}`;
      return /** @type {[string, string][]} */ ([
        [`${base}.js`, compiled(name)],
        [`${base}.d.ts`, TYPES],
      ]);
    });
}

const TYPES = `// Written by scripts/generate.mjs out of schemas/: change it there.

/** An error as ajv gives it. */
interface ValidatorError {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
}

declare const validate: { (value: unknown): boolean; errors?: ValidatorError[] | null };
export default validate;
`;

/** @param {string} name */
function compiled(name) {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, code: { source: true, esm: true } });
  const text = readFileSync(new URL(name, SCHEMAS), 'utf8');
  // Descriptions would be carried along; a property may have that name too.
  const schema = JSON.parse(text, (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );
  const validate = ajv.compile(schema);
  const code = /** @type {any} */ (standalone).default(ajv, validate);
  const outside = /\brequire\(|\bimport\b/.exec(code);
  if (outside) {
    throw new Error(
      `the validator of ${name} needs more than itself: ${code.slice(outside.index, outside.index + 80)}`,
    );
  }
  return `// Written by scripts/generate.mjs out of schemas/: change it there.\n${code}\n`;
}
