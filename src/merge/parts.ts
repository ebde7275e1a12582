import type { Benchmark, Rule } from '../model/benchmark.js';

/** One source of a merge. */
export interface Part {
  benchmark: Benchmark;
  /** Its files, for messages. */
  name: string;
  /** The lower the more it is believed: XCCDF, other forms of a whole release, check page, release page. */
  trust: number;
  /** Whether it holds a whole release; a check page does not. */
  isWhole: boolean;
}

const TRUST: Record<string, number> = { xccdf: 0, 'check-page': 2, 'release-page': 3 };

/** A benchmark as part of a merge, by the format it was first read as. */
export function partOf(benchmark: Benchmark): Part {
  const formats = benchmark.sources.map((source) => source.format);
  const known = formats.filter((format) => Object.hasOwn(TRUST, format)).map((format) => TRUST[format]!);
  return {
    benchmark,
    name: benchmark.sources.map((source) => source.name).join(', ') || 'an input without a name',
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
