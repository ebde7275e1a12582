/** A file to try, with what made it. */
export interface FuzzInput {
  name: string;
  data: Uint8Array;
  maker: string;
}

/** What an input gave: numbers of documents and of errors in words, and what must not be. */
export interface Outcome {
  documents: number;
  refused: number;
  fault: string | null;
}

/** A file to mutate. */
export interface Seed {
  name: string;
  bytes: Uint8Array;
}

/** All files in these folders, the large ones thinned. */
export function seedsIn(folders: readonly string[]): Seed[];

/** The input of this number in a run of this seed: always the same one. */
export function inputAt(seed: number, index: number, seeds: readonly Seed[]): FuzzInput;

/**
 * Reads, validates and writes an input with the library; `index` chooses how. With a folder for its file some are given
 * to a command too.
 */
export function check(
  library: object,
  input: Pick<FuzzInput, 'name' | 'data'> & { maker?: string },
  index: number,
  folder?: string,
): Promise<Outcome>;
