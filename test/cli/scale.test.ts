import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { makeCompilation, makeLarge } from '../../scripts/scale/compilation.mjs';
import { expandInputs } from '../../src/io/inputs.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const EXAMPLES = ['V1R1', 'V1R2'].map((release) =>
  readFileSync(
    new URL(`../../examples/U_Acme_Harbor_Gateway_STIG_${release}_Manual-xccdf.xml`, import.meta.url),
    'utf8',
  ),
);
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const rulesIn = (text: string) => text.match(/<Rule /g)!.length;
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

describe('a compilation', () => {
  it('is read to the end, whatever else is in its packages', async () => {
    const path = join(folderOf(), 'library.zip');
    const { count } = makeCompilation(path, EXAMPLES, { count: 60, pictures: 20_000 });
    const { code, out, err } = await runCli('convert', path, '--to', 'ndjson');
    expect([code, err]).toEqual([0, expect.stringMatching(/^60 files, .* 0 problems, .*\n$/)]);
    const rules = linesOf(out).map((line) => JSON.parse(line));
    expect(rules).toHaveLength((count / 2) * (rulesIn(EXAMPLES[0]!) + rulesIn(EXAMPLES[1]!)));
    expect(new Set(rules.map((rule) => `${rule.benchmarkId} ${rule.releaseName}`)).size).toBe(60);
    const info = await runCli('info', path, '--json', '--latest');
    expect(linesOf(info.out)).toHaveLength(30);
    expect(info.err).toContain('stigkit: note: took 30 of 60 STIGs (left out: 30 by --latest)\n');
  });

  it('is walked with no more than a package of it in memory', async () => {
    const path = join(folderOf(), 'library.zip');
    const { zip } = makeCompilation(path, EXAMPLES, { count: 40, pictures: 100_000 });
    expect(zip).toBeGreaterThan(4_000_000);
    collect();
    const before = process.memoryUsage().arrayBuffers;
    const kept = [];
    let most = 0;
    for await (const input of expandInputs([path], { report: () => {} })) {
      kept.push(input);
      await input.load();
      collect();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(kept).toHaveLength(80);
    // Of each input kept the first bytes; of packages the one being read and the one before it.
    expect(most).toBeLessThan(1_000_000);
  });

  it('has members of any size', async () => {
    const path = join(folderOf(), 'large.zip');
    const { xccdf } = makeLarge(path, EXAMPLES[1]!, 3_000_000);
    expect(xccdf).toBeGreaterThan(3_000_000);
    const { code, out } = await runCli('info', path, '--json');
    expect(code).toBe(0);
    const groups = 3_000_000 / (EXAMPLES[1]!.lastIndexOf('</Group>') - EXAMPLES[1]!.indexOf('<Group '));
    expect(JSON.parse(out).rules).toBe(Math.ceil(groups) * rulesIn(EXAMPLES[1]!));
  });
});
