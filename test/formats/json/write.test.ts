import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonPieces, writeJson } from '../../../src/formats/json/write.js';
import { encodePieces } from '../../../src/io/encode-pieces.js';
import { Source } from '../../../src/io/source.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { readSource } from '../../../src/read.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';

const EXAMPLE = join(import.meta.dirname, '../../../examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const context = { report: () => {}, compare: undefined };

async function benchmarkIn(source: Source): Promise<Benchmark> {
  return (await readSource(source)).documents[0] as Benchmark;
}

function same(benchmark: Benchmark): void {
  const pieces = [...(jsonPieces(benchmark, {}) as Iterable<string>)];
  const whole = writeJson(benchmark, {}, context) as string;
  expect(pieces.join('')).toBe(whole);
  expect(Buffer.from(encodePieces(pieces)).equals(Buffer.from(whole))).toBe(true);
}

describe('a benchmark in pieces', () => {
  it('is the JSON of the whole', async () => {
    const benchmark = await benchmarkIn(new Source(EXAMPLE, readFileSync(EXAMPLE)));
    same(benchmark);
    const [rule] = benchmark.rules;
    const odd = { ...rule!, title: ']\n  ]\n] — 😀 \ud800 "', fix: null, discussion: undefined as unknown as string };
    same({ ...benchmark, rules: [] });
    same({ ...benchmark, rules: [odd, odd], id: null, description: '[\n  [\n    ', profiles: [] });
  });

  it('is made of a piece for each rule', async () => {
    const benchmark = await benchmarkIn(new Source(EXAMPLE, readFileSync(EXAMPLE)));
    const pieces = [...(jsonPieces(benchmark, {}) as Iterable<string>)];
    expect(pieces.filter((piece) => piece.startsWith('{\n      "vulnId"')).length).toBe(benchmark.rules.length);
  });
});

describe('pieces as bytes', () => {
  it('are those of the text that they make, whatever their length', () => {
    expect(encodePieces([])).toHaveLength(0);
    for (const length of [1, 7, 1000, 200_000]) {
      const pieces = Array.from({ length: 5 }, (_, i) => ['a', 'é', '’', '😀', '\0'][i]!.repeat(length));
      expect(Buffer.from(encodePieces(pieces)).toString()).toBe(pieces.join(''));
    }
  });

  it('are nothing that a later call changes', () => {
    const first = encodePieces(['first']);
    encodePieces(['other']);
    expect(Buffer.from(first).toString()).toBe('first');
  });
});

describe.skipIf(!hasCorpus)(`a benchmark in pieces, over ${NEEDS_CORPUS}`, () => {
  it.each(corpusFiles('xccdf').map((file) => [file.slice(CORPUS.length + 1), file]))('%s', async (_, file) => {
    same(await benchmarkIn(sourceOf(file)));
  });
});
