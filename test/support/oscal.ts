import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** Folder of NIST's own schemas (`node scripts/fetch-schemas.mjs`); else ours, which states what OSCAL asks. */
const NIST = process.env.STIGKIT_OSCAL_SCHEMAS ?? '';
const OURS = join(import.meta.dirname, '../fixtures/oscal/oscal.schema.json');

/** What a schema has to say against an OSCAL document; nothing where it is valid. */
export function oscalErrors(document: object): string[] {
  const check = checkFor('catalog' in document ? 'oscal_catalog_schema.json' : 'oscal_component_schema.json');
  if (check(document)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).slice(0, 5);
}

const checks = new Map<string, ValidateFunction>();

function checkFor(file: string): ValidateFunction {
  const path = existsSync(join(NIST, file)) && NIST !== '' ? join(NIST, file) : OURS;
  const known = checks.get(path);
  if (known !== undefined) return known;
  // NIST's schemas hold patterns of Unicode properties (ajv's default), and keywords that ajv does not know.
  const ajv = new Ajv({
    strict: false,
    formats: { 'uri-reference': isReference, uri: isUri, 'date-time': isTime, email: true },
  });
  const check = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  checks.set(path, check);
  return check;
}

/** RFC 3986's characters, each percent sign with two digits behind it. */
const isReference = (text: string) =>
  /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(text) && !/#.*#/.test(text);
const isUri = (text: string) => isReference(text) && URL.canParse(text);
const isTime = (text: string) => !Number.isNaN(Date.parse(text));
