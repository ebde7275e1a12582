import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PackageMembers } from '../../src/cli/package-members.js';
import type { Input } from '../../src/io/inputs.js';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';
import { Source } from '../../src/io/source.js';
import type { DocumentKind } from '../../src/model/document.js';
import { type Job, nothing, type Outcome } from '../../src/tasks/task.js';

const encode = (text: string) => new TextEncoder().encode(text);

/** A member of `p.zip` whose content begins so. */
function member(name: string, start: string): [Input, Job] {
  const [full, bytes] = [`p.zip!/${name}`, encode(start)];
  const load = async () => new Source(full, bytes);
  const input: Input = { name: full, origin: 'p.zip', named: false, package: 'p.zip', size: 1, head: bytes, load };
  const reading = { limits: DEFAULT_LIMITS };
  return [input, { task: 'convert', options: null, name: full, named: false, bytes, reading }];
}

/** Does jobs on members whose content is the kind of document that they hold, and notes them. */
function doer() {
  const done: Job[] = [];
  const run = async (job: Job): Promise<Outcome> => {
    done.push(job);
    const kind = new TextDecoder().decode(job.bytes).replace(/^</, '') as DocumentKind | 'picture';
    if (kind === 'picture') return { ...nothing(), unread: [] };
    const document = { kind, title: job.name };
    return { ...nothing(), kinds: [kind], results: job.task === 'read' ? [{ document, format: '' }] : [job.name] };
  };
  return { done, run };
}

async function take(members: PackageMembers, all: readonly [Input, Job][]): Promise<unknown[][]> {
  // Begun in order, and all at once, as threads do.
  const turns = all.map(([input, job]) => members.member(input, job)).map((turn) => turn());
  const results = (await Promise.all(turns)).map((outcome) => outcome.results);
  const left = [...members.left()];
  for (const item of left) results.push((await item.run())?.results ?? ['nothing']);
  return results;
}

describe('the members of a package', () => {
  it('that are documents go to the benchmarks after them, and give nothing of their own', async () => {
    const { done, run } = doer();
    const all = [
      member('Overview.pdf', 'overview'),
      member('Second.pdf', 'overview'),
      member('History.pdf', 'revision-history'),
      member('a.xml', '<benchmark'),
      member('b.xml', '<benchmark'),
    ];
    const results = await take(new PackageMembers('p.zip', run), all);
    expect(results.slice(0, 5)).toEqual([[], [], [], ['p.zip!/a.xml'], ['p.zip!/b.xml']]);
    expect(results.slice(5)).toEqual([['nothing'], ['nothing'], ['nothing']]);
    for (const { packageDocuments } of done.filter((job) => job.task === 'convert')) {
      expect(packageDocuments?.overview?.title).toBe('p.zip!/Overview.pdf');
      expect(packageDocuments?.revisionHistory?.title).toBe('p.zip!/History.pdf');
    }
  });

  it('are documents of their own where no benchmark comes', async () => {
    const { run } = doer();
    const all = [member('Overview.pdf', 'overview'), member('x.jpg', 'picture'), member('c.ckl', '<checklist')];
    const results = await take(new PackageMembers('p.zip', run), all);
    expect(results).toEqual([[], [], ['p.zip!/c.ckl'], ['p.zip!/Overview.pdf'], ['nothing']]);
  });

  it('that look like documents and are not are dealt with as all others', async () => {
    const { done, run } = doer();
    const results = await take(new PackageMembers('p.zip', run), [member('page.txt', 'benchmark')]);
    expect(results).toEqual([['p.zip!/page.txt'], ['nothing']]);
    expect(done.map((job) => job.task)).toEqual(['read', 'convert']);
  });

  it('are not held once they are done: a zip may hold thousands', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const results: WeakRef<object>[] = [];
    const members = new PackageMembers('p.zip', async () => {
      const result = { bytes: new Uint8Array(1000) };
      results.push(new WeakRef(result));
      return { ...nothing(), kinds: ['benchmark'], results: [result] };
    });
    for (let i = 0; i < 20; i++) {
      const [input, job] = member(`${i}.xml`, '<benchmark');
      await members.member(input, job)();
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
    // The last one may still lie on the stack.
    expect(results.filter((result) => result.deref() !== undefined).length).toBeLessThan(3);
    expect([...members.left()]).toEqual([]);
  });
});
