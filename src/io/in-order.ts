/** How much may be under way. */
export interface Room<T> {
  /** Items begun whose results have not been taken. At least 1. */
  items: number;
  /** What those items may weigh together, in the unit of `weigh`. One item is always let in, whatever it weighs. */
  weight?: number;
  weigh?: (item: T) => number;
}

/**
 * Does work on items side by side and gives the results in the order of the items. An item is asked for only when there
 * is room, so that a slow taker holds the giver back, and memory follows the room and not the number of items. With room
 * for one item each is done and taken before the next is asked for. What the work throws is thrown in the item's place;
 * then, and when the taker leaves, nothing more is begun and what is under way is waited for.
 */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  room: Room<T>,
): AsyncGenerator<R, void, undefined> {
  const { weight: most = Number.POSITIVE_INFINITY, weigh = () => 0 } = room;
  const iterator = items[Symbol.asyncIterator]();
  const begun: { result: Promise<R>; weight: number }[] = [];
  let weight = 0;
  let ended = false;
  try {
    for (;;) {
      while (!ended && (begun.length === 0 || (begun.length < room.items && weight < most))) {
        const next = await iterator.next();
        if (next.done === true) ended = true;
        else {
          const result = work(next.value);
          // Told of when its turn comes, which may be after it was thrown.
          result.catch(() => {});
          const weighed = weigh(next.value);
          weight += weighed;
          begun.push({ result, weight: weighed });
        }
      }
      const first = begun[0];
      if (first === undefined) return;
      const result = await first.result;
      begun.shift();
      weight -= first.weight;
      yield result;
    }
  } finally {
    await Promise.allSettled(begun.map(({ result }) => result));
    await iterator.return?.();
  }
}
