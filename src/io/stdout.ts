import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { StigError } from './diagnostic.js';
import { hasCode } from './fs-error.js';

/** A stream that results are written to. */
export interface ResultStream {
  /**
   * Writes, and resolves when more may be written. `false` where the reader has gone (`| head`): nothing more is wanted,
   * and that is no error. Throws a StigError where writing fails otherwise (`> file` on a full disk).
   */
  write(data: string | Uint8Array): Promise<boolean>;
}

/** Standard output, or another stream, as a place for results. Waits as long as the reader is slower than we are. */
export function resultStream(stream: Writable = process.stdout, name = 'standard output'): ResultStream {
  let gone = false;
  // A failed write is told to its callback; without a listener Node would end the process beside.
  stream.on('error', () => {});
  return {
    write(data) {
      if (gone) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        stream.write(data, (error) => {
          if (error === null || error === undefined) return resolve(true);
          // EOF is what Windows says of a closed pipe.
          if (hasCode(error, 'EPIPE', 'EOF', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END')) {
            gone = true;
            return resolve(false);
          }
          reject(cannotWrite(name, error));
        });
      });
    },
  };
}

/**
 * Standard output as a file that the shell opened. Written here and not by Node's stream, which takes a short write for a
 * whole one: on a full disk the end of a result would be missing, and nobody told.
 */
export function resultFile(descriptor: number, name = 'standard output'): ResultStream {
  return {
    async write(data) {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
        return true;
      } catch (error) {
        throw cannotWrite(name, error as Error);
      }
    },
  };
}

function cannotWrite(name: string, error: Error): StigError {
  const full = hasCode(error, 'ENOSPC', 'EDQUOT');
  return new StigError(
    {
      code: 'write-failed',
      severity: 'error',
      message: `${name} cannot be written: ${full ? 'the disk is full' : error.message}`,
      ...(full ? { hint: 'Make room, or write to another place.' } : {}),
    },
    { cause: error },
  );
}
