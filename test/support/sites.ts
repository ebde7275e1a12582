import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatNamed } from '../../src/formats/registry.js';
import { SCRIPTS } from '../../src/generated/site-scripts.js';
import { Source } from '../../src/io/source.js';
import { render, stylesheet } from '../../src/io/template.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import { readSource } from '../../src/read.js';
import type { ReleaseInput, SiteOptions } from '../../src/site/model.js';
import { siteFiles } from '../../src/site/site.js';
import { writeDocument } from '../../src/write.js';

const EXAMPLES = join(import.meta.dirname, '../../examples');

/** The releases of the example STIG, oldest first: one that follows another, and one that renumbers every rule. */
export async function exampleReleases(): Promise<Benchmark[]> {
  return Promise.all(
    [
      'U_Acme_Harbor_Gateway_STIG_V1R1',
      'U_Acme_Harbor_Gateway_STIG_V1R2',
      'renumbered/U_Acme_Harbor_Gateway_STIG_V2R1',
    ].map((name) => benchmarkIn(join(EXAMPLES, `${name}_Manual-xccdf.xml`))),
  );
}

/** The benchmark in a file. */
export async function benchmarkIn(path: string): Promise<Benchmark> {
  const { documents } = await readSource(new Source(path.slice(path.lastIndexOf('/') + 1), readFileSync(path)));
  const [document] = documents;
  if (document?.kind !== 'benchmark') throw new Error(`${path} holds no benchmark`);
  return document;
}

/** A release as the site takes it. */
export function releaseInput(benchmark: Benchmark): ReleaseInput {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo, sourceId, sources } = benchmark;
  return {
    ...{ id, title, version, release, releaseName, benchmarkDate, releaseInfo, sourceId },
    sha256: sources[0]?.sha256 ?? '',
    load: async () => benchmark,
  };
}

export function siteOptions(options: Partial<SiteOptions> = {}): SiteOptions {
  return {
    render,
    style: stylesheet('site/style.css').text,
    scripts: new Map(Object.entries(SCRIPTS)),
    downloads: ['json', 'csv'],
    write: (benchmark, format) => writeDocument(benchmark, format),
    extension: (format) => formatNamed(format)!.extension,
    ...options,
  };
}

/** The files of a site by path, as text. */
export async function siteOf(
  benchmarks: readonly Benchmark[],
  options: Partial<SiteOptions> = {},
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { path, data } of siteFiles(benchmarks.map(releaseInput), siteOptions(options))) {
    if (files.has(path)) throw new Error(`${path} is written twice`);
    files.set(path, typeof data === 'string' ? data : Buffer.from(data).toString('utf8'));
  }
  return files;
}

/** Writes files into a folder. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Debian's browser, for tests in a real one; `null` where there is none. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)) ?? null;
