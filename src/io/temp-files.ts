import { unlinkSync } from 'node:fs';

/** Files being written, which must not be left when the run is ended from outside. */
const files = new Set<string>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is to be done, at once and without waiting, when the run is ended from outside. */
const tasks = new Set<() => void>();

/** Whether a signal came that ends the process: nothing more is begun. */
let ending = false;

/**
 * Notes a file to be removed when the process is interrupted or exits; while none is noted, nothing is listened to. Never
 * resolves where the process is about to end.
 */
export async function guardTemp(path: string): Promise<void> {
  if (ending) await new Promise(() => {});
  listen();
  files.add(path);
}

/** The file is in its place, or gone. */
export function releaseTemp(path: string): void {
  if (files.delete(path)) stopWhereIdle();
}

/** Notes what is to be done when the process is interrupted. Gives what takes the note back. */
export function onInterrupt(task: () => void): () => void {
  listen();
  tasks.add(task);
  return () => {
    if (tasks.delete(task)) stopWhereIdle();
  };
}

function listen(): void {
  if (files.size + tasks.size > 0) return;
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('exit', removeAll);
}

function stopWhereIdle(): void {
  if (files.size + tasks.size === 0) stopListening();
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
  for (const task of tasks) task();
  tasks.clear();
  if (process.listenerCount(signal) > 1) return;
  const end = () => {
    removeAll();
    stopListening();
    process.kill(process.pid, signal);
  };
  if (!ending) setTimeout(end, OPENING);
  ending = true;
}
