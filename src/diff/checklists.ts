import type { BenchmarkIdentity } from '../model/benchmark.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../model/checklist.js';
import type { ChecklistDiff, ChecklistStigDiff, LoneStig, ReviewChange, ReviewEntry } from '../model/checklist-diff.js';
import { SEVERITIES } from '../model/severity.js';
import { isNamed, type MatchOptions, matchRules } from './match.js';
import { fold, foldTitle } from './names.js';

const ASSET_FIELDS = [
  'hostName',
  'fqdn',
  'ipAddress',
  'macAddress',
  'role',
  'assetType',
  'marking',
  'comment',
  'techArea',
  'webOrDatabase',
  'webDbSite',
  'webDbInstance',
] as const satisfies readonly (keyof Asset)[];

const TYPED = ['findingDetails', 'comments', 'severityOverride', 'severityJustification'] as const;

/**
 * What changed between two checklists of an asset, of whatever formats. STIGs are paired by id, else by title; reviews as
 * the rules of two releases are; both as `pairs` says, where it does. Line ends and blanks at the end of what was typed make no change.
 */
export function diffChecklists(before: Checklist, after: Checklist, options: MatchOptions = {}): ChecklistDiff {
  const open = [...before.stigs];
  const stigs: ChecklistStigDiff[] = [];
  const addedStigs: LoneStig[] = [];
  for (const now of after.stigs) {
    const old = takeSame(open, now, options.pairs);
    if (old === undefined) addedStigs.push(loneStig(now));
    else stigs.push(diffStig(old, now, options));
  }
  return {
    kind: 'checklist-diff',
    asset: { old: assetName(before), new: assetName(after) },
    assetChanged: ASSET_FIELDS.filter((field) => (before.asset[field] || null) !== (after.asset[field] || null)).map(
      (field) => ({
        field,
        old: before.asset[field],
        new: after.asset[field],
      }),
    ),
    stigs,
    addedStigs,
    removedStigs: open.map(loneStig),
    sources: { old: before.sources, new: after.sources },
  };
}

/**
 * What changed between two collections of checklists, asset by asset in the order of the new one, then the assets of the
 * old one alone. All checklists of an asset on a side count as one: a host often has a file for each STIG.
 */
export function diffAssets(
  before: readonly Checklist[],
  after: readonly Checklist[],
  options: MatchOptions = {},
): ChecklistDiff[] {
  const olds = byAsset(before);
  const news = byAsset(after);
  const found = [...news].map(([key, now]) => {
    const old = olds.get(key);
    return old === undefined ? alone('new', now) : diffChecklists(old, now, options);
  });
  const gone = [...olds].filter(([key]) => !news.has(key));
  return [...found, ...gone.map(([, old]) => alone('old', old))];
}

/** The checklists of each asset as one. One without a name is told by the name of its file. */
function byAsset(checklists: readonly Checklist[]): Map<string, Checklist> {
  const files = new Map<string, Checklist[]>();
  for (const checklist of checklists) {
    const name = assetName(checklist) ?? checklist.sources[0]?.name.replace(/\.\w+$/, '') ?? '';
    const key = name.trim().toLowerCase();
    const known = files.get(key);
    if (known === undefined) files.set(key, [checklist]);
    else known.push(checklist);
  }
  return new Map(
    [...files].map(([key, list]) => [
      key,
      { ...list[0]!, stigs: list.flatMap((c) => c.stigs), sources: list.flatMap((c) => c.sources) },
    ]),
  );
}

/** An asset that has a checklist on one side alone. */
function alone(only: 'old' | 'new', checklist: Checklist): ChecklistDiff {
  const stigs = checklist.stigs.map(loneStig);
  const name = assetName(checklist);
  const { sources } = checklist;
  return {
    kind: 'checklist-diff',
    asset: { old: only === 'old' ? name : null, new: only === 'new' ? name : null },
    only,
    assetChanged: [],
    stigs: [],
    addedStigs: only === 'new' ? stigs : [],
    removedStigs: only === 'old' ? stigs : [],
    sources: { old: only === 'old' ? sources : [], new: only === 'new' ? sources : [] },
  };
}

function loneStig({ benchmark, reviews }: ChecklistStig): LoneStig {
  const open = reviews.filter((review) => review.status === 'open').map(entryOf);
  return { ...identityOf(benchmark), open: sortBySeverity(open) };
}

/** The name an asset goes by: host name, FQDN, address or title; site and instance in brackets. */
export function assetName({ asset, title }: Checklist): string | null {
  const host = [asset.hostName, asset.fqdn, asset.ipAddress, asset.macAddress, title].find((name) => name?.trim());
  const part = [asset.webDbSite, asset.webDbInstance].filter((name) => name?.trim()).join('/');
  return host === undefined ? null : part === '' ? (host ?? null) : `${host} (${part})`;
}

