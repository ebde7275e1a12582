import { sanitizeLine } from './terminal.js';

/** Shows how far a run is, on one line that is rewritten in place. */
export interface Progress {
  /** One more file is begun. */
  next(name: string): void;
  /** Takes the line away, before something else is written; the next update brings it back. */
  clear(): void;
}

/** At most this often, in milliseconds: drawing costs more than reading a small file. */
const INTERVAL = 100;

/**
 * Progress on a terminal: files done, files a second, the current name. Nothing is drawn within the first interval, so
 * short runs show nothing. Where it is not wanted, calls do nothing.
 */
export function progressOn(
  write: (text: string) => void,
  { enabled, columns, now = () => performance.now() }: { enabled: boolean; columns: number; now?: () => number },
): Progress {
  if (!enabled) return { next: () => {}, clear: () => {} };
  const began = now();
  let drawn = began;
  let shown = false;
  let count = 0;
  return {
    next(name) {
      count++;
      const time = now();
      if (time - drawn < INTERVAL) return;
      drawn = time;
      const rate = (count * 1000) / (time - began);
      const done = `${count - 1} ${count === 2 ? 'file' : 'files'} done, ${rate.toFixed(rate < 10 ? 1 : 0)}/s  `;
      write(`\r\x1b[2K${inColumns(done, sanitizeLine(name), columns - 1)}`);
      shown = true;
    },
    clear() {
      if (shown) write('\r\x1b[2K');
      shown = false;
    },
  };
}

/** Both texts in so many columns; of a long name the end is shown, which tells files apart. */
function inColumns(before: string, name: string, columns: number): string {
  const room = columns - before.length;
  const letters = [...name];
  if (room < 4) return before.slice(0, Math.max(columns, 0));
  return before + (letters.length <= room ? name : `...${letters.slice(3 - room).join('')}`);
}
