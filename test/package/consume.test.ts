/** The package as those who depend on it get it: packed, installed in an empty folder without a network, and used. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Installed, installPackage, node, ROOT } from '../support/package.js';
import { CHROMIUM } from '../support/sites.js';
import { makeZip } from '../support/zip.js';

const RELEASE = 'U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const NEXT = 'U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';
const require = createRequire(import.meta.url);

// Packing, compilers, bundlers and browsers take their time on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

let installed: Installed;
let folder: string;

beforeAll(() => {
  installed = installPackage();
  folder = installed.folder;
  for (const name of [RELEASE, NEXT]) copyFileSync(join(ROOT, 'examples', name), join(folder, name));
}, 120_000);

afterAll(() => installed?.remove());

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A module that makes a checklist of a release, in whatever it runs in: `content` is a `Uint8Array`. */
const MAKE_CKLB = `
import { createChecklist, read, write } from 'stigkit';
export async function cklbOf(content) {
  const benchmark = await read({ name: '${RELEASE}', data: content });
  return write(createChecklist([benchmark], { hostName: 'web01' }), 'cklb', { name: 'web01' });
}
`;

describe('the installed package', () => {
  it('is one package: nothing else is installed, nothing is run', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['stigkit']);
    const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/stigkit/package.json'), 'utf8'));
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual(['devDependencies']);
    expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
    expect(manifest.sideEffects).toBe(false);
    const licences = readFileSync(join(folder, 'node_modules/stigkit/THIRD-PARTY.txt'), 'utf8');
    for (const name of ['yauzl', 'handlebars', 'pdfjs-dist', 'saxes', 'fflate', 'csv-parse']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('gives the command', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(node(folder, 'node_modules/stigkit/dist/cli.js', '--version')).toBe(`${version}\n`);
    const json = node(folder, 'node_modules/stigkit/dist/cli.js', 'convert', RELEASE, '--to', 'json');
    expect(JSON.parse(json)).toMatchObject({ kind: 'benchmark', id: 'Acme_Harbor_Gateway_STIG' });
  });

  it('is used from JavaScript, whole and by its parts, with one class of errors', () => {
    write('make.mjs', MAKE_CKLB);
    write(
      'use.mjs',
      `
      import { readFileSync } from 'node:fs';
      import * as stigkit from 'stigkit';
      import { readCkl, writeCkl, StigError } from 'stigkit/ckl';
      import { readCklb, writeCklb } from 'stigkit/cklb';
      import { carry, createChecklist } from 'stigkit/checklist';
      import { diff } from 'stigkit/diff';
      import { readXccdf, writeXccdf } from 'stigkit/xccdf';
      import schema from 'stigkit/schemas/benchmark.schema.json' with { type: 'json' };
      import { cklbOf } from './make.mjs';
      const bytes = readFileSync('${RELEASE}');
      const old = readXccdf({ name: '${RELEASE}', data: bytes });
      const now = await stigkit.read('${NEXT}');
      const byUrl = await stigkit.read(new URL('${NEXT}', import.meta.url));
      const found = diff(old, now);
      const filled = carry(createChecklist([now]), [createChecklist([old])]).checklist;
      let code;
      try { readCkl(bytes); } catch (error) { code = [error instanceof stigkit.StigError, error instanceof StigError, error.code]; }
      process.stdout.write(JSON.stringify({
        exports: Object.keys(stigkit).sort(),
        same: JSON.stringify(old) === JSON.stringify(await stigkit.read('${RELEASE}')),
        byUrl: JSON.stringify(byUrl) === JSON.stringify(now),
        xccdf: readXccdf({ name: 'x', data: writeXccdf(old) }).rules.length === old.rules.length,
        ckl: readCkl({ name: 'x', data: writeCkl(filled) }).stigs[0].reviews.length === now.rules.length,
        cklb: readCklb({ name: 'x', data: writeCklb(filled) }).stigs[0].reviews.length === now.rules.length,
        heading: (await stigkit.digest(found)).split('\\n')[0] !== '',
        formats: stigkit.formats().some((format) => format.name === 'xccdf'),
        schema: schema.$id,
        code,
        cklbBytes: await cklbOf(bytes),
      }));
      `,
    );
    const { cklbBytes, ...told } = JSON.parse(node(folder, '--no-warnings', 'use.mjs'));
    expect(told).toEqual({
      exports: [
        'StigError',
        'applyAnswers',
        'applyResults',
        'blastRadius',
        'carry',
        'createChecklist',
        'diff',
        'diffChecklists',
        'diffMany',
        'diffReleases',
        'digest',
        'fill',
        'formats',
        'mergeChecklists',
        'read',
        'readAll',
        'readPolicy',
        'report',
        'validate',
        'withAnnounced',
        'write',
      ],
      same: true,
      byUrl: true,
      xccdf: true,
      ckl: true,
      cklb: true,
      heading: true,
      formats: true,
      schema: 'urn:stigkit:schema:benchmark:1',
      code: [true, true, 'format-mismatch'],
    });
    expect(JSON.parse(cklbBytes)).toMatchObject({ title: 'web01', target_data: { host_name: 'web01' } });
  });

  it('adds nothing to the globals and prints nothing, whatever it loads', () => {
    write(
      'globals.mjs',
      `
      const before = Object.getOwnPropertyNames(globalThis);
      const builtins = () => [Object, Array, Map, Set, Promise, String, RegExp, Uint8Array, JSON, Math]
        .map((b) => [...Object.getOwnPropertyNames(b), ...Object.getOwnPropertyNames(b.prototype ?? {})].join()).join('\\n');
      const own = builtins();
      const { createChecklist, formats, read, validate, write } = await import('stigkit');
      const benchmark = await read('${RELEASE}');
      const documents = [benchmark, createChecklist([benchmark])];
      for (const document of documents) {
        validate(document);
        for (const { name, writes } of formats()) if (writes.includes(document.kind)) await write(document, name);
      }
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
      if (added.length > 0 || builtins() !== own) throw new Error('added ' + added);
      `,
    );
    expect(node(folder, 'globals.mjs')).toBe('');
  });
});

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2022',
  types: [] as string[],
};

