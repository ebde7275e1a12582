/**
 * `withoutStrays` of ../pdf-guard.ts: here nobody ends the process for a promise that fails with nobody waiting, so the
 * work is done as it is. A browser may show a line on its console.
 */
export function withoutStrays<T>(_library: readonly string[], work: () => Promise<T>): Promise<T> {
  return work();
}
