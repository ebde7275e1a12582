import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'cheerio';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { diff } from '../src/diff/index.js';
import { FORMATS } from '../src/formats/registry.js';
import { readCsv } from '../src/io/csv.js';
import type { Diagnostic } from '../src/io/diagnostic.js';
import type { Document } from '../src/model/document.js';
import { writeDocument } from '../src/write.js';
import { benchmarkOfText, exampleBenchmark } from './support/benchmarks.js';
import { checklistOf } from './support/checklists.js';
import { folderOf } from './support/folder.js';
import { cklb, HOSTILE, SCRIPT, xccdf } from './support/hostile.js';
import { runCli } from './support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '..');
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

function diagnosticsOf(err: string): Diagnostic[] {
  return err
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Diagnostic);
}

describe('a hostile input', () => {
  it.each(HOSTILE.map((hostile) => [hostile.input, hostile] as const))('%s', async (_, hostile) => {
    const folder = folderOf({ 'in/hostile': hostile.make() });
    const limits = (hostile.limits ?? []).flatMap((limit) => ['--limit', limit]);
    const args = ['info', join(folder, 'in/hostile'), ...limits];
    const { code, err } = await runCli(...args, '--diagnostics', 'json');
    expect([...new Set(diagnosticsOf(err).map((d) => d.code))]).toEqual(hostile.codes);
    expect(code).toBe(diagnosticsOf(err).some((d) => d.severity === 'error') ? 2 : 0);
    const shown = await runCli(...args);
    expect(shown.out + shown.err).not.toMatch(CONTROLS);
    if (hostile.codes.length === 0) expect(shown.out).toContain('Hostile');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
    expect(readdirSync(folder)).toEqual(['in']);
  });

  it('has its row in the documents, as it is tried here', () => {
    const text = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    const told = rows
      .map((row) => row.split('|').map((cell) => cell.trim()))
      .map(([, input, happens]) => [input, happens]);
    for (const { input, happens } of HOSTILE) expect(told).toContainEqual([input, happens]);
  });
});

/** What a browser would run or fetch. */
function active(html: string): string[] {
  const $ = load(html);
  return $('*')
    .toArray()
    .filter((element) => {
      const { name, attribs } = element as unknown as { name: string; attribs: Record<string, string> };
      const attributes = Object.entries(attribs);
      return (
        ['script', 'img', 'iframe', 'object', 'embed', 'link', 'base', 'form', 'svg'].includes(name) ||
        attributes.some(([key, value]) => key.startsWith('on') || /^\s*(?:javascript|data|vbscript|http):/i.test(value))
      );
    })
    .map((element) => $.html(element));
}

describe('script in every text field', async () => {
  const benchmark = await benchmarkOfText(SCRIPT);
  const answer = {
    findingDetails: SCRIPT,
    comments: SCRIPT,
    severityJustification: SCRIPT,
    severityOverride: 'high' as const,
  };
  const plain = checklistOf(benchmark, [answer]);
  const asset = Object.fromEntries(
    Object.entries(plain.asset).map(([key, value]) => [key, typeof value === 'string' ? SCRIPT : value]),
  ) as unknown as typeof plain.asset;
  const documents: Document[] = [
    benchmark,
    { ...plain, asset, title: SCRIPT },
    diff({ ...benchmark, id: 'a' }, { ...(await exampleBenchmark()), id: 'a', title: SCRIPT }),
    diff({ ...(await exampleBenchmark()), id: 'a' }, { ...benchmark, id: 'a' }),
  ];
  const ways = documents.flatMap((document) =>
    FORMATS.filter((format) => format.writes.includes(document.kind)).flatMap((format) =>
      (['html', 'markdown'] as const).map((as) => [document.kind, format.name, as, document] as const),
    ),
  );
  const html = ways.filter(
    ([, format, as]) => format === 'html' || (as === 'html' && /page|digest|report/.test(format)),
  );
  const markdown = ways.filter(
    ([, format, as]) => format === 'markdown' || (as === 'markdown' && /page|digest|report/.test(format)),
  );

  it('is tried on every kind of page', () => {
    expect(html.length).toBeGreaterThanOrEqual(6);
    expect(markdown.length).toBeGreaterThanOrEqual(6);
    expect(active(SCRIPT)).toHaveLength(3);
  });

  it.each(html)('never becomes markup: %s as %s (%s)', async (_kind, format, as, document) => {
    const text = (await writeDocument(document, format, { as })) as string;
    expect(text).toContain('alert(1)');
    expect(active(text)).toEqual([]);
  });

  it.each(markdown)('never becomes markup: %s as %s (%s)', async (_kind, format, as, document) => {
    const text = (await writeDocument(document, format, { as })) as string;
    expect(text).toContain('alert');
    expect(active(new MarkdownIt({ html: true, linkify: false }).render(text))).toEqual([]);
  });
});

