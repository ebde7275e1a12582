import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlOfBenchmark } from '../../../src/formats/html/benchmark.js';
import { htmlOfChecklist } from '../../../src/formats/html/checklist.js';
import { linesOf } from '../../../src/text/lines.js';
import {
  benchmarkOfText,
  corpusBenchmarks,
  exampleBenchmark,
  ruleWith,
  smallBenchmark,
} from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { nastyText } from '../../support/nasty-text.js';

const OWN = new Set(
  'html head meta title style body a p header nav main article section h1 h2 h3 h4 ol ul li span br pre code dl div dt dd table caption thead tbody tr th td'.split(
    ' ',
  ),
);

/** Every value of an attribute, in document order. */
function values($: ReturnType<typeof load>, attribute: string): string[] {
  return $(`[${attribute}]`)
    .toArray()
    .map((element) => $(element).attr(attribute)!);
}

/** What the file is made of, as a browser's parser sees it. */
function look(html: string) {
  const $ = load(html);
  const all = $('*')
    .toArray()
    .map((element) => $(element));
  const attributes = new Set(all.flatMap((element) => Object.keys(element.attr() ?? {})));
  const ids = values($, 'id');
  const hrefs = values($, 'href');
  return {
    $,
    elements: new Set(all.map((element) => element.prop('tagName')!.toLowerCase())),
    attributes,
    ids,
    hrefs,
    count: all.length,
  };
}

/** Fails unless the file is safe, whole and within itself. */
function expectSound(html: string): ReturnType<typeof look> {
  const seen = look(html);
  expect([...seen.elements].filter((name) => !OWN.has(name))).toEqual([]);
  expect([...seen.attributes].filter((name) => /^on|^style$|^src/.test(name))).toEqual([]);
  expect(new Set(seen.ids).size).toBe(seen.ids.length);
  for (const href of seen.hrefs) expect(seen.ids).toContain(href.replace(/^#/, ''));
  for (const label of values(seen.$, 'aria-labelledby')) expect(seen.ids).toContain(label);
  return seen;
}

/** Lines of the text under a heading of an article. */
function linesUnder($: ReturnType<typeof load>, article: string, heading: string): string[] {
  const section = $(`article[id="${article}"] section`).filter(
    (_, element) => $(element).children('h3,h4').text() === heading,
  );
  section.find('br').replaceWith('\n');
  return section
    .find('p, pre, li')
    .toArray()
    .flatMap((element) => linesOf($(element).text()))
    .filter((line) => line.trim() !== '');
}

/** The stylesheet is shared with other pages and changes with them. */
function withoutStyle(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replace(/sha256-[\w+/]{43}(?:=|&#x3D;)/, 'sha256-HASH');
}

function solid(text: string): string[] {
  return linesOf(text).filter((line) => line.trim() !== '');
}

describe('a benchmark as HTML', () => {
  it('reads as the golden file', async () => {
    await expect(withoutStyle(htmlOfBenchmark(await smallBenchmark(2)))).toMatchFileSnapshot(
      '../../fixtures/people/benchmark.html',
    );
  });

  it('names its one stylesheet by hash and allows nothing else', async () => {
    const { $ } = look(htmlOfBenchmark(await smallBenchmark(1)));
    const hash = createHash('sha256').update($('style').text()).digest('base64');
    expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect($('style').text()).not.toMatch(/url\(|@import/);
  });

  it('holds every text of every rule, line by line', async () => {
    const benchmark = await exampleBenchmark();
    const { $ } = expectSound(htmlOfBenchmark(benchmark));
    expect($('article')).toHaveLength(benchmark.rules.length);
    expect(
      $('nav a')
        .toArray()
        .map((a) => $(a).text()),
    ).toEqual(benchmark.rules.map((rule) => rule.vulnId));
    for (const rule of benchmark.rules) {
      const article = `rule-${rule.vulnId!.toLowerCase()}`;
      expect(linesUnder($, article, 'Discussion')).toEqual(solid(rule.discussion!));
      expect(linesUnder($, article, 'Check')).toEqual(solid(rule.check!.text!));
      expect(linesUnder($, article, 'Fix')).toEqual(solid(rule.fix!.text!));
    }
  });

  it('says that controls are of Rev 4 where the CCIs have no Rev 5', async () => {
    const old = { revision: 4 as const, control: 'AC-6 (8)', base: 'AC-6', title: null, ccis: ['CCI-000001'] };
    const benchmark = { ...(await smallBenchmark(1)), rules: [await ruleWith({ controls: [old] })] };
    expect(look(htmlOfBenchmark(benchmark)).$('article h3').first().text()).toBe('Controls NIST SP 800-53 Rev 4');
  });

  it('has no element or attribute but its own, whatever the texts', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, async (text) => {
        expectSound(htmlOfBenchmark(await benchmarkOfText(text)));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a checklist as HTML', () => {
  it('shows status, override, answers and the marking at both ends', async () => {
    const checklist = checklistOf(await smallBenchmark(), [
      { severityOverride: 'high', severityJustification: 'Seen <twice>' },
    ]);
    const { $ } = expectSound(htmlOfChecklist(checklist));
    expect(
      $('.marking')
        .toArray()
        .map((p) => $(p).text()),
    ).toEqual(['CUI', 'CUI']);
    const first = $('article').first();
    expect(first.find('.status').text()).toBe('Open');
    expect(first.find('.severity').text()).toBe('CAT I (High)');
    expect(first.text()).toContain("overridden; the rule's severity is Medium");
    expect(linesUnder($, 'stig-1-v-990001', 'Severity justification')).toEqual(['Seen <twice>']);
    expect(linesUnder($, 'stig-1-v-990001', 'Finding details')).toEqual([
      'Seen on host 1:',
      '$ ls -l <file>',
      '-rw-rw-rw- 1 root root 12 key',
    ]);
    expect(linesUnder($, 'stig-1-v-990002', 'Comments')).toEqual(['- asked the owner']);
    expect(
      $('tbody tr')
        .toArray()
        .map((tr) => $(tr).text()),
    ).toEqual(['Open1001', 'Not Reviewed1001', 'Not a Finding0101', 'Not Applicable0101']);
  });

  it('keeps two STIGs of one checklist apart, the same one twice too', async () => {
    const one = checklistOf(await smallBenchmark(2));
    expectSound(htmlOfChecklist({ ...one, stigs: [...one.stigs, ...one.stigs] }));
  });
});

describe.skipIf(!hasCorpus)(`benchmarks as HTML over ${NEEDS_CORPUS}`, () => {
  it('are sound and hold a rule for a rule', async () => {
    for (const [name, benchmark] of (await corpusBenchmarks()).filter((_, i) => i % 3 === 0)) {
      const { $ } = expectSound(htmlOfBenchmark(benchmark));
      expect([name, $('article').length]).toEqual([name, benchmark.rules.length]);
    }
  });
});
