/** Bytes that can be read at any place: an open file, or a buffer. */
export interface OpenBytes {
  readonly size: number;
  /** File descriptor, or the bytes themselves. */
  readonly handle: number | Uint8Array;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Of zips in zips the one that was let go of last, by depth: it stays open until another of that depth is let go of. To
 * open it again is to unzip it again, and members that are loaded out of order ask for the same one time after time.
 */
const lingering: ArchiveBytes[] = [];

/**
 * The bytes of a zip, opened while somebody uses them and let go after. A member stays loadable when the walk through
 * its zip is over: the zip is opened again. So memory is bounded by what is being read, not by how many inputs a
 * caller keeps.
 */
export class ArchiveBytes {
  #opened: Promise<OpenBytes> | null = null;
  #users = 0;

  constructor(
    /** Name for messages. */
    readonly name: string,
    private readonly opener: () => Promise<OpenBytes>,
    /** How many zips are around it. */
    readonly depth = 0,
  ) {}

  async use<T>(work: (bytes: OpenBytes) => Promise<T>): Promise<T> {
    try {
      return await work(await this.hold());
    } finally {
      await this.release();
    }
  }

  /** Opens the bytes, or joins those who use them. Each call wants one `release`, also where it throws. */
  hold(): Promise<OpenBytes> {
    this.#users++;
    this.#opened ??= this.opener();
    return this.#opened;
  }

  async release(): Promise<void> {
    if (--this.#users > 0) return;
    if (this.depth === 0) return this.#close();
    const before = lingering[this.depth];
    lingering[this.depth] = this;
    if (before !== undefined && before !== this && before.#users === 0) await before.#close();
  }

  async #close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    // What could not be opened has told so to the one who asked.
    await (await opened?.catch(() => null))?.close();
  }
}

/** Bytes in memory. */
export function openBuffer(bytes: Uint8Array): OpenBytes {
  return {
    size: bytes.length,
    handle: bytes,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => {},
  };
}
