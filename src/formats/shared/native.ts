import type { Checklist, Native, Review } from '../../model/checklist.js';

/** The native of an object where it is that format's and cut from that file; else `undefined`. */
export function nativeOf<T extends Native>(value: { native?: Native }, format: T['format'], of: string): T | undefined {
  return value.native?.format === format && value.native.of === of ? (value.native as T) : undefined;
}

/** The copy of a review that later values are held against. Arrays and objects in it are shared: nobody changes one. */
export function snapshot(review: Review): Review {
  const { native: _, ...rest } = review;
  return { ...rest, rule: { ...review.rule } };
}

/** Whether a review is still as it was read. */
export function sameReview(was: Review, now: Review): boolean {
  return sameShallow(was, now, 'rule') && sameShallow(was.rule, now.rule);
}

/** Whether two objects have the same values, `native` aside; arrays and objects in them by content. */
export function sameShallow(a: object, b: object, except = ''): boolean {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (key === 'native' || key === except) continue;
    const [x, y] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
    if (x === y) continue;
    if (typeof x !== 'object' || typeof y !== 'object' || JSON.stringify(x) !== JSON.stringify(y)) return false;
  }
  return true;
}

/** A checklist without what only its own format's writer reads: it is written as a new one. */
export function withoutNative(checklist: Checklist): Checklist {
  const { native: _, ...rest } = checklist;
  return {
    ...rest,
    asset: strip(checklist.asset),
    stigs: checklist.stigs.map((stig) => ({ ...strip(stig), reviews: stig.reviews.map(strip) })),
  };
}

function strip<T extends { native?: unknown }>(value: T): Omit<T, 'native'> {
  const { native: _, ...rest } = value;
  return rest;
}
