import type { Diagnostic } from '../io/diagnostic.js';

/** Blanks folded: what a page and an XCCDF have in common of a text. */
export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A value and whose it is. */
export interface Named {
  value: string;
  /** The file without its directory. */
  name: string;
  /** The file as it was named. */
  file: string;
}

/** A conflict: both values and both files; long texts from where they part. */
export function conflict(
  rule: string | null,
  field: string,
  kept: Named,
  other: Named,
  hint = 'Look at both sources; the first was kept.',
): Diagnostic {
  const [a, b] = shown(kept.value, other.value);
  return {
    code: 'merge-conflict',
    severity: 'warning',
    file: other.file,
    ...(rule === null ? {} : { rule }),
    message: `${field}: ${kept.name} has ${a}, ${other.name} has ${b}; the value of ${kept.name} was kept`,
    hint,
  };
}

const BEFORE = 20;
const LENGTH = 80;

function shown(a: string, b: string): [string, string] {
  const [x, y] = [fold(a), fold(b)];
  if (x.length <= LENGTH && y.length <= LENGTH) return [JSON.stringify(x), JSON.stringify(y)];
  let at = 0;
  while (at < x.length && at < y.length && x[at] === y[at]) at++;
  const blank = at > BEFORE ? x.indexOf(' ', at - BEFORE) : -1;
  const from = blank >= 0 && blank < at ? blank + 1 : Math.max(0, at - BEFORE);
  const cut = (text: string) => {
    const tail = text.slice(from, from + LENGTH);
    return JSON.stringify(`${from > 0 ? '…' : ''}${tail}${from + LENGTH < text.length ? '…' : ''}`);
  };
  return [cut(x), cut(y)];
}
