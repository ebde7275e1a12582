import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StigError } from '../../../src/io/diagnostic.js';
import { DEFAULT_LIMITS } from '../../../src/io/limits.js';
import { readSource } from '../../../src/read.js';
import { textSource } from '../../support/pages.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8');
const html = (body: string) => `<!DOCTYPE html>\n<html><body>${body}</body></html>`;

/** The error that reading gives. */
async function errorOf(text: string, from?: string, name = 'page.html'): Promise<StigError> {
  try {
    await readSource(textSource(name, text), { from });
  } catch (error) {
    return error as StigError;
  }
  throw new Error('the page was read');
}

describe('a page that is none of these', () => {
  it('is told by the labels it lacks', async () => {
    const error = await errorOf(html('<h1>Recipes</h1><p>Salt to taste.</p>'));
    expect(error.code).toBe('format-unknown');
    expect(error.message).toBe(
      'page.html: no reader knows this content: it is a web page of another kind; looked for the labels of a release page ' +
        '(Vuln IDs, Rule IDs, RMF Control, Checks: C-..., Fix: F-...) and of a check page (Check Content, Fix Text, ' +
        'Additional Identifiers, (in version v...), Check: STIG ID); found none',
    );
  });

  it('is told so where the format was named', async () => {
    const release = await errorOf(
      html('<h1>Recipes</h1><p>Severity</p><p>High</p><p>Version</p><p>2</p>'),
      'release-page',
    );
    expect(release.code).toBe('format-mismatch');
    expect(release.message).toMatch(
      /no rule of a release page: looked for the labels RMF Control, Severity, CCI, Version, Vuln IDs, Rule IDs, Checks: C-\.\.\._chk and Fix: F-\.\.\._fix; found 5 lines, the first "Recipes", of the labels only Severity, Version/,
    );
    const check = await errorOf(html('<h1>Recipes</h1>'), 'check-page');
    expect(check.message).toMatch(
      /no check of a check page: looked for .*; found 1 lines, the first "Recipes", and none/,
    );
    const empty = await errorOf(html('<script>1</script>'), 'check-page');
    expect(empty.message).toMatch(/found no visible text/);
  });
});

describe('a page cut in the middle', () => {
  const text = fixture('release-page/text-as-the-seed/input.txt');
  const cutBefore = (page: string, mark: string) => page.slice(0, page.indexOf(mark));

  it.each([
    [
      'in the ids of a rule',
      '- AHGW-00-000030',
      'a rule without ids',
      'its Checks: C-..._chk, which every other rule has',
    ],
    ['behind a label', '- SV-990003r', 'the rule V-990003', 'its Checks: C-..._chk'],
    [
      'in a check',
      'this is a finding.\nFix: F-990003',
      'the rule V-990003',
      'its Fix: F-..._fix, which every other rule has',
    ],
    ['behind the head of a fix', 'Set "show_version"', 'the rule V-990003', 'the text of F-990003r900015_fix'],
    ['in a word of a fix', 'sole.', 'the rule V-990003', 'the rest of the word "con"'],
    ['behind the fix of a rule', '\n- L\n', 'V-990002', 'the value of a label'],
    ['in a quotation', '" to "no"', 'the rule V-990003', 'the closing quotation mark'],
  ])('%s', async (_, mark, where, missing) => {
    const error = await errorOf(cutBefore(text, mark), undefined, 'page.txt');
    expect(error.code).toBe('page-cut');
    expect(error.message).toContain(`the page breaks off in ${where.startsWith('V-') ? `the rule ${where}` : where}`);
    expect(error.message).toContain(`looked for ${missing}`);
    expect(error.diagnostics[0]!.line).toBeGreaterThan(9);
  });

  it('of HTML, even where the text is whole', async () => {
    const page = fixture('release-page/html-definition-lists/input.html');
    const error = await errorOf(page.slice(0, page.indexOf('users that are not')));
    expect(error.code).toBe('page-cut');
    expect(error.message).toMatch(/breaks off in the rule V-990003, the 3\. of the page: looked for its Fix/);
    const late = await errorOf(page.slice(0, page.lastIndexOf('the console')));
    expect(late.message).toMatch(/looked for the end of <pre>, which is open/);
    const flat = fixture('release-page/html-labels-in-one-line/input.html');
    const open = await errorOf(flat.slice(0, flat.lastIndexOf('</p>') + 4));
    expect(open.message).toMatch(/looked for the end of <body>, which is open/);
  });

  it.each([
    [
      'Title\n',
      /looked for the labels Title, Discussion, Check Content and Fix Text; found .* and Check: AHGW-00-000020/,
    ],
    ['Fix Text', /looked for Fix Text, found Title, Discussion, Check Content, and the end behind/],
    ['Additional', /looked for Additional Identifiers, found Title, Discussion, Check Content, Fix Text/],
    ['SV-990002', /looked for the value of Rule ID/],
    ['-002418', /looked for the rest of CCI, found/],
    ['Controls', /looked for Controls, found/],
  ])('of a check before %j', async (mark, message) => {
    const error = await errorOf(
      cutBefore(fixture('check-page/text-as-the-seed/input.txt'), mark),
      undefined,
      'check.txt',
    );
    expect(error.code).toBe('page-cut');
    expect(error.message).toMatch(message);
  });
});

describe('hostile HTML', () => {
  it('that nests too deep is refused before it is parsed', async () => {
    const error = await errorOf(`<div>Vuln IDs${'<div>'.repeat(500_000)}`, 'release-page');
    expect(error.code).toBe('limit-exceeded');
    expect(error.message).toContain(`nests deeper than ${DEFAULT_LIMITS.depth} elements`);
    expect((await errorOf('<p><ul>'.repeat(300), 'release-page')).code).toBe('limit-exceeded');
    expect((await errorOf('<li><p>'.repeat(300), 'release-page')).code).toBe('limit-exceeded');
  });

  it('with many unclosed elements, fences or marks takes no time', async () => {
    const start = performance.now();
    await errorOf('<li><p>'.repeat(200_000), 'release-page');
    await errorOf('<'.repeat(500_000), 'release-page');
    await errorOf(`x${'```x\n'.repeat(100_000)}`, 'release-page');
    await errorOf(`x ${'| '.repeat(500_000)}x`, 'check-page');
    await errorOf(`Vuln${' '.repeat(500_000)}x`, undefined, 'page.txt');
    // Far above what linear work takes, far below what anything else would.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
