import { sanitizeLine } from './terminal.js';

/** What a run has read. */
export interface ReadTotals {
  files: number;
  documents: number;
  /** Rules of benchmarks and reviews of checklists. */
  rules: number;
  bytes: number;
}

/** Shows how far a run is, on one line that is rewritten in place, and counts what is read. */
export interface Progress {
  /** One more file is begun. */
  next(name: string): void;
  /** One that was begun is done; `null` of one that holds nothing that is read, or that is not read but written. */
  done(read: Omit<ReadTotals, 'files'> | null): void;
  /** Takes the line away, before something else is written; the next update brings it back. */
  clear(): void;
  /** What was read so far, and in how many seconds, to the thousandth. */
  totals(): ReadTotals & { seconds: number };
}

/** At most this often, in milliseconds: drawing costs more than reading a small file. */
const INTERVAL = 100;

/**
 * Progress on a terminal: files done, files a second, the current name. Nothing is drawn within the first interval, so
 * short runs show nothing. Where it is not wanted, nothing is drawn.
 */
export function progressOn(
  write: (text: string) => void,
  { enabled, columns, now = () => Date.now() }: { enabled: boolean; columns: number; now?: () => number },
): Progress {
  const began = now();
  let drawn = began;
  let shown = false;
  let finished = 0;
  const totals: ReadTotals = { files: 0, documents: 0, rules: 0, bytes: 0 };
  return {
    next(name) {
      if (!enabled) return;
      const time = now();
      if (time - drawn < INTERVAL) return;
      drawn = time;
      const rate = (finished * 1000) / (time - began);
      const done = `${finished} ${finished === 1 ? 'file' : 'files'} done, ${rate.toFixed(rate < 10 ? 1 : 0)}/s  `;
      write(`\r\x1b[2K${inColumns(done, sanitizeLine(name), columns - 1)}`);
      shown = true;
    },
    done(read) {
      finished++;
      if (read === null) return;
      totals.files++;
      totals.documents += read.documents;
      totals.rules += read.rules;
      totals.bytes += read.bytes;
    },
    clear() {
      if (shown) write('\r\x1b[2K');
      shown = false;
    },
    totals: () => ({ ...totals, seconds: Math.round(now() - began) / 1000 }),
  };
}

/** Both texts in so many columns; of a long name the end is shown, which tells files apart. */
function inColumns(before: string, name: string, columns: number): string {
  const room = columns - before.length;
  const letters = [...name];
  if (room < 4) return before.slice(0, Math.max(columns, 0));
  return before + (letters.length <= room ? name : `...${letters.slice(3 - room).join('')}`);
}
