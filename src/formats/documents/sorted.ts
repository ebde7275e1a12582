/** The part of a list sorted by `y` that lies from one place (with it) to another (without it). */
export function between<T extends { y: number }>(sorted: readonly T[], from: number, to: number): T[] {
  return sorted.slice(firstFrom(sorted, from), firstFrom(sorted, to));
}

/** The number of the first that lies at a place or below it. */
export function firstFrom(sorted: readonly { y: number }[], y: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.y < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
