/** The files of a site: that they fit together, say what they should, and show texts as texts. */
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../src/io/template.js';
import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import { exampleReleases, siteOf } from '../support/sites.js';

const FOLDER = 'stigs/Acme_Harbor_Gateway_STIG';

/** What a reader sees: text without tags, references decoded, blanks folded. */
function visible(html: string): string {
  return html
    .replace(/<(head|script|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<(?:br|\/p|\/li|\/div|\/h\d|\/dt|\/dd|\/td|\/th)[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&#x60;/g, '`')
    .replace(/&#x3D;/g, '=')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

function pages(files: ReadonlyMap<string, string>): [string, string][] {
  return [...files].filter(([path]) => path.endsWith('.html'));
}

/** Addresses that pages name, from the site's root, with the part behind `#`. */
function links(path: string, html: string): { to: string; anchor: string }[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => {
    const url = new URL(address!.replace(/&amp;/g, '&'), `site:/${path}`);
    return { to: `${url.protocol === 'site:' ? '' : url.protocol}${url.pathname.slice(1)}`, anchor: url.hash.slice(1) };
  });
}

describe('a site of the examples', async () => {
  const releases = await exampleReleases();
  const files = await siteOf(releases, { marking: 'UNCLASSIFIED' });

  it('has no link that leads nowhere, and none that leads out', () => {
    const broken: string[] = [];
    for (const [path, html] of pages(files)) {
      for (const { to, anchor } of links(path, html)) {
        const target = files.get(to);
        const isThere =
          target !== undefined && (anchor === '' || anchor === 'find' || target.includes(`id="${anchor}"`));
        if (!isThere) broken.push(`${path} -> ${to}#${anchor}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('leads to every page from the first', () => {
    const seen = new Set(['index.html']);
    for (const path of seen) {
      for (const { to } of links(path, files.get(path) ?? '')) if (to.endsWith('.html')) seen.add(to);
    }
    const unreached = pages(files)
      .filter(([path, html]) => !seen.has(path) && !html.includes('http-equiv="refresh"'))
      .map(([path]) => path);
    expect(unreached).toEqual([]);
  });

  it('allows nothing from elsewhere and no script in a page', () => {
    for (const [path, html] of pages(files)) {
      expect(html, path).toMatch(/Content-Security-Policy" content="default-src 'none'/);
      expect(html, path).not.toMatch(/<script(?![^>]* src=)|\son\w+=|\sstyle=|unsafe-|https?:(?!\/\/docs)/);
    }
  });

  it('has no id twice on a page, one main heading, and the marking above and below', () => {
    for (const [path, html] of pages(files).filter(([, text]) => text.includes('<main'))) {
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, path).toBe(ids.length);
      expect(html.match(/<h1/g), path).toHaveLength(1);
      expect(html.match(/class="marking">UNCLASSIFIED</g), path).toHaveLength(2);
    }
  });

  it('has a check page for every rule by V-id, and aliases by STIG ID and the V-ids it had', () => {
    const newest = releases.at(-1)!;
    for (const rule of newest.rules) {
      const page = files.get(`${FOLDER}/${rule.vulnId}.html`);
      expect(page, rule.vulnId!).toContain(`<h1>Check: ${rule.stigId}</h1>`);
      expect(files.get(`${FOLDER}/${rule.stigId}.html`)).toContain(`url=${rule.vulnId}.html`);
    }
    for (const rule of releases[0]!.rules) expect(files.has(`${FOLDER}/${rule.vulnId}.html`), rule.vulnId!).toBe(true);
    expect(files.get(`${FOLDER}/V-990001.html`)).toContain('url=V-995001.html');
  });

  it('shows a release as the page that this project began from', () => {
    const text = visible(files.get(`${FOLDER}/V1R2.html`)!);
    for (const words of [
      'Pick two releases to diff their requirements.',
      'Open a previous version of this STIG.',
      'Digest of Updates + 2 − 1 ✎ 8',
      'Comparison against the immediately-prior release (V1R1). Rule matching uses the Group Vuln ID.',
      'Added 2',
      'Removed 1',
      'Content changes 8',
      'RMF Control',
      'Vuln IDs',
      'Rule IDs',
    ]) {
      expect(text).toContain(words);
    }
    for (const rule of releases[1]!.rules) {
      expect(text).toContain(`Checks: ${rule.check!.id}`);
      expect(text).toContain(`Fix: ${rule.fix!.id}`);
    }
  });

  it('tells the life of a rule through the releases', () => {
    const text = visible(files.get(`${FOLDER}/V-995002.html`)!);
    expect(text).toMatch(/History V2R1 2026-01-05 Renumbered from V-990002 \(matched by legacy id\); check changed\./);
    expect(text).toMatch(/V1R2 2025-07-09 Unchanged\. V1R1 2025-02-12 The first release here/);
    const removed = visible(files.get(`${FOLDER}/V-990017.html`)!);
    expect(removed).toContain('No longer in this STIG: V1R1 is the last release here that has it.');
    expect(removed).toContain('V1R2 2025-07-09 Removed.');
  });

  it('shows every text of every rule whole', () => {
    const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
    for (const rule of releases.at(-1)!.rules) {
      const text = visible(files.get(`${FOLDER}/${rule.vulnId}.html`)!);
      for (const part of [rule.discussion, rule.check!.text, rule.fix!.text, rule.title]) {
        expect(text, rule.vulnId!).toContain(folded(part!));
      }
    }
  });

  it('counts on every list what the releases hold', () => {
    const newest = releases.at(-1)!;
    const count = (severity: string) => newest.rules.filter((rule) => rule.severity === severity).length;
    const row = /<tbody[\s\S]*?<tr[\s\S]*?<\/tr>/.exec(files.get('index.html')!)![0];
    const cells = [...row.matchAll(/<td[^>]*>(?:<a[^>]*>)?([^<]*)/g)].map(([, cell]) => cell);
    expect(cells.slice(0, 6)).toEqual([
      'V2R1',
      '2026-01-05',
      String(count('high')),
      String(count('medium')),
      String(count('low')),
      String(newest.rules.length),
    ]);
  });

  it('lists under each control and CCI the rules that carry it, and no other', () => {
    const rules = releases.at(-1)!.rules;
    const ids = (path: string) =>
      [...files.get(path)!.matchAll(/class="id" href="[^"]*">([^<]*)/g)].map(([, id]) => id).sort();
    for (const cci of new Set(rules.flatMap((rule) => rule.ccis))) {
      const carrying = rules.filter((rule) => rule.ccis.includes(cci)).map((rule) => rule.vulnId!);
      expect(ids(`ccis/${cci}.html`), cci).toEqual(carrying.sort());
    }
    const carrying = rules.filter((rule) => rule.controls.some((c) => c.revision === 5 && c.base === 'AC-17'));
    expect(carrying.length).toBeGreaterThan(0);
    expect(ids('controls/AC-17.html')).toEqual(carrying.map((rule) => rule.vulnId!).sort());
  });

  it('is the same files again, in whatever order the releases come', async () => {
    const again = await siteOf([...(await exampleReleases())].reverse(), { marking: 'UNCLASSIFIED' });
    expect([...again.keys()].sort()).toEqual([...files.keys()].sort());
    for (const [path, text] of again) expect(text === files.get(path), path).toBe(true);
  });

  it('takes a release given twice once, and keeps one issued again under the same number', async () => {
    const [first] = releases as [Benchmark];
    const other = { ...first, sources: [{ ...first.sources[0]!, sha256: 'f'.repeat(64) }] };
    const twice = await siteOf([first, first, other]);
    expect([...twice.keys()].filter((path) => /V1R1[^/]*\.html$/.test(path) && !path.includes('compare'))).toEqual([
      `${FOLDER}/V1R1.html`,
      `${FOLDER}/V1R1-2.html`,
    ]);
  });
});

describe('feeds and sitemap', async () => {
  const releases = await exampleReleases();

  it('have whole addresses where the site’s is known', async () => {
    const files = await siteOf(releases, { base: 'https://stigs.example.mil/lib/' });
    const feed = files.get('feed.xml')!;
    expect([...feed.matchAll(/<link rel="alternate" [^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'https://stigs.example.mil/lib/index.html',
      ...['V2R1', 'V1R2', 'V1R1'].map((name) => `https://stigs.example.mil/lib/${FOLDER}/${name}.html`),
    ]);
    const listed = [...files.get('sitemap.xml')!.matchAll(/<loc>https:\/\/stigs\.example\.mil\/lib\/([^<]*)/g)].map(
      ([, path]) => path!,
    );
    const shown = pages(files).filter(([, html]) => !html.includes('http-equiv="refresh"'));
    expect(listed.sort()).toEqual(shown.map(([path]) => path).sort());
  });

  it('link within the site where it is not', async () => {
    const files = await siteOf(releases);
    expect(files.has('sitemap.xml')).toBe(false);
    expect(files.get(`${FOLDER}/feed.xml`)).toContain(`href="../../${FOLDER}/V2R1.html"`);
  });
});

describe('texts that look like markup', async () => {
  const [example] = (await exampleReleases()) as [Benchmark];
  const hostile =
    '<script>alert(1)</script> "quoted" \'single\' {{title}} {{{content}}} <img src=x onerror=alert(1)> &amp; &lt;b&gt; ]]> </main>';
  const long = `${'x'.repeat(15_000)} ${'word '.repeat(3_000)}`;
  const rule: Rule = {
    ...example.rules[0]!,
    vulnId: 'V-"><script>alert(2)</script>',
    stigId: '../../../<b>&"__proto__',
    title: hostile,
    discussion: hostile,
    ccis: ['CCI-"><b>', 'CCI-000366'],
    legacyIds: [hostile],
    controls: ['index', hostile].map((control) => ({
      ...{ revision: 5, control, base: control, title: hostile, ccis: ['CCI-000366'] },
    })),
    check: { id: hostile, system: null, contentRef: null, text: long },
    checks: [{ id: hostile, system: null, contentRef: null, text: long }],
    fix: { id: hostile, text: hostile },
    fixes: [{ id: hostile, text: hostile }],
  };
  const now = { ...rule, discussion: `${hostile} now`, title: `${hostile} now` };
  const named = { title: hostile, id: '../../<x>', description: hostile };
  const files = await siteOf(
    [
      { ...example, ...named, rules: [rule, { ...rule }] },
      {
        ...example,
        ...named,
        release: '2',
        releaseName: '"><script>',
        rules: [now, { ...now }],
        sources: [{ ...example.sources[0]!, sha256: 'e'.repeat(64) }],
      },
    ],
    { comments: new Map([[rule.vulnId!, hostile]]), marking: hostile, downloads: [] },
  );

  it('are texts on every page', () => {
    for (const [path, html] of pages(files)) {
      expect(html, path).not.toMatch(/<script>|<img|<b>&|<script(?![^>]* src=")/);
      expect(html.match(/<\/main>/g)?.length ?? 0, path).toBeLessThanOrEqual(1);
    }
    const check = [...files].find(([path]) => /stigs\/x\/V-_script.*\.html$/.test(path))!;
    expect(visible(check[1])).toContain(hostile.replace(/\s+/g, ' '));
    expect(visible(check[1])).toContain('x'.repeat(15_000));
  });

  it('stay within the site and stand in addresses as they are', () => {
    for (const path of files.keys()) expect(path).toMatch(/^[A-Za-z0-9_-][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/);
  });

  it('are data in scripts', () => {
    for (const [path, text] of files) {
      if (!/^(?:search|stigs)\/.*\.js$/.test(path)) continue;
      const [, json] = /^stigkit\((.*)\);\n$/s.exec(text)!;
      expect(() => JSON.parse(`[${json}]`), path).not.toThrow();
    }
  });
});

describe('for a shell of another', async () => {
  const releases = await exampleReleases();

  it('gives fragments with the JSON beside them', async () => {
    const files = await siteOf(releases, { fragments: true });
    const html = files.get(`${FOLDER}/V-995002.html`)!;
    expect(html).toMatch(/^<article class="check">/);
    expect(html).not.toMatch(/<html|<script|<link/);
    const { rule, releases: names } = JSON.parse(files.get(`${FOLDER}/V-995002.json`)!);
    expect(rule).toEqual(JSON.parse(JSON.stringify(releases.at(-1)!.rules[1])));
    expect(names).toEqual(['V1R1', 'V1R2', 'V2R1']);
    for (const [path] of pages(files)) expect(files.has(path.replace(/\.html$/, '.json')), path).toBe(true);
  });

  it.each(['docusaurus', 'mkdocs'] as const)('gives Markdown for %s whose links lead to files', async (frontMatter) => {
    const files = await siteOf(releases, { frontMatter });
    expect([...files.keys()].filter((path) => !/\.(?:md|json)$/.test(path))).toEqual([]);
    const page = files.get(`${FOLDER}/V-995002.md`)!;
    expect(page).toMatch(/^---\ntitle: "AHGW-00-000020: /);
    expect(page).toContain('\n# Check: AHGW-00-000020\n');
    for (const [path, text] of files) {
      for (const [, to] of text.matchAll(/\]\(([^)\s]+\.md)\)/g)) {
        expect(files.has(new URL(to!, `site:/${path}`).pathname.slice(1)), `${path} -> ${to}`).toBe(true);
      }
    }
  });

  it('gives Hugo section pages, and no shortcode of a text', async () => {
    const [first] = releases as [Benchmark];
    const text = 'Run:\n\n$ docker inspect --format \'{{< readFile "x" >}} {{% x %}} {{ .Id }}\'';
    const rules = [{ ...first.rules[0]!, discussion: text }, ...first.rules.slice(1)];
    const files = await siteOf([{ ...first, rules }], { frontMatter: 'hugo' });
    expect(files.has(`${FOLDER}/_index.md`)).toBe(true);
    const all = [...files]
      .filter(([path]) => path.endsWith('.md'))
      .map(([, page]) => page)
      .join('\n');
    expect(all).toContain('{{ .Id }}');
    expect([...all.matchAll(/\{\{[<%][^}]*\}\}/g)].filter(([code]) => !/^\{\{< relref "\/stigs\//.test(code))).toEqual(
      [],
    );
  });
});

describe('templates of a user', async () => {
  const [release] = (await exampleReleases()) as [Benchmark];

  it('take the place of the project’s, and use its others', async () => {
    const render = await renderWith(
      new Map([['site/check', '<h1>{{title}}</h1>{{#each texts}}{{#each parts}}{{> site/text}}{{/each}}{{/each}}']]),
    );
    const files = await siteOf([release], { render });
    const html = files.get(`${FOLDER}/V-990002.html`)!;
    expect(html).toContain('<main id="main" tabindex="-1">\n<h1>');
    expect(html).toContain('<div class="code"><pre><code>');
    expect(html).not.toContain('Additional Identifiers');
  });

  it('are refused where they do not parse', async () => {
    await expect(renderWith(new Map([['site/check', '{{#if x}}']]))).rejects.toThrow(/Parse error on line 1/);
  });
});
