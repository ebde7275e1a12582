import type { Report } from '../io/diagnostic.js';
import { type SelectionOptions, selectionOf } from '../select/selection.js';
import { SelectionTally } from '../select/tally.js';
import { Chooser } from './choosing.js';
import { limitsFrom, type ReadDocument, type ReadingOptions, readInputs, readingOf } from './reading.js';
import type { Reporter } from './reporter.js';

/**
 * Reads what is selected of the inputs, in order. `say` is told what was left out, in one line, and it is an error where
 * nothing is left.
 */
export async function* readSelected(
  inputs: readonly string[],
  options: ReadingOptions & SelectionOptions,
  reporter: Pick<Reporter, 'report' | 'progress'>,
  say: Report = reporter.report,
): AsyncGenerator<ReadDocument> {
  const selection = selectionOf(options);
  if (selection === null) {
    yield* readInputs(inputs, options, reporter);
    return;
  }
  const tally = new SelectionTally(selection);
  const look = { from: options.from, limits: limitsFrom(options.limit), read: readingOf(options, () => {}) };
  const chooser = new Chooser(selection, look, (seen) => tally.add(seen));
  yield* readInputs(inputs, { ...options, chooser }, reporter);
  for (const diagnostic of tally.diagnostics()) say(diagnostic);
}
