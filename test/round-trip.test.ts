import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNamed } from '../src/formats/registry.js';
import { StigError } from '../src/io/diagnostic.js';
import { Source } from '../src/io/source.js';
import { STATUSES } from '../src/model/checklist.js';
import { readSource } from '../src/read.js';
import { roundTrip } from '../src/round-trip.js';
import { writeDocument } from '../src/write.js';
import { smallBenchmark } from './support/benchmarks.js';
import { checklistOf } from './support/checklists.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from './support/corpus.js';
import { nastyText } from './support/nasty-text.js';

async function proveText(text: string, name: 'ckl' | 'cklb') {
  const source = new Source(`in.${name}`, new TextEncoder().encode(text));
  const { documents } = await readSource(source);
  return { source, document: documents[0]!, format: formatNamed(name)! };
}

describe('a round trip', () => {
  it('is proved of whatever is typed, in CKL and CKLB', async () => {
    const benchmark = await smallBenchmark(2);
    const answer = fc.record({
      status: fc.constantFrom(...STATUSES),
      findingDetails: nastyText,
      comments: nastyText,
      severityOverride: fc.constantFrom(null, 'high' as const),
      severityJustification: nastyText,
    });
    await fc.assert(
      fc.asyncProperty(answer, answer, fc.constantFrom('ckl' as const, 'cklb' as const), async (one, two, name) => {
        const written = (await writeDocument(checklistOf(benchmark, [one, two]), name)) as string;
        const { document, format, source } = await proveText(written, name);
        const found = await roundTrip(document, format, source);
        const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(
          [...Object.values(one), ...Object.values(two)].join(''),
        );
        expect(found.filter((d) => d.severity === 'error')).toEqual([]);
        if (!forbidden) expect(found).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('fails where the file is another than the one read', async () => {
    const written = (await writeDocument(checklistOf(await smallBenchmark(2)), 'ckl')) as string;
    const { document, format } = await proveText(written, 'ckl');
    const other = new Source('in.ckl', new TextEncoder().encode(written.replace('gate01', 'gate02')));
    const found = await roundTrip(document, format, other);
    expect(found.map((d) => [d.code, d.severity])).toEqual([['round-trip', 'error']]);
    expect(found[0]!.message).toContain(`the bytes differ from byte ${written.indexOf('gate01') + 5} on`);
  });

  it('names the value that does not come back', async () => {
    const written = (await writeDocument(checklistOf(await smallBenchmark(2)), 'ckl')) as string;
    const { document, format, source } = await proveText(written, 'ckl');
    if (document.kind !== 'checklist') throw new Error('no checklist');
    // Half a character is none: UTF-8 cannot hold it.
    document.stigs[0]!.reviews[1]!.findingDetails = 'ends in half a character \ud800';
    const found = await roundTrip(document, format, source);
    const places = found.flatMap((d) => d.pointer ?? []);
    expect(places).toContain('/stigs/0/reviews/1/findingDetails');
    expect(found.some((d) => d.rule === 'V-990002' && d.message.includes('it differs in findingDetails'))).toBe(true);
  });
});

describe.skipIf(!hasCorpus)(`round trips over ${NEEDS_CORPUS}`, () => {
  const files = [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb')];
  it.each(files.map((path) => [basename(path), path]))('%s: all comes back', async (_, path) => {
    const source = sourceOf(path);
    try {
      const { documents, format } = await readSource(source);
      for (const document of documents) expect(await roundTrip(document, format, source)).toEqual([]);
    } catch (error) {
      // Refused: another suite looks at what is said.
      if (!(error instanceof StigError)) throw error;
    }
  });
});
