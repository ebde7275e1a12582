import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { markdownOfBenchmark } from '../../../src/formats/markdown/benchmark.js';
import { markdownOfChecklist } from '../../../src/formats/markdown/checklist.js';
import { markdownOfOverview, markdownOfRevisionHistory } from '../../../src/formats/markdown/documents.js';
import type { RevisionHistory } from '../../../src/model/documents.js';
import { benchmarkOfText, corpusBenchmarks, exampleBenchmark, smallBenchmark } from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { nastyText } from '../../support/nasty-text.js';

const renderer = new MarkdownIt({ html: true });

/** Front matter off, the rest as a renderer of other hands reads it. */
function tokensOf(markdown: string) {
  expect(markdown.startsWith('---\n')).toBe(true);
  const end = markdown.indexOf('\n---\n', 4);
  const tokens = renderer.parse(markdown.slice(end + 5), {});
  return tokens.flatMap((token) => [token, ...(token.children ?? [])]);
}

/** Elements by kind, with the text of raw HTML and the targets of links. */
function elementsOf(markdown: string) {
  const tokens = tokensOf(markdown);
  return {
    headings: tokens.filter((t) => t.type === 'heading_open').length,
    tables: tokens.filter((t) => t.type === 'table_open').length,
    html: tokens.filter((t) => t.type.startsWith('html_')).map((t) => t.content),
    links: tokens.filter((t) => t.type === 'link_open').map((t) => t.attrGet('href')),
    kinds: new Set(tokens.map((t) => t.type.replace(/_(open|close)$/, ''))),
  };
}

