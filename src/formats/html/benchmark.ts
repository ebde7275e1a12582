import { render, stylesheet } from '../../io/template.js';
import type { Benchmark, Rule } from '../../model/benchmark.js';
import { countBySeverity, severitiesShown, titleOf } from '../../model/summary.js';
import { anchorsOf } from '../shared/anchors.js';
import { controlsShown, identifiersOf, textsOf } from '../shared/rule-facts.js';
import { FLATTENED_NOTE, idOf, oneLine, releaseLabel, severityLabel } from '../shared/words.js';
import { htmlBlocks, htmlSections } from './text.js';

/** A benchmark as one HTML file that needs nothing beside it: no script, no font, no request. */
export function htmlOfBenchmark(benchmark: Benchmark): string {
  const anchors = anchorsOf(benchmark.rules, 'rule-');
  const rules = benchmark.rules.map((rule, i) => ruleView(rule, anchors[i]!));
  const counts = countBySeverity(benchmark.rules);
  return render('html/benchmark', {
    title: oneLine(titleOf(benchmark)),
    marking: null,
    style: stylesheet('html/style.css'),
    release: releaseLabel(benchmark),
    description: htmlBlocks(benchmark.description),
    counts: {
      header: ['Severity', 'Rules'],
      rows: [
        ...severitiesShown(counts).map((s) => ({ name: severityLabel(s), cells: [String(counts[s])] })),
        { name: 'All', cells: [String(benchmark.rules.length)] },
      ],
    },
    contents: rules,
    rules,
  });
}

function ruleView(rule: Rule, anchor: string) {
  return {
    anchor,
    id: idOf(rule),
    title: oneLine(rule.title ?? ''),
    severity: rule.severity,
    category: rule.category ?? 'Unknown',
    severityLabel: severityLabel(rule.severity),
    identifiers: identifiersOf(rule),
    controls: controlsShown(rule).map(({ revision, controls }) => ({
      revision,
      controls: controls.map(({ label, ccis }) => ({ label, ccis: ccis.join(', ') })),
    })),
    note: rule.flattened ? FLATTENED_NOTE : null,
    sections: htmlSections(textsOf(rule), 3),
  };
}
