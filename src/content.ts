import type { ReadContext } from './formats/format.js';
import { type Report, StigError } from './io/diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { Source } from './io/source.js';
import type { WalkXml } from './io/xml-walk.js';

/** Content at hand: bytes, or text or bytes with a name. */
export type Content = Uint8Array | { name: string; data: string | Uint8Array };

/** How to read content of a known format. */
export interface ContentOptions {
  /** Takes problems that do not end the reading; without it they are dropped. */
  report?: Report | undefined;
  /** Bounds on what the content may ask of the reader. */
  limits?: Partial<Limits> | undefined;
}

/** Content as a source; without a name it is `input`. */
export function sourceOf(content: Content): Source {
  if (content instanceof Uint8Array) return new Source('input', content);
  const { name, data } = content;
  return new Source(name, typeof data === 'string' ? new TextEncoder().encode(data) : data);
}

/** What a reader is given beside its source. */
export function contextOf({ report = () => {}, limits }: ContentOptions, walkXml: WalkXml): ReadContext {
  return { report, limits: { ...DEFAULT_LIMITS, ...limits }, walkXml };
}

/** The one document that was read. Throws a StigError where there is none or more than one. */
export function only<T>(documents: readonly T[], file: string): T {
  if (documents.length === 1) return documents[0]!;
  throw new StigError({
    code: 'format-mismatch',
    severity: 'error',
    file,
    message: documents.length === 0 ? 'the input holds no document' : 'the input holds several documents',
    ...(documents.length === 0 ? {} : { hint: 'Use readAll().' }),
  });
}
