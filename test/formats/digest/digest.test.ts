import { load } from 'cheerio/slim';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { blastRadius } from '../../../src/diff/blast.js';
import { diffChecklists } from '../../../src/diff/checklists.js';
import { diff } from '../../../src/diff/index.js';
import { readCsv } from '../../../src/io/csv.js';
import type { ReleaseDiff } from '../../../src/model/release-diff.js';
import { writeDocument } from '../../../src/write.js';
import { checklistOf } from '../../support/checklists.js';
import { inventedBenchmark, inventedRule, NEXT } from '../../support/invented.js';
import { nastyText } from '../../support/nasty-text.js';

const written = async (d: ReleaseDiff, as: 'text' | 'markdown' | 'html' | 'csv', digest = {}) =>
  (await writeDocument(d, 'digest', { as, digest })) as string;

/** Two releases whose every text is one of two. */
function hostile(a: string, b: string): ReleaseDiff {
  const rule = (n: number, text: string, more = '') =>
    inventedRule(n, {
      title: text + more,
      discussion: text,
      check: `${text}\nkeep`,
      fix: text,
      stigId: text + n,
      mitigations: text,
      ccis: [text],
    });
  return diff(
    inventedBenchmark([rule(1, a), rule(2, a), rule(3, a)], { title: a, description: a }),
    inventedBenchmark([rule(1, b), rule(2, a, 'x'), rule(4, b)], { ...NEXT, title: b, description: b, status: b }),
  );
}

