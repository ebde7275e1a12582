import { ArchiveBytes, openBuffer } from './archive-bytes.js';
import type { Expanding, Input } from './input.js';
import { DEFAULT_LIMITS, type Limits, tooLarge } from './limits.js';
import { Source } from './source.js';
import { HEAD_BYTES, isZip } from './zip-mark.js';

/** The files in bytes that are at hand: the one they are, or the members of a zip. */
export async function* expandSource(
  source: Source,
  options: Omit<Expanding, 'limits'> & { limits?: Partial<Limits> | undefined },
): AsyncGenerator<Input> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  yield* fromBytes(source.name, source.bytes, source.name, true, { ...options, limits });
}

/** The same for one of several arguments: `origin` is the argument, `named` whether it names this very file. */
export async function* fromBytes(
  name: string,
  bytes: Uint8Array,
  origin: string,
  named: boolean,
  expanding: Expanding,
): AsyncGenerator<Input> {
  const { limits } = expanding;
  const head = bytes.subarray(0, HEAD_BYTES);
  const load = async () => {
    if (bytes.length > limits.fileBytes) throw tooLarge(name, limits);
    return new Source(name, bytes);
  };
  const input: Input = { name, origin, named, package: null, size: bytes.length, head, load };
  if (!isZip(head)) yield input;
  else {
    const zip = new ArchiveBytes(name, async () => openBuffer(bytes));
    yield* (await import('./zip-inputs.js')).zipWithin(input, zip, expanding);
  }
}
