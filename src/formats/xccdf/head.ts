import { StigError } from '../../io/diagnostic.js';
import type { Limits } from '../../io/limits.js';
import { Source } from '../../io/source.js';
import { walkXml } from '../../io/xml.js';
import type { Benchmark } from '../../model/benchmark.js';
import { BenchmarkBuilder } from './read.js';

/** Elements that come after all that names a release (XCCDF 1.1.4 and 1.2 have one order). */
const AFTER_IDENTITY = new Set(['model', 'Profile', 'Value', 'Group', 'Rule', 'TestResult', 'signature']);

/**
 * What stands before the profiles and groups of a Benchmark: all that names the release, without its rules. Costs a
 * hundredth of reading the file. Its source is that beginning, not the file. `null` where that does not tell all (no id, version or release there, not a plain
 * Benchmark, not well formed so far): then only reading does.
 */
export function readHead(source: Source, limits: Limits): Benchmark | null {
  const beginning = beginningOf(source);
  return (beginning === null ? null : headIn(beginning, limits)) ?? headIn(source, limits);
}

/** Bytes that hold what names the release in all of DISA's files. */
const BEGINNING = 16_384;

/** The first tags of a source; `null` where they are not in ASCII, as only the whole tells in what encoding they are. */
function beginningOf({ name, bytes }: Source): Source | null {
  const end = bytes.subarray(0, BEGINNING).lastIndexOf(0x3e) + 1;
  const beginning = bytes.subarray(0, end);
  return beginning.every((byte) => byte < 0x80) ? new Source(name, beginning) : null;
}

function headIn(source: Source, limits: Limits): Benchmark | null {
  let builder: BenchmarkBuilder | undefined;
  let isComplete = false;
  try {
    walkXml(
      source,
      {
        open(element, path) {
          if (builder === undefined) {
            if (element.name !== 'Benchmark' || path.length > 0) throw new Enough();
            builder = new BenchmarkBuilder(element, path, source);
            return 'enter';
          }
          if (!AFTER_IDENTITY.has(element.name)) return 'take';
          isComplete = true;
          throw new Enough();
        },
        take: (element) => builder!.inBenchmark(element),
      },
      limits,
    );
  } catch (error) {
    if (!(error instanceof Enough || error instanceof StigError)) throw error;
  }
  if (!isComplete || builder === undefined) return null;
  const head = builder.finish();
  return head.id === null || head.version === null || head.releaseInfo === null ? null : head;
}

/** Ends a walk. */
class Enough extends Error {}

/**
 * Whether a file holds checks for a scanner alone: every check names a checking system (OVAL, OCIL) by its URI, where
 * DISA's manual ones have an id. SCAP 1.2 content is known by its ids as well (`xccdf_mil.disa.stig_benchmark_...`).
 */
export function hasScapChecks(source: Source): boolean {
  let checks = 0;
  for (const [, system = ''] of source.searchable.matchAll(
    /<(?:[\w.-]+:)?check\s[^<>]*?\bsystem\s*=\s*["']([^"'<>]*)["']/g,
  )) {
    if (!/^[A-Za-z][\w+.-]*:/.test(system)) return false;
    checks++;
  }
  return checks > 0;
}
