import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import { attribute, child, type XmlElement } from '../../io/xml-element.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Checklist } from '../../model/checklist.js';
import type { ReadContext } from '../format.js';
import { BenchmarkBuilder } from '../xccdf/read.js';
import { checklistOf, type FoundResult } from './checklist.js';

/** Elements around a Benchmark or a TestResult in a data stream or an ARF. Everything else around them is skipped. */
const WRAPPERS = new Set([
  'asset-report-collection',
  'report-requests',
  'report-request',
  'assets',
  'asset',
  'reports',
  'report',
  'content',
  'data-stream-collection',
  'component',
]);

/**
 * Reads every TestResult of an XCCDF 1.1 or 1.2 results file, an ARF or a data stream, each as a checklist of its own
 * with one STIG. Where the file holds the Benchmark, reviews have its full rules, in its order.
 */
export function readXccdfResults(source: Source, context: ReadContext): Checklist[] {
  source.reportEncoding(context.report);
  const found: (Omit<FoundResult, 'benchmark'> & { within: number | undefined })[] = [];
  const benchmarks: Benchmark[] = [];
  const devices = new Map<string, XmlElement>();
  let builder: BenchmarkBuilder | undefined;
  context.walkXml(
    source,
    {
      open(element, path) {
        if (element.name === 'TestResult') return 'take';
        if (builder !== undefined) {
          if (element.name !== 'Group' || element.prefix !== builder.file.prefix) return 'take';
          builder.openGroup(element);
          return 'enter';
        }
        if (element.name === 'Benchmark') {
          builder = new BenchmarkBuilder(element, path, source);
          return 'enter';
        }
        if (element.name === 'computing-device') return 'take';
        return path.length === 0 || WRAPPERS.has(element.name) ? 'enter' : 'skip';
      },
      take(element, path) {
        const around = path[path.length - 1];
        if (element.name === 'TestResult') {
          const within = builder === undefined ? undefined : benchmarks.length;
          found.push({ element, within, namespaces: namespacesOf([...path, element]) });
        } else if (element.name === 'computing-device') {
          devices.set(attribute(around, 'id') ?? '', element);
        } else if (around?.name === 'Group') builder!.inGroup(element);
        else builder!.inBenchmark(element);
      },
      leave(element) {
        if (builder === undefined) return;
        if (element.name === 'Group') builder.closeGroup();
        else if (element.name === 'Benchmark') {
          benchmarks.push(builder.finish());
          builder = undefined;
        }
      },
    },
    context.limits,
  );
  if (found.length === 0) {
    throw new StigError({
      code: 'format-mismatch',
      severity: 'error',
      file: source.name,
      message: 'no XCCDF TestResult was found in the file',
      hint: '`stigkit info` says what a file holds.',
    });
  }
  return found.map(({ element, within, namespaces }) => {
    const benchmark = within === undefined ? benchmarkFor(element, benchmarks) : benchmarks[within];
    const report = (problem: Omit<Diagnostic, 'file'>, at: XmlElement) =>
      context.report(source.diagnosticAt(at.start, problem));
    return checklistOf({ element, benchmark, namespaces }, deviceFor(element, devices), source, report);
  });
}

/** The Benchmark of the file that a TestResult outside of one names; the only one, where it names none that is there. */
function benchmarkFor(testResult: XmlElement, benchmarks: Benchmark[]): Benchmark | undefined {
  const id = attribute(child(testResult, 'benchmark'), 'id');
  const named = benchmarks.find((benchmark) => benchmark.sourceId === id);
  return named ?? (id === null && benchmarks.length === 1 ? benchmarks[0] : undefined);
}

/** The ARF's device that a TestResult was made of. */
function deviceFor(testResult: XmlElement, devices: Map<string, XmlElement>): XmlElement | undefined {
  const name = attribute(child(testResult, 'target-id-ref'), 'name');
  return devices.get(name ?? '') ?? (devices.size === 1 ? [...devices.values()][0] : undefined);
}

function namespacesOf(path: readonly XmlElement[]): Record<string, string> {
  const namespaces: Record<string, string> = Object.create(null);
  for (const element of path) {
    for (const name in element.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) namespaces[name.slice(6)] = element.attributes[name]!;
    }
  }
  return namespaces;
}
