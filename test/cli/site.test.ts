/** The command that makes sites: what it writes, replaces, refuses and says. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const V1R1 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const V1R2 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';
const PAGES = 'stigs/Acme_Harbor_Gateway_STIG';

describe('stigkit site', () => {
  it('writes a site, and again only what changed', async () => {
    const folder = join(folderOf(), 'site');
    const first = await runCli('site', V1R1, V1R2, '-o', folder);
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.err).toMatch(/^2 releases, \d+ files, [\d.]+ MB: \d+ written\n$/);
    const files = readdirSync(join(folder, PAGES, 'files')).sort();
    expect(files.filter((name) => name.includes('V1R2'))).toEqual(
      ['ckl', 'cklb', 'csv', 'json', 'md', 'ndjson'].map((ending) => `Acme_Harbor_Gateway_STIG_V1R2.${ending}`),
    );
    expect((await runCli('site', V1R1, V1R2, '-o', folder)).err).toMatch(/: \d+ unchanged\n$/);
    expect((await runCli('site', V1R2, '-o', folder)).err).toMatch(/written, \d+ unchanged, \d+ removed\n$/);
    expect(existsSync(join(folder, PAGES, 'V1R1.html'))).toBe(false);
  });

  it('refuses a file of another, does the rest, and says so', async () => {
    const folder = folderOf({ 'index.html': 'mine' });
    const { code, err } = await runCli('site', V1R1, '-o', folder, '--downloads', 'none');
    expect(code).toBe(2);
    expect(err).toMatch(/index\.html: error: is there already and was left as it is/);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('mine');
    expect(existsSync(join(folder, PAGES, 'V1R1.html'))).toBe(true);
    expect((await runCli('site', V1R1, '-o', folder, '--downloads', 'none', '--force')).code).toBe(0);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('<main');
  });

  it('prints a template that, given back, makes the same page', async () => {
    const folder = folderOf();
    const { out } = await runCli('site', '--print-template', 'check');
    expect(out).toBe(readFileSync('templates/site/check.hbs', 'utf8'));
    const own = folderOf({ 'check.hbs': out.replace('<h1>Check:', '<h1>Our check:'), 'chek.hbs': '' });
    const { code, err } = await runCli('site', V1R1, '-o', folder, '--templates', own, '--downloads', 'none');
    expect(code).toBe(0);
    expect(err).toContain('no page uses a template chek; did you mean check?');
    expect(readFileSync(join(folder, PAGES, 'V-990002.html'), 'utf8')).toContain('<h1>Our check: AHGW-00-000020</h1>');
  });

  it.each([
    [[V1R1], '-o DIR is missing'],
    [['-o', 'x/'], 'no input is named'],
    [[V1R1, '-o', 'x/', '--base', 'here'], '--base here is no address'],
    [[V1R1, '-o', 'x/', '--downloads', 'pdf'], '--downloads does not know "pdf"'],
    [['--print-template', 'chek'], 'there is no template "chek"; did you mean check?'],
    [['examples/asset.json', '-o', 'x/'], 'no reader knows this content'],
  ])('says what is wrong with %j', async (argv, words) => {
    const { code, err } = await runCli('site', ...argv);
    expect(err).toContain(words);
    expect(code).toBe(2);
    expect(existsSync('x')).toBe(false);
  });

  it('takes comments and definitions', async () => {
    const folder = folderOf();
    const comments = join(folder, 'comments.json');
    writeFileSync(comments, JSON.stringify({ 'V-990002': 'Ask the <network> team.' }));
    const site = join(folder, 'site');
    await runCli('site', V1R1, '-o', site, '--comments', comments, '--marking', 'CUI', '--downloads', 'none');
    const page = readFileSync(join(site, PAGES, 'V-990002.html'), 'utf8');
    expect(page).toContain('<h2>Expert Comments</h2>\n<p>Ask the &lt;network&gt; team.</p>');
    expect(page.match(/<p class="marking">CUI<\/p>/g)).toHaveLength(2);
  });
});
