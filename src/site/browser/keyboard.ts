import { find } from './dom.js';

/** Keys: `/` goes to the search or filter of the page, else to the search of all; arrows go through rules and results. */
export function keyboard(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
    if (event.key === '/' && !typing) {
      event.preventDefault();
      const field = find<HTMLInputElement>('[data-query], [data-filter=text]');
      if (field) {
        field.focus();
        field.select();
      } else location.href = `${document.body.dataset.root}index.html#find`;
    } else if (event.key === 'Escape' && typing && target instanceof HTMLInputElement && target.value !== '') {
      target.value = '';
      target.dispatchEvent(new Event('input', { bubbles: true }));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (move(target, event.key === 'ArrowDown' ? 1 : -1, typing)) event.preventDefault();
    }
  });
}

/** Moves among the links of the list that the field filters, or that the link is in. */
function move(from: HTMLElement, step: number, typing: boolean): boolean {
  const isField = from instanceof HTMLInputElement && from.type === 'search';
  if (typing && !isField) return false;
  const list = isField
    ? from.closest('section')?.querySelector('.rules, .rule')?.closest('section')
    : from.closest('section');
  if (!list) return false;
  const links = [...list.querySelectorAll<HTMLElement>('.rules a.id, .rule h3 a.id')].filter(
    (link) => link.closest('[hidden]') === null,
  );
  if (isField) {
    if (step < 0 || links.length === 0) return false;
    links[0]!.focus();
    return true;
  }
  const at = links.indexOf(from);
  if (at < 0) return false;
  const next = links[at + step];
  if (next) next.focus();
  else if (at + step < 0) list.querySelector<HTMLElement>('[data-query], [data-filter=text]')?.focus();
  return true;
}