describe('a benchmark as Markdown', () => {
  it('reads as the golden file', async () => {
    await expect(markdownOfBenchmark(await smallBenchmark())).toMatchFileSnapshot('../../fixtures/people/benchmark.md');
  });

  it('links every rule from the contents to its anchor', async () => {
    const benchmark = await exampleBenchmark();
    const { html, links, headings } = elementsOf(markdownOfBenchmark(benchmark));
    const anchors = html.flatMap((content) => /^<a id="(.*)">$/.exec(content)?.[1] ?? []);
    expect(links).toEqual(anchors.map((anchor) => `#${anchor}`));
    expect(anchors).toHaveLength(benchmark.rules.length);
    expect(new Set(anchors).size).toBe(anchors.length);
    const texts = benchmark.rules.flatMap((r) => [
      ...[
        r.discussion,
        r.falsePositives,
        r.falseNegatives,
        r.severityOverrideGuidance,
        r.potentialImpacts,
        r.mitigations,
      ],
      ...[r.mitigationControl, r.thirdPartyTools, r.iaControls, r.responsibility?.join('')],
      ...[...r.checks, ...r.fixes].map(({ text }) => text),
    ]);
    expect(headings).toBe(2 + benchmark.rules.length + texts.filter((text) => text?.trim()).length);
  });

  it('has no element but its own, whatever the texts', async () => {
    const own = new Set(
      'heading paragraph inline text hardbreak softbreak html_inline table thead tbody tr th td bullet_list list_item link strong fence'.split(
        ' ',
      ),
    );
    await fc.assert(
      fc.asyncProperty(nastyText, async (text) => {
        const { html, links, kinds, tables } = elementsOf(markdownOfBenchmark(await benchmarkOfText(text)));
        expect([...kinds].filter((kind) => !own.has(kind))).toEqual([]);
        expect(html.filter((content) => !/^(?:<a id="[a-z0-9_.-]+">|<\/a>)$/.test(content))).toEqual([]);
        expect(links).toHaveLength(2);
        expect(tables).toBe(3);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps front matter whole, whatever the title', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, async (text) => {
        const markdown = markdownOfBenchmark(await benchmarkOfText(text));
        const front = markdown.slice(4, markdown.indexOf('\n---\n', 4)).split('\n');
        for (const line of front) {
          const value = /^(?: {2})?\w+: (.*)$/.exec(line)?.[1];
          if (value !== undefined) expect(() => JSON.parse(value)).not.toThrow();
          else expect(line).toBe('severity:');
        }
        expect(JSON.parse(/^benchmarkId: (.*)$/m.exec(markdown)![1]!)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a checklist as Markdown', () => {
  it('reads as the golden file', async () => {
    const checklist = checklistOf(await smallBenchmark(), [
      { severityOverride: 'low', severityJustification: 'Behind two doors.' },
      { result: { result: 'notchecked', testSystem: 'cpe:/a:example:scanner:1', time: null } },
    ]);
    await expect(markdownOfChecklist(checklist)).toMatchFileSnapshot('../../fixtures/people/checklist.md');
  });

  it('keeps the lines of a comment on the asset', async () => {
    const checklist = checklistOf(await smallBenchmark(1));
    const asset = { ...checklist.asset, comment: 'First | line\n# second' };
    expect(markdownOfChecklist({ ...checklist, asset })).toContain(
      '**Comment**\n\nFirst \\| line\n```\n# second\n```\n',
    );
  });

  it('has no element but its own, whatever was typed', async () => {
    const benchmark = await smallBenchmark(1);
    const plain = elementsOf(markdownOfChecklist(checklistOf(benchmark, [typed('x')])));
    fc.assert(
      fc.property(
        nastyText.filter((text) => text.trim() !== ''),
        (text) => {
          const { headings, html, links, tables } = elementsOf(
            markdownOfChecklist(checklistOf(benchmark, [typed(text)])),
          );
          expect({ headings, html, links, tables }).toEqual({
            headings: plain.headings,
            html: plain.html,
            links: plain.links,
            tables: plain.tables,
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

function typed(text: string) {
  return { findingDetails: text, comments: text, severityJustification: text };
}

describe('documents of a package as Markdown', () => {
  it('writes an overview by its sections and blocks', () => {
    const markdown = markdownOfOverview({
      kind: 'overview',
      title: 'Acme Overview',
      product: null,
      version: '1',
      release: '2',
      releaseName: 'V1R2',
      date: '2025-07-09',
      developedBy: 'Acme',
      sections: [
        {
          number: '1.1',
          title: 'Scope #1',
          level: 2,
          text: '',
          blocks: [
            { type: 'paragraph', text: 'For <sites>.' },
            { type: 'list', items: ['- one', 'two'] },
            { type: 'table', title: 'Table 1', header: ['A', 'B'], rows: [['1 | 2']] },
            { type: 'figure', title: 'Figure 1' },
          ],
        },
        { number: null, title: 'Plain', level: 1, text: 'Text\n\nMore', blocks: [] },
      ],
      tables: [],
      figures: [],
      sources: [],
    });
    expect(markdown).toBe(
      '# Acme Overview\n\nV1R2, 2025-07-09, Acme\n\n### 1.1 Scope \\#1\n\nFor &lt;sites>.\n\n- \\- one\n- two\n\n**Table 1**\n\n| A | B |\n| --- | --- |\n| 1 \\| 2 |  |\n\n*Figure 1*\n\n## Plain\n\nText\n\nMore\n',
    );
  });

  it('writes a revision history as a table', () => {
    const history: RevisionHistory = {
      kind: 'revision-history',
      title: null,
      product: null,
      releaseName: 'V1R2',
      date: null,
      entries: [
        {
          releaseName: 'V1R2',
          date: '2025-07-09',
          document: 'Acme STIG',
          heading: 'Part <A>',
          stigIds: ['A-1', 'A-2'],
          text: 'Fix\nof |.',
        },
      ],
      sources: [],
    };
    expect(markdownOfRevisionHistory(history)).toBe(
      '# Revision History\n\nV1R2\n\n| Release | Date | Document | IDs | Change |\n| --- | --- | --- | --- | --- |\n| V1R2 | 2025-07-09 | Acme STIG; Part &lt;A> | A-1, A-2 | Fix of \\|. |\n',
    );
  });
});

describe.skipIf(!hasCorpus)(`benchmarks as Markdown over ${NEEDS_CORPUS}`, () => {
  it('gives one heading a rule and a link to each, and no HTML but the anchors', async () => {
    for (const [name, benchmark] of await corpusBenchmarks()) {
      const { html, links, kinds } = elementsOf(markdownOfBenchmark(benchmark));
      expect([name, links.length]).toEqual([name, benchmark.rules.length]);
      expect(html.filter((content) => !/^(?:<a id="[a-z0-9_.-]+">|<\/a>)$/.test(content))).toEqual([]);
      expect(kinds.has('code_block') || kinds.has('hr') || kinds.has('blockquote') || kinds.has('em')).toBe(false);
    }
  });
});
