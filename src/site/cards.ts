import type { Control, Rule } from '../model/benchmark.js';
import type { Severity } from '../model/severity.js';

/** A rule as lists of the site name it: its latest text, and where its page is. */
export interface RuleCard {
  path: string;
  /** V-id, else another id. */
  id: string;
  stigId: string;
  title: string;
  severity: Severity;
  /** `CAT II`; `Unknown`. */
  category: string;
  ccis: readonly string[];
  controls: readonly ControlKey[];
  /** What its newest release did to it: `added`, `changed`, or nothing. */
  changed: '' | 'added' | 'changed';
  /** The last release that has it, where the newest has it no more. */
  lastRelease: string | null;
}

/** A control of a revision of SP 800-53. */
export type ControlKey = Pick<Control, 'revision' | 'control' | 'base'>;

/** A STIG as lists name it. */
export interface StigCard {
  slug: string;
  title: string;
  shortTitle: string;
  path: string;
  release: string;
  releasePath: string;
  /** ISO date of the newest release, or `''`. */
  date: string;
  cards: RuleCard[];
  /** CCIs and controls that rules of any release carry: pages link to them. */
  ccis: ReadonlySet<string>;
  controls: readonly ControlKey[];
}

/**
 * The controls a rule is listed under: of Rev 5, and of Rev 4 where DISA's list maps a CCI there alone. The same choice
 * as on check pages.
 */
export function controlsShown({ ccis, controls: all }: Rule): Control[] {
  // What is no control in DISA's spelling (in JSON of others) has no page.
  const controls = all.filter(({ control }) => /^[A-Z]{2}-\d{1,3}(?: \(\d{1,3}\))*$/.test(control));
  const rev5 = controls.filter((control) => control.revision === 5);
  const mapped = new Set(rev5.flatMap((control) => control.ccis));
  const missing = ccis.filter((cci) => !mapped.has(cci));
  return [
    ...rev5,
    ...controls.filter((control) => control.revision === 4 && control.ccis.some((cci) => missing.includes(cci))),
  ];
}

/** Path of a control's page: `controls/AC-6-8.html`; of Rev 4 `controls/rev4/AC-6-8.html`. */
export function controlPath({ revision, control }: Pick<Control, 'revision' | 'control'>): string {
  const name = control
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `controls/${revision === 4 ? 'rev4/' : ''}${name}.html`;
}

/** Path of a CCI's page. Ids of another form have none. */
export function cciPath(id: string): string | null {
  return /^CCI-\d{6}$/.test(id) ? `ccis/${id}.html` : null;
}
