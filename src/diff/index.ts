import type { Benchmark } from '../model/benchmark.js';
import type { DiffSide, DiffSignal, MatchedBy, ReleaseDiff } from '../model/release-diff.js';
import { benchmarkChanges } from './benchmark-changes.js';
import { candidates } from './candidates.js';
import { strongest, triageOf } from './classify.js';
import { compareRules, entryOf } from './compare.js';
import { carried } from './fields.js';
import { type MatchOptions, matchRules } from './match.js';
import { notCompared, releaseSignals, ruleSignal } from './signals.js';
import { FULL_BUDGET } from './words.js';

export type { MatchOptions as DiffOptions } from './match.js';

/**
 * What changed from one release to another. Every rule of both is accounted for: those of the new release are matched
 * or added, those of the old matched or removed, and a matched one stands in `renumbered`, `contentChanged`,
 * `metadataChanged` or `formattingOnly`, or is counted in `unchanged`. Never throws.
 */
export function diff(before: Benchmark, after: Benchmark, options: MatchOptions = {}): ReleaseDiff {
  const matching = matchRules(before.rules, after.rules, options);
  const [oldFields, newFields] = [carried(before), carried(after)];
  const fields = new Set([...newFields].filter((name) => oldFields.has(name)));
  const budget = { left: FULL_BUDGET };
  const matched: Record<MatchedBy, number> = { vulnId: 0, ruleId: 0, legacyId: 0, stigId: 0, pair: 0 };
  const ruleSignals: DiffSignal[] = [];
  const result: ReleaseDiff = {
    kind: 'release-diff',
    old: sideOf(before),
    new: sideOf(after),
    added: matching.added.map(loneEntry),
    removed: matching.removed.map(loneEntry),
    renumbered: [],
    contentChanged: [],
    metadataChanged: [],
    formattingOnly: [],
    unchanged: 0,
    matched,
    benchmarkChanged: benchmarkChanges(before, after, matching),
    signals: [],
    candidates: candidates(matching.removed, matching.added, after.rules),
  };
  for (const pair of matching.pairs) {
    matched[pair.matchedBy]++;
    const found = compareRules(pair, fields, budget);
    const { content, metadata, formatting } = found;
    const renumbered = pair.old.vulnId !== pair.new.vulnId;
    if (!renumbered && content.length + metadata.length + formatting.length === 0) {
      result.unchanged++;
      continue;
    }
    const entry = entryOf(pair);
    if (renumbered) result.renumbered.push(entry);
    if (content.length > 0) {
      const triage = triageOf(strongest(content.map((change) => change.class)));
      result.contentChanged.push({ ...entry, triage, fields: content, ...(formatting.length > 0 && { formatting }) });
    } else if (formatting.length > 0) result.formattingOnly.push({ ...entry, fields: formatting });
    if (metadata.length > 0) result.metadataChanged.push({ ...entry, fields: metadata });
    const signal = renumbered ? null : ruleSignal(pair, found);
    if (signal !== null) ruleSignals.push(signal);
  }
  result.signals = [
    // A copy with other line ends is no other issue.
    ...releaseSignals(before, after, matching, isChanged({ ...result, formattingOnly: [] })),
    ...(matching.pairs.length > 0 ? notCompared(oldFields, newFields) : []),
    ...ruleSignals,
  ];
  return result;
}

/** Whether anything at all differs. */
export function isChanged(d: ReleaseDiff): boolean {
  const lists = [
    d.added,
    d.removed,
    d.renumbered,
    d.contentChanged,
    d.metadataChanged,
    d.formattingOnly,
    d.benchmarkChanged,
  ];
  return lists.some((list) => list.length > 0);
}

/** What names a release in a diff. */
export function sideOf(benchmark: Benchmark): DiffSide {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo, rules, sources } = benchmark;
  return { id, title, version, release, releaseName, benchmarkDate, releaseInfo, ruleCount: rules.length, sources };
}

function loneEntry({
  vulnId,
  stigId,
  ruleId,
  severity,
  title,
}: Benchmark['rules'][number]): ReleaseDiff['added'][number] {
  return { vulnId, stigId, ruleId, severity, title };
}
