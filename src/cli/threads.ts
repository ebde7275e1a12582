import { StigError } from '../io/diagnostic.js';
import type { Pool } from '../io/pool.js';
import { fault, runJob } from '../tasks/run.js';
import { type Job, nothing, type Outcome } from '../tasks/task.js';

/** What does jobs: the pool's threads, or this one. */
export interface Doer {
  threads: number;
  do(job: Job): Promise<Outcome>;
}

/** This thread. */
export const HERE: Doer = { threads: 1, do: runJob };

/** The run's threads: started once, by the first inputs that are worth it. */
let pool: Pool | null = null;

/**
 * As many threads as `--jobs` says, or as there are processors. This one alone where that is one, and where threads
 * cannot be started.
 */
export async function startThreads(jobs: number | undefined): Promise<Doer> {
  const { openPool, processors } = await import('../io/pool.js');
  const threads = jobs ?? Math.min(processors(), MOST_THREADS);
  if (threads < 2) return HERE;
  pool ??= openPool(threads);
  return pool === null ? HERE : doerOf(pool);
}

/** More are started only where they are asked for: each holds the code and the document it works on. */
const MOST_THREADS = 8;

/** Ends the threads, where there are any: at the end of a run. */
export async function endThreads(): Promise<void> {
  const ended = pool;
  pool = null;
  await ended?.close();
}

/** A pool as what does jobs. A thread that ends is told of in the place of the input it worked on. */
export function doerOf(pool: Pool): Doer {
  return {
    threads: pool.threads,
    async do(job) {
      try {
        return (await pool.run(job)) as Outcome;
      } catch (error) {
        // Threads do not work here at all: what they were to do is done in this one.
        if ((error as { isStart?: boolean }).isStart === true) return runJob(job);
        return { ...nothing(), diagnostics: [fault(job.name, error, job.debug)] };
      }
    },
  };
}

/** The number that --jobs gives. Throws a StigError where it is none. */
export function jobsFrom(jobs: number | undefined): number | undefined {
  if (jobs === undefined || (Number.isInteger(jobs) && jobs >= 1 && jobs <= 256)) return jobs;
  throw new StigError({
    code: 'usage',
    severity: 'error',
    message: `--jobs ${jobs} is no number of threads`,
    hint: 'Write a whole number from 1 to 256; 1 does everything in one thread.',
  });
}
