import type { Benchmark } from '../model/benchmark.js';
import type { Overview, RevisionHistory } from '../model/documents.js';
import type { ReadDocument } from './reading.js';

/**
 * Puts the Overview and Revision History of a package to the benchmarks of that package, and takes them out of the row:
 * they give no result of their own. What stands in no package passes through, so documents read alone stay documents.
 */
export async function* withPackageDocuments(documents: AsyncIterable<ReadDocument>): AsyncGenerator<ReadDocument> {
  let held: ReadDocument[] = [];
  for await (const read of documents) {
    if (held.length > 0 && held[0]!.input.package !== read.input.package) {
      yield* attached(held);
      held = [];
    }
    if (read.input.package === null) yield read;
    else held.push(read);
  }
  yield* attached(held);
}

function attached(held: ReadDocument[]): ReadDocument[] {
  const documents = held.map((read) => read.document);
  const overview = documents.find((d): d is Overview => d.kind === 'overview');
  const revisionHistory = documents.find((d): d is RevisionHistory => d.kind === 'revision-history');
  if (!documents.some((d) => d.kind === 'benchmark')) return held;
  return held
    .filter(({ document }) => document.kind !== 'overview' && document.kind !== 'revision-history')
    .map((read) => {
      if (read.document.kind !== 'benchmark') return read;
      const document: Benchmark = {
        ...read.document,
        ...(overview === undefined ? {} : { overview }),
        ...(revisionHistory === undefined ? {} : { revisionHistory }),
      };
      return { ...read, document };
    });
}
