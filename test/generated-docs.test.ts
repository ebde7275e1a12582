/** Documents made from the tables of the source are what the tables say. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../src/formats/registry.js';

const ROOT = resolve(import.meta.dirname, '..');
const scripts = '../scripts';

describe('documents out of the tables', async () => {
  const generated = (await (await import(`${scripts}/docs.mjs`)).generate()) as [path: string, text: string][];

  it.each(generated)('%s is fresh; `npm run docs` writes it anew', (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });

  it('has a note on every format, and on no other', async () => {
    const { NOTES } = (await import(`${scripts}/docs/format-notes.mjs`)) as { NOTES: Record<string, string> };
    expect(Object.keys(NOTES).sort()).toEqual(FORMATS.map(({ name }) => name).sort());
  });
});
