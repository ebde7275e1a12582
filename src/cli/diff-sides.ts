import type { Diagnostic } from '../io/diagnostic.js';
import { StigError } from '../io/diagnostic.js';
import type { Input } from '../io/inputs.js';
import { Source } from '../io/source.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Checklist } from '../model/checklist.js';
import { cutLoose } from '../model/cut-loose.js';
import type { RevisionHistory } from '../model/documents.js';
import { isScap } from '../model/scap.js';
import { headOf, type StigHead } from '../select/heads.js';
import { narrowed, type Seen } from '../select/narrowing.js';
import type { Selection } from '../select/selection.js';
import type { ReadResult } from '../tasks/read.js';
import type { Reading } from '../tasks/task.js';
import { packageName } from './choosing.js';
import { lookAt } from './first-look.js';
import { readingFrom } from './limits.js';
import { readInputs } from './reading.js';
import type { Reporter } from './reporter.js';
import type { Doer } from './threads.js';
import type { InputChooser, ReadingOptions } from './work.js';

/** A release in one of the two inputs: what names it, and where it lies. Its rules are read when it is compared. */
export interface IndexedRelease extends StigHead {
  packageName: string;
  sources: readonly { name: string }[];
  /** Name of the input. */
  input: string;
  /** Bytes of it, as announced. */
  size: number;
  /** Whether it is among what the run has read: files that are read whole to see what they are are counted there. */
  counted: boolean;
  /** Reads it, in whatever thread. */
  load(doer: Doer): Promise<Loaded>;
}

/** A release as it was read; `null` where it could not be, for the reasons told. */
export interface Loaded {
  benchmark: Benchmark | null;
  diagnostics: Diagnostic[];
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
 * of a library does not grow with its rules. Checklists, narrowed to what is selected, and Revision Histories are read at
 * once.
 */
export async function readSide(
  input: string,
  options: ReadingOptions,
  selection: Selection | null,
  see: (seen: Seen) => void,
  reporting: Pick<Reporter, 'report' | 'progress'>,
): Promise<Side> {
  const side: Side = { name: input, releases: [], checklists: [], histories: [] };
  const index = new Index(options, selection !== null);
  for await (const read of readInputs([input], { ...options, chooser: index }, reporting)) {
    const { document, input: from, place } = read;
    if (document.kind === 'revision-history') side.histories.push(document);
    else if (document.kind === 'benchmark') {
      const known = { sources: cutLoose(document.sources), counted: true };
      index.add(headOf(document, isScap(document)), from, place, known);
    } else if (document.kind === 'checklist') {
      const choice = { packageName: packageName(from), isMember: true, newest: null };
      const { documents, seen } =
        selection === null ? { documents: [{ document }], seen: [] } : narrowed([document], { ...choice, selection });
      seen.forEach(see);
      for (const one of documents) side.checklists.push(one.document as Checklist);
    }
  }
  side.releases = index.releases();
  return side;
}

/** Takes the releases out of the inputs to be read, and keeps where they are. */
class Index implements InputChooser {
  readonly #order = new Map<Input, number>();
  readonly #found: { at: number; release: IndexedRelease }[] = [];
  readonly #reading: Reading;

  constructor(
    readonly options: ReadingOptions,
    /** Whether it matters which are for a scanner. */
    readonly scap: boolean,
  ) {
    this.#reading = readingFrom(options);
  }

  /** Inputs of which a first look does not tell which releases they hold. */
  async *choose(inputs: AsyncIterable<Input>, left: (input: Input) => void): AsyncGenerator<Input> {
    let at = 0;
    for await (const input of inputs) {
      const heads = await lookAt(input, this.#reading, { thorough: false, scap: this.scap });
      this.#order.set(input, at++);
      if (heads === null) yield input;
      else {
        left(input);
        const known = { sources: [{ name: new Source(input.name, NONE).fileName }], counted: false };
        for (const [place, head] of heads.entries()) this.add(head, input, place, known);
      }
    }
  }

  choiceFor(): undefined {}

  note(): void {}

  add(head: StigHead, found: Input, place: number, known: Pick<IndexedRelease, 'sources' | 'counted'>): void {
    const input = { ...found, head: NONE };
    const load = (doer: Doer) => loaded(input, place, this.#reading, doer, this.options.debug);
    const at = this.#order.get(found)!;
    const facts = { ...known, packageName: packageName(found), input: found.name, size: found.size ?? 0 };
    this.#found.push({ at, release: { ...head, ...facts, load } });
  }

  /** The releases in the order of the inputs. */
  releases(): IndexedRelease[] {
    return this.#found.sort((a, b) => a.at - b.at).map(({ release }) => release);
  }
}

const NONE = new Uint8Array();

async function loaded(
  input: Input,
  place: number,
  reading: Reading,
  doer: Doer,
  debug: boolean | undefined,
): Promise<Loaded> {
  const { name, named } = input;
  try {
    const { bytes } = await input.load();
    const outcome = await doer.do({ task: 'read', options: null, name, named, bytes, reading, debug });
    const diagnostics = [...outcome.diagnostics, ...(outcome.unread ?? [])];
    const document = (outcome.results as ReadResult[]).find((result) => result.place === place)?.document;
    if (document?.kind === 'benchmark') return { benchmark: document, diagnostics };
    if (diagnostics.every(({ severity }) => severity !== 'error')) {
      diagnostics.push({
        code: 'read-failed',
        severity: 'error',
        file: name,
        message: 'changed while it was compared',
      });
    }
    return { benchmark: null, diagnostics };
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    return { benchmark: null, diagnostics: [...error.diagnostics] };
  }
}
