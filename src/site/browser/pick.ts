import { find } from './dom.js';

/** The button that compares the two releases chosen: on `compare.html` itself, and from the other pages there. */
export function pick(): void {
  const part = find('.pick');
  if (part === null) return;
  const value = (name: string) => find<HTMLSelectElement>(`[data-${name}]`, part)!.value;
  find('[data-go]', part)!.addEventListener('click', () => {
    location.href = `${part.dataset.compare}#${value('from')}..${value('to')}`;
  });
}
