import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../src/formats/json/write.js';
import { writeXccdf } from '../../../src/formats/xccdf/write.js';
import { type Diagnostic, formatDiagnostic, StigError } from '../../../src/io/diagnostic.js';
import { violations } from '../../../src/io/schema.js';
import { Source } from '../../../src/io/source.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { readSource } from '../../../src/read.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const context = { report: () => {} };

const traitsOf = (folder: string) => readdirSync(join(FIXTURES, folder)).sort();
const inputOf = (folder: string, trait: string) =>
  new Source('input.xml', readFileSync(join(FIXTURES, folder, trait, 'input.xml')));

const listed = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map((d) => `${d.severity} ${d.code} ${formatDiagnostic(d)}\n`).join('');

async function read(source: Source, lenient = false): Promise<{ documents: Benchmark[]; diagnostics: string }> {
  const reported: Diagnostic[] = [];
  try {
    const { documents } = await readSource(source, { lenient, report: (d) => reported.push(d) });
    return { documents: documents as Benchmark[], diagnostics: listed(reported) };
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    return { documents: [], diagnostics: listed([...reported, ...error.diagnostics]) };
  }
}

describe('XCCDF of one trait', () => {
  it.each(traitsOf('xccdf'))('%s', async (trait) => {
    const folder = join(FIXTURES, 'xccdf', trait);
    const { documents, diagnostics } = await read(inputOf('xccdf', trait));
    expect(documents).toHaveLength(1);
    expect(await violations('benchmark', documents[0])).toEqual([]);
    await expect(await writeJson(documents[0]!, {}, context)).toMatchFileSnapshot(join(folder, 'document.json'));
    await expect(diagnostics).toMatchFileSnapshot(join(folder, 'diagnostics.txt'));

    // Written and read again it says the same, and written again it is the same text.
    const text = (await writeXccdf(documents[0]!, {}, context)) as string;
    const again = await read(new Source('input.xml', new TextEncoder().encode(text)));
    expect(again.diagnostics).toBe('');
    expect({ ...again.documents[0], sources: [] }).toEqual({ ...documents[0], sources: [] });
    expect(await writeXccdf(again.documents[0]!, {}, context)).toBe(text);
  });
});

describe('XCCDF that is broken', () => {
  it.each(traitsOf('xccdf-malformed'))('%s', async (trait) => {
    const folder = join(FIXTURES, 'xccdf-malformed', trait);
    const strict = await read(inputOf('xccdf-malformed', trait));
    expect(strict.documents).toEqual([]);
    await expect(strict.diagnostics).toMatchFileSnapshot(join(folder, 'diagnostics.txt'));
    const lenient = await read(inputOf('xccdf-malformed', trait), true);
    const rules = lenient.documents.flatMap((d) => d.rules.map((r) => `${r.vulnId} ${r.title} | ${r.check?.text}\n`));
    await expect(lenient.diagnostics + rules.join('')).toMatchFileSnapshot(join(folder, 'lenient.txt'));
  });
});