describe('what a command makes of a hostile input', () => {
  const withRun = HOSTILE.filter((hostile) => hostile.run !== undefined);
  it.each(withRun.map((hostile) => [hostile.input, hostile] as const))('%s', async (_, { make, run = [] }) => {
    const folder = folderOf({ hostile: make() });
    const out = join(folder, 'out');
    mkdirSync(out);
    const args = run.map((word) => word.replace('FILE', join(folder, 'hostile')).replace('OUT', out));
    const { code, out: printed } = await runCli(...args);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['hostile', 'out']);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:html|xml|txt)$/.test(name),
    );
    const texts = [printed, ...files.map((name) => readFileSync(join(out, name), 'utf8'))].filter(
      (text) => text !== '',
    );
    expect(texts.length).toBeGreaterThan(0);
    if (run.includes('markdown')) expect(active(new MarkdownIt({ html: true }).render(texts.join()))).toEqual([]);
    else
      for (const text of texts)
        expect(text).not.toMatch(/<script>alert|<img src=x|<a href="javascript|<\/style><\/pre>/);
    if (run.includes('csv')) expect(printed).not.toMatch(/(?:^|,)"?[=@]/m);
  });
});

describe('what ends a run', () => {
  it.each([
    ['an unknown option', ['info', 'x.xml', '--nope']],
    ['an unknown limit', ['info', 'x.xml', '--limit', 'x=1']],
    ['a missing file', ['diff', 'none.xml', 'none.xml']],
    ['a missing format', ['convert', 'x.xml']],
  ])('is told as JSON where that is asked for: %s', async (_, args) => {
    const { code, err } = await runCli(...args, '--diagnostics', 'json');
    expect(code).toBe(2);
    for (const { severity, message } of diagnosticsOf(err))
      expect([severity, typeof message]).toEqual(['error', 'string']);
    expect(diagnosticsOf(err).length).toBeGreaterThan(0);
  });
});

describe('what is written', () => {
  it.each(['=cmd|calc', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('is no formula in a table: %j', async (text) => {
    const benchmark = await benchmarkOfText(text);
    for (const document of [benchmark, checklistOf(benchmark, [{ comments: text, findingDetails: text }])]) {
      const csv = (await writeDocument(document, 'csv')) as string;
      const cells = csv.replace(/^\ufeff/, '').split(/[,\r\n](?=")|\r\n/);
      expect(cells.filter((cell) => /^"?[=+@\t\r]/.test(cell) || /^"?-\D?1/.test(cell))).toEqual([]);
      expect(readCsv(csv).flat()).toContain(text);
    }
  });

  it('lies in the folder asked for, whatever a STIG ID names', async () => {
    const ids = [
      '../../../up',
      '/etc/abs',
      'C:\\win',
      'CON',
      'nul.txt',
      '..',
      '.',
      '\u202egpj',
      'a'.repeat(5000),
      'A',
      'a ',
    ];
    const rules = ids.map(
      (id, i) => `<Group id="V-${i}"><Rule id="SV-${i}r1_rule"><version>${id}</version></Rule></Group>`,
    );
    const text = xccdf('').replace(/<Group.*<\/Group>/, rules.join(''));
    const folder = folderOf({ 'in/a.xml': text });
    const { code, err } = await runCli(
      'convert',
      join(folder, 'in/a.xml'),
      '--to',
      'check-page',
      '-o',
      `${join(folder, 'out')}/`,
    );
    expect([code, err]).toEqual([0, '']);
    expect(readdirSync(folder).sort()).toEqual(['in', 'out']);
    const names = readdirSync(join(folder, 'out'));
    expect(names).toHaveLength(ids.length);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
    for (const name of names) {
      expect(name).toMatch(/^[\w-][\w.-]*\.txt$/);
      expect(name).not.toMatch(/^(?:con|nul)\./i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }
  });

  it('is XML that parsers take, whatever characters a text holds, and says what was replaced', async () => {
    const folder = folderOf({ 'a.cklb': cklb('"comments":"a\\ud800b\\u0000c\\ufffe"') });
    const out = join(folder, 'a.ckl');
    const { code, err } = await runCli(
      'convert',
      join(folder, 'a.cklb'),
      '--to',
      'ckl',
      '-o',
      out,
      '--diagnostics',
      'json',
    );
    expect(code).toBe(0);
    expect(diagnosticsOf(err).map((d) => d.code)).toContain('characters-replaced');
    expect(readFileSync(out, 'utf8')).toContain('<COMMENTS>a\ufffdb\ufffdc\ufffd</COMMENTS>');
    expect((await runCli('info', out)).code).toBe(0);
  });

  it('is nothing where an input cannot be read', async () => {
    const folder = folderOf({ 'a.xml': xccdf('<broken>') });
    const out = join(folder, 'a.json');
    expect((await runCli('convert', join(folder, 'a.xml'), '--to', 'json', '-o', out)).code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
