import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePdf, makePdfFixtures, makePicturePdf } from '../../scripts/make-pdf-fixtures.mjs';
import { StigError } from '../../src/io/diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/io/limits.js';
import { readPdf } from '../../src/io/pdf.js';
import { fixture } from '../support/documents.js';

const root = join(import.meta.dirname, '../..');
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;
let noise: ReturnType<typeof vi.spyOn>[];

beforeEach(() => {
  noise = METHODS.map((method) => vi.spyOn(console, method).mockImplementation(() => {}));
});

afterEach(() => {
  for (const spy of noise) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

const read = (bytes: Uint8Array, limits: Partial<Limits> = {}) =>
  readPdf(bytes, { ...DEFAULT_LIMITS, ...limits }, 'test.pdf');

async function failure(promise: Promise<unknown>): Promise<StigError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StigError);
  return error as StigError;
}

describe('text of a PDF', () => {
  it('has the places it was put at', async () => {
    const pdf = await read(makePdf('one\n  two words  three\n\n\n\fsecond page\n'));
    expect(pdf.pages.map(({ width, height }) => [width, height])).toEqual([
      [612, 792],
      [612, 792],
    ]);
    const [first, second] = pdf.pages.map((page) => page.items.filter((item) => item.text.trim() !== ''));
    expect(first!.map((item) => item.text)).toEqual(['one', 'two words', 'three']);
    expect(second!.map((item) => item.text).join(' ')).toBe('second page');
    const [one, two, three] = first!;
    expect(one!.x).toBeCloseTo(30, 1);
    expect(one!.width).toBeCloseTo(3 * 5.4, 1);
    expect(two!.x).toBeCloseTo(30 + 2 * 5.4, 1);
    expect(three!.x).toBeCloseTo(30 + 13 * 5.4, 1);
    expect([one!.y, two!.y, three!.y]).toEqual([30, 41, 41]);
  });

  it('is upright where the page is stored turned', async () => {
    const turned = (angle: number) =>
      Buffer.from(
        makePdf('word\n').toString('latin1').replace('/Type /Page ', `/Type /Page /Rotate ${angle} `),
        'latin1',
      );
    const place = async (angle: number) => {
      const [page] = (await read(turned(angle))).pages;
      const item = page!.items.find(({ text }) => text === 'word')!;
      return [page!.width, page!.height, Math.round(item.x), Math.round(item.y)];
    };
    const [, , x, y] = await place(0);
    expect(await place(90)).toEqual([792, 612, 792 - y!, x]);
    expect(await place(180)).toEqual([612, 792, 612 - x!, 792 - y!]);
    expect(await place(270)).toEqual([792, 612, y, 612 - x!]);
  });

  it('takes bytes that lie within others, and leaves them as they are', async () => {
    const bytes = makePdf('word\n');
    const within = Buffer.concat([Buffer.from('....'), bytes]).subarray(4);
    expect((await read(within)).pages).toHaveLength(1);
    expect(within.equals(bytes)).toBe(true);
  });

  it('is none in a PDF of pictures', async () => {
    const pdf = await read(makePicturePdf());
    expect(pdf.pages.map((page) => page.items)).toEqual([[], []]);
  });

  it('may be read twice at a time', async () => {
    const [a, b] = await Promise.all([read(makePdf('a\n')), read(makePdf('b\n'))]);
    expect([a, b].map((pdf) => pdf.pages[0]!.items[0]!.text)).toEqual(['a', 'b']);
  });
});

