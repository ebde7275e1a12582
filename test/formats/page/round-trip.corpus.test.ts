import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteOptions } from '../../../src/formats/format.js';
import type { Benchmark, Rule } from '../../../src/model/benchmark.js';
import { writeDocument } from '../../../src/write.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';
import { benchmarkIn, shownOnCheck, shownOnRelease, textSource } from '../../support/pages.js';

const FORMS = ['text', 'markdown', 'html'] as const;

describe.skipIf(!hasCorpus)(`every benchmark as pages and back: ${NEEDS_CORPUS}`, () => {
  for (const file of corpusFiles('xccdf', '.xml')) {
    describe(basename(file), () => {
      for (const as of FORMS) {
        it(`release-page as ${as}`, async () => {
          const { written, read } = await trip(file, 'release-page', as);
          expect(read.rules.map(shownOnRelease)).toEqual(written.rules.map(shownOnRelease));
          if (as === 'text') expect(read.rules.every((rule) => rule.flattened)).toBe(true);
          else expect(read.rules.map((r) => texts(r, as))).toEqual(written.rules.map((r) => texts(r, as)));
        });
        it(`check-page as ${as}`, async () => {
          const { written, read } = await trip(file, 'check-page', as);
          expect(read.rules.map(shownOnCheck)).toEqual(written.rules.map(shownOnCheck));
          if (as === 'text') expect(read.rules.every((rule) => rule.flattened)).toBe(true);
          else expect(read.rules.map((r) => texts(r, as))).toEqual(written.rules.map((r) => texts(r, as)));
          expect([read.version, read.release]).toEqual(
            written.release === null ? [null, null] : [written.version, written.release],
          );
        });
      }
    });
  }
});

/** Texts of check and fix to the character: HTML keeps them so, Markdown but for the kind of line end. */
function texts(rule: Rule, as: string) {
  return [...rule.checks, ...rule.fixes].map(
    ({ text }) => (as === 'html' ? text : text?.replace(/\r\n?/g, '\n')) || null,
  );
}

const known = new Map<string, Promise<Benchmark>>();

async function trip(file: string, format: string, as: NonNullable<WriteOptions['as']>) {
  if (!known.has(file)) known.set(file, benchmarkIn(sourceOf(file)));
  const written = await known.get(file)!;
  const page = String(await writeDocument(written, format, { as }));
  return { written, read: await benchmarkIn(textSource(`page.${as}`, page)) };
}
