// @ts-check
/**
 * The fields of the model as Markdown, for docs/model.md: out of the JSON Schemas, which are made of the types. What stands
 * above the mark is written by hand; `npm run schemas` writes what is below, and test/model-doc.test.ts holds it against
 * the types.
 */

/** @typedef {Record<string, any>} Schema */

/** Stands above what is made. */
export const MARK = '<!-- Below: made by `npm run schemas` out of src/model. -->';

/**
 * The document with its fields made anew.
 *
 * @param {string} text of docs/model.md as it stands
 * @param {readonly [path: string, text: string][]} files of the schemas
 */
export function withFields(text, files) {
  const at = text.indexOf(MARK);
  if (at < 0) throw new Error(`docs/model.md lacks the line ${MARK}`);
  return `${text.slice(0, at)}${MARK}\n\n${fields(files)}`;
}

/** @param {readonly [path: string, text: string][]} files */
function fields(files) {
  // What has a kind is a document. A policy is a file that people write; a diagnostic and a summary are lines of a run.
  const schemas = files
    .map(([, text]) => /** @type {Schema} */ (JSON.parse(text)))
    .filter((schema) => schema.properties?.kind !== undefined);
  const kinds = schemas.map((schema) => section(`\`${schema.properties.kind.const}\``, schema));
  /** @type {Map<string, Schema>} */
  const types = new Map();
  for (const { $defs } of schemas) for (const [name, type] of Object.entries($defs)) types.set(name, type);
  const parts = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, type]) => section(name, type));
  return ['## Documents', ...kinds, '## Parts', ...parts].join('\n\n').concat('\n');
}

/**
 * @param {string} name
 * @param {Schema} schema
 */
function section(name, schema) {
  const lines = [`### ${name}`, ...(schema.description ? [oneLine(schema.description)] : [])];
  if (schema.properties === undefined) return [...lines, `Is ${typeOf(schema)}.`].join('\n\n');
  const required = new Set(schema.required);
  const rows = Object.entries(schema.properties).map(([field, type]) => [
    `\`${field}\`${required.has(field) ? '' : ' (may be absent)'}`,
    typeOf(type),
    oneLine(type.description ?? ''),
  ]);
  return [...lines, table([['field', 'type', 'what'], ...rows])].join('\n\n');
}

/** @param {string[][]} rows */
function table([header = [], ...rows]) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

/**
 * What a schema takes, in words.
 *
 * @param {Schema} schema
 * @returns {string}
 */
function typeOf(schema) {
  if (schema.$ref) {
    const name = decodeURIComponent(schema.$ref.slice('#/$defs/'.length));
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((/** @type {unknown} */ word) => `\`${JSON.stringify(word)}\``).join(' or ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object' && schema.properties !== undefined) {
    return `object of ${Object.entries(schema.properties)
      .map(([name, type]) => `\`${name}\`: ${typeOf(type)}`)
      .join(', ')}`;
  }
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object of ${typeOf(schema.additionalProperties)} by name`;
  }
  return schema.type ?? 'anything';
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
