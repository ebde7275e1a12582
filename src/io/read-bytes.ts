import { createReadStream } from 'node:fs';
import { openFile } from './archive-bytes.js';
import { StigError } from './diagnostic.js';
import { fsError } from './fs-error.js';
import type { Limits } from './limits.js';

/** A file's bytes, up to the limit. Throws a StigError. */
export async function readWhole(path: string, limits: Limits): Promise<Uint8Array> {
  const bytes = await openFile(path);
  try {
    if (bytes.size > limits.fileBytes) throw tooLarge(path, limits);
    // Files that the system makes up (/proc) announce no size.
    return bytes.size === 0 ? await readStream(path, limits) : await bytes.read(0, bytes.size);
  } finally {
    await bytes.close();
  }
}

/** What a stream, or the pipe of that path, gives up to its end or the limit. Throws a StigError. */
export async function readStream(
  stream: string | AsyncIterable<Uint8Array>,
  limits: Limits,
  name = String(stream),
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of typeof stream === 'string' ? createReadStream(stream) : stream) {
      length += chunk.length;
      if (length > limits.fileBytes) throw tooLarge(name, limits);
      chunks.push(chunk);
    }
  } catch (error) {
    throw fsError('read-failed', name, error);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
}

/** The problem of a file past the limit. */
export function tooLarge(file: string, limits: Limits): StigError {
  return new StigError({
    code: 'limit-exceeded',
    severity: 'error',
    file,
    message: `the file holds more bytes than the limit fileBytes=${limits.fileBytes}`,
    hint: 'If you trust the file, raise the limit: --limit fileBytes=NUMBER.',
  });
}
