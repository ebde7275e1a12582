import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import { baseName, type Source } from '../../io/source.js';
import { attribute, child, textOf, type XmlElement } from '../../io/xml-element.js';
import type { Benchmark, GroupNode, Notice, Profile, Rule } from '../../model/benchmark.js';
import { shortId } from '../../model/ids.js';
import { parseReleaseInfo, parseVersion, releaseName } from '../../model/release.js';
import type { ReadContext } from '../format.js';
import { ExtraCollector, type XccdfFile, xccdfFile } from './extra.js';
import { CCI_SYSTEM, NAMESPACES, UNKNOWN_NAMESPACE } from './names.js';
import { readRule } from './read-rule.js';

/** Elements around a Benchmark in a SCAP data stream or an ARF. Everything else around it (OVAL, CPE) is skipped. */
const WRAPPERS = new Set([
  'data-stream-collection',
  'component',
  'asset-report-collection',
  'report-requests',
  'report-request',
  'content',
]);

/**
 * Reads every Benchmark of an XCCDF file: DISA's manual benchmarks (1.1.4), benchmarks of XCCDF 1.2 alone or in a data
 * stream, under any prefix, with groups nested as deep as they come.
 */
export function readXccdf(source: Source, context: ReadContext): Benchmark[] {
  source.reportEncoding(context.report);
  const benchmarks: Benchmark[] = [];
  let builder: BenchmarkBuilder | undefined;
  context.walkXml(
    source,
    {
      open(element, path) {
        if (builder !== undefined) {
          if (element.name === 'Group' && element.prefix === builder.file.prefix) {
            builder.openGroup(element);
            return 'enter';
          }
          // Results have a reader of their own.
          return element.name === 'TestResult' ? 'skip' : 'take';
        }
        if (element.name === 'Benchmark') {
          builder = new BenchmarkBuilder(element, path, source);
          return 'enter';
        }
        return path.length === 0 || WRAPPERS.has(element.name) ? 'enter' : 'skip';
      },
      take(element, path) {
        if (path[path.length - 1]!.name === 'Group') builder!.inGroup(element);
        else builder!.inBenchmark(element);
      },
      leave(element) {
        if (builder === undefined) return;
        if (element.name === 'Group') builder.closeGroup();
        else if (element.name === 'Benchmark') {
          benchmarks.push(builder.finish());
          if (builder.file.leftOut > 0) context.report(leftOut(source, builder.file.leftOut));
          builder = undefined;
        }
      },
    },
    context.limits,
  );
  if (benchmarks.length === 0) {
    throw new StigError({
      code: 'format-mismatch',
      severity: 'error',
      file: source.name,
      message: 'no XCCDF Benchmark was found in the file',
      hint: '`stigkit info` says what a file holds.',
    });
  }
  return benchmarks;
}

function leftOut(source: Source, count: number): Diagnostic {
  const message = `left out: ${count === 1 ? 'an attribute' : `${count} attributes`} of the name __proto__`;
  return { code: 'not-carried', severity: 'warning', file: source.name, message };
}

/** A group whose children are still to come. */
interface OpenGroup {
  node: GroupNode;
  extra: ExtraCollector;
}

/** Collects one benchmark as its pieces pass by. */
export class BenchmarkBuilder {
  readonly file: XccdfFile;
  readonly #extra: ExtraCollector;
  /** Prefixes declared by the Benchmark and around it. */
  readonly #namespaces = new Map<string, string>();
  readonly #groups: OpenGroup[] = [];
  readonly #rules: Rule[] = [];
  readonly #profiles: Profile[] = [];
  readonly #fields = new Map<string, XmlElement>();
  readonly #sourceId: string | null;

  constructor(
    element: XmlElement,
    path: readonly XmlElement[],
    readonly source: Source,
  ) {
    this.file = xccdfFile(element.prefix);
    this.#extra = new ExtraCollector(this.file);
    for (const { attributes } of [...path, element]) {
      for (const name in attributes) {
        if (name.startsWith('xmlns:')) this.#namespaces.set(name.slice('xmlns:'.length), attributes[name]!);
      }
    }
    this.#sourceId = attribute(element, 'id');
    // The writer declares DISA's namespaces and schema itself; declarations of other prefixes are kept in `finish`.
    this.#extra.attributes(element, ['id', 'xsi:schemaLocation']);
    const stylesheet = /<\?xml-stylesheet\s([^?]*)\?>/.exec(source.beginning(1000));
    if (stylesheet) this.#extra.verbatim('xml-stylesheet', stylesheet[1]!);
  }

  openGroup(element: XmlElement): void {
    const extra = new ExtraCollector(this.file);
    extra.attributes(element, ['id']);
    const sourceId = attribute(element, 'id');
    const id = sourceId === null ? null : shortId(sourceId);
    if (sourceId !== null && sourceId !== id) extra.verbatim('id', sourceId);
    this.#groups.push({ node: { id, title: null, description: null }, extra });
  }

  closeGroup(): void {
    const group = this.#groups.pop()!;
    group.extra.addTo(group.node);
  }

  inGroup(element: XmlElement): void {
    const group = this.#groups[this.#groups.length - 1]!;
    const { node, extra } = group;
    if (element.prefix === this.file.prefix && element.name === 'Rule') {
      this.#addRule(element);
    } else if (element.prefix === this.file.prefix && element.name === 'title' && node.title === null) {
      node.title = textOf(element);
      extra.attributes(element, [], 'title');
      extra.markup('title', element);
    } else if (element.prefix === this.file.prefix && element.name === 'description' && node.description === null) {
      node.description = textOf(element);
      extra.attributes(element, [], 'description');
      extra.markup('description', element);
    } else extra.element(element);
  }

