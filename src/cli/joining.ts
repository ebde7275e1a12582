import type { Format, Joining } from '../formats/format.js';
import { StigError } from '../io/diagnostic.js';
import { inFile } from '../tasks/in-file.js';
import { codecFor } from '../write.js';
import type { ReadDocument } from './reading.js';
import type { Reporter } from './reporter.js';

/**
 * Documents on their way into one file. What the format cannot hold is reported, or passed over where the user did not
 * name it; the others are still done.
 */
export async function* joining(
  read: AsyncIterable<ReadDocument>,
  format: Format,
  { report }: Pick<Reporter, 'report'>,
): AsyncGenerator<Joining> {
  for await (const { document, input } of read) {
    if (!format.writes.includes(document.kind) && !input.named) continue;
    const tell = inFile(report, input, document);
    try {
      await codecFor(document, format.name);
    } catch (error) {
      if (!(error instanceof StigError)) throw error;
      for (const diagnostic of error.diagnostics) tell(diagnostic);
      continue;
    }
    yield { document, report: tell };
  }
}
