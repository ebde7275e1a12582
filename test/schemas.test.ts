import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaId } from '../src/formats/json/schemas.js';
import { violations } from '../src/io/schema.js';
import type { DocumentKind } from '../src/model/document.js';

const scripts = '../scripts';

describe('schemas', async () => {
  const generated = (await import(`${scripts}/schemas.mjs`)).generate() as [path: string, text: string][];
  const files = generated.map(([path, text]) => ({
    path,
    text,
    kind: path.split('/')[1]!.split('.')[0] as DocumentKind,
  }));

  it('are made for every kind of document, and for diagnostics', () => {
    expect(files.map((file) => file.kind)).toEqual([
      'benchmark',
      'checklist',
      'release-diff',
      'checklist-diff',
      'quarter-diff',
      'blast-radius',
      'report',
      'overview',
      'revision-history',
      'cci-list',
      'answers',
      'policy',
      'diagnostic',
    ]);
  });

  it.each(files)('$path is what the types say; `npm run schemas` writes it anew', ({ path, text }) => {
    expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(text);
  });

  it.each(files)('$path is self-contained, with the $id that documents name', ({ text, kind }) => {
    const schema = JSON.parse(text);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.$id).toBe(schemaId(kind));
    const refs = [...text.matchAll(/"\$ref": "([^"]*)"/g)].map((match) => match[1]!);
    for (const ref of refs) {
      expect(ref.startsWith('#/$defs/'), ref).toBe(true);
      expect(schema.$defs).toHaveProperty([ref.slice('#/$defs/'.length)]);
    }
    expect(Object.keys(schema.$defs).filter((name) => !refs.includes(`#/$defs/${name}`))).toEqual([]);
  });

  it('do not describe what only one format reads', () => {
    const { $defs, properties } = JSON.parse(files[1]!.text);
    for (const holder of [{ properties }, $defs.Asset, $defs.ChecklistStig, $defs.Review]) {
      expect(Object.keys(holder.properties.native)).toEqual(['type', 'description']);
    }
    expect($defs).not.toHaveProperty('Native');
  });
});

const list = {
  kind: 'cci-list',
  version: '2024-07-20',
  publishDate: null,
  items: [
    { id: 'CCI-000366', status: 'draft', definition: 'x', references: [{ title: 'a', version: '4', index: 'CM-6 b' }] },
  ],
};

describe('violations', () => {
  it('are none of a document that fits, with and without $schema', async () => {
    expect(await violations('cci-list', list)).toEqual([]);
    expect(await violations('cci-list', { $schema: 'urn:stigkit:schema:cci-list:1', ...list })).toEqual([]);
  });

  it.each([
    ['a wrong type', { ...list, version: 3 }, '/version', 'is 3, must be string or null'],
    ['a missing member', { kind: 'cci-list', version: null, items: [] }, '', 'the member "publishDate" is missing'],
    ['an unknown member', { ...list, extra: 1 }, '', 'the member "extra" is not known here'],
    ['a wrong kind', { ...list, kind: 'benchmark' }, '/kind', 'is "benchmark", must be "cci-list"'],
    ['no object', null, '', 'is null, must be object'],
    ['no list', { ...list, items: {} }, '/items', 'is an object, must be array'],
    ['a place within', { ...list, items: [{ ...list.items[0], id: null }] }, '/items/0/id', 'is null, must be string'],
  ])('name %s in plain words', async (_, value, pointer, message) => {
    expect(await violations('cci-list', value)).toEqual([{ pointer, message }]);
  });

  const history = {
    kind: 'revision-history',
    title: null,
    product: null,
    releaseName: null,
    date: null,
    entries: [],
    sources: [{ name: 'a', format: 'b', sha256: 'c' }],
  };
  it('tell all there are', async () => {
    const found = await violations('revision-history', { ...history, entries: 'none', sources: [{ name: 1 }] });
    expect(found).toEqual([
      { pointer: '/entries', message: 'is "none", must be array' },
      { pointer: '/sources/0', message: 'the member "format" is missing' },
      { pointer: '/sources/0', message: 'the member "sha256" is missing' },
      { pointer: '/sources/0/name', message: 'is 1, must be string' },
    ]);
  });
});
