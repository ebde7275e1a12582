import { idOf, oneLine } from '../formats/shared/words.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import type { DiffEntry } from '../model/release-diff.js';
import { type Addresses, addressesOf } from './addresses.js';
import { controlsShown, type RuleCard } from './cards.js';
import { keyOf } from './keys.js';
import { type Lives, lastRelease, lastRule, livesOf, type RuleLife } from './life.js';
import type { Stig } from './stigs.js';

/** A STIG with its releases read and compared: what its pages are made from. */
export interface StigSite extends Lives {
  stig: Stig;
  /** Oldest first, as `stig.releases`. */
  releases: Benchmark[];
  addresses: Addresses;
  /** Pages above those of the STIG. */
  trail: { label: string; path: string }[];
  feed: string;
  /** Rules of each release by what names them in a diff. */
  byKey: Map<string, Rule>[];
}

/** Reads a STIG's releases and compares each with the one before. */
export async function stigSite(stig: Stig): Promise<StigSite> {
  const releases: Benchmark[] = [];
  for (const { input } of stig.releases) releases.push(await input.load());
  const lives = livesOf(releases);
  const addresses = addressesOf(stig, lives.lives);
  return {
    stig,
    releases,
    ...lives,
    addresses,
    trail: [
      { label: 'STIGs', path: 'index.html' },
      { label: stig.shortTitle, path: addresses.index },
    ],
    feed: `${addresses.folder}feed.xml`,
    byKey: releases.map((release) => new Map(release.rules.map((rule) => [keyOf(rule), rule]))),
  };
}

/** Path of the check page of an entry of the diff that leads to a release; of a removed rule it is the old release's. */
export function pathOf(site: StigSite, entry: DiffEntry, release: number): string | undefined {
  const rule = site.byKey[release]?.get(keyOf(entry)) ?? site.byKey[release - 1]?.get(keyOf(entry));
  return rule === undefined ? undefined : site.addresses.checkOf(rule);
}

/** What a release did to a rule that it has: added it, or changed its texts or severity. */
export function changeIn(life: RuleLife, release: number): RuleCard['changed'] {
  const step = life.steps[release];
  if (step?.kind === 'added') return 'added';
  if (step?.kind !== 'changed') return '';
  const rated = step.metadata?.fields.some((field) => field.field === 'severity') ?? false;
  return step.content !== null || rated ? 'changed' : '';
}

/** A rule as lists name it. */
export function cardOf(site: StigSite, life: RuleLife): RuleCard {
  const rule = lastRule(life);
  const last = lastRelease(life);
  const newest = site.releases.length - 1;
  return {
    path: site.addresses.check(life),
    id: idOf(rule),
    stigId: oneLine(rule.stigId ?? ''),
    title: oneLine(rule.title ?? ''),
    severity: rule.severity,
    category: rule.category ?? 'Unknown',
    ccis: rule.ccis,
    controls: controlsShown(rule).map(({ revision, control, base }) => ({ revision, control, base })),
    changed: last === newest ? changeIn(life, newest) : '',
    lastRelease: last === newest ? null : site.stig.releases[last]!.name,
  };
}
