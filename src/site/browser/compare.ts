import { diff } from '../../diff/index.js';
import { sideLabel } from '../../formats/digest/view.js';
import type { ReleaseData } from '../data.js';
import { siteDigest } from '../digest.js';
import { keyOf } from '../keys.js';
import { digestNodes } from './digest-nodes.js';
import { element, find } from './dom.js';
import { load } from './loading.js';

/** Compares the two releases that the address names: `#V1R1..V2R1`. */
async function compare(): Promise<void> {
  const result = find('[data-result]');
  const part = find('.pick');
  if (result === null || part === null) return;
  const names = decodeURIComponent(location.hash.slice(1)).split('..');
  const selects = ['from', 'to'].map((name) => find<HTMLSelectElement>(`[data-${name}]`, part)!);
  if (names.length !== 2 || !names.every((name) => [...selects[0]!.options].some((o) => o.value === name))) {
    result.replaceChildren();
    return;
  }
  selects.forEach((select, i) => {
    select.value = names[i]!;
  });
  result.replaceChildren(element('p', {}, 'Comparing…'));
  try {
    const [old, now] = await Promise.all(names.map((name) => load<ReleaseData>('release', name, `data/${name}.js`)));
    if (location.hash.slice(1) !== names.join('..')) return;
    // Choices are listed newest first.
    const order = [...selects[0]!.options].map((option) => option.value);
    show(result, old!, now!, order.indexOf(names[0]!) === order.indexOf(names[1]!) + 1);
  } catch (error) {
    result.replaceChildren(element('p', { class: 'notice' }, (error as Error).message));
  }
}

function show(result: HTMLElement, old: ReleaseData, now: ReleaseData, neighbours: boolean): void {
  const pages = new Map<string, string>();
  for (const { benchmark, pages: addresses } of [old, now]) {
    benchmark.rules.forEach((rule, i) => {
      pages.set(keyOf(rule), addresses[i]!);
    });
  }
  const found = diff(old.benchmark, now.benchmark);
  const digest = siteDigest(found, (entry) => pages.get(keyOf(entry)) ?? '', {
    whole: true,
    neighbours,
  });
  result.replaceChildren(
    element('p', { class: 'release' }, `${sideLabel(found.old)} to ${sideLabel(found.new)}`),
    ...digestNodes(digest, true),
  );
}

window.addEventListener('hashchange', compare);
compare();
