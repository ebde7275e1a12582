import { Inflate, inflateSync } from '../fflate.js';
import type { ZipEntry } from '../zip-entry.js';
import { crc32 } from './crc32.js';
import { directoryOf } from './zip-directory.js';

export { crc32, type ZipEntry };

/** `zipEntries` of ../zip-engine.ts, of bytes in memory. */
export async function* zipEntries(handle: number | Uint8Array): AsyncGenerator<ZipEntry> {
  if (typeof handle === 'number') throw new Error('there are no open files here');
  yield* directoryOf(handle);
}

/** `inflateHead` of ../zip-engine.ts. */
export function inflateHead(packed: Uint8Array): Uint8Array {
  let head = new Uint8Array(0);
  new Inflate((chunk) => {
    if (head.length === 0) head = Uint8Array.from(chunk);
  }).push(packed);
  return head;
}

/** Deflate makes no more than this out of a byte: where a size is a lie, no more is set aside. */
const MOST_RATIO = 1032;

/** `inflateWhole` of ../zip-engine.ts. */
export async function inflateWhole(packed: Uint8Array, size: number): Promise<Uint8Array | null> {
  // One byte more, which tells whether there is more.
  const room = Math.min(size, packed.length * MOST_RATIO) + 1;
  const data = inflateSync(packed, { out: new Uint8Array(room) });
  return data.length > size ? null : data;
}
