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
let unread = 0;
for (const path of files) {
  try {
    const profile = processXCCDF(readFileSync(path, 'utf8'), false, 'group');
    if (JSON.stringify(profile).length < 1000) unread++;
  } catch {
    // It ends over some of DISA's older files (a text that is empty is no string to it); the others are measured.
    unread++;
  }
}
if (unread * 4 > files.length) throw new Error(`${unread} of ${files.length} files could not be read`);
