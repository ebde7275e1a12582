import { find, hashOf, resting } from './dom.js';

/** Filters of a list of rules on one page: words, severity, changed. What is chosen stands in the address. */
export function filters(): void {
  const bar = find('.filters:not([data-table-filter])', find('main section[aria-labelledby="rules"]') ?? undefined);
  const section = bar?.closest('section');
  if (bar === null || !section || section.id === 'search') return;
  const rows = [...section.querySelectorAll<HTMLElement>('[data-severity][data-ids]')];
  const texts = new Map<HTMLElement, string>();
  const textOf = (row: HTMLElement) => {
    let text = texts.get(row);
    if (text === undefined) {
      text = `${row.dataset.ids} ${row.textContent}`.toLowerCase().replace(/\s+/g, ' ');
      texts.set(row, text);
    }
    return text;
  };
  const text = find<HTMLInputElement>('[data-filter=text]', bar)!;
  const severity = find<HTMLSelectElement>('[data-filter=severity]', bar)!;
  const changed = find<HTMLInputElement>('[data-filter=changed]', bar);
  const status = find('[data-status]', bar)!;
  bar.hidden = false;
  const apply = () => {
    // A control is written with a blank: `AC-6 (8)`.
    const wanted = text.value
      .toLowerCase()
      .replace(/\s+(?=\(\d+\))/g, '\u00a0')
      .split(/[ \t]+/)
      .map((word) => word.replace(/\u00a0/g, ' '));
    let shown = 0;
    for (const row of rows) {
      const fits =
        (severity.value === '' || row.dataset.severity === severity.value) &&
        (!changed?.checked || row.dataset.changed !== undefined) &&
        wanted.every((word) => textOf(row).includes(word));
      row.hidden = !fits;
      if (fits) shown++;
    }
    status.textContent = shown === rows.length ? `${rows.length} rules` : `${shown} of ${rows.length} rules`;
  };
  const remember = () => {
    const fields = { rules: text.value, severity: severity.value, changed: changed?.checked ? 'yes' : '' };
    const hash = hashOf(fields);
    if (hash !== '' || location.hash.includes('=')) history.replaceState(null, '', `#${hash}`);
    apply();
  };
  const restore = () => {
    if (location.hash !== '' && !location.hash.includes('=')) return;
    const fields = new URLSearchParams(location.hash.slice(1));
    text.value = fields.get('rules') ?? '';
    severity.value = fields.get('severity') ?? '';
    if (changed) changed.checked = fields.get('changed') === 'yes';
    apply();
  };
  text.addEventListener('input', resting(remember));
  severity.addEventListener('change', remember);
  changed?.addEventListener('change', remember);
  window.addEventListener('hashchange', restore);
  restore();
  if (location.hash.length < 2 || !location.hash.includes('=')) apply();
}
