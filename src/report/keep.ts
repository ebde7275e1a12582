/** Gives one copy of each text. */
export type Keep = <T extends string | null>(text: T) => T;

/**
 * Texts cut out of a file hold on to the whole of it, so that what is remembered of a thousand checklists would be a
 * thousand files. Here each text is copied once.
 */
export function keeper(): Keep {
  const kept = new Map<string, string>();
  return <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const known = kept.get(text);
    if (known !== undefined) return known as T;
    const copy = JSON.parse(JSON.stringify(text)) as string;
    kept.set(copy, copy);
    return copy as T;
  };
}
