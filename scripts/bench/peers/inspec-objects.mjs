// @ts-check
// Reads XCCDFs as MITRE's inspec-objects does, and makes JSON of them.
import { readFileSync } from 'node:fs';

// A name in a variable: the package is no part of this project, and is measured where somebody has installed it.
const name = '@mitre/inspec-objects';
const { processXCCDF } = await import(name);
for (const path of process.argv.slice(2)) {
  const profile = processXCCDF(readFileSync(path, 'utf8'), false, 'group');
  if (JSON.stringify(profile).length < 1000) throw new Error(`nothing was read of ${path}`);
}
