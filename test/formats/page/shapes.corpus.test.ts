import { describe, expect, it } from 'vitest';
import {
  benchmarkIn,
  hasRenderings,
  NEEDS_RENDERINGS,
  rendering,
  shownOnCheck,
  shownOnRelease,
  textSource,
} from '../../support/pages.js';

const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The same visible lines in other shapes. */
const SHAPES: Record<string, (lines: string[]) => string> = {
  'without list marks': (lines) => lines.map((line) => line.replace(/^- ?/, '')).join('\n'),
  'with other list marks and indents': (lines) => lines.map((line) => line.replace(/^-(?= |$)/, '  •')).join('\n'),
  'with an empty line after each': (lines) => lines.join('\n\n'),
  'with CRLF and blanks at the ends': (lines) => lines.map((line) => `${line}  `).join('\r\n'),
  'with a menu above and a footer below': (lines) =>
    ['Home', 'Severity', 'High', 'Version', 'All', 'Search', ...lines, 'Back to top', 'Privacy', 'Version 2.0'].join(
      '\n',
    ),
  'as paragraphs of HTML': (lines) => `<html><body>${lines.map((l) => `<p>${html(l)}</p>`).join('\n')}</body></html>`,
  'as lines of one block': (lines) => `<div>${lines.map(html).join('<br>\n')}</div>`,
  'as divisions of one block': (lines) => `<main>${lines.map((l) => `<div>${html(l)}</div>`).join('')}</main>`,
  'as list items, unclosed': (lines) => `<ul>${lines.map((l) => `<li>${html(l.replace(/^- ?/, ''))}`).join('\n')}</ul>`,
  'as rows of a table': (lines) => `<table>${lines.map((l) => `<tr><td>${html(l)}`).join('\n')}</table>`,
  'as uppercase XHTML': (lines) =>
    `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><HTML><BODY>${lines
      .map((l) => `<P>${html(l)}</P>`)
      .join('')}</BODY></HTML>`,
};

describe.skipIf(!hasRenderings)(`other shapes of ${NEEDS_RENDERINGS}`, () => {
  it.each(Object.entries(SHAPES))('the release page %s', async (_, shape) => {
    const page = await benchmarkIn(rendering('release-page.txt'));
    const shaped = await benchmarkIn(textSource('page', shape(rendering('release-page.txt').text.split('\n'))));
    expect(shaped.rules.map(shownOnRelease)).toEqual(page.rules.map(shownOnRelease));
    expect(shaped.pageDigest).toEqual(page.pageDigest);
    expect(shaped.title).toBe(page.title);
  });

  it.each(Object.entries(SHAPES))('the check page %s', async (_, shape) => {
    const page = await benchmarkIn(rendering('check-page.txt'));
    const shaped = await benchmarkIn(textSource('page', shape(rendering('check-page.txt').text.split('\n'))));
    expect(shaped.rules.map(shownOnCheck)).toEqual(page.rules.map(shownOnCheck));
    expect([shaped.title, shaped.releaseName]).toEqual([page.title, page.releaseName]);
    expect(shaped.rules[0]!.cciDefinitions).toEqual(page.rules[0]!.cciDefinitions);
    expect(shaped.rules[0]!.expertComments).toBeUndefined();
  });
});
