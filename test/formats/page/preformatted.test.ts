/** Pages of which all text stands in one `pre`, as a browser saves plain text, and texts that end in half a word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signOfCut } from '../../../src/formats/page/cut.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { readSource } from '../../../src/read.js';
import { textSource } from '../../support/pages.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8');
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

async function rulesOf(name: string, text: string) {
  const { documents } = await readSource(textSource(name, text), {});
  return (documents[0] as Benchmark).rules;
}

describe('a page in one pre', () => {
  it.each(['release-page', 'check-page'])('%s: is read as its text is', async (format) => {
    const text = fixture(`${format}/text-as-the-seed/input.txt`);
    const page = `<html><head><meta charset="utf-8"></head><body><pre>${escaped(text)}</pre></body></html>`;
    const rules = await rulesOf('page.html', page);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules).toEqual(await rulesOf('page.txt', text));
  });

  it('is read where Markdown fences all of it', async () => {
    const text = fixture('release-page/text-as-the-seed/input.txt');
    expect(await rulesOf('page.md', `\`\`\`\n${text}\n\`\`\`\n`)).toEqual(await rulesOf('page.txt', text));
  });
});

describe('a text that ends in one letter', () => {
  const others = ['Save this file, then run: kubectl apply -f quota.yaml', 'Set the class to b'];

  it('is cut where the letter is no word of the page', () => {
    expect(signOfCut('Run apply -f x.yaml. Save this f', others)).toBe('the rest of the word "f"');
  });

  it('is whole where the letter is a word of the page', () => {
    expect(signOfCut('Set it to b', others)).toBeNull();
  });
});
