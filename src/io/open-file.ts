import { open } from 'node:fs/promises';
import type { OpenBytes } from './archive-bytes.js';
import { fsError } from './fs-error.js';

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