describe('a PDF that cannot be read', () => {
  const whole = makePdf('word\n'.repeat(40));

  it.each([1, 100, 600, whole.length - 8])('is said to be cut where %i bytes of it are left', async (length) => {
    const error = await failure(read(whole.subarray(0, length)));
    expect(error.code).toBe('pdf-unreadable');
    expect(error.message).toMatch(/^test\.pdf: (?:the PDF is cut: its end mark %%EOF is missing|this is no PDF)/);
  });

  it('is said to be broken where its middle is lost', async () => {
    const bytes = Buffer.concat([whole.subarray(0, 30), whole.subarray(-20)]);
    const error = await failure(read(bytes));
    expect(error.code).toBe('pdf-unreadable');
    expect(error.message).toMatch(/^test\.pdf: the PDF is broken: /);
  });

  it('is said to be encrypted', async () => {
    const error = await failure(read(makePdf('word\n', { encrypt: true })));
    expect(error.message).toBe('test.pdf: the PDF is encrypted: it opens with a password only');
  });

  it('is refused where it has more pages or more text than the limits', async () => {
    const pages = await failure(read(makePdf('a\fb\fc\n'), { pages: 2 }));
    expect(pages.code).toBe('limit-exceeded');
    expect(pages.message).toContain('3 pages, more than the limit pages=2');
    const items = await failure(read(whole, { pageItems: 10 }));
    expect(items.code).toBe('limit-exceeded');
    expect(items.message).toContain('page 1');
  });

  it('ends in a document or a StigError whatever bytes are wrong, and leaves no failure behind', async () => {
    const strays: unknown[] = [];
    const listener = (reason: unknown) => strays.push(reason);
    const good = fixture('revision-history.pdf');
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const before = process.listenerCount('unhandledRejection');
    for (let i = 0; i < 60; i++) {
      const bytes = Buffer.from(good);
      for (let n = 1 + random(12); n > 0; n--) bytes[random(bytes.length - 10)] = random(256);
      const error = await read(bytes).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error !== null) expect(error).toBeInstanceOf(StigError);
    }
    expect(process.listenerCount('unhandledRejection')).toBe(before);
    process.on('unhandledRejection', listener);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', listener);
    expect(strays).toEqual([]);
  });
});

describe('the PDF fixtures', () => {
  it('are what their script makes', () => {
    for (const [path, bytes] of makePdfFixtures()) {
      expect(fixture(path.slice(path.lastIndexOf('/') + 1)).equals(bytes), path).toBe(true);
    }
  });
});

describe('in a bundle', () => {
  it('is a chunk of its own that works without any package, and says nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stigkit-pdf-'));
    try {
      const entry = join(folder, 'entry.ts');
      writeFileSync(
        entry,
        `import { Source } from ${JSON.stringify(join(root, 'src/io/source.ts'))};
         import { documents } from ${JSON.stringify(join(root, 'src/formats/documents/codec.ts'))};
         import { DEFAULT_LIMITS } from ${JSON.stringify(join(root, 'src/io/limits.ts'))};
         import { readFileSync } from 'node:fs';
         const context = { report() {}, limits: DEFAULT_LIMITS, walkXml() {} };
         for (const path of process.argv.slice(2)) {
           const found = await documents.read(new Source('x.pdf', readFileSync(path)), context).catch((e) => [e.code]);
           process.stdout.write((found[0].kind ?? found[0]) + '\\n');
         }`,
      );
      const { metafile } = await build({
        entryPoints: [entry],
        bundle: true,
        splitting: true,
        minify: true,
        format: 'esm',
        platform: 'node',
        target: 'node20',
        outdir: join(folder, 'out'),
        outExtension: { '.js': '.mjs' },
        metafile: true,
        logLevel: 'silent',
      });
      const chunks = Object.entries(metafile.outputs).filter(([, output]) =>
        Object.keys(output.inputs).some((input) => input.includes('pdfjs-dist')),
      );
      expect(chunks).toHaveLength(1);
      expect(chunks[0]![0]).toMatch(/\/pdf-[A-Z0-9]+\.mjs$/);
      expect(chunks[0]![1].imports.filter(({ external }) => external === true).map(({ path }) => path)).toEqual([]);
      expect(statSync(join(folder, 'out', 'entry.mjs')).size).toBeLessThan(100_000);
      const names = ['overview.pdf', 'revision-history.pdf', 'encrypted.pdf', 'picture.pdf', 'readme.pdf'];
      const paths = [...names.map((name) => join(root, 'test/fixtures/documents', name)), join(folder, 'stray.pdf')];
      // Broken so that pdf.js leaves a failed promise behind, which would end the process.
      const stray = fixture('revision-history.pdf').toString('latin1');
      writeFileSync(
        paths.at(-1)!,
        stray.replace('\n8 0 obj', '\n8 0 xbj').replace('6 0 obj\n<<', '6 0 obj\n\0<'),
        'latin1',
      );
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [
        join(folder, 'out', 'entry.mjs'),
        ...paths,
      ]);
      expect(stdout.split('\n')).toEqual([
        'overview',
        'revision-history',
        'pdf-unreadable',
        'pdf-unreadable',
        'format-unknown',
        'pdf-unreadable',
        '',
      ]);
      expect(stderr).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
