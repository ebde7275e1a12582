/** The one file for machines without a network: copied alone into an empty folder it does what the command does. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../support/package.js';

const V1R1 = 'U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const V1R2 = 'U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';

vi.setConfig({ testTimeout: 240_000 });

let top: string;
let made: string;
let alone: string;

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'stigkit-single-'));
  made = join(top, 'made');
  alone = join(top, 'alone');
  execFileSync(process.execPath, [join(ROOT, 'scripts/single-file.mjs'), made], { stdio: ['ignore', 'pipe', 'pipe'] });
  mkdirSync(alone);
  copyFileSync(join(made, 'stigkit.mjs'), join(alone, 'stigkit.mjs'));
}, 120_000);

afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Runs a program with stigkit's arguments in the folder of the single file. Its home is there too, and empty. */
function run(program: string, args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: alone,
    encoding: 'buffer',
    env: { PATH: process.env.PATH, HOME: alone },
  });
  return { status, out: stdout.toString('latin1'), err: stderr.toString().replace(/"seconds":[\d.]+/, '"seconds":0') };
}

const BUILT = join(ROOT, 'dist/cli.js');
const example = (name: string) => join(ROOT, 'examples', name);

describe('the single file', () => {
  it.each([
    ['--version'],
    ['--help'],
    ['convert', '--help'],
    ['formats'],
    ['convert', example(V1R1), '--to', 'json'],
    ['convert', example(V1R1), '--to', 'html'],
    ['convert', example(V1R1), '--to', 'xlsx', '-o', 'OUT.xlsx'],
    ['convert', join(ROOT, 'test/fixtures/documents/overview.pdf'), '--to', 'json'],
    ['diff', example(V1R1), example(V1R2)],
    ['diff', example(V1R1), example(V1R2), '--to', 'html'],
    ['checklist', example(V1R1), '--to', 'cklb', '--host-name', 'web01'],
    ['validate', example(V1R1)],
    ['info', example(V1R1), example(V1R2), '--jobs', '2', '--json'],
    ['cci', 'CCI-000366'],
    ['completion', 'bash'],
    ['convert', 'no-such-file.xml', '--to', 'json'],
    ['convrt'],
  ])('does what the built command does: %s %s', (...args) => {
    if (args[1]?.endsWith('.pdf')) expect(existsSync(args[1])).toBe(true);
    const results = [BUILT, 'stigkit.mjs'].map((program) => {
      const result = run(program, args);
      const written = readdirSync(alone).filter((name) => name.startsWith('OUT'));
      const files = written.map((name) => [name, readFileSync(join(alone, name), 'latin1')]);
      for (const name of written) rmSync(join(alone, name));
      return { ...result, files };
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[1]!.status).toBe(args.some((arg) => /^no-such|^convrt/.test(arg)) ? 2 : 0);
    expect(results[1]!.out.length + results[1]!.err.length + results[1]!.files.length).toBeGreaterThan(0);
  });

  it('fills a checklist from a prior one and makes a site, as the built command does', () => {
    const trees = [BUILT, 'stigkit.mjs'].map((program, i) => {
      const folder = `run${i}`;
      const steps = [
        ['checklist', example(V1R1), '--to', 'ckl', '-o', `${folder}/`],
        ['checklist', example(V1R2), '--from-checklist', folder, '--to', 'cklb', '-o', `${folder}/filled.cklb`],
        ['site', example(V1R1), example(V1R2), '-o', `${folder}/site`],
      ];
      for (const args of steps) {
        const { status, err } = run(program, args);
        expect(err.replace(/^(?!.*error).*$/gm, '').trim()).toBe('');
        expect(status).toBe(0);
      }
      return treeOf(join(alone, folder));
    });
    expect(Object.keys(trees[0]!).length).toBeGreaterThan(20);
    expect(trees[1]).toEqual(trees[0]);
  });

  it('is the same bytes when made again, with its check sums and licences', () => {
    const sums = readFileSync(join(made, 'SHA256SUMS'), 'utf8');
    expect(sums).toBe(
      ['stigkit.mjs', 'stigkit.cdx.json']
        .map(
          (name) =>
            `${createHash('sha256')
              .update(readFileSync(join(made, name)))
              .digest('hex')}  ${name}\n`,
        )
        .join(''),
    );
    const again = join(top, 'again');
    execFileSync(process.execPath, [join(ROOT, 'scripts/single-file.mjs'), again], { stdio: 'pipe' });
    expect(readFileSync(join(again, 'SHA256SUMS'), 'utf8')).toBe(sums);
    const text = readFileSync(join(made, 'stigkit.mjs'), 'utf8');
    for (const words of ['Apache License', 'pdfjs-dist 5', 'handlebars 4']) expect(text).toContain(words);
    expect(text).not.toContain(ROOT);
    expect(text).not.toMatch(/\bfrom\s*"(?!node:)[^"]{1,40}";?import/);
  });
});

describe('the bill of materials', () => {
  it('fits the schema of CycloneDX 1.6 and names what is bundled', () => {
    const bom = JSON.parse(readFileSync(join(made, 'stigkit.cdx.json'), 'utf8'));
    const folder = join(
      createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'),
      '../res/schema',
    );
    const schema = (name: string) =>
      JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as AnySchemaObject;
    // Formats of addresses and dates are not looked at; what there is of them is held below.
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
      const { $id: _, ...known } = schema(name);
      ajv.addSchema(known, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    }
    const validate = ajv.compile(schema('bom-1.6'));
    expect(validate(bom), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...bom, components: [{ type: 'nonsense', name: 'x' }] })).toBe(false);

    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages as Record<
      string,
      { version: string }
    >;
    const versions = new Set(
      Object.entries(lock).map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
    );
    const names = bom.components.map((c: { purl: string }) => decodeURIComponent(c.purl.replace('pkg:npm/', '')));
    expect(names.filter((name: string) => !versions.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of ['yauzl', 'yargs', 'saxes', 'pdfjs-dist', 'fflate', 'cheerio']) {
      expect(names.some((known: string) => known.startsWith(`${name}@`))).toBe(true);
    }
    const depends = bom.dependencies as { ref: string; dependsOn?: string[] }[];
    const own = depends.find(({ ref }) => ref === bom.metadata.component['bom-ref']);
    expect(own?.dependsOn).toEqual(bom.components.map((c: { purl: string }) => c.purl).sort());
    expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(bom.metadata.timestamp).toBeUndefined();
    expect(bom.metadata.component.hashes).toEqual([
      {
        alg: 'SHA-256',
        content: createHash('sha256')
          .update(readFileSync(join(made, 'stigkit.mjs')))
          .digest('hex'),
      },
    ]);
  });
});

function treeOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path, 'latin1')]),
  );
}
