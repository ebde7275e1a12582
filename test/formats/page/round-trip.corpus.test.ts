import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteOptions } from '../../../src/formats/format.js';
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
          else expect(read.rules.map(texts)).toEqual(written.rules.map(texts));
        });
        it(`check-page as ${as}`, async () => {
          const { written, read } = await trip(file, 'check-page', as);
          expect(read.rules.map(shownOnCheck)).toEqual(written.rules.map(shownOnCheck));
          if (as === 'text') expect(read.rules.every((rule) => rule.flattened)).toBe(true);
          else expect(read.rules.map(texts)).toEqual(written.rules.map(texts));
          expect([read.version, read.release]).toEqual(
            written.release === null ? [null, null] : [written.version, written.release],
          );
        });
      }
    });
  }
});

/** Texts of check and fix to the character: `pre` and fences keep layout, save that an empty text is as none. */
function texts(rule: { checks: { text: string | null }[]; fixes: { text: string | null }[] }) {
  return [...rule.checks, ...rule.fixes].map(({ text }) => text || null);
}

async function trip(file: string, format: string, as: NonNullable<WriteOptions['as']>) {
  const written = await benchmarkIn(sourceOf(file));
  const page = String(await writeDocument(written, format, { as }));
  return { written, read: await benchmarkIn(textSource(`page.${as}`, page)) };
}
