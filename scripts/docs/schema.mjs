// @ts-check
/** The JSON Schema of a configuration file, out of the command table. */

/** @typedef {import('../../src/cli/command.js').OptionSpec} OptionSpec */

/**
 * schemas/config.schema.json, for editors. What a run refuses the schema refuses, but for paths.
 *
 * @param {import('../tables.mjs').Tables} tables
 * @returns {[string, string][]}
 */
export function generate({ COMMANDS: commands, ambiguity }) {
  /** @type {Record<string, OptionSpec[]>} */
  const all = {};
  for (const { options } of commands) {
    for (const [name, spec] of Object.entries(options)) all[name] = [...(all[name] ?? []), spec];
  }
  /** @type {Record<string, object>} */
  const properties = { $schema: { type: 'string', description: 'Where this schema lies.' } };
  for (const [name, specs] of Object.entries(all)) {
    const common = ambiguity(specs) === undefined && specs.every((spec) => !spec.perCall);
    if (common && specs[0]) properties[name] = schemaOf(specs[0]);
  }
  for (const { name, describe, options } of commands) {
    const entries = Object.entries(options).filter(([, spec]) => !spec.perCall);
    const own = {
      type: 'object',
      description: `Options of \`stigkit ${name}\`: ${describe}.`,
      properties: Object.fromEntries(entries.map(([option, spec]) => [option, schemaOf(spec)])),
      additionalProperties: false,
    };
    properties[name] = properties[name] === undefined ? own : { anyOf: [own, properties[name]] };
  }
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:stigkit:schema:config:1',
    title: 'Configuration of stigkit',
    description:
      'Options for every command that has them, or under the name of a command for that one. stigkit.config.json, the key "stigkit" of a package.json, or the user\'s own config.json.',
    type: 'object',
    properties,
    additionalProperties: false,
  };
  return [['schemas/config.schema.json', `${JSON.stringify(schema, null, 2)}\n`]];
}

/** @param {OptionSpec} spec */
function schemaOf({ type, array, choices, describe, empty }) {
  const one = {
    type,
    ...(choices === undefined ? {} : { enum: choices }),
    ...(type === 'string' && !empty ? { minLength: 1 } : {}),
  };
  return array
    ? { description: describe, anyOf: [one, { type: 'array', items: one }] }
    : { description: describe, ...one };
}
