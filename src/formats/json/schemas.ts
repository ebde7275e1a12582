import type { DocumentKind } from '../../model/document.js';

/** The number of the model's form; it rises when a field is renamed, removed or changes its meaning. */
export const SCHEMA_VERSION = 1;

/** The name of a kind's JSON Schema, its `$id` and the `$schema` of every document written. */
export function schemaId(kind: DocumentKind): string {
  return `urn:stigkit:schema:${kind}:${SCHEMA_VERSION}`;
}
