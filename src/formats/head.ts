import type { Source } from '../io/source.js';
import type { Head } from './format.js';

const HEAD_LENGTH = 64_000;

/** Looks at the beginning of a source. */
export function headOf(source: Source): Head {
  const text = source.beginning(HEAD_LENGTH);
  return { root: rootName(text), first: text.trimStart().charAt(0), text, source };
}

/** Local name of the root element, past declaration, instructions, comments and DOCTYPE; `null` where there is none. */
export function rootName(text: string): string | null {
  let at = 0;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
    if (text[at] !== '<') return null;
    const end = text.startsWith('<?', at)
      ? text.indexOf('?>', at)
      : text.startsWith('<!--', at)
        ? text.indexOf('-->', at)
        : text.startsWith('<!', at)
          ? doctypeEnd(text, at)
          : undefined;
    if (end === undefined) return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 300))?.[1] ?? null;
    if (end < 0) return null;
    at = text.indexOf('>', end) + 1;
  }
}

/** The `>` of a DOCTYPE, past its internal subset; good enough to name the root, as a DOCTYPE is refused anyway. */
function doctypeEnd(text: string, at: number): number {
  const subset = text.indexOf('[', at);
  const plain = text.indexOf('>', at);
  if (subset < 0 || subset > plain) return plain;
  const close = text.indexOf(']', subset);
  return close < 0 ? -1 : text.indexOf('>', close);
}
