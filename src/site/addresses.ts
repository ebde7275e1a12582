import type { Rule } from '../model/benchmark.js';
import { stableRuleId } from '../model/ids.js';
import { lastRule, type RuleLife } from './life.js';
import { SiteNames } from './names.js';
import type { Stig } from './stigs.js';

/** Where the pages of a STIG are. Paths are from the site's root. */
export interface Addresses {
  folder: string;
  index: string;
  /** The page where any two releases are compared. */
  compare: string;
  release(index: number): string;
  /** The comparison of a release with the one before. */
  neighbour(index: number): string;
  check(life: RuleLife): string;
  /** The check page of a rule of any release. */
  checkOf(rule: Rule): string | undefined;
  /** Other addresses of check pages: STIG IDs and V-ids that a rule had. */
  aliases: { path: string; life: RuleLife }[];
}

/**
 * The addresses of a STIG's pages: `stigs/ID/V2R1.html`, `stigs/ID/V-260903.html`. A check page goes by its latest V-id
 * (with the Rule ID where two rules share one), so the address stands through builds; STIG IDs and earlier V-ids are
 * aliases as far as they are free: 15 real files repeat a STIG ID.
 */
export function addressesOf(stig: Stig, lives: readonly RuleLife[]): Addresses {
  const folder = `stigs/${stig.slug}/`;
  const names = new SiteNames('index', 'compare', 'feed', ...stig.releases.map((release) => release.name));
  const shared = new Map<string, number>();
  for (const life of lives) {
    const id = lastRule(life).vulnId ?? '';
    shared.set(id, (shared.get(id) ?? 0) + 1);
  }
  const pages = new Map<RuleLife, string>();
  const byRule = new Map<Rule, string>();
  for (const life of lives) {
    const rule = lastRule(life);
    const isShared = rule.vulnId !== null && shared.get(rule.vulnId)! > 1 && rule.ruleId !== null;
    const name = isShared ? `${rule.vulnId}.${stableRuleId(rule.ruleId!)}` : pageName(rule);
    const path = `${folder}${names.take(name)}.html`;
    pages.set(life, path);
    for (const each of life.rules) if (each !== null) byRule.set(each, path);
  }
  const aliases: Addresses['aliases'] = [];
  for (const life of lives) {
    const rules = life.rules.filter((rule) => rule !== null).reverse();
    for (const id of new Set(rules.flatMap((rule) => [rule.vulnId, rule.stigId]))) {
      if (id === null || id.trim() === '') continue;
      const name = names.takeExact(id);
      if (name !== null) aliases.push({ path: `${folder}${name}.html`, life });
    }
  }
  const name = (index: number) => stig.releases[index]!.name;
  return {
    folder,
    index: `${folder}index.html`,
    compare: `${folder}compare.html`,
    release: (index) => `${folder}${name(index)}.html`,
    neighbour: (index) => `${folder}compare/${name(index - 1)}-to-${name(index)}.html`,
    check: (life) => pages.get(life)!,
    checkOf: (rule) => byRule.get(rule),
    aliases,
  };
}

function pageName(rule: Rule): string {
  return [rule.vulnId, rule.ruleId, rule.stigId].find((id) => id?.trim()) ?? 'rule';
}

/** The address of one page from another, both from the site's root. */
export function linkTo(from: string, to: string): string {
  const [a, b] = [from.split('/'), to.split('/')];
  let same = 0;
  while (same < a.length - 1 && same < b.length - 1 && a[same] === b[same]) same++;
  return '../'.repeat(a.length - 1 - same) + b.slice(same).join('/');
}
