import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION, schemaId } from '../src/formats/json/schemas.js';

const scripts = '../scripts';

describe('docs/model.md', async () => {
  const files = (await import(`${scripts}/schemas.mjs`)).generate() as [path: string, text: string][];
  const { withFields } = (await import(`${scripts}/model-doc.mjs`)) as {
    withFields(text: string, files: readonly [string, string][]): string;
  };
  const text = readFileSync(new URL('../docs/model.md', import.meta.url), 'utf8');
  // A policy and a diagnostic are no documents, and are described elsewhere.
  const schemas = files.map(([, file]) => JSON.parse(file)).filter(({ properties }) => properties?.kind !== undefined);

  it('describes the fields that the types have; `npm run schemas` writes it anew', () => {
    expect(withFields(text, files)).toBe(text);
  });

  it('names every field of every kind and part under its heading', () => {
    const sections = new Map(text.split(/^### /m).map((part) => [part.split('\n', 1)[0]!.replaceAll('`', ''), part]));
    for (const schema of schemas) {
      const parts: [string, { properties?: object }][] = [
        [schema.properties.kind.const, schema],
        ...Object.entries(schema.$defs as object),
      ];
      for (const [name, { properties }] of parts) {
        for (const field of Object.keys(properties ?? {})) expect(sections.get(name), name).toContain(`| \`${field}\``);
      }
    }
  });

  it('can have one section for a part, as it is the same in every schema', () => {
    const seen = new Map<string, string>();
    for (const { $defs } of schemas) {
      for (const [name, part] of Object.entries($defs)) {
        expect(JSON.stringify(part), name).toBe(seen.get(name) ?? JSON.stringify(part));
        seen.set(name, JSON.stringify(part));
      }
    }
  });

  it('links no part that is not there', () => {
    const headings = new Set([...text.matchAll(/^### (.*)$/gm)].map((match) => match[1]!.toLowerCase()));
    const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !headings.has(link))).toEqual([]);
  });

  it('shows the version that is written', () => {
    expect(text).toContain(`"$schema": "${schemaId('checklist')}"`);
    expect(schemaId('checklist').endsWith(`:${SCHEMA_VERSION}`)).toBe(true);
  });
});
