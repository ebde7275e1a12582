// @ts-check
/**
 * Fetches NIST's JSON Schemas of OSCAL, which the tests take where they are at hand. Needs a network; nothing else does.
 *
 *     node scripts/fetch-schemas.mjs [DIR]        (oscal-schemas unless said)
 *     STIGKIT_OSCAL_SCHEMAS=DIR npx vitest run test/formats/oscal
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version that is written: `OSCAL_VERSION` of src/formats/oscal/metadata.ts. */
const VERSION = '1.1.2';

const FILES = ['oscal_catalog_schema.json', 'oscal_component_schema.json'];

const directory = process.argv[2] ?? 'oscal-schemas';
mkdirSync(directory, { recursive: true });
for (const file of FILES) {
  const address = `https://github.com/usnistgov/OSCAL/releases/download/v${VERSION}/${file}`;
  const path = join(directory, file);
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const text = await response.text();
    JSON.parse(text);
    writeFileSync(path, text);
    console.log(path);
  } catch (error) {
    console.error(
      `${address}: ${/** @type {Error} */ (error).message}\nWithout a network: put the file at ${path} by hand.`,
    );
    process.exitCode = 1;
  }
}
