import { StigError } from '../io/diagnostic.js';
import type { Input } from '../io/inputs.js';
import { Source } from '../io/source.js';
import type { Benchmark, SourceFile } from '../model/benchmark.js';
import type { Checklist } from '../model/checklist.js';
import { cutLoose } from '../model/cut-loose.js';
import type { Document } from '../model/document.js';
import type { RevisionHistory } from '../model/documents.js';
import { isScap } from '../model/scap.js';
import { headOf, type StigHead } from '../select/heads.js';
import { type Narrowed, narrowed, type Seen } from '../select/narrowing.js';
import type { Selection } from '../select/selection.js';
import { packageName } from './choosing.js';
import { type LookOptions, lookAt } from './first-look.js';
import { limitsFrom, type ReadingOptions, readInputs, readingOf } from './reading.js';
import type { Reporter } from './reporter.js';

/** A release in one of the two inputs: what names it, and where it lies. Its rules are read when it is compared. */
export interface IndexedRelease extends StigHead {
  packageName: string;
  sources: readonly Pick<SourceFile, 'name'>[];
  /** Reads it. What is wrong is reported, and `null` given where nothing can be read. */
  load(): Promise<Benchmark | null>;
}

/** What one of the two inputs holds. */
export interface Side {
  name: string;
  releases: IndexedRelease[];
  checklists: Checklist[];
  histories: RevisionHistory[];
}

/**
 * Goes through an input and notes which releases it holds, each by its beginning where that tells enough. So what is held
 * of a library does not grow with its rules. Checklists and Revision Histories are read at once.
 */
export async function readSide(
  input: string,
  options: ReadingOptions,
  selection: Selection | null,
  see: (seen: Seen) => void,
  reporting: Pick<Reporter, 'report' | 'progress'>,
): Promise<Side> {
  const side: Side = { name: input, releases: [], checklists: [], histories: [] };
  const index = new Index(options, selection, see, reporting);
  for await (const { document } of readInputs([input], { ...options, chooser: index }, reporting)) {
    if (document.kind === 'checklist') side.checklists.push(document);
    else if (document.kind === 'revision-history') side.histories.push(document);
  }
  side.releases = index.releases();
  return side;
}

/** Takes releases out of what is read of an input, and keeps where they are. */
class Index {
  readonly #order = new Map<Input, number>();
  readonly #found: { at: number; release: IndexedRelease }[] = [];
  readonly #look: LookOptions;

  constructor(
    readonly options: ReadingOptions,
    readonly selection: Selection | null,
    readonly see: (seen: Seen) => void,
    readonly reporting: Pick<Reporter, 'report' | 'progress'>,
  ) {
    const { from, limit } = options;
    this.#look = { from, limits: limitsFrom(limit), read: readingOf(options, () => {}) };
  }

  /** Inputs of which a first look does not tell which releases they hold. */
  async *choose(inputs: AsyncIterable<Input>, left: (input: Input) => void): AsyncGenerator<Input> {
    let at = 0;
    for await (const input of inputs) {
      this.#order.set(input, at++);
      const heads = await lookAt(input, this.#look, false);
      if (heads === null) yield input;
      else {
        left(input);
        for (const [place, head] of heads.entries()) this.#note(head, input, place);
      }
    }
  }

  /** What of the documents of an input is no release. */
  take(documents: readonly Document[], input: Input): Narrowed['documents'] {
    for (const [place, document] of documents.entries()) {
      if (document.kind !== 'benchmark') continue;
      this.#note(headOf(document, isScap(document)), input, place, cutLoose(document.sources));
    }
    const others = documents.filter((document) => document.kind !== 'benchmark');
    if (this.selection === null || others.every((document) => document.kind !== 'checklist')) {
      return others.map((document, place) => ({ document, place, whole: document }));
    }
    const choice = { packageName: packageName(input), isMember: true, newest: null };
    const { documents: left, seen } = narrowed(others, { ...choice, selection: this.selection });
    seen.forEach(this.see);
    return left;
  }

  /** The releases in the order of the inputs. */
  releases(): IndexedRelease[] {
    return this.#found.sort((a, b) => a.at - b.at).map(({ release }) => release);
  }

  #note(
    head: StigHead,
    found: Input,
    place: number,
    sources = [{ name: new Source(found.name, NONE).fileName }],
  ): void {
    const input = { ...found, head: NONE };
    const load = () => loaded(input, place, this.options, this.reporting);
    this.#found.push({
      at: this.#order.get(found)!,
      release: { ...head, packageName: packageName(found), sources, load },
    });
  }
}

const NONE = new Uint8Array();

async function loaded(
  input: Input,
  place: number,
  options: ReadingOptions,
  { report, progress }: Pick<Reporter, 'report' | 'progress'>,
): Promise<Benchmark | null> {
  progress.next(input.name);
  try {
    const document = (await readingOf(options, report)(await input.load())).documents[place];
    if (document?.kind === 'benchmark') return document;
    const message = 'changed while it was compared';
    throw new StigError({ code: 'read-failed', severity: 'error', file: input.name, message });
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    error.diagnostics.forEach(report);
    return null;
  }
}
