import type { Report } from '../io/diagnostic.js';
import type { SelectionOptions } from '../select/selection.js';
import { readingFrom } from './limits.js';
import type { ReadingOptions } from './work.js';

/**
 * What `read` gives of that which is selected. `say` is told what was left out, in one line, and it is an error where
 * nothing is left.
 */
export async function* selected<O extends ReadingOptions & SelectionOptions, T>(
  options: O,
  say: Report,
  read: (options: O) => AsyncIterable<T>,
): AsyncGenerator<T> {
  // Loaded where there is anything to choose.
  const { selectionOf } = isSelecting(options) ? await import('../select/selection.js') : { selectionOf: () => null };
  const selection = selectionOf(options);
  if (selection === null) {
    yield* read(options);
    return;
  }
  const [{ SelectionTally }, { Chooser }] = await Promise.all([import('../select/tally.js'), import('./choosing.js')]);
  const tally = new SelectionTally(selection);
  const chooser = new Chooser(selection, readingFrom(options), (seen) => tally.add(seen));
  yield* read({ ...options, chooser });
  for (const diagnostic of tally.diagnostics()) say(diagnostic);
}

function isSelecting({ stig, latest, since, severity, scap }: SelectionOptions): boolean {
  return [stig, latest, since, severity, scap].some((value) => value !== undefined);
}
