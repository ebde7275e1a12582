import type { Benchmark, Rule } from '../../model/benchmark.js';
import { SEVERITIES } from '../../model/severity.js';
import { countBySeverity, severitiesShown, titleOf } from '../../model/summary.js';
import { anchorsOf } from '../shared/anchors.js';
import { controlsShown, identifiersOf, textsOf } from '../shared/rule-facts.js';
import { FLATTENED_NOTE, idOf, oneLine, releaseLabel, severityLabel } from '../shared/words.js';
import { escapeHeading, escapeInline, escapeLine } from './escape.js';
import { frontMatter } from './front-matter.js';
import { table } from './table.js';
import { markdownOfText } from './text.js';

/** A benchmark as a Markdown document: front matter, counts, contents, every rule. */
export function markdownOfBenchmark(benchmark: Benchmark): string {
  const counts = countBySeverity(benchmark.rules);
  const anchors = anchorsOf(benchmark.rules);
  const title = oneLine(titleOf(benchmark));
  const parts = [
    frontMatter({
      title,
      benchmarkId: benchmark.id,
      version: benchmark.version,
      release: benchmark.release,
      releaseName: benchmark.releaseName,
      date: benchmark.benchmarkDate,
      status: benchmark.status,
      rules: benchmark.rules.length,
      severity: Object.fromEntries(SEVERITIES.map((s) => [s, counts[s]])),
    }),
    `# ${escapeHeading(title)}`,
    paragraph(releaseLabel(benchmark)),
    text(benchmark.description),
    table(
      ['Severity', 'Rules'],
      [
        ...severitiesShown(counts).map((s) => [severityLabel(s), String(counts[s])]),
        ['All', String(benchmark.rules.length)],
      ],
    ),
    ...(benchmark.rules.length === 0 ? [] : ['## Contents', contents(benchmark.rules, anchors)]),
    ...benchmark.rules.map((rule, i) => markdownOfRule(rule, anchors[i]!)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** One rule: heading with its anchor, ids, controls, every text it has. */
export function markdownOfRule(rule: Rule, anchor: string): string {
  return [
    ruleHeading(rule, anchor),
    `**Severity:** ${severityLabel(rule.severity)}`,
    table(
      ['Identifier', 'Value'],
      identifiersOf(rule).map(({ name, value }) => [name, value]),
    ),
    ...controlsShown(rule).flatMap(({ revision, controls }) => [
      `**Controls** (NIST SP 800-53 Rev ${revision}):`,
      controls.map(({ label, ccis }) => `- ${escapeLine(oneLine(`${label} (${ccis.join(', ')})`))}`).join('\n'),
    ]),
    ...(rule.flattened ? [`*${FLATTENED_NOTE}*`] : []),
    ...textsOf(rule).flatMap((section) => [`### ${section.heading}`, markdownOfText(section.text)]),
  ].join('\n\n');
}

/** `## <a id="v-1"></a>V-1: Title`. The anchor is its own element, as renderers differ in the ids they make. */
export function ruleHeading(rule: Rule, anchor: string): string {
  const title = oneLine(rule.title ?? '');
  const heading = title === '' ? idOf(rule) : `${idOf(rule)}: ${title}`;
  return `## <a id="${anchor}"></a>${escapeHeading(heading)}`;
}

function contents(rules: readonly Rule[], anchors: readonly string[]): string {
  return rules
    .map((rule, i) => {
      const title = rule.title === null ? '' : ` ${escapeInline(oneLine(rule.title))}`;
      return `- [${escapeInline(idOf(rule))}](#${anchors[i]}) ${severityLabel(rule.severity)}${title}`;
    })
    .join('\n');
}

function paragraph(line: string): string {
  return line === '' ? '' : escapeLine(line);
}

function text(value: string | null): string {
  return value === null || value.trim() === '' ? '' : markdownOfText(value);
}
