import { open } from 'node:fs/promises';
import { fsError } from './fs-error.js';

/** Bytes that can be read at any place: an open file, or a buffer. */
export interface OpenBytes {
  readonly size: number;
  /** File descriptor, or the bytes themselves. */
  readonly handle: number | Buffer;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Promise<Buffer>;
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

/** Opens a file. Throws a StigError. */
export async function openFile(path: string): Promise<OpenBytes> {
  try {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return {
      size,
      handle: file.fd,
      close: () => file.close(),
      async read(position, length) {
        const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
        let filled = 0;
        while (filled < buffer.length) {
          const { bytesRead } = await file
            .read(buffer, filled, buffer.length - filled, position + filled)
            .catch((error: unknown) => {
              throw fsError('read-failed', path, error);
            });
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return buffer.subarray(0, filled);
      },
    };
  } catch (error) {
    throw fsError('read-failed', path, error);
  }
}

/** Bytes in memory. */
export function openBuffer(bytes: Uint8Array): OpenBytes {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    handle: buffer,
    read: async (position, length) => buffer.subarray(position, position + length),
    close: async () => {},
  };
}
