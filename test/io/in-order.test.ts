import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../src/io/in-order.js';

/** Numbers up to `count`, noting how many were asked for. */
function numbers(count: number) {
  const giver = { asked: 0, left: false };
  async function* items() {
    try {
      for (let i = 0; i < count; i++) {
        giver.asked++;
        yield i;
      }
    } finally {
      giver.left = true;
    }
  }
  return { giver, items: items() };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('work done side by side', () => {
  it('is given in the order of the items, however long each takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        async (times, items) => {
          const given: number[] = [];
          const work = async (i: number) => {
            await pause(times[i]!);
            return i;
          };
          for await (const i of inOrder(numbers(times.length).items, work, { items })) given.push(i);
          expect(given).toEqual(times.map((_, i) => i));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('goes side by side, and never more than there is room for', async () => {
    let [now, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      await pause(1);
      now--;
    };
    for await (const _ of inOrder(numbers(20).items, work, { items: 4 })) expect(now).toBeLessThanOrEqual(4);
    expect(most).toBe(4);
  });

  it('waits for a slow taker: memory follows the room', async () => {
    const { giver, items } = numbers(1000);
    let taken = 0;
    for await (const _ of inOrder(items, async (i) => i, { items: 5 })) {
      await pause(1);
      expect(giver.asked - taken).toBeLessThanOrEqual(5);
      if (++taken === 20) break;
    }
    expect(giver.asked).toBeLessThan(26);
    expect(giver.left).toBe(true);
  });

  it('keeps to a weight, and lets in an item that is heavier than all of it', async () => {
    const weights = [1, 1, 9, 1, 3, 3, 3, 1];
    let [weight, most] = [0, 0];
    const work = async (i: number) => {
      weight += weights[i]!;
      most = Math.max(most, weight - weights[i]!);
      await pause(1);
      weight -= weights[i]!;
      return i;
    };
    const room = { items: 10, weight: 4, weigh: (i: number) => weights[i]! };
    const given: number[] = [];
    for await (const i of inOrder(numbers(weights.length).items, work, room)) given.push(i);
    expect(given).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    // Beside the item let in last, no more than the weight was under way.
    expect(most).toBeLessThan(4);
  });

  it('with room for one, asks for no item before the last one is taken', async () => {
    const { giver, items } = numbers(5);
    let taken = 0;
    for await (const _ of inOrder(items, async (i) => i, { items: 1 })) expect(giver.asked).toBe(++taken);
    expect(taken).toBe(5);
  });

  it('throws in the place of the item, after what came before it, and begins nothing more', async () => {
    const { giver, items } = numbers(50);
    const begun: number[] = [];
    const given: number[] = [];
    const work = async (i: number) => {
      begun.push(i);
      if (i === 3) throw new Error('third');
      await pause(5);
      return i;
    };
    const run = async () => {
      for await (const i of inOrder(items, work, { items: 4 })) given.push(i);
    };
    await expect(run()).rejects.toThrow('third');
    expect(given).toEqual([0, 1, 2]);
    expect(begun.length).toBeLessThanOrEqual(7);
    expect(giver.left).toBe(true);
  });
});
