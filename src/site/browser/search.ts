import type { SearchCore, SearchDocument } from '../data.js';
import { unpacked } from '../postings.js';
import { severityName } from '../severity-names.js';
import { element, find, hashOf, resting } from './dom.js';
import { load } from './loading.js';
import { type Query, search } from './query.js';

/** Results shown at once. */
const PAGE = 50;

const area = find('#search');
if (area !== null) start(area);

/** The search of the first page. What is asked for stands in the address, so that back and forward work. */
function start(area: HTMLElement): void {
  const field = <T extends HTMLElement>(name: string) => find<T>(`[data-${name}]`, area)!;
  const fields = {
    q: field<HTMLInputElement>('query'),
    severity: field<HTMLSelectElement>('severity'),
    stig: field<HTMLSelectElement>('stig'),
    control: field<HTMLInputElement>('control'),
    cci: field<HTMLInputElement>('cci'),
    since: field<HTMLInputElement>('since'),
  };
  const changed = field<HTMLInputElement>('changed');
  const status = field('status');
  const results = field('results');
  const more = field<HTMLButtonElement>('more');
  let run = 0;
  area.hidden = false;

  const query = (): Query => ({
    words: fields.q.value.trim(),
    severity: fields.severity.value,
    stig: fields.stig.value,
    control: fields.control.value.trim(),
    cci: fields.cci.value.trim(),
    since: fields.since.value,
    changed: changed.checked,
  });
  const asked = (): string => {
    const values = Object.entries(fields).map(([name, { value }]) => [name, value.trim()] as const);
    return hashOf({ ...Object.fromEntries(values), changed: changed.checked ? 'yes' : '' });
  };
  const restore = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const [name, input] of Object.entries(fields)) input.value = given.get(name) ?? '';
    changed.checked = given.get('changed') === 'yes';
    // No element is called so: one that is would take the focus away again.
    if (location.hash === '#find') fields.q.focus();
    update();
  };
  const update = async () => {
    const own = ++run;
    const wanted = query();
    if (asked() === '') {
      results.replaceChildren();
      status.textContent = '';
      more.hidden = true;
      return;
    }
    status.textContent = 'Searching…';
    try {
      const core = await load<SearchCore>('core', 0, 'search/core.js');
      const found = await search(core, wanted, (name) => load('terms', name, `search/t-${name}.js`));
      if (own === run) await show(core, found.rules, 0, own, found.instead);
    } catch (error) {
      if (own === run) status.textContent = (error as Error).message;
    }
  };
  const show = async (core: SearchCore, rules: readonly number[], from: number, own: number, instead: string) => {
    const part = rules.slice(from, from + PAGE);
    const files = [...new Set(part.map((rule) => Math.floor(rule / core.perFile)))];
    const loaded = await Promise.all(
      files.map((file) => load<SearchDocument[]>('documents', file, `search/d-${file}.js`)),
    );
    if (own !== run) return;
    const removed = new Set(unpacked(core.removed));
    const documents = new Map(files.map((file, i) => [file, loaded[i]!]));
    const rows = part.map((rule) => {
      const file = Math.floor(rule / core.perFile);
      return row(core, rule, documents.get(file)![rule - file * core.perFile]!, removed.has(rule));
    });
    if (from === 0) results.replaceChildren(...rows);
    else results.append(...rows);
    const said = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
    status.textContent = `${instead === '' ? '' : `Nothing has all of these words; shown is ${instead}. `}${said} found.`;
    more.hidden = from + PAGE >= rules.length;
    more.onclick = async () => {
      await show(core, rules, from + PAGE, own, instead);
      find<HTMLElement>('a', rows.length > 0 ? (results.children[from + PAGE] as HTMLElement) : results)?.focus();
    };
  };
  const typed = resting(() => {
    const hash = asked();
    // Typing is one step of the history; choosing is one each.
    if (hash !== location.hash.slice(1)) history.replaceState(null, '', hash === '' ? '#find' : `#${hash}`);
    update();
  });
  const chosen = () => {
    const hash = asked();
    if (hash !== location.hash.slice(1)) location.hash = hash === '' ? 'find' : hash;
  };
  for (const input of Object.values(fields)) {
    const isText = input instanceof HTMLInputElement && input.type !== 'date';
    input.addEventListener(isText ? 'input' : 'change', isText ? typed : chosen);
  }
  changed.addEventListener('change', chosen);
  window.addEventListener('hashchange', restore);
  restore();
  titles();
}

function row(core: SearchCore, rule: number, [page, id, stigId, title]: SearchDocument, gone: boolean): HTMLElement {
  const at = core.stigs.findLastIndex((stig) => stig[4] <= rule);
  const [slug, name, release] = core.stigs[at]!;
  const { severity, label } = severityName(core.severities[rule]!);
  return element(
    'li',
    {},
    element('a', { class: 'id', href: `stigs/${slug}/${page}.html` }, id),
    ' ',
    element('span', { class: `badge ${severity}` }, label),
    ' ',
    element('span', { class: 'title' }, title),
    ' ',
    element(
      'span',
      { class: 'note' },
      [stigId, gone ? `${name}, no longer in ${release}` : `${name} ${release}`].filter(Boolean).join(', '),
    ),
  );
}

/** The filter of the table of STIGs. */
function titles(): void {
  const input = find<HTMLInputElement>('[data-titles]');
  const bar = input?.closest<HTMLElement>('.filters');
  if (!input || !bar) return;
  bar.hidden = false;
  const rows = [...document.querySelectorAll<HTMLElement>('table.stigs tbody tr')];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    for (const tableRow of rows) {
      const text = (tableRow.textContent ?? '').toLowerCase();
      tableRow.hidden = !words.every((word) => text.includes(word));
    }
  });
}
