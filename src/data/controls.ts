/**
 * Which controls of NIST SP 800-53 a CCI stands for: DISA's list as of data/cci.json, titles of data/controls.json.
 * The tables are parsed at the first call (about a millisecond) and each CCI is looked up once, since every rule of a
 * STIG asks and most of them ask for the same few.
 */
import { cciTable, titleTable } from '../generated/data.js';
import type { Control } from '../model/benchmark.js';
import { type ControlId, controlsOfIndex } from './control-id.js';

export { normalizeControl } from './control-id.js';

/** A revision of SP 800-53 that CCIs are mapped to. */
export type Revision = 4 | 5;

/** What DISA's list says of a CCI. */
export interface CciInfo {
  id: string;
  /** DISA has withdrawn the CCI. */
  deprecated: boolean;
  /**
   * The list's indexes into Rev 4, trimmed and else as they stand, statement parts included: `['CM-6 b']`. Empty where
   * there is none; two in one CCI (CCI-001586).
   */
  rev4: readonly string[];
  /** The indexes into Rev 5, at most one: `['CM-6 b']`, but also the list `['SC-37, SC-37 (1)']` (CCI-002523). */
  rev5: readonly string[];
}

interface Known {
  info: CciInfo;
  controls: Record<Revision, ControlId[]>;
  /** The controls of a rule that has this CCI alone. */
  list?: Control[];
}

const known = new Map<string, Known>();
let cciEntries: (string | 0)[] | undefined;
let titles: Record<Revision, Record<string, string>> | undefined;

/** What DISA's list says of a CCI, by its id (`CCI-000366`); `undefined` where the list has no such CCI. */
export function cciInfo(id: string): CciInfo | undefined {
  return lookUp(id)?.info;
}

/**
 * The controls that CCIs lead to: those of Rev 5 before those of Rev 4, each in the order of the CCIs, each control once
 * with the CCIs that lead to it. A CCI that the list has not, or maps to neither revision, adds nothing; `cciInfo` tells.
 */
export function controlsOf(ccis: readonly string[]): Control[] {
  // Most rules have one CCI, and share it with many others.
  const single = ccis.length === 1 ? lookUp(ccis[0]!) : null;
  if (single === null) return [...controlsOfRevision(5, ccis), ...controlsOfRevision(4, ccis)];
  single.list ??= [...controlsOfRevision(5, ccis), ...controlsOfRevision(4, ccis)];
  return single.list.map((control) => ({ ...control, ccis: [...ccis] }));
}

/**
 * NIST's title of a control or enhancement in DISA's spelling (`AC-6 (8)`, see `normalizeControl`); `null` where the
 * data has none. Of Rev 4 the privacy controls (Appendix J) are missing, of Rev 5 all that stand in no baseline. Never
 * the title of the other revision: of the controls that both have every third was renamed.
 */
export function controlTitle(revision: Revision, control: string): string | null {
  titles ??= titleTable();
  return Object.hasOwn(titles[revision], control) ? titles[revision][control]! : null;
}

/**
 * A title to show where `controlTitle` may have none: of a Rev 5 control that stands in no baseline it is the title of
 * Rev 4, if the control was there already. `revision` says whose it is, and must be said where the title is shown.
 */
export function titleToShow(revision: Revision, control: string): { title: string; revision: Revision } | null {
  for (const candidate of revision === 5 ? ([5, 4] as const) : ([4] as const)) {
    const title = controlTitle(candidate, control);
    if (title !== null) return { title, revision: candidate };
  }
  return null;
}

function controlsOfRevision(revision: Revision, ccis: readonly string[]): Control[] {
  const found = new Map<string, Control>();
  for (const cci of ccis) {
    for (const { control, base } of lookUp(cci)?.controls[revision] ?? []) {
      const earlier = found.get(control);
      if (!earlier) {
        found.set(control, { revision, control, base, title: controlTitle(revision, control), ccis: [cci] });
      } else if (!earlier.ccis.includes(cci)) earlier.ccis.push(cci);
    }
  }
  return [...found.values()];
}

function lookUp(id: string): Known | null {
  const earlier = known.get(id);
  if (earlier) return earlier;
  const found = read(id);
  // Ids come from input: only those of the list are remembered, so that no input can fill the memory.
  if (found) known.set(id, found);
  return found;
}

function read(id: string): Known | null {
  if (!/^CCI-\d{6}$/.test(id)) return null;
  cciEntries ??= cciTable();
  const entry = cciEntries[Number(id.slice(4))];
  if (!entry) return null;
  const [rev4 = '', rev5 = '', deprecated] = entry.split(';');
  const info = { id, deprecated: deprecated !== undefined, rev4: indexes(rev4), rev5: indexes(rev5) };
  return { info, controls: { 4: info.rev4.flatMap(controlsOfIndex), 5: info.rev5.flatMap(controlsOfIndex) } };
}

function indexes(text: string): string[] {
  return text === '' ? [] : text.split('|');
}

/** Ids of the CCIs that map to a control (in DISA's spelling, of either revision), in order; of all CCIs without one. */
export function ccisOf(control?: string): string[] {
  cciEntries ??= cciTable();
  const ids: string[] = [];
  cciEntries.forEach((entry, number) => {
    if (entry === 0) return;
    const id = `CCI-${String(number).padStart(6, '0')}`;
    if (control === undefined || controlsOf([id]).some((c) => c.control === control)) ids.push(id);
  });
  return ids;
}
