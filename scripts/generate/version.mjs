// @ts-check
import { readFileSync } from 'node:fs';

/** The version as code, so that nothing reads package.json at run time. */
export function generate() {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return [['src/generated/version.ts', `export const VERSION = ${JSON.stringify(version)};\n`]];
}
