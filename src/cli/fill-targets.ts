import { sameHost } from '../checklist/host.js';
import { withPriorAssets } from '../checklist/prior-asset.js';
import { assetName } from '../diff/checklists.js';
import { type Diagnostic, type Report, StigError } from '../io/diagnostic.js';
import type { Asset, Checklist } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';
import type { ReadSources } from './fill-sources.js';

/** A checklist to be made: of what asset, out of what. */
export interface FillTarget {
  asset: Partial<Asset>;
  prior: Checklist[];
  results: Checklist[];
}

/**
 * The checklists to be made: one for each host of the inventory; else one for each host that the priors are of; else one.
 * What the command line says of the asset stands over a prior's, but a marking is never lowered.
 */
export function targetsOf(
  given: Partial<Asset>,
  inventory: readonly Partial<Asset>[] | undefined,
  sources: ReadSources,
  report: Report,
): FillTarget[] {
  const groups = groupsOf(sources.prior);
  const targets =
    inventory === undefined
      ? ofGroups(given, groups, report)
      : ofInventory(given, inventory, groups, sources.prior, report);
  if (targets.length === 1) targets[0]!.results = sources.results;
  else share(targets, sources.results, report);
  for (const target of targets) {
    const asked = target.asset.marking;
    target.asset = withPriorAssets(
      target.asset,
      target.prior.map((prior) => prior.asset),
    );
    if (asked != null && target.asset.marking !== asked) report(markingKept(asked, target.asset.marking ?? ''));
  }
  return targets;
}

/** Priors of one asset together: of one host, and of one site and instance on it. */
function groupsOf(priors: readonly Checklist[]): Checklist[][] {
  const groups: Checklist[][] = [];
  const part = ({ asset }: Checklist) => `${asset.webDbSite ?? ''}\n${asset.webDbInstance ?? ''}`;
  for (const prior of priors) {
    const group = groups.find(
      ([first]) => sameHost(first!.asset, prior.asset) !== 'other' && part(first!) === part(prior),
    );
    if (group === undefined) groups.push([prior]);
    else group.push(prior);
  }
  return groups;
}

function ofGroups(given: Partial<Asset>, groups: Checklist[][], report: Report): FillTarget[] {
  const target = (prior: Checklist[]): FillTarget => ({ asset: { ...given }, prior, results: [] });
  const named = given.hostName || given.fqdn;
  if (groups.length === 0) return [target([])];
  if (!named) return groups.map(target);
  const same = groups.filter(([first]) => sameHost(first!.asset, assetWith(given)) === 'same');
  if (same.length === 1) return [target(same[0]!)];
  if (groups.length === 1) {
    const [first] = groups[0]!;
    if (sameHost(first!.asset, assetWith(given)) === 'other') {
      report({
        code: 'other-host',
        severity: 'warning',
        file: first!.sources[0]?.name ?? 'the prior',
        message: `its answers are of ${assetName(first!)}; they are taken for ${named}`,
      });
    }
    return [target(groups[0]!)];
  }
  throw new StigError({
    code: 'other-host',
    severity: 'error',
    message: `the priors are of ${groups.length} hosts, ${same.length === 0 ? 'none' : 'several'} of them ${named}`,
    hint: 'Leave --host-name out to make a checklist for each host, or name the priors of one.',
  });
}

function ofInventory(
  given: Partial<Asset>,
  inventory: readonly Partial<Asset>[],
  groups: Checklist[][],
  priors: readonly Checklist[],
  report: Report,
): FillTarget[] {
  const used = new Set<Checklist>();
  const targets = inventory.map((row): FillTarget => {
    const prior = groups.filter(([first]) => isOf(first!.asset, row)).flat();
    for (const one of prior) used.add(one);
    return {
      asset: { ...given, ...row, marking: higherMarking(row.marking ?? null, given.marking ?? null) },
      prior,
      results: [],
    };
  });
  for (const prior of priors) {
    if (!used.has(prior)) report(unclaimed(prior, 'no host of the inventory'));
  }
  return targets;
}

function isOf(asset: Asset, row: Partial<Asset>): boolean {
  const part = (a: Partial<Asset>) => `${a.webDbSite ?? ''}\n${a.webDbInstance ?? ''}`;
  return sameHost(asset, assetWith(row)) === 'same' && part(asset) === part(row);
}

/** Gives each target the scans of its host. */
function share(targets: readonly FillTarget[], results: readonly Checklist[], report: Report): void {
  for (const scan of results) {
    const owners = targets.filter(
      ({ asset, prior }) =>
        sameHost(scan.asset, assetWith(asset)) === 'same' ||
        prior.some((one) => sameHost(scan.asset, one.asset) === 'same'),
    );
    for (const owner of owners) owner.results.push(scan);
    if (owners.length === 0) report(unclaimed(scan, 'none of the hosts'));
  }
}

function unclaimed(checklist: Checklist, whose: string): Diagnostic {
  return {
    code: 'other-host',
    severity: 'warning',
    file: checklist.sources[0]?.name ?? 'a source without a name',
    message: `it is of ${assetName(checklist) ?? 'a host without a name'}, which is ${whose}; it was not used`,
  };
}

function markingKept(asked: string, kept: string): Diagnostic {
  return {
    code: 'marking-kept',
    severity: 'warning',
    message: `the marking ${asked} was asked for, but the prior is marked ${kept}, which was kept`,
  };
}

function assetWith(given: Partial<Asset>): Asset {
  return {
    role: null,
    assetType: null,
    marking: null,
    hostName: null,
    ipAddress: null,
    macAddress: null,
    fqdn: null,
    comment: null,
    techArea: null,
    targetKey: null,
    webOrDatabase: null,
    webDbSite: null,
    webDbInstance: null,
    ...given,
  };
}
