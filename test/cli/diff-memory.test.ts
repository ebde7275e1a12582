import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { compareReleases } from '../../src/cli/diff-compare.js';
import type { IndexedRelease } from '../../src/cli/diff-sides.js';
import { HERE } from '../../src/cli/threads.js';
import { diffReleases } from '../../src/diff/quarter.js';
import { progressOn } from '../../src/io/progress.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { QuarterDiff } from '../../src/model/quarter-diff.js';
import { headsOf } from '../../src/select/heads.js';
import { inventedRule } from '../support/invented.js';
import { type StigFacts, stigOf } from '../support/stigs.js';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const SILENT = { report: () => {}, progress: progressOn(() => {}, { enabled: false, columns: 80 }) };
const OPTIONS = { match: undefined, pairs: [], history: null, checklists: null };

/** Releases that are made when they are loaded; `null` of one that cannot be read. */
function indexed(made: (Benchmark | null)[], heads = made): IndexedRelease[] {
  return heads.map((head, i) => ({
    ...headsOf(head!)[0]!,
    packageName: '',
    sources: head!.sources,
    input: '',
    size: 0,
    counted: false,
    load: async () => ({ benchmark: made[i] ?? null, diagnostics: [] }),
  }));
}

const release = (id: string, number: string, facts: StigFacts = {}) => stigOf({ id, release: number, ...facts });

describe('a quarter', () => {
  it('has two releases in memory, however many there are', async () => {
    const refs: WeakRef<Benchmark>[] = [];
    let most = 0;
    const side = (number: string): IndexedRelease[] =>
      Array.from({ length: 40 }, (_, n) => {
        const head = release(`S${n}_STIG`, number);
        const load = async () => {
          const rules = Array.from({ length: 20 }, (_, r) => inventedRule(r, { check: `Check of ${number} ${n}.` }));
          const benchmark = release(head.id!, number, { rules });
          refs.push(new WeakRef(benchmark));
          // What was let go of is seen to be gone only in a later turn.
          await new Promise((resolve) => setImmediate(resolve));
          collect();
          most = Math.max(most, refs.filter((ref) => ref.deref() !== undefined).length);
          return { benchmark, diagnostics: [] };
        };
        const facts = { packageName: '', sources: head.sources, input: '', size: 0, counted: false };
        return { ...headsOf(head)[0]!, ...facts, load };
      });
    const found = (await compareReleases(side('1'), side('2'), OPTIONS, HERE, SILENT)) as QuarterDiff;
    expect(found.changed).toHaveLength(40);
    expect(refs).toHaveLength(80);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('is what comparing all at once gives', async () => {
    const olds = [release('A', '1'), release('A', '2'), release('Gone', '1'), release('Same', '1'), release('B', '1')];
    const news = [
      release('B', '2', { severities: ['high', 'low'] }),
      release('Same', '1'),
      release('A', '3'),
      release('New', '1'),
    ];
    const found = await compareReleases(indexed(olds), indexed(news), OPTIONS, HERE, SILENT);
    expect(JSON.parse(JSON.stringify(found))).toEqual(
      JSON.parse(JSON.stringify(diffReleases(olds, news, { pairs: [] }))),
    );
  });

  it('with a release that cannot be read is what it is without it', async () => {
    const olds = [release('A', '1'), release('B', '1'), release('C', '1')];
    const news = [release('A', '2'), release('A', '3'), release('B', '2'), release('D', '1')];
    const broken = [news[0]!, null, news[2]!, null];
    const found = await compareReleases(indexed(olds), indexed(broken, news), OPTIONS, HERE, SILENT);
    const without = diffReleases(olds, [news[0]!, news[2]!], { pairs: [] });
    expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(without)));
    const single = await compareReleases(
      indexed([olds[0]!]),
      indexed(broken.slice(0, 2), news.slice(0, 2)),
      OPTIONS,
      HERE,
      SILENT,
    );
    expect(single).toMatchObject({ kind: 'release-diff', old: { releaseName: 'V1R1' }, new: { releaseName: 'V1R2' } });
    expect(await compareReleases(indexed(olds), indexed([null], [news[0]!]), OPTIONS, HERE, SILENT)).toBeNull();
  });
});
