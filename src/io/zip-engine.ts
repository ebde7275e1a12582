import { promisify } from 'node:util';
import { constants, inflateRaw, inflateRawSync, crc32 as zlibCrc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { hasCode } from './fs-error.js';
import type { ZipEntry } from './zip-entry.js';

export type { ZipEntry };

const inflate = promisify(inflateRaw);

/**
 * The entries of a zip's directory, in its order. Throws an Error where it is damaged, after what stands before.
 *
 * yauzl reads it (zip64, names in CP437, UTF-8 and the Info-ZIP extra field). Its checks of names and sizes are off,
 * because each would give up the whole zip for one member: names are never used as paths, and whoever reads a member
 * checks its size.
 */
export async function* zipEntries(handle: number | Uint8Array): AsyncGenerator<ZipEntry> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
  // Loaded when the first zip is met: most commands read none.
  const { fromBufferPromise, fromFdPromise, getFileNameLowLevel } = await import('yauzl');
  const zip = await (typeof handle === 'number'
    ? fromFdPromise(handle, options)
    : fromBufferPromise(Buffer.from(handle.buffer, handle.byteOffset, handle.byteLength), options));
  for await (const entry of zip.eachEntry()) {
    // Not decoded by yauzl (see above): the name is still bytes.
    const raw = entry.fileName as unknown as Buffer;
    yield entryOf(entry, raw.length, () =>
      getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false),
    );
  }
}

function entryOf(entry: Entry, nameBytes: number, name: () => string): ZipEntry {
  return {
    nameBytes,
    name,
    madeBy: entry.versionMadeBy,
    attributes: entry.externalFileAttributes,
    size: entry.uncompressedSize,
    compressedSize: entry.compressedSize,
    method: entry.compressionMethod,
    encrypted: entry.isEncrypted(),
    crc32: entry.crc32,
    offset: entry.relativeOffsetOfLocalHeader,
  };
}

/** What the first bytes of a deflated member hold. Throws an Error where they are damaged. */
export function inflateHead(packed: Uint8Array): Uint8Array {
  return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** Inflates to at most `size` bytes; `null` where there are more. Throws an Error where they are damaged. */
export async function inflateWhole(packed: Uint8Array, size: number): Promise<Uint8Array | null> {
  // One chunk of the right size saves a copy; where the size is a lie, no more than this is set aside.
  const chunkSize = Math.min(Math.max(size + 1, 64), 16 * 1024 * 1024);
  try {
    return await inflate(packed, { maxOutputLength: Math.max(size, 1), chunkSize });
  } catch (error) {
    if (hasCode(error, 'ERR_BUFFER_TOO_LARGE')) return null;
    throw error;
  }
}

/** The check sum of bytes, as zips have it. */
export function crc32(bytes: Uint8Array): number {
  return zlibCrc32(bytes);
}
