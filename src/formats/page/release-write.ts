import { StigError } from '../../io/diagnostic.js';
import { render, stylesheet } from '../../io/template.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Write, WriteContext, WriteOptions } from '../format.js';
import { anchorOf, uniqueNames } from '../shared/anchors.js';
import { digestSentence } from '../shared/digest-lines.js';
import { type DigestView, digestView, pageDigestOf } from './digest-view.js';
import { escapeMarkdown, fenced, htmlText } from './escape.js';
import { onOneLine } from './fold.js';
import { type ReleaseView, releaseView } from './release-view.js';

/**
 * Writes a benchmark as the page of a release: as text on which each check and fix stands on one line, as the seed's page
 * has it, or as Markdown or HTML, which keep the line breaks. With `prior` it begins with the digest; without, with the
 * one the benchmark was read with, if any. Throws a StigError (`cannot-convert`) for any other document.
 */
export const writeReleasePage: Write = (document, options, context) => {
  if (document.kind !== 'benchmark') {
    throw new StigError({
      code: 'cannot-convert',
      severity: 'error',
      message: `a release page shows a benchmark, not a ${document.kind}`,
    });
  }
  const view = releaseView(document, digestOf(document, options, context));
  if (options.as === 'html') return asHtml(view);
  return options.as === 'markdown' ? asMarkdown(view) : asText(view);
};

function digestOf(benchmark: Benchmark, { prior }: WriteOptions, { compare }: WriteContext): DigestView | null {
  if (prior === undefined) return benchmark.pageDigest === undefined ? null : digestView(benchmark.pageDigest);
  if (compare === undefined) throw new Error('a digest needs the function that compares two releases');
  const diff = compare(prior, benchmark);
  return digestView(pageDigestOf(diff), digestSentence(diff));
}

/** Line for line as renderings/release-page.txt; the two lines above the digest are the site's and go with it. */
function asText({ title, digest, rules }: ReleaseView): string {
  const lines = title === '' ? [] : [title];
  if (digest !== null) {
    lines.push('Pick two releases to diff their requirements.', 'Open a previous version of this STIG.');
    lines.push(digest.heading, digest.sentence);
    for (const { heading, entries } of digest.sections) {
      lines.push(heading, ...entries.map(({ vulnId, rest }) => `- ${vulnId} ${rest}`));
    }
    if (digest.nothing !== null) lines.push(digest.nothing);
  }
  for (const { fields, texts } of rules) {
    for (const { field, label, values } of fields) {
      lines.push(`- ${label}`);
      if (field === 'vulnIds' || field === 'ruleIds') lines.push('-');
      lines.push(...values.map((value) => `- ${value}`));
    }
    for (const { head, text } of texts) {
      lines.push(head);
      const line = onOneLine(text ?? '');
      if (line !== '') lines.push(line);
    }
  }
  return `${lines.join('\n')}\n`;
}

function asMarkdown({ title, release, digest, rules }: ReleaseView): string {
  const blocks = title === '' ? [] : [`# ${escapeMarkdown(title)}`];
  if (release !== null) blocks.push(escapeMarkdown(release));
  if (digest !== null) {
    blocks.push(`## ${escapeMarkdown(digest.heading)}`, escapeMarkdown(digest.sentence));
    for (const { heading, entries } of digest.sections) {
      const lines = entries.map(({ vulnId, rest }) => `- ${escapeMarkdown(vulnId)} ${escapeMarkdown(rest)}`);
      blocks.push(`### ${heading}`, lines.join('\n'));
    }
    if (digest.nothing !== null) blocks.push(digest.nothing);
  }
  for (const { id, fields, texts } of rules) {
    if (id !== null) blocks.push(`## ${escapeMarkdown(onOneLine(id))}`);
    blocks.push(fields.map(({ label, values }) => `- ${label}: ${values.map(escapeMarkdown).join(', ')}`).join('\n'));
    for (const { head, text } of texts) {
      blocks.push(`### ${escapeMarkdown(head)}`);
      if (text !== null) blocks.push(fenced(text));
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

function asHtml(view: ReleaseView): string {
  const anchors = view.rules.map((rule, i) => anchorOf(rule.id ?? `rule-${i + 1}`));
  const ids = new Map(view.rules.map((rule, i) => [rule.id, anchors[i]!]));
  const unique = uniqueNames();
  const { digest } = view;
  return render('page/release', {
    title: view.title,
    marking: null,
    style: stylesheet('page/style.css'),
    release: view.release,
    digest: digest && {
      ...digest,
      sections: digest.sections.map(({ heading, entries }) => ({
        heading,
        entries: entries.map((entry) => ({ ...entry, anchor: ids.get(entry.vulnId) ?? null })),
      })),
    },
    rules: view.rules.map(({ id, fields, texts }, i) => ({
      anchor: unique(anchors[i]!),
      id: id === null ? null : onOneLine(id),
      fields,
      texts: texts.map(({ head, text }) => ({ head, html: htmlText(text) })),
    })),
  });
}
