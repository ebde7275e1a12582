import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { checkPagesOf } from '../../../src/formats/page/check-write.js';
import { Source } from '../../../src/io/source.js';
import type { Benchmark, Rule } from '../../../src/model/benchmark.js';
import { writeDocument } from '../../../src/write.js';
import { benchmarkIn, shownOnCheck, shownOnRelease, textSource } from '../../support/pages.js';

const ROOT = join(import.meta.dirname, '../../..');
const WRITTEN = join(ROOT, 'test/fixtures/pages-written');
const ENDINGS = { text: 'txt', markdown: 'md', html: 'html' } as const;
const FORMS = ['text', 'markdown', 'html'] as const;

/** Releases of the invented STIG in examples/, with few rules: of each kind of change one or two. */
async function releases(): Promise<{ prior: Benchmark; now: Benchmark }> {
  const read = (name: string) =>
    benchmarkIn(new Source(name, readFileSync(join(ROOT, 'examples', `${name}_Manual-xccdf.xml`))));
  const [prior, now] = [await read('U_Acme_Harbor_Gateway_STIG_V1R1'), await read('U_Acme_Harbor_Gateway_STIG_V1R2')];
  const isNew = (rule: Rule) => prior.rules.every(({ vulnId }) => vulnId !== rule.vulnId);
  const isGone = (rule: Rule) => now.rules.every(({ vulnId }) => vulnId !== rule.vulnId);
  return {
    prior: { ...prior, rules: prior.rules.filter((rule, i) => i < 4 || isGone(rule)) },
    now: { ...now, rules: now.rules.filter((rule, i) => i < 4 || isNew(rule)) },
  };
}

describe.each(FORMS)('pages written as %s', (as) => {
  it('a release with its digest', async () => {
    const { prior, now } = await releases();
    const page = String(await writeDocument(now, 'release-page', { as, prior }));
    await expect(page).toMatchFileSnapshot(join(WRITTEN, `release.${ENDINGS[as]}`));
    const read = await benchmarkIn(textSource('page', page));
    expect(read.rules.map(shownOnRelease)).toEqual(now.rules.map(shownOnRelease));
    expect(read.pageDigest?.priorRelease).toBe('V1R1');
    expect(read.releaseName).toBe(as === 'text' ? null : 'V1R2');
    expect(String(await writeDocument(read, 'release-page', { as }))).toBe(page);
  });

  it('checks with comments and definitions', async () => {
    const { now } = await releases();
    const rules = now.rules.slice(0, 2);
    const comments = new Map([
      ['V-990001', 'Seen on two sites:\n\n  - the limit is <3> on *all* of them.'],
      [rules[1]!.stigId!, 'By STIG ID.'],
    ]);
    const cciDefinitions = new Map([['CCI-000054', 'The information system limits sessions | by <account>.']]);
    const page = String(await writeDocument({ ...now, rules }, 'check-page', { as, comments, cciDefinitions }));
    await expect(page).toMatchFileSnapshot(join(WRITTEN, `checks.${ENDINGS[as]}`));
    const read = await benchmarkIn(textSource('page', page));
    expect(read.rules.map(shownOnCheck)).toEqual(rules.map(shownOnCheck));
    expect(read.rules.map((rule) => rule.expertComments?.replace(/\s+/g, ' '))).toEqual([
      'Seen on two sites: - the limit is <3> on *all* of them.',
      'By STIG ID.',
    ]);
    expect(read.rules[0]!.cciDefinitions).toEqual([
      { id: 'CCI-000054', definition: 'The information system limits sessions | by <account>.' },
    ]);
    expect(String(await writeDocument(read, 'check-page', { as }))).toBe(page);
  });

  it('says that nothing changed', async () => {
    const { now } = await releases();
    const page = String(await writeDocument(now, 'release-page', { as, prior: now }));
    expect(page).toMatch(/Digest of Updates\W[\s\S]*another issue of the same release[\s\S]*Nothing changed\./);
    expect((await benchmarkIn(textSource('page', page))).pageDigest?.entries).toEqual([]);
  });

  it('rules that lack everything are read back', async () => {
    const { now } = await releases();
    const bare = { ...now, rules: now.rules.map((rule, i) => lacking(rule, i)) };
    const page = String(await writeDocument(bare, 'release-page', { as }));
    const read = await benchmarkIn(textSource('page', page));
    expect(
      read.rules.map(({ vulnId, ruleId, severity, ccis, fix }) => ({ vulnId, ruleId, severity, ccis, fix })),
    ).toEqual(bare.rules.map(({ vulnId, ruleId, severity, ccis, fix }) => ({ vulnId, ruleId, severity, ccis, fix })));
  });
});

