import { baseName } from '../io/source.js';
import type { Benchmark, Rule } from '../model/benchmark.js';

/** One source of a merge. */
export interface Part {
  benchmark: Benchmark;
  /** Its first file as it was named: the place of a problem. */
  file: string;
  /** Its files without their directories, for the words of messages. */
  name: string;
  /** The lower the more it is believed: XCCDF, other forms of a whole release, check page, release page. */
  trust: number;
  /** Whether it holds a whole release; a check page does not. */
  isWhole: boolean;
}

const TRUST: Record<string, number> = { xccdf: 0, 'check-page': 2, 'release-page': 3 };

const NAMELESS = 'an input without a name';

/** Benchmarks as parts of a merge; two files of one name are told apart by their directories. */
export function partsOf(benchmarks: readonly Benchmark[]): Part[] {
  const parts = benchmarks.map(partOf);
  const shared = (part: Part) => parts.some((other) => other !== part && other.name === part.name);
  return parts.map((part) => (shared(part) ? { ...part, name: part.file } : part));
}

/** A benchmark as part of a merge, by the format it was first read as. */
function partOf(benchmark: Benchmark): Part {
  const formats = benchmark.sources.map((source) => source.format);
  const known = formats.filter((format) => Object.hasOwn(TRUST, format)).map((format) => TRUST[format]!);
  return {
    benchmark,
    file: benchmark.sources[0]?.name ?? NAMELESS,
    name: benchmark.sources.map((source) => baseName(source.name)).join(', ') || NAMELESS,
    trust: known.length === 0 ? 1 : Math.min(...known),
    isWhole: formats.length === 0 || formats.some((format) => format !== 'check-page'),
  };
}

/** A rule as one part has it. */
export interface Voice {
  part: Part;
  rule: Rule;
}

/** The names of what a rule was read from. */
export function sourcesOf({ part, rule }: Voice): string[] {
  return rule.sources ?? part.benchmark.sources.map((source) => source.name);
}
