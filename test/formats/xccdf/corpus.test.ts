import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readXccdf } from '../../../src/formats/xccdf/read.js';
import { writeXccdf } from '../../../src/formats/xccdf/write.js';
import { violations } from '../../../src/io/schema.js';
import { Source } from '../../../src/io/source.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { readContext } from '../../support/context.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';
import { zipMembers } from '../../support/zip-members.js';

const XSD = join(CORPUS, 'schemas/xccdf/schemas/xccdf/1.1/xccdf-schema.xsd');
const read = (source: Source): Benchmark => readXccdf(source, readContext())[0]!;
const write = (benchmark: Benchmark) => writeXccdf(benchmark, {}, { report: (d) => expect.fail(d.message) }) as string;
const without = (benchmark: Benchmark) => ({ ...benchmark, sources: [] });
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** What holds of every XCCDF file. */
async function check(source: Source): Promise<void> {
  const benchmark = read(source);
  const text = source.text.slice(
    source.text.search(/<(?:\w+:)?Benchmark /),
    source.text.search(/<\/(?:\w+:)?Benchmark>/),
  );
  // Counted without an XML parser.
  expect(benchmark.rules).toHaveLength(count(text, /<(?:\w+:)?Rule[ >]/g));
  expect(benchmark.profiles).toHaveLength(count(text, /<(?:\w+:)?Profile[ >]/g));
  expect(benchmark.rules.reduce((sum, r) => sum + r.checks.length, 0)).toBe(count(text, /<(?:\w+:)?check[ >]/g));
  expect(benchmark.rules.reduce((sum, r) => sum + r.references.length, 0)).toBe(
    count(text, /<(?:\w+:)?reference[ >]/g) - (benchmark.publisher === null && benchmark.source === null ? 0 : 1),
  );
  expect(await violations('benchmark', benchmark)).toEqual([]);
  const written = write(benchmark);
  const again = read(new Source(source.name, new TextEncoder().encode(written)));
  expect(without(again)).toEqual(without(benchmark));
  expect(write(again)).toBe(written);
}

describe.skipIf(!hasCorpus)(`XCCDF of ${NEEDS_CORPUS}`, () => {
  const files = ['xccdf', 'xccdf-malformed', 'scap'].flatMap((folder) => corpusFiles(folder, '.xml'));
  it.each(files.map((file) => [file.slice(CORPUS.length + 1), file]))('%s', (_, file) => check(sourceOf(file)));

  const zips = ['zip', 'library'].flatMap((folder) => corpusFiles(folder, '.zip'));
  it.each(zips.map((file) => [file.slice(CORPUS.length + 1), file]))('every benchmark in %s', async (_, file) => {
    const members = [...(await zipMembers(readFileSync(file)))].filter(([name]) => /xccdf.*\.xml$/i.test(name));
    expect(members.length).toBeGreaterThan(0);
    for (const [name, bytes] of members) await check(new Source(name, bytes));
  });

  it("comes back to the byte where it is in DISA's form of today", () => {
    const same = files.filter((file) => write(read(sourceOf(file))) === readFileSync(file, 'utf8'));
    // Others differ in the root's attributes, in line ends between elements or behind the last, in repeated CCIs.
    expect(same.length).toBeGreaterThanOrEqual(16);
  });
});

const hasXmllint = (() => {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasCorpus || !existsSync(XSD) || !hasXmllint)(
  `XCCDF and xmllint (skipped where it is not installed), ${NEEDS_CORPUS}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'stigkit-xccdf-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const written = (file: string): string => {
      const path = join(folder, file.slice(file.lastIndexOf('/') + 1));
      writeFileSync(path, write(read(sourceOf(file))));
      return path;
    };

    it("is valid by DISA's schema", () => {
      const paths = corpusFiles('xccdf', '.xml').map(written);
      // Throws where one is not valid.
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', XSD, ...paths], { stdio: 'pipe' });
    });

    it.each([
      'xccdf/U_Mirantis_Kubernetes_Engine_STIG_V2R1_Manual-xccdf.xml',
      'xccdf/U_Traditional_Security_Checklist_V1R3_Manual-xccdf.xml',
      'xccdf-malformed/U_MS_Word_2010_STIG_V1R11_Manual-xccdf.xml',
    ])('says to another parser what the source says: %s', (name) => {
      const file = join(CORPUS, name);
      const texts = (path: string) =>
        execFileSync('xmllint', ['--nonet', '--xpath', TEXTS, path], { maxBuffer: 1e9, encoding: 'utf8' });
      // A source that is not of the encoding it claims is given to xmllint decoded.
      const source = join(folder, 'source.xml');
      writeFileSync(source, sourceOf(file).text);
      expect(texts(written(file))).toBe(texts(source));
    });
  },
);

const TEXTS =
  '//*[local-name()="title" or local-name()="description" or local-name()="check-content" or local-name()="fixtext"]/text()';
