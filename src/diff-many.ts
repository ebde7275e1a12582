import { type QuarterOptions, quarterSteps } from './diff/quarter.js';
import { breath, type Signal } from './io/signal.js';
import type { Benchmark } from './model/benchmark.js';
import type { QuarterDiff } from './model/quarter-diff.js';

/** How to compare two collections. */
export interface DiffManyOptions extends QuarterOptions {
  /** Ends the comparison between two STIGs; the promise is then rejected with the signal's reason. */
  signal?: Signal | undefined;
}

/**
 * What `diffReleases` gives, with room for other work between STIGs: a page stays alive, and `signal` can end it. A
 * library of 400 STIGs takes seconds.
 */
export async function diffMany(
  before: readonly Benchmark[],
  after: readonly Benchmark[],
  { signal, ...options }: DiffManyOptions = {},
): Promise<QuarterDiff> {
  const steps = quarterSteps(before, after, options);
  for (;;) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    await breath();
  }
}
