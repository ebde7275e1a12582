import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Source } from '../../src/io/source.js';
import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import { readSource } from '../../src/read.js';
import { CORPUS } from './corpus.js';

/** Folder of the pages the project began from, beside the corpus. They are no part of the project. */
const RENDERINGS = resolve(CORPUS, '../renderings');

/** Whether those pages are at hand. */
export const hasRenderings = existsSync(RENDERINGS);

/** Said in the title of a suite that is skipped. */
export const NEEDS_RENDERINGS =
  'the pages the project began from (beside STIGKIT_CORPUS; skipped where they are absent)';

/** One of those pages. */
export function rendering(name: string): Source {
  return new Source(name, readFileSync(join(RENDERINGS, name)));
}

/** A source of a text. */
export function textSource(name: string, text: string): Source {
  return new Source(name, new TextEncoder().encode(text));
}

/** The one benchmark of a source. */
export async function benchmarkIn(source: Source, from?: string): Promise<Benchmark> {
  const { documents } = await readSource(source, { from });
  const [document, ...others] = documents;
  if (document?.kind !== 'benchmark' || others.length > 0) throw new Error(`${source.name} is not one benchmark`);
  return document;
}

/** A text with its blanks folded, NBSP too: what is compared where a page has no line breaks. */
export function fold(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** What a release page shows of a rule, folded. */
export function shownOnRelease(rule: Rule) {
  return {
    vulnId: rule.vulnId,
    ruleId: rule.ruleId,
    stigId: fold(rule.stigId),
    severity: rule.severity,
    cci: rule.ccis[0],
    legacyIds: [...rule.legacyIds].sort(),
    checks: rule.checks.map(({ id, text }) => ({ id, text: fold(text) })),
    fixes: rule.fixes.map(({ id, text }) => ({ id, text: fold(text) })),
  };
}

/** What a check page shows of a rule, folded. */
export function shownOnCheck(rule: Rule) {
  return {
    vulnId: rule.vulnId,
    ruleId: rule.ruleId,
    stigId: fold(rule.stigId),
    severity: rule.severity,
    title: fold(rule.title),
    groupTitle: fold(rule.groupTitle),
    discussion: fold(rule.discussion),
    ccis: rule.ccis,
    controls: rule.controls,
    checks: rule.checks.map(({ text }) => fold(text)),
    fixes: rule.fixes.map(({ text }) => fold(text)),
  };
}
