import { createChecklist } from '../../checklist/create.js';
import type { Format } from '../../formats/format.js';
import { FORMATS, formatNamed } from '../../formats/registry.js';
import { type Report, StigError } from '../../io/diagnostic.js';
import { unknownName } from '../../io/nearest.js';
import { OutputTree } from '../../io/output-tree.js';
import { renderWith, stylesheet } from '../../io/template.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { CciList } from '../../model/document.js';
import type { FrontMatterFlavour, SiteOptions } from '../../site/model.js';
import { siteFiles } from '../../site/site.js';
import { writeDocument } from '../../write.js';
import { assetFrom } from '../asset.js';
import type { Run, ValuesOf } from '../command.js';
import type { siteOptions } from '../options.js';
import { readOne } from '../reading.js';
import { releasesIn } from '../releases.js';
import { type Reporter, reporter } from '../reporter.js';
import { printTemplate, templatesIn } from '../site-templates.js';

type Options = ValuesOf<typeof siteOptions>;

/** `stigkit site`: pages of every release in the inputs, to be opened from a folder. */
export const run: Run<typeof siteOptions> = async ({ inputs, options }, io) => {
  const name = options['print-template'];
  if (name !== undefined) return printTemplate(name, io);
  const folder = options.output;
  if (folder === undefined || folder === '-')
    throw usage('-o DIR is missing', 'A site is a folder: stigkit site INPUT... -o site/');
  if (inputs.length === 0) throw usage('no input is named', 'Name files, folders, zips or globs that hold STIGs.');
  const reporting = reporter(io, options);
  const siteOptions = await optionsOf(options, reporting);
  const releases = await releasesIn(inputs, options, reporting);
  if (releases.length === 0) {
    if (reporting.exitCode() === 0)
      throw new StigError({ code: 'format-unknown', severity: 'error', message: 'no STIG was found in the inputs' });
    return reporting.exitCode();
  }
  const tree = await OutputTree.open(folder, { force: options.force, report: reporting.report });
  let complete = false;
  try {
    for await (const file of siteFiles(releases, siteOptions)) {
      reporting.progress.next(file.path);
      await tree.put(file.path, file.data);
      reporting.progress.done(null);
    }
    complete = reporting.exitCode() === 0;
  } finally {
    reporting.progress.clear();
    const { written, unchanged, removed, bytes } = await tree.close(complete);
    const [count, files] = [releases.length, written + unchanged];
    const megabytes = (bytes / 1e6).toFixed(1);
    const parts = [`${written} written`, `${unchanged} unchanged`, `${removed} removed`].filter(
      (p) => !p.startsWith('0 '),
    );
    const what = `${count} ${count === 1 ? 'release' : 'releases'}, ${files} ${files === 1 ? 'file' : 'files'}`;
    if (files > 0) reporting.note(`${what}, ${megabytes} MB: ${parts.join(', ')}`);
  }
  return reporting.exitCode();
};

async function optionsOf(options: Options, reporting: Reporter): Promise<SiteOptions> {
  const list = options['cci-list'];
  const definitions = list === undefined ? undefined : await readOne(list, 'cci-list', reporting);
  const own = await templatesIn(options.templates, reporting.report);
  const { SCRIPTS } = await import('../../generated/site-scripts.js');
  return {
    render: await renderWith(own.templates),
    style: own.style ?? stylesheet('site/style.css').text,
    scripts: new Map(Object.entries(SCRIPTS)),
    base: baseOf(options.base),
    marking: options.marking,
    comments:
      options.comments === undefined
        ? undefined
        : await (await import('../comments.js')).readComments(options.comments, reporting.report),
    cciDefinitions: definitions && new Map(definitions.items.map((item) => [item.id, item.definition ?? ''])),
    cciListName: definitions && listName(definitions),
    downloads: downloadsOf(options.downloads),
    write: (benchmark, format) => download(benchmark, format, warnings(reporting.report)),
    extension: (format) => formatNamed(format)!.extension,
    fragments: options.fragments,
    frontMatter: options['front-matter'] as FrontMatterFlavour | undefined,
  };
}

/** A release in a format of the downloads: of a checklist's a blank one for an asset without a name. */
async function download(benchmark: Benchmark, format: string, report: Report): Promise<string | Uint8Array> {
  if (formatNamed(format)!.writes.includes('benchmark')) return writeDocument(benchmark, format, {}, report);
  const blank = createChecklist([benchmark], await assetFrom({}, report), {});
  return writeDocument(blank, format, { viewer: 2, name: benchmark.id ?? undefined }, report);
}

/** What names DISA's list: its version, and its date where that is another. */
function listName({ version, publishDate }: CciList): string {
  return [...new Set([version, publishDate])].filter((part) => part !== null && part !== '').join(' of ');
}

/** Of a download only what is wrong is said: what a form cannot hold stands in the others beside it. */
function warnings(report: Report): Report {
  return (diagnostic) => {
    if (diagnostic.severity !== 'info') report(diagnostic);
  };
}

function baseOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw usage(`--base ${text} is no address`, 'Write it whole: https://stigs.example.mil/library/');
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function downloadsOf(text = 'json,ndjson,csv,markdown,ckl,cklb'): string[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const format = formatNamed(name.trim());
    if (format !== undefined && holdsRelease(format)) return format.name;
    const known = FORMATS.filter(holdsRelease).map((f) => f.name);
    throw unknownName('--downloads does not know', name.trim(), [...known, 'none']);
  });
}

/** Whether a release can be had in a format; a page of a release is the site's own. */
function holdsRelease({ name, writes }: Format): boolean {
  const isPage = name === 'release-page' || name === 'check-page' || name === 'html';
  return (writes.includes('benchmark') && !isPage) || name === 'ckl' || name === 'cklb';
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}
