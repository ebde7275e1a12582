import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from './corpus.js';

const SCHEMA = join(CORPUS, 'schemas/U_Checklist_Schema_V2.xsd');

/** Whether DISA's schema of the CKL and a program to check it are at hand. */
export const hasXmllint = existsSync(SCHEMA) && spawnSync('xmllint', ['--version']).status === 0;

/** Said in the title of a suite that is skipped. */
export const NEEDS_XMLLINT = "DISA's schema and xmllint (skipped where they are absent)";

/** What xmllint says against a CKL by DISA's schema; `''` where it is valid. */
export function schemaErrors(xml: string | Uint8Array): string {
  const run = spawnSync('xmllint', ['--noout', '--schema', SCHEMA, '-'], { input: xml, maxBuffer: 1 << 28 });
  return run.status === 0 ? '' : run.stderr.toString().slice(0, 2000);
}