  inBenchmark(element: XmlElement): void {
    if (element.prefix !== this.file.prefix) {
      this.#extra.element(element);
    } else if (element.name === 'Rule') {
      this.#addRule(element);
    } else if (element.name === 'Profile') {
      this.#profiles.push(readProfile(element, this.file));
    } else {
      const key = element.name === 'plain-text' ? `plain-text#${attribute(element, 'id')}` : element.name;
      if (FIELDS.has(key) && !this.#fields.has(key)) this.#fields.set(key, element);
      else this.#extra.element(element);
    }
  }

  finish(): Benchmark {
    const field = (key: string) => this.#fields.get(key);
    const kept = (key: string, known: string[] = []) => {
      const element = field(key);
      if (element !== undefined) this.#extra.attributes(element, known, key);
      return element;
    };
    const versionText = textOf(kept('version'));
    const parsed = parseVersion(versionText);
    const releaseInfo = textOf(field('plain-text#release-info'));
    const info = parseReleaseInfo(releaseInfo);
    if (versionText !== null && versionText !== parsed.version) this.#extra.verbatim('version', versionText);
    const release = parsed.release ?? info.release;
    const status = kept('status', ['date']);
    const title = kept('title');
    const description = kept('description');
    const notice = kept('notice', ['id']);
    this.#extra.markup('title', title);
    this.#extra.markup('description', description);
    this.#extra.markup('notice', notice);
    const reference = this.#reference(kept('reference'));
    const { cciSystem } = this.file;
    if (cciSystem !== null && cciSystem !== CCI_SYSTEM) this.#extra.verbatim('cci.system', cciSystem);
    this.#keepNamespaces();
    return this.#extra.addTo({
      kind: 'benchmark',
      id: this.#sourceId === null ? null : shortId(this.#sourceId),
      sourceId: this.#sourceId,
      title: textOf(title),
      description: textOf(description),
      version: parsed.version,
      release,
      releaseName: releaseName(parsed.version, release),
      benchmarkDate: info.benchmarkDate,
      releaseInfo,
      status: textOf(status),
      statusDate: attribute(status, 'date'),
      notice: readNotice(notice),
      publisher: reference.publisher,
      source: reference.source,
      generator: textOf(field('plain-text#generator')),
      conventionsVersion: textOf(field('plain-text#conventionsVersion')),
      profiles: this.#profiles,
      rules: this.#rules,
      sources: [{ name: this.source.fileName, format: 'xccdf', sha256: this.source.sha256 }],
    });
  }

  /** Keeps the declarations of prefixes that occur in what was kept, as far as the writer would not know them. */
  #keepNamespaces(): void {
    for (const prefix of [...this.file.usedPrefixes].sort()) {
      const uri = this.#namespaces.get(prefix);
      if (uri === undefined || NAMESPACES.get(prefix) === uri || uri.startsWith(UNKNOWN_NAMESPACE)) continue;
      this.#extra.declaration(prefix, uri);
    }
  }

  #addRule(element: XmlElement): void {
    const groups = this.#groups.map((group) => group.node);
    this.#rules.push(readRule(element, groups, this.file));
  }

  #reference(element: XmlElement | undefined): { publisher: string | null; source: string | null } {
    if (element === undefined) return { publisher: null, source: null };
    for (const c of element.children) {
      if (typeof c !== 'string' && c.name !== 'publisher' && c.name !== 'source') this.#extra.element(c);
    }
    return { publisher: textOf(child(element, 'publisher')), source: textOf(child(element, 'source')) };
  }
}

/** Children of a Benchmark that are fields of the model, by local name; plain-text by its id. */
const FIELDS = new Set([
  'status',
  'title',
  'description',
  'notice',
  'reference',
  'version',
  'plain-text#release-info',
  'plain-text#generator',
  'plain-text#conventionsVersion',
]);

function readNotice(element: XmlElement | undefined): Notice | null {
  return element === undefined ? null : { id: attribute(element, 'id'), text: textOf(element) ?? '' };
}

function readProfile(element: XmlElement, file: XccdfFile): Profile {
  const extra = new ExtraCollector(file);
  extra.attributes(element, ['id']);
  const sourceId = attribute(element, 'id') ?? '';
  const id = shortId(sourceId);
  if (id !== sourceId) extra.verbatim('id', sourceId);
  const selects: string[] = [];
  let title: string | null = null;
  let description: string | null = null;
  for (const c of element.children) {
    if (typeof c === 'string') continue;
    const name = c.prefix === file.prefix ? c.name : null;
    if (name === 'select' && isPlainSelection(c)) selects.push(shortId(c.attributes.idref!));
    else if (name === 'title' && title === null) {
      title = textOf(c);
      extra.attributes(c, [], name);
    } else if (name === 'description' && description === null) {
      description = textOf(c);
      extra.attributes(c, [], name);
      extra.markup(name, c);
    } else extra.element(c);
  }
  return extra.addTo({ id, title, description, selects });
}

/** Only what is selected and says no more counts as a selection: all else is kept as it stands. */
function isPlainSelection({ attributes, children }: XmlElement): boolean {
  if (attributes.selected !== 'true' || attributes.idref === undefined || children.length > 0) return false;
  for (const name in attributes) if (name !== 'idref' && name !== 'selected') return false;
  return true;
}

/** The name a benchmark's file has in checklists: without directories and package. */
export function fileNameOf(benchmark: Benchmark): string | null {
  const source = benchmark.sources[0];
  return source === undefined ? null : baseName(source.name);
}
