/** The search: its index against a plain look through every rule. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/model/benchmark.js';
import { type Query, search } from '../../src/site/browser/query.js';
import type { SearchCore, SearchTerm } from '../../src/site/data.js';
import { packed, unpacked } from '../../src/site/postings.js';
import { shardOf, termsOf } from '../../src/site/tokens.js';
import { exampleReleases, siteOf } from '../support/sites.js';

const NOTHING: Query = { words: '', severity: '', stig: '', control: '', cci: '', since: '', changed: false };

function data<T>(files: ReadonlyMap<string, string>, path: string): T {
  const [, , value] = JSON.parse(`[${/^stigkit\((.*)\);\n$/s.exec(files.get(path)!)![1]}]`) as [string, string, T];
  return value;
}

describe('lists of numbers', () => {
  it('come back from their text', () => {
    const rising = fc
      .uniqueArray(fc.nat({ max: 200_000 }), { maxLength: 200 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(rising, (numbers) => {
        expect(unpacked(packed(numbers))).toEqual(numbers);
      }),
    );
  });
});

describe('terms', () => {
  it('are words, ids and their parts', () => {
    expect([...termsOf('Run pam_faillock.so, not V-260903.')]).toEqual([
      ...['run', 'pam_faillock.so', 'pam', 'faillock', 'so', 'not', 'v-260903', '260903'],
    ]);
  });

  it('lie in shards whose names stand in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(shardOf(text)).toMatch(/^[a-z0-9_-]+$/);
      }),
    );
  });
});

describe('the search of the example site', async () => {
  const releases = await exampleReleases();
  const files = await siteOf(releases, { downloads: [] });
  const core = data<SearchCore>(files, 'search/core.js');
  const loadTerms = async (name: string) => data<SearchTerm[]>(files, `search/t-${name}.js`);
  const newest = releases.at(-1)!.rules;
  const ask = async (query: Partial<Query>) => {
    const { rules } = await search(core, { ...NOTHING, ...query }, loadTerms);
    return rules.filter((rule) => rule < newest.length);
  };
  /** Rules in which a word begins so, found by reading every rule. */
  const holding = (test: (rule: Rule, text: string) => boolean) =>
    newest.flatMap((rule, i) => {
      const parts = [rule.vulnId, rule.ruleId, rule.stigId, rule.groupTitle, rule.title, rule.legacyIds.join(' ')];
      const texts = [
        rule.discussion,
        ...rule.checks.map((c) => c.text),
        ...rule.fixes.map((f) => f.text),
        rule.ccis.join(' '),
      ];
      return test(rule, [...parts, ...texts].join('\n').toLowerCase()) ? [i] : [];
    });

  it.each(['session', 'audit', 'tls', 'gateway', 'harborctl', 'pass', 'zzz', 'the'])(
    'finds all that hold %s',
    async (word) => {
      const expected = holding((_, text) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'u').test(text));
      expect((await ask({ words: word })).sort((a, b) => a - b)).toEqual(expected);
    },
  );

  it('asks for all of several words', async () => {
    const [a, b] = [await ask({ words: 'audit' }), await ask({ words: 'server' })];
    expect((await ask({ words: 'audit server' })).sort()).toEqual(a.filter((rule) => b.includes(rule)).sort());
  });

  it.each(newest.map((rule) => rule.vulnId!))('puts %s first when asked for by id', async (id) => {
    const at = newest.findIndex((rule) => rule.vulnId === id);
    for (const words of [id, id.toLowerCase(), newest[at]!.stigId!, newest[at]!.ruleId!]) {
      expect((await ask({ words }))[0], words).toBe(at);
    }
  });

  it('filters by what a rule carries', async () => {
    for (const cci of new Set(newest.flatMap((rule) => rule.ccis))) {
      expect(await ask({ cci: String(Number(cci.slice(4))) })).toEqual(holding((rule) => rule.ccis.includes(cci)));
    }
    for (const severity of ['high', 'medium', 'low']) {
      expect(await ask({ severity })).toEqual(holding((rule) => rule.severity === severity));
    }
    expect(await ask({ since: '2026-01-05' })).toHaveLength(newest.length);
    expect(await ask({ since: '2026-01-06' })).toEqual([]);
  });
});
