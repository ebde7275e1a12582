import { StigError } from '../diagnostic.js';
import type { Input, UrlLike } from '../input.js';

/** `expandInputs` of ../inputs.ts where there is no file system: a path is refused, with what to give instead. */
// biome-ignore lint/correctness/useYield: it has the type of one that gives inputs.
export async function* expandInputs(inputs: readonly string[]): AsyncGenerator<Input> {
  for (const file of inputs) {
    throw new StigError({
      code: 'read-failed',
      severity: 'error',
      file,
      message: 'cannot be read: there is no file system here',
      hint: 'Give the content: its bytes, or { name, data }.',
    });
  }
}

/** `pathOf` of ../inputs.ts: the URL as it is, for the message. */
export function pathOf(url: UrlLike): string {
  return url.href;
}
