// @ts-check
// Reads XCCDFs as MITRE's inspec-objects does, and makes JSON of them: `node inspec-objects.mjs FOLDER FILE...`, where FOLDER
// has the package installed. It is no part of this project.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = '', ...files] = process.argv.slice(2);
const module = createRequire(join(folder, 'package.json')).resolve('@mitre/inspec-objects');
const { processXCCDF } = await import(pathToFileURL(module).href);
for (const path of files) {
  const profile = processXCCDF(readFileSync(path, 'utf8'), false, 'group');
  if (JSON.stringify(profile).length < 1000) throw new Error(`nothing was read of ${path}`);
}