/** Whether two checklists or releases are of one STIG: ids that say the same, else titles. */
export function sameBenchmark(
  a: Pick<BenchmarkIdentity, 'id' | 'title'>,
  b: Pick<BenchmarkIdentity, 'id' | 'title'>,
): boolean {
  if (a.id !== null && b.id !== null && fold(a.id) === fold(b.id)) return true;
  return foldTitle(a.title) !== '' && foldTitle(a.title) === foldTitle(b.title);
}

/** Takes the STIG out of the list that is the same one: the first, as one can stand twice in a checklist. */
function takeSame(
  open: ChecklistStig[],
  now: ChecklistStig,
  pairs: MatchOptions['pairs'] = [],
): ChecklistStig | undefined {
  const isAsked = (old: ChecklistStig) => pairs.some(([a, b]) => isStig(old, a) && isStig(now, b));
  const asked = open.findIndex(isAsked);
  const i = asked >= 0 ? asked : open.findIndex((old) => sameBenchmark(old.benchmark, now.benchmark));
  return i < 0 ? undefined : open.splice(i, 1)[0];
}

function isStig({ benchmark }: ChecklistStig, name: string): boolean {
  return benchmark.id === name || benchmark.title === name;
}

/** Whether a checklist holds a STIG or a rule of this name. */
export function holdsNamed({ stigs }: Checklist, name: string): boolean {
  return stigs.some((stig) => isStig(stig, name) || stig.reviews.some(({ rule }) => isNamed(rule, name)));
}

function diffStig(before: ChecklistStig, after: ChecklistStig, options: MatchOptions): ChecklistStigDiff {
  // Two checklists made from one release in memory share their rules: each side has a map of its own.
  const oldReview = new Map<object, Review>(before.reviews.map((review) => [review.rule, review]));
  const newReview = new Map<object, Review>(after.reviews.map((review) => [review.rule, review]));
  const matching = matchRules(
    before.reviews.map((review) => review.rule),
    after.reviews.map((review) => review.rule),
    options,
  );
  const [old, now] = [identityOf(before.benchmark), identityOf(after.benchmark)];
  const result: ChecklistStigDiff = {
    old,
    new: now,
    releaseChanged: old.version !== now.version || old.release !== now.release,
    opened: [],
    closed: [],
    moved: [],
    edited: [],
    addedRules: matching.added.map((rule) => entryOf(newReview.get(rule)!)),
    removedRules: matching.removed.map((rule) => entryOf(oldReview.get(rule)!)),
    unchanged: 0,
  };
  for (const pair of matching.pairs) {
    const change = changeOf(oldReview.get(pair.old)!, newReview.get(pair.new)!);
    if (change.status !== change.oldStatus) {
      if (change.status === 'open') result.opened.push(change);
      else if (change.oldStatus === 'open') result.closed.push(change);
      else result.moved.push(change);
    } else if (change.fields.length > 0) result.edited.push(change);
    else result.unchanged++;
  }
  for (const list of [
    result.opened,
    result.closed,
    result.moved,
    result.edited,
    result.addedRules,
    result.removedRules,
  ]) {
    sortBySeverity(list);
  }
  return result;
}

function changeOf(old: Review, now: Review): ReviewChange {
  const fields = TYPED.filter((field) => typed(old[field]) !== typed(now[field])).map((field) => ({
    field,
    old: old[field],
    new: now[field],
  }));
  const renumbered = old.rule.vulnId === now.rule.vulnId ? {} : { oldVulnId: old.rule.vulnId };
  return { ...entryOf(now), ...renumbered, oldStatus: old.status, fields };
}

/** What was typed, as it is compared: a CKL's CRLF is a CKLB's LF. */
function typed(text: string | null): string {
  return (text ?? '').replace(/\r\n?/g, '\n').trimEnd();
}

function entryOf({ rule, status, severityOverride }: Review): ReviewEntry {
  const { vulnId, ruleId, stigId, severity, title } = rule;
  return { vulnId, ruleId, stigId, severity: severityOverride ?? severity, title, status };
}

/** The worst first, otherwise in the order they stood. */
export function sortBySeverity<T extends { severity: ReviewEntry['severity'] }>(list: T[]): T[] {
  return list.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

export function identityOf(b: BenchmarkIdentity): BenchmarkIdentity {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo } = b;
  return { id, title, version, release, releaseName, benchmarkDate, releaseInfo };
}
