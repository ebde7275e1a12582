import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/index.js';
import { violations } from '../../src/io/schema.js';
import { Source } from '../../src/io/source.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { ReleaseDiff } from '../../src/model/release-diff.js';
import { readSource } from '../../src/read.js';
import { writeDocument } from '../../src/write.js';

const ROOT = join(import.meta.dirname, '../..');

interface Expected {
  old: string;
  new: string;
  added: string[];
  removed: string[];
  renumbered: { vulnId: string; oldVulnId: string; matchedBy: string }[];
  changes: { vulnId: string; field: string; kind: string }[];
  identical: string[];
  revisionOnly: string[];
  revisionKept: string[];
}

async function benchmark(path: string): Promise<Benchmark> {
  const { documents } = await readSource(new Source(path, readFileSync(join(ROOT, path))));
  return documents[0] as Benchmark;
}

async function compared(name: string): Promise<{ expected: Expected; found: ReleaseDiff }> {
  const expected = JSON.parse(
    readFileSync(join(ROOT, 'test/fixtures/diff', name, 'expected.json'), 'utf8'),
  ) as Expected;
  return { expected, found: diff(await benchmark(expected.old), await benchmark(expected.new)) };
}

const CASES = ['one-fix', 'harbor-v1r1-v1r2', 'harbor-v1r2-v2r1'];

describe.each(CASES)('%s', (name) => {
  it('finds what was changed, each with its class, and nothing else', async () => {
    const { expected, found } = await compared(name);
    expect(found.added.map((e) => e.vulnId)).toEqual(expected.added);
    expect(found.removed.map((e) => e.vulnId)).toEqual(expected.removed);
    expect(found.renumbered.map(({ vulnId, oldVulnId, matchedBy }) => ({ vulnId, oldVulnId, matchedBy }))).toEqual(
      expected.renumbered.map(({ vulnId, oldVulnId, matchedBy }) => ({ vulnId, oldVulnId, matchedBy })),
    );
    const kinds: string[] = [];
    for (const e of found.contentChanged) {
      kinds.push(...e.fields.map((f) => `${e.vulnId} ${f.field} ${f.class}`));
      kinds.push(...(e.formatting ?? []).map((f) => `${e.vulnId} ${f.field} ${f.class}`));
    }
    for (const e of found.formattingOnly) kinds.push(...e.fields.map((f) => `${e.vulnId} ${f.field} ${f.class}`));
    const unnoticed = new Set(['ruleId', 'check.id', 'fix.id', 'legacyIds', 'groupTitle', 'references', 'targetKey']);
    for (const e of found.metadataChanged) {
      kinds.push(...e.fields.filter((f) => !unnoticed.has(f.field)).map((f) => `${e.vulnId} ${f.field} metadata`));
    }
    const visible = expected.changes.filter((c) => c.field !== 'ruleId');
    expect(kinds.sort()).toEqual(visible.map((c) => `${c.vulnId} ${c.field} ${c.kind}`).sort());
  });

  it('is JSON that fits its schema', async () => {
    const { found } = await compared(name);
    expect(await violations('release-diff', JSON.parse((await writeDocument(found, 'json')) as string))).toEqual([]);
  });

  it.each(['text', 'markdown', 'html', 'csv'] as const)('writes its digest as %s', async (as) => {
    const { found } = await compared(name);
    const ending = { text: 'txt', markdown: 'md', html: 'html', csv: 'csv' }[as];
    const written = (await writeDocument(found, 'digest', { as })) as string;
    // Without the stylesheet, which all pages share.
    const golden = written.replace(/<style>[^<]*<\/style>/, '<style></style>').replace(/sha256-[^']*/, 'sha256-');
    await expect(golden).toMatchFileSnapshot(join(ROOT, 'test/fixtures/diff', name, `digest.${ending}`));
  });
});

describe('signals of the invented releases', () => {
  it('say where revision and text disagree', async () => {
    const { expected, found } = await compared('harbor-v1r1-v1r2');
    const of = (code: string) => found.signals.filter((s) => s.code === code).map((s) => s.vulnId);
    for (const id of expected.revisionOnly) expect(of('revision-without-text')).toContain(id);
    const kept = expected.revisionKept.filter((id) => found.contentChanged.some((e) => e.vulnId === id));
    expect(of('text-without-revision')).toEqual(kept);
  });
});

describe('the seed: one content change, all else formatting', () => {
  it('has the lines of the release page', async () => {
    const { found } = await compared('one-fix');
    const lines = ((await writeDocument(found, 'digest')) as string).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'Digest of Updates ✎ 1',
      'Comparison against the immediately-prior release (V1R1). Rule matching uses the Group Vuln ID. Content-change detection compares the rule’s description, check, and fix text after stripping inline markup — cosmetic-only edits aren’t flagged.',
      'Content changes 1',
      '- V-980104 Medium fix Keel must take its users from the identity provider of the site.',
    ]);
    expect(lines).toContain('Formatting only 6');
  });
});
