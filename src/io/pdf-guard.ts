/**
 * pdf.js leaves promises behind that fail with nobody waiting, when a file is broken in some places. In a browser's
 * worker that is a line on the console; Node would end the process. So they are let go while a PDF is read.
 */

let readers = 0;

/** Does the work with failures of `library` (part of a path in a stack) let go, if nobody waits for them. */
export async function withoutStrays<T>(library: string[], work: () => Promise<T>): Promise<T> {
  const listener = (reason: unknown) => {
    const stack = (reason as { stack?: unknown } | null)?.stack;
    if (typeof stack === 'string' && library.some((part) => stack.includes(part))) return;
    // Not of the library: as Node does where nobody listens.
    if (process.listenerCount('unhandledRejection') === readers) throw reason;
  };
  readers++;
  process.on('unhandledRejection', listener);
  try {
    return await work();
  } finally {
    // They are told of after the promises at hand are done.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listener);
    readers--;
  }
}
