import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

/** The SARIF 2.1.0 schema, as a package carries it: draft 4, of which it uses what draft 7 reads alike but for `id`. */
const schema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
) as Record<string, unknown>;
const { $schema: _, id: __, ...rest } = schema;

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
ajv.addFormat('uri', (text) => URL.canParse(text));
// RFC 3986: allowed characters, whole percent escapes, and no colon in the first part of a relative one.
ajv.addFormat(
  'uri-reference',
  (text) =>
    /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/.test(text) && (URL.canParse(text) || !/^[^/?#]*:/.test(text)),
);
ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
const validate = ajv.compile(rest);

/** What of a log the SARIF schema does not allow; empty where nothing. */
export function sarifViolations(log: unknown): string[] {
  return validate(log) ? [] : validate.errors!.map((error) => `${error.instancePath} ${error.message}`);
}
