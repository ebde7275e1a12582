import type { Diagnostic } from '../io/diagnostic.js';
import type { Input } from '../io/inputs.js';
import type { Choice, Seen } from '../select/narrowing.js';
import type { OptionsOf, TaskName } from '../tasks/index.js';
import type { Outcome } from '../tasks/task.js';

/** Options that say how inputs are read, as they stand on the command line. */
export interface ReadingOptions {
  from?: string | undefined;
  lenient?: boolean | undefined;
  limit?: string[] | undefined;
  /** Threads; as many as there are processors unless said. */
  jobs?: number | undefined;
  debug?: boolean | undefined;
  /** Whether PDFs in packages are of use: reading them costs far more than all the rest. */
  documents?: boolean | undefined;
  /** Folder of the cache. */
  cache?: string | undefined;
  /** Chooses what is read, and what of it is taken; everything unless given. */
  chooser?: InputChooser | undefined;
}

/** Chooses among inputs before they are read, and among what is read of each. */
export interface InputChooser {
  /** The inputs to be read, in order; `left` is told of the others. */
  choose(inputs: AsyncIterable<Input>, left: (input: Input) => void): AsyncIterable<Input>;
  /** What is taken of what an input holds. */
  choiceFor(input: Input): Choice | undefined;
  /** Told of every STIG, and what became of it. */
  note(seen: Seen): void;
}

/** What is to be done with each input. */
export interface Work<N extends TaskName> {
  task: N;
  options: OptionsOf<N>;
  /** Whether the Overview and Revision History of a package go to its benchmarks, and give nothing of their own. */
  attach?: boolean | undefined;
}

/** An input in its turn. */
export interface Item {
  /** `null` of what comes after the last one. */
  input: Input | null;
  /** What was told of the way to it: a damaged zip, a link. */
  told: Diagnostic[];
  /** Bytes that it holds until it is done. */
  bytes: number;
  /** Whether it has had its turn before: what it gave then was held back. */
  again?: true;
  /** Does what is to be done with it. `null` where it is passed over. */
  run(): Promise<Outcome | null>;
}
