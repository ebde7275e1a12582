import type { BenchmarkIdentity } from '../../model/benchmark.js';
import type { BlastRadius, BlastRule } from '../../model/checklist-diff.js';
import { oneLine, SEVERITY_WORDS, STATUS_WORDS } from '../shared/words.js';

/** The blast radius as headed lists. */
export function blastGroups(blast: BlastRadius): { title: string; items: string[] }[] {
  const outdated = blast.checklists.filter((c) => c.outdated);
  return [
    { title: 'Rules with stale answers', items: blast.rules.map(ruleLine) },
    {
      title: 'Checklists',
      items: blast.checklists.map(
        (c) => `${c.asset}: ${c.stale} of ${c.answered} answers stale, made for ${releaseOf(c.stig)}`,
      ),
    },
    { title: 'Checklists of another release', items: outdated.map((c) => `${c.asset}: ${stigName(c.stig)}`) },
  ].filter((group) => group.items.length > 0);
}

const REASONS: Record<BlastRule['reasons'][number], string> = {
  check: 'check changed',
  'severity-raised': 'severity raised',
  removed: 'rule removed',
  added: 'new rule',
};

function ruleLine(rule: BlastRule): string {
  const assets = rule.assets.map(({ asset, status }) => `${asset} (${STATUS_WORDS[status]})`).join(', ');
  const reasons = rule.reasons.map((reason) => REASONS[reason]).join(', ');
  return `${rule.vulnId ?? rule.stigId ?? ''} ${SEVERITY_WORDS[rule.severity]} ${reasons}: ${assets}`;
}

/** A STIG by title or id, with its release. */
export function stigName(b: BenchmarkIdentity): string {
  return `${oneLine(b.title ?? b.id ?? 'a STIG without a title')} ${releaseOf(b)}`;
}

/** The release of a STIG in words. */
export function releaseOf(b: BenchmarkIdentity): string {
  return b.releaseName ?? 'without a release number';
}
