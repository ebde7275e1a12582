import { cciInfo, titleToShow } from '../data/controls.js';
import { linkTo } from './addresses.js';
import { type ControlKey, cciPath, controlPath, type RuleCard, type StigCard } from './cards.js';
import { counted, present } from './index-page.js';
import type { SiteOptions } from './model.js';
import type { Page } from './page.js';
import { compareText } from './stigs.js';

/** A control or CCI with the rules that carry it, by STIG. */
interface Mapping {
  path: string;
  label: string;
  title: string;
  key: ControlKey | null;
  rules: Map<StigCard, RuleCard[]>;
}

/** The pages of all controls and CCIs that rules of newest releases carry, and the two lists of them. */
export function* mappingPages(stigs: readonly StigCard[], options: SiteOptions): Generator<Page> {
  const controls = new Map<string, Mapping>();
  const ccis = new Map<string, Mapping>();
  for (const stig of stigs) {
    for (const id of stig.ccis) know(ccis, cciMapping(id, options));
    for (const key of allControls(stig.controls)) know(controls, controlMapping(key));
    for (const card of present(stig)) {
      for (const key of allControls(card.controls)) add(controls.get(controlPath(key))!, stig, card);
      for (const id of card.ccis) {
        const mapping = ccis.get(cciPath(id) ?? '');
        if (mapping !== undefined) add(mapping, stig, card);
      }
    }
  }
  const byControl = [...controls.values()].sort(byNumber);
  const byCci = [...ccis.values()].sort((a, b) => compareText(a.label, b.label));
  const links = linksBetween(byControl, byCci);
  for (const mapping of byControl) yield mappingPage(mapping, 'Controls', 'controls/index.html', links, options);
  for (const mapping of byCci) yield mappingPage(mapping, 'CCIs', 'ccis/index.html', links, options);
  yield listPage(byControl, 'controls/index.html', 'Controls of NIST SP 800-53', 'Title', familyOf);
  yield listPage(byCci, 'ccis/index.html', 'Control Correlation Identifiers', 'Definition', () => '');
}

/** Controls with the base control of each enhancement: `AC-6` has the rules of `AC-6 (8)` too. */
function allControls(controls: readonly ControlKey[]): ControlKey[] {
  const all = new Map<string, ControlKey>();
  for (const key of controls) {
    const { revision, base } = key;
    for (const each of [key, { revision, control: base, base }]) all.set(`${revision} ${each.control}`, each);
  }
  return [...all.values()];
}

/** A mapping has its page even where no rule of a newest release carries it: older releases link to it. */
function know(all: Map<string, Mapping>, mapping: Mapping | null): void {
  if (mapping !== null && !all.has(mapping.path)) all.set(mapping.path, mapping);
}

function add(mapping: Mapping, stig: StigCard, card: RuleCard): void {
  const list = mapping.rules.get(stig);
  if (list === undefined) mapping.rules.set(stig, [card]);
  else list.push(card);
}

function controlMapping(key: ControlKey): Mapping {
  const { revision, control } = key;
  const shown = titleToShow(revision, control);
  const note = shown !== null && shown.revision !== revision ? ` (title of Rev ${shown.revision})` : '';
  return {
    path: controlPath(key),
    label: revision === 5 ? control : `${control} (Rev 4)`,
    title: shown === null ? '' : `${shown.title}${note}`,
    key,
    rules: new Map(),
  };
}

function cciMapping(id: string, { cciDefinitions }: SiteOptions): Mapping | null {
  const path = cciPath(id);
  if (path === null) return null;
  return { path, label: id, title: cciDefinitions?.get(id) ?? '', key: null, rules: new Map() };
}

interface Links {
  of(mapping: Mapping): { label: string; items: { label: string; path: string; note: string }[] }[];
}

