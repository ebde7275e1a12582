import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { sharedOut } from '../../src/cli/threads.js';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';
import { openPool, type Pool } from '../../src/io/pool.js';
import { runJob } from '../../src/tasks/run.js';
import { type Job, nothing } from '../../src/tasks/task.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/threads');
const EXAMPLE = resolve(import.meta.dirname, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const open: Pool[] = [];

function poolOf(file: string, threads: number): Pool {
  const pool = openPool(threads, pathToFileURL(join(FIXTURES, file)))!;
  open.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

function job(name: string): Job {
  const reading = { limits: DEFAULT_LIMITS };
  return { task: 'read', options: null, name, named: true, bytes: new Uint8Array(), reading };
}

const here = async ({ name }: Job) => ({ ...nothing(), results: [`${name} here`] });

describe('threads', () => {
  it('and this one share the jobs, each taking the next when it is free', async () => {
    const doer = sharedOut(poolOf('tasks.mjs', 1), () => null, here);
    expect(doer.threads).toBe(2);
    const names = Array.from({ length: 30 }, (_, i) => `${i}`);
    const results = (await Promise.all(names.map((name) => doer.do(job(name))))).map(({ results }) => results[0]);
    expect(results.map((result) => String(result).replace(' here', ''))).toEqual(names);
    const shared = results.filter((result) => String(result).endsWith('here')).length;
    expect(shared).toBeGreaterThan(0);
    expect(shared).toBeLessThan(30);
  });

  it('that end over a job are told of in the place of it, and the rest is done', async () => {
    const alone: number[] = [];
    const doer = sharedOut(
      poolOf('tasks.mjs', 2),
      (threads) => {
        alone.push(threads);
        return poolOf('tasks.mjs', threads);
      },
      here,
    );
    // A thread must have worked once, else it is taken for one that cannot be started.
    await doer.do(job('first'));
    const names = ['a', 'dies.xml', 'b slow', 'c', 'd', 'throws.xml', 'e', 'f'];
    const outcomes = await Promise.all(names.map((name) => doer.do(job(name))));
    const told = outcomes.map(({ diagnostics }) => diagnostics.map(({ code, file, message }) => [code, file, message]));
    const inPool = outcomes.map(({ results }) => results[0] !== undefined && String(results[0]).endsWith('here'));
    for (const [i, name] of names.entries()) {
      if (inPool[i]) continue;
      if (name === 'dies.xml') {
        expect(told[i]).toEqual([['internal', name, 'a fault in stigkit: the thread was made to end']]);
      } else if (name === 'throws.xml') {
        expect(told[i]).toEqual([['internal', name, 'a fault in stigkit: the work threw']]);
      } else expect([told[i], outcomes[i]!.results]).toEqual([[], [name]]);
    }
    expect(outcomes[1]!.diagnostics).toHaveLength(1);
    expect(alone.every((threads) => threads === 1)).toBe(true);
  });

  it('that cannot be started leave everything to this one', async () => {
    const doer = sharedOut(poolOf('broken.mjs', 2), () => null, here);
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => doer.do(job(name))));
    expect(outcomes.map(({ results }) => results[0])).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((n) => `${n} here`));
  });

  it('are not there where there is no file for them to run', () => {
    expect(openPool(2, pathToFileURL(join(FIXTURES, 'none.mjs')))).toBeNull();
    // Run from source, as this test is.
    expect(openPool(2)).toBeNull();
  });
});

describe('a job', () => {
  it('whose task has a fault of ours ends with a message that names the file', async () => {
    const outcome = await runJob({ ...job('some.xml'), task: 'none', bytes: readFileSync(EXAMPLE) });
    expect(outcome.results).toEqual([]);
    expect(outcome.kinds).toEqual(['benchmark']);
    expect(outcome.diagnostics).toMatchObject([{ code: 'internal', severity: 'error', file: 'some.xml' }]);
    expect(outcome.diagnostics[0]!.message).not.toContain('    at ');
    const debugged = await runJob({ ...job('some.xml'), task: 'none', bytes: readFileSync(EXAMPLE), debug: true });
    expect(debugged.diagnostics[0]!.message).toContain('    at ');
  });

  it('that cannot be read says why', async () => {
    const outcome = await runJob(job('empty.xml'));
    expect(outcome.unread).toMatchObject([{ code: 'input-empty', file: 'empty.xml' }]);
  });
});
