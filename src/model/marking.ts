/** Levels of marking from the highest down, by how a marking begins (CNSSI 4009, 32 CFR 2002). */
const LEVELS: readonly RegExp[] = [
  /^TOP\s*SECRET|^TS\b/,
  /^SECRET|^S\b/,
  /^CONFIDENTIAL|^C\b/,
  /\bCUI\b|\bFOUO\b|CONTROLLED|OFFICIAL USE/,
  /^UNCLASS|^U\b|^NONE$|^PUBLIC|^UNMARKED/,
];

/**
 * The marking of what holds things under several markings: the highest. Markings of one level that differ, and words
 * that are no level known here, stand beside one another, so that nothing is lowered. `null` where there is none.
 */
export function highestMarking(markings: Iterable<string | null>): string | null {
  const all = new Map<string, number | null>();
  for (const marking of markings) {
    const text = marking?.replace(/\s+/g, ' ').trim() ?? '';
    if (text !== '') all.set(text, levelOf(text));
  }
  const highest = Math.min(...[...all.values()].map((level) => level ?? LEVELS.length));
  const kept = [...all].filter(([, level]) => level === null || level === highest).map(([text]) => text);
  // In capitals and small letters it is one marking.
  const once = new Map(kept.sort().map((text) => [text.toUpperCase(), text]));
  return once.size === 0 ? null : [...once.values()].join(' | ');
}

/** Whether a marking says more than that there is nothing to protect. A word that is not known is taken to. */
export function isProtected(marking: string | null): boolean {
  const text = marking?.trim() ?? '';
  return text !== '' && levelOf(text) !== LEVELS.length - 1;
}

function levelOf(marking: string): number | null {
  const level = LEVELS.findIndex((pattern) => pattern.test(marking.toUpperCase().replace(/^[(\s]+/, '')));
  return level < 0 ? null : level;
}

/** Place of a marking: none 0, unclassified 1; words that are not known count as the least that is restricted. */
function markingRank(marking: string | null | undefined): number {
  if (marking == null || marking.trim() === '') return 0;
  const level = levelOf(marking.trim());
  return level === null ? 2 : LEVELS.length - level;
}

/** The more restricted of two markings; of equals the first. */
export function higherMarking<T extends string | null>(first: T, second: T): T {
  return markingRank(second) > markingRank(first) ? second : first;
}
