import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StigError } from '../src/io/diagnostic.js';
import { expandInputs } from '../src/io/inputs.js';
import { DEFAULT_LIMITS, type Limits } from '../src/io/limits.js';
import { readPdf } from '../src/io/pdf.js';
import { walkXml } from '../src/io/xml.js';
import { readSource } from '../src/read.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS } from './support/corpus.js';

const files = hasCorpus
  ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(CORPUS, name)).isFile())
      .sort()
  : [];

/** The largest of each kind that was seen, by the name of the limit. */
const largest: Record<keyof Limits, number> = {
  depth: 0,
  attribute: 0,
  text: 0,
  fileBytes: 0,
  pages: 0,
  pageItems: 0,
  zipBytes: 0,
  zipMembers: 0,
  zipDepth: 0,
};
const seen = (limit: keyof Limits, value: number) => {
  largest[limit] = Math.max(largest[limit], value);
};

describe.skipIf(!hasCorpus)(`the default limits, by ${NEEDS_CORPUS}`, () => {
  it.each(files)('%s is read without hitting one', async (name) => {
    const hit: string[] = [];
    const limits = DEFAULT_LIMITS;
    const members = new Map<string, { bytes: number; count: number }>();
    const report = ({ code, message }: { code: string; message: string }) => {
      if (code === 'limit-exceeded') hit.push(message);
    };
    for await (const input of expandInputs([join(CORPUS, name)], { report, limits })) {
      const source = await input.load();
      seen('fileBytes', source.bytes.length);
      const path = input.name.split('!/');
      seen('zipDepth', path.length - 1);
      if (path.length > 1) {
        const zip = members.get(path[0]!) ?? { bytes: 0, count: 0 };
        members.set(path[0]!, { bytes: zip.bytes + source.bytes.length, count: zip.count + 1 });
      }
      if (/\.(?:xml|ckl)$/i.test(input.name)) measureXml(source);
      if (/\.pdf$/i.test(input.name)) {
        const { pages } = await readPdf(source.bytes, limits, input.name);
        seen('pages', pages.length);
        for (const { items } of pages) seen('pageItems', items.length);
      }
      try {
        await readSource(source, { report, limits });
      } catch (error) {
        if (!(error instanceof StigError)) throw error;
        error.diagnostics.forEach(report);
      }
    }
    for (const { bytes, count } of members.values()) {
      seen('zipBytes', bytes);
      seen('zipMembers', count);
    }
    expect(hit).toEqual([]);
  });

  it('lie ten times above the largest that was seen, nesting of zips aside', () => {
    for (const limit of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
      expect(largest[limit], limit).toBeGreaterThan(0);
      const room = limit === 'zipDepth' ? 2 : 10;
      expect(DEFAULT_LIMITS[limit] / largest[limit], limit).toBeGreaterThanOrEqual(room);
    }
  });
});

it('the documents give the default limits as they are', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../docs/threat-model.md'), 'utf8');
  for (const [limit, value] of Object.entries(DEFAULT_LIMITS)) {
    expect(text).toMatch(new RegExp(`^\\| \`${limit}\` +\\| .* \\| +${value.toLocaleString('en')} +\\|`, 'm'));
  }
});

function measureXml(source: Parameters<typeof walkXml>[0]): void {
  try {
    walkXml(source, {
      open(element, path) {
        seen('depth', path.length + 1);
        for (const name in element.attributes) seen('attribute', element.attributes[name]!.length);
        return 'enter';
      },
      leave({ contentStart, contentEnd }) {
        // Of an element without others in it this is its text, as it stands in the file.
        if (!source.text.slice(contentStart, contentEnd).includes('<')) seen('text', contentEnd - contentStart);
      },
    });
  } catch (error) {
    // Malformed files are part of the corpus.
    if (!(error instanceof StigError)) throw error;
  }
}
