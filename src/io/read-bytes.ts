import { createReadStream } from 'node:fs';
import { fsError } from './fs-error.js';
import { type Limits, tooLarge } from './limits.js';
import { openFile } from './open-file.js';

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