/** A rule without controls, severity, and by turns without one id, without fix. */
function lacking(rule: Rule, i: number): Rule {
  const fixes = i % 2 === 0 ? [] : rule.fixes.map((fix) => ({ ...fix, text: fix.text!.replace(/\s+/g, ' ').trim() }));
  return {
    ...rule,
    severity: 'unknown',
    ccis: [],
    controls: [],
    stigId: null,
    ...(i % 3 === 0 ? { ruleId: null } : {}),
    fixes,
    fix: fixes[0] ?? null,
  };
}

describe('a page for each check', () => {
  it('is named by its STIG ID', async () => {
    const { now } = await releases();
    const rules = [now.rules[0]!, { ...now.rules[1]!, stigId: '../A 1/..' }, { ...now.rules[2]!, stigId: null }];
    expect(checkPagesOf({ ...now, rules }).map(({ name, benchmark }) => [name, benchmark.rules.length])).toEqual([
      ['AHGW-00-000010', 1],
      ['__A_1_..', 1],
      ['V-990003', 1],
    ]);
  });
});

/** Texts that try to be markup, labels or heads. */
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      '<b>x</b>',
      '</pre><script>x</script>',
      '&lt;',
      '&#13;',
      '```',
      '~~~~',
      '# id',
      '- RMF Control',
      '- AC-2',
      'Vuln IDs: V-1',
      'Fix: F-1r1_fix',
      'Checks: C-1r1_chk',
      'Check Content',
      'Controls',
      'Digest of Updates',
      '| a | b |',
      '\t',
      ' ',
      '',
      '[x](javascript:1)',
      'x\\_rule',
      '\u00a0',
    ),
    fc.string({ maxLength: 12 }).map((s) => s.replace(/[\r\n]/g, ' ')),
  ),
  { minLength: 1, maxLength: 6 },
);

describe('texts of rules', () => {
  it('come back from HTML and Markdown to the character, whatever they hold', async () => {
    const { now } = await releases();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 3 }), async (texts) => {
        const rules = texts.map(([check, fix], i) => {
          const [c, f] = [check.join('\n') || 'x', fix.join('\n') || 'x'];
          const rule = now.rules[i]!;
          const checks = [{ ...rule.check!, text: c }];
          const fixes = [{ ...rule.fix!, text: f }];
          return { ...rule, checks, check: checks[0]!, fixes, fix: fixes[0]!, discussion: f };
        });
        const shown = (b: Benchmark) => b.rules.map((r) => [r.vulnId, r.ruleId, r.checks[0]!.text, r.fixes[0]!.text]);
        for (const format of ['release-page', 'check-page']) {
          for (const as of ['html', 'markdown'] as const) {
            const page = String(await writeDocument({ ...now, rules }, format, { as }));
            expect(shown(await benchmarkIn(textSource('page', page), format))).toEqual(shown({ ...now, rules }));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are no markup in Markdown', async () => {
    const { now } = await releases();
    const text = '<script>x</script>\n```\n# Heading\n[a](javascript:1) <img src=x onerror=y>';
    const nasty = 'V-1 <img src=x> [a](javascript:1) *b* | `c` # d';
    const rules = [
      { ...now.rules[0]!, title: nasty, vulnId: nasty, stigId: nasty, groupTitle: nasty, discussion: text },
    ];
    const checks = [{ ...rules[0]!.check!, id: nasty, text }];
    const page = { ...now, title: nasty, rules: [{ ...rules[0]!, checks, check: checks[0]! }] };
    const comments = new Map([[nasty, text]]);
    for (const format of ['release-page', 'check-page']) {
      const markdown = String(await writeDocument(page, format, { as: 'markdown', comments }));
      const html = new MarkdownIt({ html: true }).render(markdown);
      expect(html).not.toMatch(/<(?:script|img|a|em|code>)/);
    }
  });
});
