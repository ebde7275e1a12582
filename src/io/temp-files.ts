import { unlinkSync } from 'node:fs';

/** Files being written, which must not be left when the run is ended from outside. */
const files = new Set<string>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Notes a file to be removed when the process is interrupted or exits; while none is noted, nothing is listened to. */
export function guardTemp(path: string): void {
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
  files.clear();
}

/** Removes, then lets the signal do what it would have done: end the process, unless somebody else listens. */
function onSignal(signal: NodeJS.Signals): void {
  removeAll();
  stopListening();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
