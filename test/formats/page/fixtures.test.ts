import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Source } from '../../../src/io/source.js';
import type { Benchmark, Rule } from '../../../src/model/benchmark.js';
import { readSource } from '../../../src/read.js';
import { fold, shownOnCheck, shownOnRelease } from '../../support/pages.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** Fixtures that lack what the others show, on purpose. */
const PARTIAL = new Set(['html-missing-blocks', 'text-missing-blocks', 'text-several-checks']);

describe.each(['release-page', 'check-page'])('fixtures of %s', (format) => {
  const names = readdirSync(join(FIXTURES, format)).sort();

  it.each(names)('%s', async (name) => {
    const benchmark = await fixture(format, name);
    // The hash is the file's, which its golden need not repeat.
    const plain = { ...benchmark, sources: benchmark.sources.map(({ sha256: _, ...source }) => source) };
    const text = `${JSON.stringify(plain, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(FIXTURES, format, name, 'document.json'));
  });

  it('all markups of one content give the same rules', async () => {
    const shown = (rule: Rule): Shown => (format === 'release-page' ? shownOnRelease(rule) : shownOnCheck(rule));
    const all = await Promise.all(
      names
        .filter((name) => !PARTIAL.has(name))
        .map(async (name) => ({ name, rules: (await fixture(format, name)).rules })),
    );
    const first = all[0]!.rules.map(shown).map(withoutTextIds);
    expect(all.length).toBeGreaterThan(5);
    for (const { name, rules } of all)
      expect({ name, rules: rules.map(shown).map(withoutTextIds) }).toEqual({ name, rules: first });
  });
});

interface Shown {
  checks: unknown[];
  fixes: unknown[];
}

/** Tables by column show the texts of check and fix without their ids. */
function withoutTextIds(rule: Shown): Shown {
  const text = (shown: unknown) => (typeof shown === 'string' ? shown : fold((shown as { text: string }).text));
  return { ...rule, checks: rule.checks.map(text), fixes: rule.fixes.map(text) };
}

async function fixture(format: string, name: string): Promise<Benchmark> {
  const folder = join(FIXTURES, format, name);
  const file = readdirSync(folder).find((entry) => entry.startsWith('input.'))!;
  const result = await readSource(new Source(file, readFileSync(join(folder, file))), { report: () => {} });
  expect(result.format.name).toBe(format);
  expect(result.documents).toHaveLength(1);
  return result.documents[0] as Benchmark;
}
