import type { ReadContext } from '../../src/formats/format.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';
import { walkXml } from '../../src/io/xml.js';

/** A read context with the strict engine that collects what is reported. */
export function readContext(): ReadContext & { reported: Diagnostic[] } {
  const reported: Diagnostic[] = [];
  return { report: (d) => reported.push(d), limits: DEFAULT_LIMITS, walkXml, reported };
}