/** Elements that a digest is made of, and what may stand on them. */
const ELEMENTS = new Set(
  'html head meta title style body a main section header nav h1 h2 h3 h4 h5 p ul li details summary article div span del ins q b i br blockquote strong em'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set('lang charset http-equiv content name class href id aria-labelledby'.split(' '));

function strangers(html: string): string[] {
  const $ = load(html);
  return $('*')
    .toArray()
    .flatMap((element) => {
      const { tagName, attribs } = element as unknown as { tagName: string; attribs: Record<string, string> };
      const links = (attribs.href ?? '#').startsWith('#') ? [] : [`href ${attribs.href}`];
      return [
        ...(ELEMENTS.has(tagName) ? [] : [tagName]),
        ...Object.keys(attribs).filter((name) => !ATTRIBUTES.has(name)),
        ...links,
      ];
    });
}

describe('hostile texts', () => {
  it('become no markup in HTML', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (a, b) => {
        expect(strangers(await written(hostile(a, b), 'html'))).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('become no markup in Markdown', async () => {
    const renderer = new MarkdownIt({ html: true, linkify: false });
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (a, b) => {
        const markdown = await written(hostile(a, b), 'markdown');
        expect(strangers(renderer.render(markdown))).toEqual([]);
        expect(markdown).not.toMatch(/(?:^|[^\w<])@\w/);
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  it('stay on their lines in text', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (a, b) => {
        const lines = (await written(hostile(a, b), 'text', { noDiff: true })).split('\n');
        expect(lines.filter((line) => line.startsWith('- V-')).every((line) => /^- V-\d /.test(line))).toBe(true);
        expect(
          lines.every(
            (line) =>
              line === '' ||
              /^(?:Digest of|Comparison|Added|Removed|Content|Severity|Other|-|Benchmark|Likely|Signals|Formatting|New| {2}|Nothing)/.test(
                line,
              ) ||
              line.includes('V1R1 (2025-01-01) to V1R2'),
          ),
        ).toBe(true);
      }),
      { numRuns: 150, seed: 9 },
    );
  });

  it('become no formulas in CSV', async () => {
    const csv = await written(hostile('=1+1', '@SUM(A1)'), 'csv');
    expect(csv).not.toMatch(/(?:^|,)"[=+\-@]/m);
    const rows = readCsv(csv);
    expect(rows.find((row) => row.includes('discussion'))).toEqual(expect.arrayContaining(['=1+1', '@SUM(A1)']));
  });
});

const busy = diff(
  inventedBenchmark(
    Array.from({ length: 40 }, (_, i) =>
      inventedRule(i, { check: `Line one.\nLine two.\nLine three.\nRun it ${i} times.\nLine five.` }),
    ),
  ),
  inventedBenchmark(
    Array.from({ length: 40 }, (_, i) =>
      inventedRule(i + 2, {
        check: `Line one.\nLine two.\nLine three.\nRun it ${i + 3} times.\nLine five.`,
        severity: i === 5 ? 'high' : 'medium',
      }),
    ),
    NEXT,
  ),
);

describe('what is shown', () => {
  it('is filtered by field and severity, and says so', async () => {
    const high = await written(busy, 'text', { only: ['check'], severity: ['high'], noDiff: true });
    expect(high.split('\n').filter((line) => line.startsWith('- '))).toEqual(['- V-7 High check Title 7']);
    expect(high).toContain('Shown is only check, only severity High.');
    expect(high).not.toContain('Added');
    expect(await written(busy, 'text', { only: ['added'] })).toMatch(/^Digest of Updates \+ 2\n/);
  });

  it('has counts alone in a summary', async () => {
    const lines = (await written(busy, 'text', { summary: true })).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'Digest of Updates + 2 − 2 ✎ 38',
        'Added 2',
        'Removed 2',
        'Content changes 38',
        'Severity changes 1',
      ]),
    );
    expect(lines.filter((line) => line.startsWith('- '))).toEqual([]);
    for (const as of ['markdown', 'html'] as const)
      expect(await written(busy, as, { summary: true })).not.toContain('Title 7');
  });

  it('has as many lines of context as asked for', async () => {
    const block = (text: string) => text.slice(text.indexOf('  check (')).split('\n').slice(1, 7);
    expect(block(await written(busy, 'text', { context: 1 }))).toEqual([
      '    … 2 unchanged lines …',
      '    Line three.',
      '    Run it [-2-]{+3+} times.',
      '    Line five.',
      '',
      'V-3 Medium Title 3',
    ]);
    expect(block(await written(busy, 'text', { context: 0 })).slice(0, 3)).toEqual([
      '    … 3 unchanged lines …',
      '    Run it [-2-]{+3+} times.',
      '    … 1 unchanged line …',
    ]);
  });

  it('keeps to the bytes it may have, and says what is left out', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    const whole = await written(busy, 'markdown');
    expect(await written(busy, 'markdown', { maxBytes: bytes(whole) })).toBe(whole);
    for (const maxBytes of [bytes(whole) - 1, 8000, 6000, 4000, 1000, 300]) {
      const cut = await written(busy, 'markdown', { maxBytes });
      expect(bytes(cut)).toBeLessThanOrEqual(maxBytes);
      expect(cut).toMatch(/_Left out to stay within \d+ bytes: \d+ .*\._\n/);
    }
    expect(await written(busy, 'markdown', { maxBytes: bytes(whole) - 1 })).toContain('1 of 38 word diffs');
  });

  it('has the columns asked for in CSV', async () => {
    const rows = readCsv(
      await written(busy, 'csv', { columns: ['vulnId', 'change', 'class'], only: ['check', 'removed'] }),
    );
    expect(rows.slice(0, 4)).toEqual([
      ['vulnId', 'change', 'class'],
      ['V-0', 'removed', ''],
      ['V-1', 'removed', ''],
      ['V-2', 'content', 'value'],
    ]);
    await expect(written(busy, 'csv', { columns: ['vulnid'] })).rejects.toThrow(
      'there is no column "vulnid"; did you mean vulnId?',
    );
  });

  it('says in words that nothing changed', async () => {
    const same = inventedBenchmark([inventedRule(1)]);
    expect(await written(diff(same, same), 'text')).toContain('\nNothing changed.\n');
    expect(await written(diff(same, inventedBenchmark([inventedRule(1, { check: 'Check  1.' })])), 'text')).toContain(
      '\nNothing changed but formatting.\n',
    );
    expect(await written(diff(same, same), 'markdown')).toContain('No rule was added, removed or changed in content');
  });

  it('names first what a maintainer looks at first', async () => {
    const old = inventedBenchmark([
      inventedRule(1, { severity: 'high' }),
      inventedRule(2),
      inventedRule(3, { severity: 'low' }),
    ]);
    const now = inventedBenchmark(
      [
        inventedRule(1, { severity: 'high', check: 'Other.' }),
        inventedRule(2, { check: 'Other.' }),
        inventedRule(3, { severity: 'high' }),
        inventedRule(4, { severity: 'high', stigId: 'NEW-1' }),
      ],
      NEXT,
    );
    const markdown = await written(diff(old, now), 'markdown');
    expect(markdown.split('\n').filter((line) => /^- (?:New|Severity|Check)/.test(line))).toEqual([
      '- New CAT I rules (1): NEW-1',
      '- Severity raised (1): ACME-00-3',
      '- Check changed, CAT I (1): ACME-00-1',
      '- Check changed, CAT II (1): ACME-00-2',
    ]);
  });

  it('tells once what changed alike in every rule', async () => {
    const rules = (key: string) =>
      Array.from({ length: 30 }, (_, i) => inventedRule(i, { targetKey: key, ...(i === 3 && { iaControls: key }) }));
    const text = await written(diff(inventedBenchmark(rules('1')), inventedBenchmark(rules('2'), NEXT)), 'text');
    expect(text).toContain('targetKey in 30 rules: 1 → 2');
    expect(text).toContain('Other changes 1\n- V-3 Medium iaControls Title 3\n');
  });
});

