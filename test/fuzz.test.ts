import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, inputAt, seedsIn } from '../scripts/fuzz/index.mjs';
import * as library from '../scripts/fuzz/library.js';
import { anchorsOf } from '../src/formats/shared/anchors.js';

const FIXTURES = resolve(import.meta.dirname, 'fixtures');
const FOUND = join(FIXTURES, 'found');
/** Makers of whose files some are read. */
const READ = 'xccdf xccdf-results ckl cklb cci-list page answers table xlsx pdf policy zip mutation'.split(' ');

import { folderOf } from './support/folder.js';
import { runCli } from './support/run-cli.js';

describe('made and mutated files', () => {
  const seeds = seedsIn([FIXTURES]);

  it('give documents or errors in words, through every reader and writer', async () => {
    const folder = folderOf();
    const faults: string[] = [];
    const read = new Map<string, number>();
    for (let index = 0; index < 400; index++) {
      const input = inputAt(7, index, seeds);
      const { documents, fault } = await check(library, input, index, folder);
      read.set(input.maker, (read.get(input.maker) ?? 0) + documents);
      if (fault !== null) faults.push(`${index} (${input.maker}, ${input.name}): ${fault}`);
    }
    expect(faults).toEqual([]);
    // They get past the first look: every maker of a form makes some that are read.
    for (const maker of READ) {
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

function xccdf(of: string, ofRule = ''): string {
  return `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="Acme_STIG">${of}<Group id="V-1"><Rule id="SV-1r1_rule">${ofRule}</Rule></Group></Benchmark>`;
}

function cklb(ruleId: string): string {
  return `{"stigs":[{"stig_id":"Acme_STIG","rules":[{"group_id":"V-1","rule_id_src":"${ruleId}","status":"open"}]}]}`;
}

/** The beginning of a rule on a release page. */
const PAGE = 'Vuln IDs\nV-1\nRule IDs\nRMF Control\nChecks: C-1_chk\n';

/** Inputs that were once too much, each kept after it was mended. */
describe('what fuzzing has found', () => {
  it.each(readdirSync(FOUND))('%s', async (name) => {
    const data = readFileSync(join(FOUND, name));
    for (let index = 0; index < 12; index++) {
      expect((await check(library, { name, data }, index)).fault).toBeNull();
    }
    const file = join(FOUND, name);
    for (const program of ['stig-viewer-2', 'stig-viewer-3', 'stig-manager', 'emass', 'heimdall']) {
      const { err } = await runCli('validate', file, '--for', program);
      expect(err).not.toContain('a fault in stigkit');
    }
  });

  // Each took four times as long for twice the length: minutes to hours for these.
  it.each([
    ['a label of pages', 'Check:'.repeat(200_000), 0],
    ['rows of a table without its line of dashes', `${PAGE}${'| a | b |\n'.repeat(100_000)}Fix: F-1_fix\nx\n`, 1],
    // Twice as long for each mark more: thirty of them took half a minute.
    ['byte order marks', `${'\ufeff'.repeat(1000)}"answers":\nanswers:`, 0],
    ['blanks behind a fence', `${PAGE}\`\`\`\t${' '.repeat(300_000)}\t\`\nFix: F-1_fix\nx\n`, 1],
    // Eight times as long for twice the digits.
    ['digits of a version', xccdf(`<version>${'0'.repeat(50_000)}.${'0'.repeat(50_000)}x</version>`), 1],
    ['idents of a rule', xccdf('', Array.from({ length: 60_000 }, (_, i) => `<ident>CCI-${i}</ident>`).join('')), 1],
    [
      'fixes of a rule',
      xccdf(
        '',
        Array.from({ length: 30_000 }, (_, i) => `<fixtext fixref="F-${29_999 - i}"/><fix id="F-${i}"/>`).join(''),
      ),
      1,
    ],
    ['revisions in a rule id', cklb(`SV-1${'0r0_'.repeat(100_000)}\\n0r0`), 1],
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
  }, 300_000);
});
