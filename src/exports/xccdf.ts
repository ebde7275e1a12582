/**
 * XCCDF alone: DISA's benchmarks out of content at hand, and back. Synchronous, and small in a bundle.
 *
 * @module stigkit/xccdf
 */

import { type Content, type ContentOptions, contextOf, only, sourceOf } from '../content.js';
import { readXccdf as readDocuments } from '../formats/xccdf/read.js';
import { writeXccdf as writeText } from '../formats/xccdf/write.js';
import type { Report } from '../io/diagnostic.js';
import { walkXml } from '../io/xml.js';
import type { Benchmark } from '../model/benchmark.js';

export type { Content, ContentOptions } from '../content.js';
export type { DiagnosticCode } from '../io/codes.js';
export { type Diagnostic, type DiagnosticSeverity, type Report, StigError } from '../io/diagnostic.js';
export type { Limits } from '../io/limits.js';
export type * from '../model/benchmark.js';
export type * from '../model/documents.js';
export type * from '../model/extra.js';
export type { Category, Severity } from '../model/severity.js';
export type * from '../model/source-file.js';

/**
 * Reads the benchmark in an XCCDF file: DISA's manual XCCDF 1.1.4, a benchmark of XCCDF 1.2, or a data stream that holds
 * one.
 *
 * @throws StigError where the content is not that, with `code` and `diagnostics`
 */
export function readXccdf(content: Content, options: ContentOptions = {}): Benchmark {
  const source = sourceOf(content);
  return only(readDocuments(source, contextOf(options, walkXml)), source.name);
}

/** Writes a benchmark as XCCDF 1.1.4, as DISA publishes them. `report` takes what the format cannot hold. */
export function writeXccdf(benchmark: Benchmark, options: { report?: Report | undefined } = {}): string {
  return writeText(benchmark, {}, { report: options.report ?? (() => {}) }) as string;
}