describe('ids in another order', () => {
  const release = (...ids: string[]) => inventedBenchmark([inventedRule(1, { legacyIds: ids }), inventedRule(2)]);
  const d = diff(release('V-77045', 'SV-91741'), release('SV-91741', 'V-77045'));

  it('are counted, and are no entry unless asked for', async () => {
    expect(d.metadataChanged).toHaveLength(1);
    const text = await written(d, 'text');
    expect(text).not.toContain('Other changes');
    expect(text).toContain('The same ids in another order 1\n  legacyIds in 1 rule\n');
    expect(await written(d, 'text', { only: ['legacyIds'] })).toContain('Other changes 1\n- V-1 Medium legacyIds');
    const more = diff(release('V-77045', 'SV-91741'), release('SV-91741', 'V-77046'));
    expect(await written(more, 'text')).toContain('Other changes 1\n- V-1 Medium legacyIds');
  });
});

describe('a page of HTML', () => {
  it('asks for nothing, marks by text and colour, and links to what is there', async () => {
    const html = await written(busy, 'html');
    const $ = load(html);
    expect($('script, link, img, iframe').length).toBe(0);
    expect($('meta[http-equiv]').attr('content')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'/);
    expect($('del').first().text()).toBe('[-marks like these-]');
    expect($('ins').last().text()).toMatch(/^\{\+\d+\+\}$/);
    const ids = $('[id]')
      .toArray()
      .map((e) => $(e).attr('id')!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of $('a').toArray()) expect(ids).toContain($(link).attr('href')!.slice(1));
  });
});

describe('other documents', () => {
  const b = inventedBenchmark([inventedRule(1), inventedRule(2)]);

  it.each(['text', 'markdown', 'html'] as const)('of checklists and blast radius are plain as %s', async (as) => {
    const nasty = '<script>alert(1)</script> *x* @me';
    const evil = inventedBenchmark([inventedRule(1, { title: nasty, check: 'Other.' })], {
      ...NEXT,
      title: nasty,
      id: 'Acme_STIG',
    });
    const checklist = { ...checklistOf(b), asset: { ...checklistOf(b).asset, hostName: nasty } };
    for (const document of [
      diffChecklists(checklistOf(b), { ...checklistOf(evil), title: nasty }),
      blastRadius(diff(b, evil), [checklist]),
    ]) {
      const text = (await writeDocument(document, 'digest', { as })) as string;
      if (as === 'html') expect(strangers(text)).toEqual([]);
      if (as === 'markdown') expect(strangers(new MarkdownIt({ html: true }).render(text))).toEqual([]);
      expect(text.length).toBeGreaterThan(50);
    }
  });

  it('map the ids of renumbered rules, matches first, then likely pairs', async () => {
    const text = { title: 'Acme must lock accounts after failures', check: 'Run acmectl lockout show.' };
    const d = diff(
      inventedBenchmark([inventedRule(1), inventedRule(2, text)]),
      inventedBenchmark([inventedRule(11, { legacyIds: ['V-1'], stigId: 'ACME-00-1' }), inventedRule(12, text)], NEXT),
    );
    const rows = JSON.parse((await writeDocument(d, 'renumber-map')) as string);
    expect(rows).toMatchObject([
      {
        oldVulnId: 'V-1',
        vulnId: 'V-11',
        oldRuleId: 'SV-1r1_rule',
        ruleId: 'SV-11r1_rule',
        oldStigId: 'ACME-00-1',
        stigId: 'ACME-00-1',
        matchedBy: 'legacyId',
        score: 1,
      },
      { oldVulnId: 'V-2', vulnId: 'V-12', oldRuleId: 'SV-2r1_rule', ruleId: 'SV-12r1_rule', matchedBy: 'likeness' },
    ]);
    const csv = readCsv((await writeDocument(d, 'renumber-map', { as: 'csv' })) as string);
    expect(csv.map((row) => [row[3], row[4], row[9]])).toEqual([
      ['oldVulnId', 'vulnId', 'matchedBy'],
      ['V-1', 'V-11', 'legacyId'],
      ['V-2', 'V-12', 'likeness'],
    ]);
  });
});
