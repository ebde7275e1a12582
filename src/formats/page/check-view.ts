import { titleToShow } from '../../data/controls.js';
import type { Benchmark, Control, Rule } from '../../model/benchmark.js';
import { shortTitle } from '../../model/title.js';
import type { WriteOptions } from '../format.js';
import { onOneLine } from './fold.js';

/** A check page, ready to be written in any form. */
export interface CheckView {
  /** STIG ID, else another id. */
  id: string;
  /** `Mirantis Kubernetes Engine STIG`. */
  stig: string | null;
  /** `(in version v1 r1)`. */
  release: string | null;
  /** With `(Cat II impact)`. */
  title: string;
  discussion: string | null;
  checks: (string | null)[];
  fixes: (string | null)[];
  identifiers: { label: string; value: string }[];
  comments: string | null;
  ccis: { id: string; definition: string }[];
  controls: { control: string; title: string; note: string | null }[];
}

const CATS = { high: 'I', medium: 'II', low: 'III', unknown: null } as const;

/** What the check page of each rule shows. */
export function checkViews(benchmark: Benchmark, options: WriteOptions): CheckView[] {
  const { title, version, release } = benchmark;
  const stig = title === null || title === '' ? benchmark.id : shortTitle(onOneLine(title));
  const isKnown = version !== null && release !== null;
  const name = isKnown ? `(in version v${onOneLine(version)} r${onOneLine(release)})` : null;
  return benchmark.rules.map((rule) => ({ stig, release: name, ...ruleView(rule, options) }));
}

function ruleView(rule: Rule, { comments, cciDefinitions }: WriteOptions): Omit<CheckView, 'stig' | 'release'> {
  const identifiers: [string, string | null][] = [
    ['Rule ID', rule.ruleId],
    ['Vulnerability ID', rule.vulnId],
    ['Group Title', rule.groupTitle],
  ];
  const cat = CATS[rule.severity];
  const definitions = new Map(rule.cciDefinitions?.map(({ id, definition }) => [id, definition]));
  return {
    id: onOneLine(rule.stigId ?? rule.vulnId ?? rule.ruleId ?? ''),
    title: [onOneLine(rule.title ?? ''), cat === null ? '' : `(Cat ${cat} impact)`].filter((t) => t !== '').join(' '),
    discussion: rule.discussion,
    checks: rule.checks.length === 0 ? [null] : rule.checks.map((check) => check.text),
    fixes: rule.fixes.length === 0 ? [null] : rule.fixes.map((fix) => fix.text),
    identifiers: identifiers.flatMap(([label, value]) => (value === null ? [] : [{ label, value: onOneLine(value) }])),
    comments: commentsOn(rule, comments) ?? rule.expertComments ?? null,
    ccis: rule.ccis.map((id) => ({
      id,
      definition: onOneLine(cciDefinitions?.get(id) ?? definitions.get(id) ?? ''),
    })),
    controls: controlsShown(rule).map(controlRow),
  };
}

function commentsOn(rule: Rule, comments: WriteOptions['comments']): string | undefined {
  const byId = (id: string | null) => (id === null ? undefined : comments?.get(id));
  return byId(rule.vulnId) ?? byId(rule.stigId?.trim() ?? null);
}

/** The exact controls of Rev 5; of a CCI that DISA's list maps in Rev 4 alone, those. */
function controlsShown({ ccis, controls }: Rule): Control[] {
  const rev5 = controls.filter((control) => control.revision === 5);
  const mapped = new Set(rev5.flatMap((control) => control.ccis));
  const missing = ccis.filter((cci) => !mapped.has(cci));
  const rev4 = controls.filter(
    (control) => control.revision === 4 && control.ccis.some((cci) => missing.includes(cci)),
  );
  return [...rev5, ...rev4];
}

function controlRow(control: Control): CheckView['controls'][number] {
  const shown = titleToShow(control.revision, control.control);
  const ofRev4 = shown?.revision === 4;
  const title = ofRev4 ? inCapitals(shown.title) : (shown?.title ?? control.title ?? '');
  if (control.revision === 4) return { control: control.control, title, note: 'Rev 4' };
  return { control: control.control, title, note: ofRev4 ? 'title of Rev 4' : null };
}

/**
 * Every word with a capital first letter. NIST prints the titles of Rev 4 in capitals throughout, which tell no small
 * words apart, and check pages show them so (renderings/check-page.txt: `Privilege Levels For Code Execution`).
 */
function inCapitals(title: string): string {
  return title.replace(/(?<!\S)\p{Ll}/gu, (letter) => letter.toUpperCase());
}
