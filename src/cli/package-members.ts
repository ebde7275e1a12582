import type { Input } from '../io/inputs.js';
import type { DocumentKind } from '../model/document.js';
import type { ReadResult } from '../tasks/read.js';
import type { Job, Outcome, PackageDocuments } from '../tasks/task.js';
import type { Item } from './work.js';

type Run = (job: Job) => Promise<Outcome>;

/** A member that may be a document: an Overview or a Revision History. */
interface Candidate {
  input: Input;
  /** Without the bytes, which are not held. */
  job: Omit<Job, 'bytes'>;
  /** What reading it gives, once it is begun. */
  read: Promise<Outcome> | null;
}

/**
 * The members of one package in their turns: its Overview and Revision History, which come first, go to the benchmarks
 * after them. Where no benchmark comes they are documents of their own. Members are begun in order, so that each finds
 * those before it begun. A class because it remembers them.
 */
export class PackageMembers {
  /** Members that may be documents, and what reading them gave once they were begun. */
  readonly #candidates: Candidate[] = [];
  /** Of the others, once begun, whether they hold a benchmark: what came of them is not held. */
  readonly #others: Promise<boolean>[] = [];

  constructor(
    /** Name of the zip. */
    readonly name: string,
    readonly run: Run,
  ) {}

  /** How to work on a member. */
  member(input: Input, job: Job): () => Promise<Outcome> {
    if (!mayBeDocument(input.head)) return () => this.#other(job);
    const { bytes: _, ...rest } = job;
    const candidate: Candidate = { input, job: rest, read: null };
    this.#candidates.push(candidate);
    return async () => {
      candidate.read = this.run({ ...job, task: 'read', options: null });
      const outcome = await candidate.read;
      return outcome.kinds.every(isDocument) ? { ...outcome, results: [] } : this.#other(job);
    };
  }

  /** The documents again, in turns of their own at the end of the package, for where no benchmark came. */
  *left(): Generator<Item> {
    for (const candidate of this.#candidates) {
      const { input } = candidate;
      yield { input, told: [], bytes: 0, again: true, run: () => this.#again(candidate) };
    }
  }

  async #again({ input, job, read }: Candidate): Promise<Outcome | null> {
    const first = await read;
    if (first === null || first.kinds.length === 0 || !first.kinds.every(isDocument)) return null;
    if ((await Promise.all(this.#others)).includes(true)) return null;
    const outcome = await this.run({ ...job, bytes: (await input.load()).bytes });
    // What reading told has been told.
    const told = new Set(first.diagnostics.map((diagnostic) => JSON.stringify(diagnostic)));
    return { ...outcome, diagnostics: outcome.diagnostics.filter((one) => !told.has(JSON.stringify(one))) };
  }

  #other(job: Job): Promise<Outcome> {
    const before = this.#begun();
    const work = async () => this.run({ ...job, packageDocuments: await documentsOf(before) });
    const outcome = work();
    this.#others.push(outcome.then(({ kinds }) => kinds.includes('benchmark')));
    return outcome;
  }

  #begun(): Promise<Outcome>[] {
    return this.#candidates.flatMap(({ read }) => read ?? []);
  }
}

/** Kinds of what goes to the benchmarks of a package. */
function isDocument(kind: DocumentKind): boolean {
  return kind === 'overview' || kind === 'revision-history';
}

async function documentsOf(read: readonly Promise<Outcome>[]): Promise<PackageDocuments | undefined> {
  if (read.length === 0) return undefined;
  const documents: PackageDocuments = {};
  for (const { results } of await Promise.all(read)) {
    for (const { document } of results as ReadResult[]) {
      if (document.kind === 'overview') documents.overview ??= document;
      else if (document.kind === 'revision-history') documents.revisionHistory ??= document;
    }
  }
  return documents;
}

/** Whether a file may be an Overview or a Revision History, by its first bytes: it is no XML, nor JSON of another kind. */
function mayBeDocument(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  const first = /[^\s\u00ef\u00bb\u00bf]/.exec(text)?.[0];
  return first === '{' ? /"(?:overview|revision-history)"/.test(text) : first !== '<';
}
