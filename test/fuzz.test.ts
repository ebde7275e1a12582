import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, inputAt, seedsIn } from '../scripts/fuzz/index.mjs';
import { anchorsOf } from '../src/formats/shared/anchors.js';
import * as library from '../src/index.js';

const FIXTURES = resolve(import.meta.dirname, 'fixtures');
const FOUND = join(FIXTURES, 'found');

describe('made and mutated files', () => {
  const seeds = seedsIn([FIXTURES]);

  it('give documents or errors in words, through every reader and writer', async () => {
    const faults: string[] = [];
    const read = new Map<string, number>();
    for (let index = 0; index < 400; index++) {
      const input = inputAt(7, index, seeds);
      const { documents, fault } = await check(library, input, index);
      read.set(input.maker, (read.get(input.maker) ?? 0) + documents);
      if (fault !== null) faults.push(`${index} (${input.maker}, ${input.name}): ${fault}`);
    }
    expect(faults).toEqual([]);
    // They get past the first look: every maker of a form makes some that are read.
    for (const maker of ['xccdf', 'xccdf-results', 'ckl', 'cklb', 'cci-list', 'page', 'zip', 'mutation']) {
      expect([maker, (read.get(maker) ?? 0) > 0]).toEqual([maker, true]);
    }
  });

  it('are the same for the same seed and number, whatever came before', () => {
    const once = inputAt(3, 57, seeds);
    for (let index = 0; index < 20; index++) inputAt(9, index, seeds);
    expect(inputAt(3, 57, seeds)).toEqual(once);
    expect(inputAt(4, 57, seeds).data).not.toEqual(once.data);
  });
});

describe('the look at an input', () => {
  const input = { name: 'x', data: Buffer.from('x') };
  const thrown = (error: Error) => ({
    ...library,
    async *readAll() {
      yield* [];
      throw error;
    },
  });
  const said = (message: string) => ({
    ...library,
    async *readAll(_: unknown, { onError }: { onError: (error: Error) => void }) {
      yield* [];
      onError(new library.StigError({ code: 'read-failed', severity: 'error', message }));
    },
  });

  it('sees what is thrown, what is no message, and a document that does not come back', async () => {
    expect((await check(thrown(new TypeError('oops')), input, 0)).fault).toMatch(/^threw TypeError: oops/);
    expect((await check(said("Cannot read properties of undefined (reading 'a')"), input, 0)).fault).toMatch(
      /^not words/,
    );
    expect((await check(said(''), input, 0)).fault).toBe('a message without code or words');
    expect(await check(said('it is a folder'), input, 0)).toEqual({ documents: 0, refused: 1, fault: null });
    const text = readFileSync(join(FIXTURES, 'xccdf/bom/input.xml'));
    const forgets = { ...library, read: async () => ({ kind: 'benchmark' }) };
    expect((await check(forgets, { name: 'x', data: text }, 0)).fault).toBe('json gives back another document');
  });
});

/** The beginning of a rule on a release page. */
const PAGE = 'Vuln IDs\nV-1\nRule IDs\nRMF Control\nChecks: C-1_chk\n';

/** Inputs that were once too much, each kept after it was mended. */
describe('what fuzzing has found', () => {
  it.each(readdirSync(FOUND))('%s', async (name) => {
    const data = readFileSync(join(FOUND, name));
    for (let index = 0; index < 12; index++) {
      expect((await check(library, { name, data }, index)).fault).toBeNull();
    }
  });

  // Each took four times as long for twice the length: minutes to hours for these.
  it.each([
    ['a label of pages', 'Check:'.repeat(200_000), 0],
    ['rows of a table without its line of dashes', `${PAGE}${'| a | b |\n'.repeat(100_000)}Fix: F-1_fix\nx\n`, 1],
  ])('%s, again and again: looked at once, not once for each', async (_, text, documents) => {
    const outcome = await check(library, { name: 'long.txt', data: Buffer.from(text) }, 0);
    expect(outcome).toEqual({ documents, refused: 1 - documents, fault: null });
  });

  it('rules of one id: their places are numbered without counting anew', () => {
    const rule = { vulnId: 'V-1', ruleId: null, stigId: null } as never;
    const anchors = anchorsOf(Array(200_000).fill(rule));
    expect([anchors[0], anchors[1], anchors[199_999]]).toEqual(['v-1', 'v-1-2', 'v-1-200000']);
  });

  it('a table of more cells than a call takes arguments', async () => {
    const rows =
      '| RMF Control | Vuln IDs | Rule IDs |\n|---|---|---|\n' + '| AC-1 | V-1 | SV-1r1_rule |\n'.repeat(60_000);
    const outcome = await check(library, { name: 'table.md', data: Buffer.from(`${PAGE}${rows}`) }, 0);
    expect(outcome.fault).toBeNull();
  });
});
