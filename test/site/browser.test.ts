/** A site in a real browser, opened from disk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/index.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import { CHROMIUM, exampleReleases, siteOf, writeFiles } from '../support/sites.js';

const FOLDER = 'stigs/Acme_Harbor_Gateway_STIG';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(CHROMIUM === null && process.env.STIGKIT_CI === undefined)(
  'in Chromium (skipped where /usr/bin/chromium is absent, never in CI)',
  () => {
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let folder: string;
    let releases: Benchmark[];
    let complaints: string[];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'stigkit-site-'));
      releases = await exampleReleases();
      const definitions = new Map(
        releases.flatMap((r) => r.rules.flatMap((rule) => rule.ccis)).map((id) => [id, `What ${id} says.`]),
      );
      writeFiles(
        folder,
        await siteOf(releases, {
          marking: 'UNCLASSIFIED',
          cciDefinitions: definitions,
          cciListName: '2026-01-01',
          comments: new Map([['V-995002', 'Ask the network team first.']]),
        }),
      );
      browser = await chromium.launch({ executablePath: CHROMIUM!, args: FLAGS });
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    beforeEach(() => open());
    afterEach(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });

    /** A new page that complains of errors on the console and of requests that leave the folder or fail. */
    async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
      await context?.close();
      complaints = [];
      context = await browser.newContext(options);
      context.setDefaultTimeout(5000);
      page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => {
        // What was still on its way when the page was left is no failure.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(pathToFileURL(folder).href)) complaints.push(`left: ${request.url()}`);
      });
    }

    const go = (path: string) => page.goto(`${pathToFileURL(folder).href}/${path}`);
    const results = () => page.locator('#results a.id').allTextContents();
    const found = async (count: RegExp | string) => page.locator('#search [data-status]').getByText(count).waitFor();
    const shown = () => page.locator('section[aria-labelledby=rules] a.id:visible').allTextContents();

    it('finds rules by word, id and text', async () => {
      await go('index.html');
      await page.fill('[data-query]', 'TLS listeners');
      await found(/rules? found/);
      expect(await results()).toContain('V-995002');
      await page.fill('[data-query]', 'v-995004');
      await expect.poll(results).toEqual(['V-995004']);
      // What stands in a check alone.
      await page.fill('[data-query]', 'tls_min');
      const holding = releases.at(-1)!.rules.filter((rule) => JSON.stringify(rule).toLowerCase().includes('tls_min'));
      await expect.poll(async () => (await results()).sort()).toEqual(holding.map((rule) => rule.vulnId!).sort());
    });

    it('takes a slip of the keyboard for the nearest word, and says so', async () => {
      await go('index.html');
      await page.fill('[data-query]', 'conccurrent');
      await found(/shown is concurrent/);
      expect(await results()).toContain('V-995001');
    });

    it('filters by severity, CCI, control and change', async () => {
      const { rules } = releases.at(-1)!;
      await go('index.html#severity=high');
      await found(`${rules.filter((rule) => rule.severity === 'high').length} rules found.`);
      const cci = rules[1]!.ccis[0]!;
      await go(`index.html#cci=${cci}`);
      const carrying = rules.filter((rule) => rule.ccis.includes(cci)).map((rule) => rule.vulnId!);
      await expect.poll(results).toEqual(carrying);
      await page.fill('[data-cci]', '');
      await page.fill('[data-control]', 'ac-17 (2)');
      const controlled = rules.filter((rule) =>
        rule.controls.some((c) => c.revision === 5 && c.control === 'AC-17 (2)'),
      );
      await expect.poll(results).toEqual(controlled.map((rule) => rule.vulnId!));
      await go('index.html#changed=yes');
      await found('3 rules found.');
    });

    it('goes back and forward through what was asked for', async () => {
      await go('index.html');
      await page.selectOption('[data-severity]', 'high');
      await found('6 rules found.');
      await page.selectOption('[data-severity]', 'low');
      await found('5 rules found.');
      await page.goBack();
      await found('6 rules found.');
      expect(await page.inputValue('[data-severity]')).toBe('high');
      await page.goForward();
      await found('5 rules found.');
      await page.locator('#results a.id').first().click();
      await page.waitForURL(/V-\d+\.html$/);
      await page.goBack();
      await found('5 rules found.');
    });

    it('is worked by keyboard alone', async () => {
      await go('index.html');
      await page.keyboard.press('/');
      await page.keyboard.type('session');
      await found('3 rules found.');
      const [first, second] = await results();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await page.evaluate('document.activeElement.textContent')).toBe(second);
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate('document.activeElement.textContent')).toBe(first);
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`${first}\\.html$`));
      await page.keyboard.press('/');
      await page.waitForURL(/index\.html#find$/);
      await expect.poll(() => page.evaluate("document.activeElement.hasAttribute('data-query')")).toBe(true);
      await go('index.html');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
    });

    it('filters the rules of a release', async () => {
      const { rules } = releases[1]!;
      await go(`${FOLDER}/V1R2.html`);
      await page.selectOption('[data-filter=severity]', 'high');
      expect(await shown()).toEqual(rules.filter((rule) => rule.severity === 'high').map((rule) => rule.vulnId));
      await page.selectOption('[data-filter=severity]', '');
      await page.fill('[data-filter=text]', rules[0]!.ccis[0]!);
      const carrying = rules.filter((rule) => rule.ccis.includes(rules[0]!.ccis[0]!)).map((rule) => rule.vulnId);
      await expect.poll(shown).toEqual(carrying);
      await page.fill('[data-filter=text]', '');
      await page.check('[data-filter=changed]');
      const changes = diff(releases[0]!, releases[1]!);
      const rated = changes.metadataChanged.filter(({ fields }) => fields.some((f) => f.field === 'severity'));
      const changed = new Set([...changes.added, ...changes.contentChanged, ...rated].map((entry) => entry.vulnId));
      await expect.poll(async () => (await shown()).length).toBe(changed.size);
      await page.reload();
      await expect.poll(async () => (await shown()).length).toBe(changed.size);
    });

    it('compares any two releases by the command’s differ, and shares the comparison by address', async () => {
      await go(`${FOLDER}/V1R2.html`);
      await page.selectOption('[data-from]', 'V1R1');
      await page.selectOption('[data-to]', 'V2R1');
      await page.click('[data-go]');
      await page.waitForURL(/compare\.html#V1R1\.\.V2R1$/);
      await page.locator('[data-result] h2').waitFor();
      expect(await page.locator('[data-result] h2').textContent()).toBe('Digest of Updates + 2 − 1 ✎ 10');
      expect(await page.locator('[data-result]').textContent()).toContain(
        'Comparison against an earlier release (V1R1).',
      );
      await page.locator('[data-result] a.id').first().click();
      await page.waitForURL(/V-\d+\.html$/);
    });

    it('compares neighbours in the browser to the very words of their page without script', async () => {
      const words = async (selector: string) =>
        (await page.locator(selector).first().textContent())!.replace(/\s+/g, '');
      await go(`${FOLDER}/compare/V1R1-to-V1R2.html`);
      const fixed = await words('.digest');
      await go(`${FOLDER}/compare.html#V1R1..V1R2`);
      await page.locator('[data-result] h2').waitFor();
      const release = (await page.locator('[data-result] .release').textContent())!.replace(/\s+/g, '');
      expect(await words('[data-result]')).toBe(release + fixed);
      await page.evaluate("location.hash = 'V1R2..V1R1'");
      await page.getByText('Digest of Updates + 1 − 2 ✎ 8').waitFor();
      await page.goBack();
      await page.getByText('Digest of Updates + 2 − 1 ✎ 8').waitFor();
    });

    it('copies a command as it stands', async () => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await go(`${FOLDER}/V-995002.html`);
      const code = page.locator('.code').first();
      await code.locator('button').click();
      await code.getByText('Copied').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await code.locator('code').textContent());
    });

    it('opens a check by its STIG ID and by the V-id it had', async () => {
      for (const alias of ['AHGW-00-000020', 'V-990002']) {
        await go(`${FOLDER}/${alias}.html`);
        await page.waitForURL(/V-995002\.html$/);
      }
    });

    it('reads without script', async () => {
      await open({ javaScriptEnabled: false });
      await go('index.html');
      expect(await page.locator('input:visible, select:visible, button:visible').count()).toBe(0);
      await page.getByRole('link', { name: 'Acme Harbor Gateway Security Technical Implementation Guide' }).click();
      await page.getByRole('link', { name: '25 renumbered, 3 changed' }).first().click();
      expect(await page.locator('h2').first().textContent()).toBe('Digest of Updates ✎ 3');
      expect(await page.locator('del:visible').count()).toBeGreaterThan(0);
      await page.locator('a.id').first().click();
      expect(await page.locator('h1').textContent()).toMatch(/^Check: AHGW-00-/);
      await go(`${FOLDER}/V1R2.html`);
      for (const words of ['Digest of Updates + 2 − 1 ✎ 8', 'Content changes 8']) {
        expect(await page.getByText(words, { exact: true }).isVisible()).toBe(true);
      }
      expect(await page.locator('input:visible, select:visible, button:visible').count()).toBe(0);
    });

    it.each(['index.html', `${FOLDER}/V1R2.html`, `${FOLDER}/V-995002.html`])(
      'prints %s without chrome',
      async (path) => {
        await go(path);
        await page.emulateMedia({ media: 'print', colorScheme: 'light' });
        await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        expect(
          await page.locator('.bar:visible, .trail:visible, button:visible, input:visible, select:visible').count(),
        ).toBe(0);
        expect(await page.locator('details:not([open])').count()).toBe(0);
        expect(await page.locator('.marking:visible').count()).toBe(2);
      },
    );

    const PAGES = [
      'index.html',
      'index.html#severity=high',
      `${FOLDER}/index.html`,
      `${FOLDER}/V1R2.html`,
      `${FOLDER}/V-995002.html`,
      `${FOLDER}/V-990017.html`,
      `${FOLDER}/compare/V1R1-to-V1R2.html`,
      `${FOLDER}/compare.html#V1R1..V2R1`,
      'controls/index.html',
      'controls/AC-17.html',
      'ccis/index.html',
    ];

    it.each(['light', 'dark'] as const)('passes WCAG 2.2 AA as axe sees it, %s', async (colorScheme) => {
      await open({ colorScheme });
      const found: string[] = [];
      for (const path of PAGES) {
        await go(path);
        await page.waitForTimeout(200);
        await page.evaluate(AXE);
        const violations = (await page.evaluate(
          "axe.run({ preload: false, runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((r) => r.violations)",
        )) as Violation[];
        for (const { id, nodes } of violations) found.push(`${path}: ${id} ${nodes[0]!.html} (${nodes.length})`);
      }
      expect(found).toEqual([]);
    });

    it.each([360, 390, 768, 1280, 1920])('fits %d pixels', async (width) => {
      await open({ viewport: { width, height: 800 } });
      for (const path of PAGES) {
        await go(path);
        await page.waitForTimeout(50);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide, path).toBe(width);
      }
    });
  },
);

interface Violation {
  id: string;
  nodes: { html: string }[];
}
