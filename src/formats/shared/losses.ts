import type { Report } from '../../io/diagnostic.js';
import type { Checklist } from '../../model/checklist.js';

/** Collects what an output has no place for, and reports it in two diagnostics, however many rules there are. */
export class Losses {
  readonly #typed = new Map<string, number>();
  readonly #plain = new Map<string, number>();

  /** Something a person or a scanner put there. */
  typed(what: string): void {
    this.#typed.set(what, (this.#typed.get(what) ?? 0) + 1);
  }

  /** Something that comes with the release or with the tool. */
  plain(what: string): void {
    this.#plain.set(what, (this.#plain.get(what) ?? 0) + 1);
  }

  report(report: Report, target: string): void {
    const tell = (things: Map<string, number>, severity: 'warning' | 'info') => {
      if (things.size === 0) return;
      const list = [...things].map(([what, count]) => (count === 1 ? what : `${what} (${count})`)).join('; ');
      report({ code: 'not-carried', severity, message: `${target} has no place for: ${list}` });
    };
    tell(this.#typed, 'warning');
    tell(this.#plain, 'info');
  }
}

/** What the status itself says of a scanner's result: these words are not lost. */
const IMPLIED = new Set(['pass', 'fail', 'fixed', 'notapplicable', 'notchecked']);

/** Losses that both checklist formats have: pieces of another format's file, and scanners' words. */
export function commonLosses(checklist: Checklist, losses: Losses, format: string, viewer?: number): void {
  nativeLosses(checklist, losses, format, viewer);
  for (const { reviews } of checklist.stigs) {
    for (const { result } of reviews) {
      if (result !== undefined && !IMPLIED.has(result.result)) losses.typed("the scanner's own result word");
    }
  }
}

/** What was kept of a file for writing its own format again, and that another format has no place for. */
export function nativeLosses(checklist: Checklist, losses: Losses, format: string, viewer?: number): void {
  // Also when a file's own format is written anew, in the dialect of a viewer.
  const foreign = (native: { format: string; beyond?: string[] } | undefined) =>
    native !== undefined && (native.format !== format || viewer !== undefined) ? (native.beyond ?? []) : [];
  for (const what of foreign(checklist.native)) losses.typed(what);
  for (const what of foreign(checklist.asset.native)) losses.typed(what);
  for (const stig of checklist.stigs) {
    for (const what of foreign(stig.native)) losses.typed(what);
    for (const review of stig.reviews) for (const what of foreign(review.native)) losses.typed(what);
  }
}

/** A value in quotes, cut short: Heimdall keeps whole JSON documents in the name of a STIG. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
}
