import { StigError } from '../io/diagnostic.js';
import type { Pool, PoolFault } from '../io/pool.js';
import { faultIn, runJob } from '../tasks/run.js';
import { type Job, nothing, type Outcome } from '../tasks/task.js';

/** What does jobs. */
export interface Doer {
  /** How many jobs it does at a time. */
  threads: number;
  do(job: Job): Promise<Outcome>;
}

/** This thread alone. */
export const HERE: Doer = { threads: 1, do: runJob };

/** The run's threads beside this one: started once, by the first inputs that are worth it. */
let pool: Pool | null = null;

/** More are started only where they are asked for: each holds the code and the documents it works on. */
const MOST_THREADS = 8;

/**
 * As many threads as `--jobs` says, or as there are processors, this one among them. This one alone where that is one,
 * and where no others can be started.
 */
export async function startThreads(jobs: number | undefined): Promise<Doer> {
  const { openPool, processors } = await import('../io/pool.js');
  const threads = jobs ?? Math.min(processors(), MOST_THREADS);
  if (threads > 1) pool ??= openPool(threads - 1);
  return pool === null ? HERE : sharedOut(pool, openPool);
}

/** Ends the threads, where there are any: at the end of a run. */
export async function endThreads(): Promise<void> {
  const ended = pool;
  pool = null;
  await ended?.close();
}

/**
 * A pool and this thread together. This one works too, as a thread that starts must load the code and warm up, which
 * costs as much as reading 12 MB. Jobs are taken in turn by whoever is free.
 */
export function sharedOut(pool: Pool, openPool: (threads: number) => Pool | null, here = runJob): Doer {
  const waiting: (() => void)[] = [];
  let free = pool.threads * pool.inHand;
  let isFree = true;
  const next = () => waiting.shift()?.();
  const inPool = async (job: Job) => {
    try {
      return (await pool.run(job)) as Outcome;
    } catch (error) {
      return again(job, error as PoolFault, openPool, here);
    } finally {
      free++;
      next();
    }
  };
  const inThis = async (job: Job) => {
    try {
      // What the others gave is taken in first, and they get new work.
      await new Promise((resolve) => setImmediate(resolve));
      return await here(job);
    } finally {
      isFree = true;
      next();
    }
  };
  return {
    threads: pool.threads + 1,
    async do(job) {
      while (free === 0 && !isFree) await new Promise<void>((resolve) => waiting.push(resolve));
      if (free > 0) {
        free--;
        return inPool(job);
      }
      isFree = false;
      return inThis(job);
    },
  };
}

/**
 * A thread that ends takes all it had in hand with it. Each job is tried once more, alone in a thread of its own: the one
 * that is to blame fails again, and is told of in the place of its input.
 */
async function again(
  job: Job,
  fault: PoolFault,
  openPool: (threads: number) => Pool | null,
  here: Doer['do'],
): Promise<Outcome> {
  // No thread has ever given anything: they do not work here.
  if (fault.isStart) return here(job);
  const alone = openPool(1);
  try {
    if (alone === null) return await here(job);
    return (await alone.run(job)) as Outcome;
  } catch (error) {
    return { ...nothing(), diagnostics: [faultIn(job.name, error, job.debug)] };
  } finally {
    await alone?.close();
  }
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
