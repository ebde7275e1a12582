import { unlinkSync } from 'node:fs';

/** Files being written, which must not be left when the run is ended from outside. */
const files = new Set<string>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whether a signal came that ends the process: nothing more is begun. */
let ending = false;

/**
 * Notes a file to be removed when the process is interrupted or exits; while none is noted, nothing is listened to. Never
 * resolves where the process is about to end.
 */
export async function guardTemp(path: string): Promise<void> {
  if (ending) await new Promise(() => {});
  if (files.size === 0) {
    for (const signal of SIGNALS) process.on(signal, onSignal);
    process.on('exit', removeAll);
  }
  files.add(path);
}

/** The file is in its place, or gone. */
export function releaseTemp(path: string): void {
  if (!files.delete(path) || files.size > 0) return;
  stopListening();
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, onSignal);
  process.off('exit', removeAll);
}

function removeAll(): void {
  for (const path of files) {
    try {
      unlinkSync(path);
    } catch {
      // Not made yet, or gone: there is nothing to leave.
    }
  }
}

/** Milliseconds in which files that are being opened when a signal comes are made. */
const OPENING = 20;

/**
 * Removes, then lets the signal do what it would have done: end the process, unless somebody else listens. A file that
 * another thread is opening may be made after it was removed: so it is removed again, a moment later.
 */
function onSignal(signal: NodeJS.Signals): void {
  removeAll();
  if (process.listenerCount(signal) > 1) return;
  const end = () => {
    removeAll();
    stopListening();
    process.kill(process.pid, signal);
  };
  if (!ending) setTimeout(end, OPENING);
  ending = true;
}