function linksBetween(controls: readonly Mapping[], ccis: readonly Mapping[]): Links {
  const all = new Map([...controls, ...ccis].map((mapping) => [mapping.path, mapping]));
  const ccisOf = new Map<Mapping, Set<Mapping>>();
  const controlsOf = new Map<Mapping, Set<Mapping>>();
  for (const cci of ccis) {
    const own = new Set<Mapping>();
    for (const cards of cci.rules.values()) {
      for (const card of cards) for (const key of card.controls) own.add(all.get(controlPath(key))!);
    }
    const info = cciInfo(cci.label);
    const named = (control: Mapping) => {
      const { revision, control: name } = control.key!;
      const indexes = revision === 5 ? info?.rev5 : info?.rev4;
      return indexes?.some((index) => index.replace(/\s/g, '').startsWith(name.replace(/\s/g, ''))) ?? false;
    };
    const mapped = new Set([...own].filter(named));
    controlsOf.set(cci, mapped);
    for (const control of mapped) ccisOf.set(control, (ccisOf.get(control) ?? new Set()).add(cci));
  }
  const items = (list: Iterable<Mapping>) =>
    [...list]
      .map(({ label, path, title }) => ({ label, path, note: title }))
      .sort((a, b) => compareText(a.path, b.path));
  return {
    of(mapping) {
      if (mapping.key === null) return [{ label: 'Controls', items: items(controlsOf.get(mapping) ?? []) }];
      const { base, control, revision } = mapping.key;
      const enhancements = controls.filter(
        ({ key }) => key!.revision === revision && key!.base === base && key!.control !== control,
      );
      return [
        { label: 'CCIs', items: items(ccisOf.get(mapping) ?? []).map((item) => ({ ...item, note: '' })) },
        {
          label: control === base ? 'Enhancements' : 'With',
          items: enhancements.map(({ label, path, title }) => ({ label, path, note: title })),
        },
      ];
    },
  };
}

function mappingPage(mapping: Mapping, list: string, listPath: string, links: Links, options: SiteOptions): Page {
  const { path, label, title, key, rules } = mapping;
  const link = (to: string) => linkTo(path, to);
  const count = [...rules.values()].reduce((sum, cards) => sum + cards.length, 0);
  const notes =
    key === null
      ? options.cciListName === undefined
        ? []
        : [`Definition of DISA’s CCI list, ${options.cciListName}.`]
      : [`NIST SP 800-53 Rev ${key.revision}.`];
  return {
    path,
    title: title === '' ? label : `${label}: ${title}`,
    template: 'site/mapping',
    view: {
      heading: label,
      title,
      notes,
      links: links
        .of(mapping)
        .filter(({ items }) => items.length > 0)
        .map((row) => ({ ...row, items: row.items.map((item) => ({ ...item, href: link(item.path) })) })),
      summary:
        count === 0
          ? 'No rule of a newest release carries it; rules of earlier releases do.'
          : `${counted(count, 'rule', 'rules')} in ${counted(rules.size, 'STIG', 'STIGs')}.`,
      stigs: [...rules].map(([stig, cards]) => ({
        title: stig.shortTitle,
        href: link(stig.path),
        release: stig.release,
        count: counted(cards.length, 'rule', 'rules'),
        rules: cards.map((card) => ({ ...card, href: link(card.path) })),
      })),
    },
    trail: [
      { label: 'STIGs', path: 'index.html' },
      { label: list, path: listPath },
    ],
    label,
    json: {
      id: label,
      title,
      rules: [...rules].flatMap(([stig, cards]) =>
        cards.map(({ id, stigId, title: name, severity }) => ({
          stig: stig.slug,
          release: stig.release,
          id,
          stigId,
          title: name,
          severity,
        })),
      ),
    },
  };
}

function listPage(
  mappings: readonly Mapping[],
  path: string,
  heading: string,
  column: string,
  groupOf: (mapping: Mapping) => string,
): Page {
  const groups = new Map<string, Mapping[]>();
  for (const mapping of mappings) {
    const group = groupOf(mapping);
    groups.set(group, [...(groups.get(group) ?? []), mapping]);
  }
  const rules = (mapping: Mapping) => [...mapping.rules.values()].reduce((sum, cards) => sum + cards.length, 0);
  return {
    path,
    title: heading,
    template: 'site/mappings',
    view: {
      heading,
      summary: `${counted(mappings.length, 'is', 'are')} carried by rules here; counted are those of the newest releases.`,
      groups: [...groups].map(([title, list]) => ({
        title,
        column,
        rows: list.map((mapping) => ({
          label: mapping.label,
          href: linkTo(path, mapping.path),
          title: mapping.title,
          rules: String(rules(mapping)),
          stigs: String(mapping.rules.size),
        })),
      })),
    },
    trail: [{ label: 'STIGs', path: 'index.html' }],
    label: heading,
    json: mappings.map((mapping) => ({ id: mapping.label, title: mapping.title, rules: rules(mapping) })),
  };
}

/** Family of a control, and its revision where that is 4. */
function familyOf({ key }: Mapping): string {
  return `${key!.control.slice(0, 2)}${key!.revision === 4 ? ' (Rev 4)' : ''}`;
}

/** AC-2 before AC-10, Rev 5 before Rev 4. */
function byNumber(a: Mapping, b: Mapping): number {
  const key = ({ key: { revision, control } }: Mapping & { key: ControlKey }) =>
    `${control.slice(0, 2)} ${9 - revision} ${control.replace(/\d+/g, (n) => n.padStart(4, '0'))}`;
  return compareText(key(a as Mapping & { key: ControlKey }), key(b as Mapping & { key: ControlKey }));
}