describe('the types', () => {
  beforeAll(() => {
    write(
      'typed.ts',
      `
      import { type Benchmark, type Checklist, type Document, type DiagnosticCode, type Input, type Review, type Rule,
        type Signal, StigError, applyAnswers, carry, createChecklist, diff, diffMany, digest, formats, mergeChecklists,
        read, readAll, report, validate, write } from 'stigkit';
      import { readCkl, writeCkl } from 'stigkit/ckl';
      import { readCklb, writeCklb } from 'stigkit/cklb';
      import { fill } from 'stigkit/checklist';
      import { diff as compare } from 'stigkit/diff';
      import { readXccdf, writeXccdf } from 'stigkit/xccdf';

      declare const bytes: Uint8Array;
      declare const signal: Signal;
      const old: Benchmark = readXccdf(bytes, { report: (d) => { const code: DiagnosticCode = d.code; void code; } });
      const inputs: Input[] = ['a.zip', { href: 'file:///a' }, bytes, { name: 'a', data: 'text' }];
      for await (const document of readAll(inputs, { signal, onError: (error) => void error.code })) {
        switch (document.kind) {
          case 'benchmark': { const rule: Rule | undefined = document.rules[0]; void rule?.vulnId; break; }
          case 'checklist': { const review: Review | undefined = document.stigs[0]?.reviews[0]; void review?.status; break; }
        }
      }
      const now: Document = await read(bytes, { lenient: true });
      if (now.kind === 'benchmark') {
        const text: string = await digest(diff(old, now, { match: 'vuln-id' }), { as: 'markdown', summary: true });
        const counts: number = compare(old, now).unchanged + (await diffMany([old], [now], { signal })).totals.added;
        const list: Checklist = carry(createChecklist([now], { hostName: 'web01' }), []).checklist;
        const out: string | Uint8Array = await write(list, 'cklb', { uuid: 'random' });
        void [text, counts, out, writeXccdf(now), writeCkl(list, { viewer: 3 }), writeCklb(list), fill(list, {}).checklist];
        void [mergeChecklists(list, readCkl(bytes)), report([readCklb(bytes)]), validate(list), applyAnswers];
      }
      // @ts-expect-error: a misspelt option is told of
      void read(bytes, { lenyent: true });
      // @ts-expect-error: diff takes benchmarks alone
      diff(old, now);
      const names: string[] = formats().map((format) => format.name);
      export { names, StigError };
      `,
    );
  });

  it.each([
    ['TypeScript 7, nodenext', 'typescript', { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2023'] }],
    ['TypeScript 7, bundler', 'typescript', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom'] }],
    ['TypeScript 6, nodenext', 'typescript-6', { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2023'] }],
    ['TypeScript 6, bundler', 'typescript-6', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022'] }],
  ])('hold for a strict consumer that checks libraries too: %s', (_, compiler, options) => {
    write('tsconfig.json', JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files: ['typed.ts'] }));
    const tsc = join(require.resolve(`${compiler}/package.json`), '../bin/tsc');
    let said = '';
    try {
      said = node(folder, tsc, '-p', 'tsconfig.json');
    } catch (error) {
      said = (error as { stdout: string }).stdout;
    }
    expect(said).toBe('');
  });

  it("take the platform's own URL and AbortSignal", () => {
    write(
      'web.ts',
      `import { read } from 'stigkit'; void read(new URL('file:///a'), { signal: AbortSignal.timeout(1) });`,
    );
    const options = { ...STRICT, module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'] };
    write('tsconfig.web.json', JSON.stringify({ compilerOptions: options, files: ['web.ts'] }));
    expect(
      node(folder, join(require.resolve('typescript/package.json'), '../bin/tsc'), '-p', 'tsconfig.web.json'),
    ).toBe('');
  });
});

type Bundler = 'esbuild' | 'rolldown';

/** Bundles a module for browsers into one minified file. */
async function bundle(bundler: Bundler, entry: string): Promise<string> {
  if (bundler === 'esbuild') {
    const { outputFiles, warnings } = await build({
      absWorkingDir: folder,
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    });
    // That a package free of side effects is imported for nothing, it says too.
    expect(warnings.map((warning) => warning.id).filter((id) => id !== 'ignored-bare-import')).toEqual([]);
    return outputFiles[0]!.text;
  }
  const made = await rolldown({ input: join(folder, entry), platform: 'browser', logLevel: 'silent' });
  const { output } = await made.generate({ format: 'esm', minify: true, codeSplitting: false });
  expect(output).toHaveLength(1);
  return output[0].code;
}

const BUNDLERS: Bundler[] = ['esbuild', 'rolldown'];

describe.each(BUNDLERS)('a bundle by %s', (bundler) => {
  /** Kilobytes: what is there today and a tenth. The tables of CCIs (133 KB) and of named entities (51 KB) are the bulk. */
  it.each([
    ['stigkit/diff', 'diff', 94],
    ['stigkit/xccdf', 'readXccdf, writeXccdf', 217],
    ['stigkit/ckl', 'readCkl, writeCkl', 226],
    ['stigkit/cklb', 'readCklb, writeCklb', 187],
    ['stigkit/checklist', 'createChecklist', 4],
    // Out of the whole library, too, only what is used is taken.
    ['stigkit', 'diff', 94],
  ])('of %s {%s} is below %i KB', async (path, names, kilobytes) => {
    write('small.mjs', `export { ${names} } from '${path}';`);
    const code = await bundle(bundler, 'small.mjs');
    expect(code.length).toBeGreaterThan(1000);
    expect(code.length).toBeLessThan(kilobytes * 1000);
  });

  it('of an import that is not used is empty', async () => {
    write('none.mjs', "import 'stigkit'; import { diff } from 'stigkit/diff';");
    expect((await bundle(bundler, 'none.mjs')).trim()).toBe('');
  });
});

it('a bundle for Node, of one file, does what the package does', async () => {
  write('make.mjs', MAKE_CKLB);
  write(
    'server.mjs',
    `import { readFileSync } from 'node:fs';
    import { read } from 'stigkit';
    import { cklbOf } from './make.mjs';
    const { rules } = await read('${NEXT}');
    process.stdout.write(rules.length + await cklbOf(readFileSync('${RELEASE}')));`,
  );
  const plain = node(folder, 'server.mjs');
  expect(plain).toContain('web01');
  await build({
    ...{ absWorkingDir: folder, entryPoints: ['server.mjs'], outfile: 'by-esbuild.mjs' },
    ...{ bundle: true, format: 'esm', platform: 'node', logLevel: 'silent' },
  });
  const made = await rolldown({ input: join(folder, 'server.mjs'), platform: 'node', logLevel: 'silent' });
  await made.write({ file: join(folder, 'by-rolldown.mjs'), format: 'esm', codeSplitting: false });
  expect(node(folder, 'by-esbuild.mjs')).toBe(plain);
  expect(node(folder, 'by-rolldown.mjs')).toBe(plain);
});

describe.skipIf(CHROMIUM === null && process.env.STIGKIT_CI === undefined)(
  'in Chromium (skipped where /usr/bin/chromium is absent, never in CI)',
  () => {
    it.each(BUNDLERS)('a bundle by %s reads and writes what Node does', async (bundler) => {
      write('make.mjs', MAKE_CKLB);
      write('page.mjs', PAGE);
      const script = await bundle(bundler, 'page.mjs');
      const files = {
        release: [...readFileSync(join(folder, RELEASE))],
        package: [
          ...makeZip([
            { name: 'in/one.zip', data: makeZip([{ name: RELEASE, data: readFileSync(join(folder, RELEASE)) }]) },
            { name: 'in/readme.txt', data: 'nothing' },
          ]),
        ],
        pdf: [...readFileSync(join(ROOT, 'test/fixtures/documents/overview.pdf'))],
        cut: [...readFileSync(join(folder, RELEASE)).subarray(0, 2000)],
      };
      const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'] });
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        // Modules run from no file:// page; a page of a made-up host has none of its requests leave.
        await page.route('**/*', (route) =>
          route.request().url().endsWith('/script.js')
            ? route.fulfill({ contentType: 'text/javascript', body: script })
            : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>t</title>' }),
        );
        await page.goto('http://stigkit.invalid/');
        await page.evaluate('globalThis.given = ' + JSON.stringify(files));
        const inBrowser = await page.evaluate("import('/script.js').then(({ run }) => run(given))");
        expect(complaints).toEqual([]);
        expect(inBrowser).toMatchObject({
          broken: 'truexml-malformed',
          path: 'trueread-failed',
          fromZip: expect.stringContaining('"kind":"benchmark"'),
          fromPdf: expect.stringContaining('"kind":"overview"'),
          fromPage: expect.stringContaining('"text"'),
          digest: expect.stringContaining('Removed 1'),
        });
        expect(inBrowser).toEqual(await runInNode(files));
      } finally {
        await browser.close();
      }
    });

    it('its modules run as they are, without a bundler', async () => {
      const portable = join(folder, 'node_modules/stigkit/dist/portable');
      const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'] });
      try {
        const page = await browser.newPage();
        await page.route('**/*', (route) => {
          const { pathname } = new URL(route.request().url());
          return pathname.endsWith('.js')
            ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(portable, pathname), 'utf8') })
            : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>t</title>' });
        });
        await page.goto('http://stigkit.invalid/');
        await page.evaluate(`globalThis.given = ${JSON.stringify(readFileSync(join(folder, RELEASE), 'utf8'))}`);
        const read = await page.evaluate(`Promise.all([import('/index.js'), import('/xccdf.js')]).then(
          async ([{ read, write }, { readXccdf }]) => {
            const input = { name: '${RELEASE}', data: given };
            return [await write(await read(input), 'json'), await write(readXccdf(input), 'json')];
          })`);
        const json = node(folder, 'node_modules/stigkit/dist/cli.js', 'convert', RELEASE, '--to', 'json');
        expect(read).toEqual([json, json]);
      } finally {
        await browser.close();
      }
    });
  },
);

/** What a page does with the library; every value in the result is text. */
const PAGE = `
import { createChecklist, diff, digest, read, readAll, StigError, write } from 'stigkit';
import { cklbOf } from './make.mjs';
export async function run(files) {
  const bytes = (name) => Uint8Array.from(files[name]);
  const results = { cklb: await cklbOf(bytes('release')) };
  const benchmark = await read({ name: '${RELEASE}', data: bytes('release') });
  const checklist = createChecklist([benchmark], { hostName: 'web01' });
  for (const to of ['json', 'ckl', 'markdown', 'html', 'csv', 'ndjson', 'xccdf']) {
    const document = to === 'ckl' || to === 'csv' ? checklist : benchmark;
    results[to] = String(await write(document, to));
  }
  results.xlsx = String(await write(checklist, 'xlsx'));
  const page = await write(benchmark, 'release-page', { as: 'html' });
  results.fromPage = JSON.stringify((await read({ name: 'page.html', data: page })).rules.map((rule) => rule.check));
  results.fromTable = JSON.stringify(
    (await read({ name: 'a.yaml', data: 'answers:\\n  - vulnId: V-995001\\n    status: open\\n' })),
  );
  for await (const document of readAll({ name: 'p.zip', data: bytes('package') })) {
    results.fromZip = JSON.stringify(document);
  }
  results.fromPdf = JSON.stringify(await read({ name: 'overview.pdf', data: bytes('pdf') }));
  results.digest = await digest(diff(benchmark, { ...benchmark, rules: benchmark.rules.slice(1) }));
  for (const [name, input] of [['broken', { name: 'cut.xml', data: bytes('cut') }], ['path', 'no/such/file.xml']]) {
    try {
      await read(input);
    } catch (error) {
      results[name] = (error instanceof StigError) + error.code;
    }
  }
  const lost = [];
  await read({ name: 'cut.xml', data: bytes('cut') }, { lenient: true, report: (d) => lost.push(d.code) }).catch((error) =>
    lost.push(error.code),
  );
  results.lenient = lost.join();
  return results;
}
`;

async function runInNode(files: Record<string, number[]>): Promise<unknown> {
  write('files.json', JSON.stringify(files));
  write(
    'run.mjs',
    `import { readFileSync } from 'node:fs';
    import { run } from './page.mjs';
    process.stdout.write(JSON.stringify(await run(JSON.parse(readFileSync('files.json', 'utf8')))));`,
  );
  return JSON.parse(node(folder, 'run.mjs'));
}
