import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../src/formats/json/write.js';
import { StigError } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { readSource } from '../../../src/read.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';

const EXAMPLE = new URL('../../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml', import.meta.url);
const context = { report: () => {} };

const read = async (text: string, name = 'x.json') =>
  (await readSource(new Source(name, new TextEncoder().encode(text)), { from: 'json' })).documents[0]!;

async function problems(text: string): Promise<string[]> {
  const error = await read(text).catch((e: unknown) => e);
  if (!(error instanceof StigError)) throw error;
  return error.diagnostics.map((d) => `${d.code} ${d.pointer ?? `${d.line}:${d.column}`} ${d.message}`);
}

const benchmark = (await readSource(new Source('x.xml', readFileSync(EXAMPLE)))).documents[0] as Benchmark;
const written = (await writeJson(benchmark, {}, context)) as string;
const changed = (change: (document: Record<string, never> & Benchmark) => void) => {
  const document = JSON.parse(written);
  change(document);
  return JSON.stringify(document);
};

describe('JSON', () => {
  it('is recognised, read into the same model and written as the same text', async () => {
    const { format, documents } = await readSource(new Source('x.json', new TextEncoder().encode(written)));
    expect(format.name).toBe('json');
    expect(documents).toEqual([benchmark]);
    expect(await writeJson(documents[0]!, {}, context)).toBe(written);
  });

  it('may have any $schema, or none', async () => {
    expect(await read(written.replace('urn:stigkit:schema:benchmark:1', 'schemas/benchmark.schema.json'))).toEqual(
      benchmark,
    );
    expect(await read(written.replace(/\n {2}"\$schema".*/, ''))).toEqual(benchmark);
  });

  it('is refused with line and column where it is no JSON', async () => {
    expect(await problems('{\n  "kind": "benchmark",\n  "id": }')).toEqual([
      'json-malformed 3:9 not well formed: a value is expected',
    ]);
    expect(await problems('[]')).toEqual([
      'format-mismatch undefined:undefined a document of the model is a JSON object',
    ]);
  });

  it('is refused where its kind or schema is not known', async () => {
    expect(await problems('{"kind":"benchmarks"}')).toEqual([
      'format-mismatch /kind there is no kind "benchmarks" of document',
    ]);
    expect(await problems('{}')).toEqual(['format-mismatch /kind the document names no kind']);
    const newer = written.replace('benchmark:1', 'benchmark:2');
    expect(await problems(newer)).toEqual([
      'format-mismatch undefined:undefined the document is of the schema urn:stigkit:schema:benchmark:2; this version reads up to 1',
    ]);
    const error = (await read(newer).catch((e: unknown) => e)) as StigError;
    expect(error.diagnostics[0]!.hint).toBe('Use the version of stigkit that wrote it, or a newer one.');
  });

  it('is refused with every violation of its schema, by pointer', async () => {
    const text = changed((document) => {
      Object.assign(document.rules[1]!, { severity: 'bad', check: { id: 3 }, more: true });
      Object.assign(document, { notice: 'none' });
      delete (document as Partial<Benchmark>).title;
    });
    expect((await problems(text)).sort()).toEqual([
      'schema-violation  the member "title" is missing',
      'schema-violation /notice is "none", which fits none of the forms allowed here',
      'schema-violation /rules/1 the member "more" is not known here',
      'schema-violation /rules/1/check the member "contentRef" is missing',
      'schema-violation /rules/1/check the member "system" is missing',
      'schema-violation /rules/1/check the member "text" is missing',
      'schema-violation /rules/1/check/id is 3, must be string or null',
      'schema-violation /rules/1/severity is "bad", must be one of "high", "medium", "low" or "unknown"',
    ]);
  });

  it('lists no more than a hundred violations and counts the rest', async () => {
    const found = await problems(changed((document) => Object.assign(document, { rules: Array(150).fill(null) })));
    expect(found).toHaveLength(101);
    expect(found[100]).toBe('schema-violation  there are 50 more violations of the schema');
  });

  it('cannot reach a prototype or exhaust the stack', async () => {
    const polluting = written.replace('"kind":', '"__proto__": { "polluted": true }, "kind":');
    expect(await problems(polluting)).toEqual([
      'schema-violation undefined:undefined a member has the name __proto__, which no document has',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const deep = `{"kind":"benchmark","extra":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    expect((await problems(deep))[0]).toMatch(/^limit-exceeded .* depth=256$/);
  });

  it('keeps what was kept of a source, open members too', async () => {
    const text = changed((document) => {
      document.extra = { attributes: { constructor: 'x' }, future: [1] } as never;
    });
    expect((await read(text)) as Benchmark).toMatchObject({ extra: { attributes: { constructor: 'x' }, future: [1] } });
  });
});

describe.skipIf(!hasCorpus)(`JSON of ${NEEDS_CORPUS}`, () => {
  const files = ['xccdf', 'xccdf-malformed', 'scap', 'ckl', 'cci'].flatMap((folder) => corpusFiles(folder));
  it.each(files.map((file) => [file.slice(file.lastIndexOf('/') + 1), file]))(
    'fits its schema and comes back the same: %s',
    async (_, file) => {
      const found = await readSource(sourceOf(file)).catch((error: unknown) => error);
      // A few checklists are broken on purpose.
      if (found instanceof StigError) return;
      for (const document of (found as Awaited<ReturnType<typeof readSource>>).documents) {
        const text = (await writeJson(document, {}, context)) as string;
        expect(await writeJson(await read(text), {}, context)).toBe(text);
      }
    },
  );
});
