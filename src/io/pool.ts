import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';

/** Threads that do what is handed to them. */
export interface Pool {
  readonly threads: number;
  /** Pieces of work that each has in hand. */
  readonly inHand: number;
  /**
   * Has a thread do a piece of work. What goes in and comes out is copied (structured clone): bytes at next to no cost,
   * text for twice as much, objects for a fifth of what it takes to read them out of XML. Rejects with a `PoolFault`.
   */
  run(work: unknown): Promise<unknown>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** A thread ended while it worked, or what it did threw. Whatever else the thread had in hand is lost with it. */
export class PoolFault extends Error {
  constructor(
    message: string,
    /** Whether no thread of the pool has ever given a result: threads do not work here. */
    readonly isStart: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PoolFault';
  }
}

/**
 * What a thread has in hand: one that it works on and one that it finds when that is done, so that it need not wait for
 * the thread that hands out, which works too.
 */
const IN_HAND = 2;

/** What a thread runs: beside the chunk that this code is in once bundled, together with tinypool's own entry. */
const ENTRY = new URL('./entry/tasks.js', import.meta.url);

/**
 * Starts threads. `null` where there is no file for them to run, as in a build of one file or when run from source: then
 * the work is to be done here.
 *
 * @param entry module whose default export is the function that does a piece of work
 */
export function openPool(threads: number, entry: URL = ENTRY): Pool | null {
  if (!existsSync(entry)) return null;
  const pool = new Tinypool({
    filename: fileURLToPath(entry),
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: IN_HAND,
  });
  let gave = false;
  // A thread that fails between two pieces of work is replaced; the next piece tells if that fails too.
  pool.on('error', () => {});
  return {
    threads,
    inHand: IN_HAND,
    async run(work) {
      try {
        const result = await pool.run(work);
        gave = true;
        return result;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        const memory = code === 'ERR_WORKER_OUT_OF_MEMORY';
        throw new PoolFault(memory ? 'its thread ran out of memory' : message, !gave && !memory, { cause: error });
      }
    },
    close: () => pool.destroy(),
  };
}

/** Processors that this process may use. */
export function processors(): number {
  return availableParallelism();
}
