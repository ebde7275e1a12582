import type { DetailView } from '../../formats/digest/page-view.js';
import type { SiteDigest, SiteDigestEntry } from '../digest.js';
import { element } from './dom.js';

/** The digest as templates/site/digest.hbs sets it, in nodes. */
export function digestNodes(digest: SiteDigest, open: boolean): Node[] {
  return [
    element('h2', {}, digest.heading),
    element('p', {}, digest.sentence),
    element('p', { class: 'headline' }, digest.headline),
    ...(digest.nothing === '' ? [] : [element('p', {}, digest.nothing)]),
    ...digest.sections.map(({ title, count, entries }) =>
      element(
        'section',
        { class: 'digest-section' },
        element('h3', {}, `${title} ${count}`),
        element('ul', { class: 'entries' }, ...entries.map((entry) => entryNode(entry, open))),
      ),
    ),
    ...digest.notes.map(({ title, count, lines }) =>
      element(
        'details',
        { class: 'notes' },
        element('summary', {}, `${title} ${count}`),
        element('ul', {}, ...lines.map((line) => element('li', {}, line))),
      ),
    ),
  ];
}

function entryNode(entry: SiteDigestEntry, open: boolean): HTMLElement {
  const { vulnId, href, severity, severityWord, note, classes, title, detail } = entry;
  return element(
    'li',
    {},
    href === '' ? element('span', { class: 'id' }, vulnId) : element('a', { class: 'id', href }, vulnId),
    ' ',
    element('span', { class: `badge ${severity}` }, severityWord),
    ...(note === '' ? [] : [' ', element('span', { class: 'fields' }, note)]),
    ' ',
    element('span', { class: 'title' }, title),
    ...(classes === '' ? [] : [' ', element('span', { class: 'note' }, classes)]),
    detail === null
      ? null
      : element('details', { open }, element('summary', {}, 'What changed'), ...changeNodes(detail)),
  );
}

function changeNodes({ announced, texts }: DetailView): Node[] {
  return [
    ...announced.map((said) => element('p', { class: 'said' }, 'DISA: ', element('q', {}, said))),
    ...texts.flatMap(({ heading, note, words, lines }) => [
      element(
        'p',
        { class: 'field' },
        element('b', {}, heading),
        ...(note === '' ? [] : [' ', element('span', { class: 'note' }, note)]),
        words === '' ? null : ` ${words}`,
      ),
      ...(lines === null ? [] : [element('div', { class: 'diff' }, ...lines.map(lineNode))]),
    ]),
  ];
}

function lineNode({ fold, pieces }: NonNullable<DetailView['texts'][number]['lines']>[number]): HTMLElement {
  if (fold !== '') return element('div', { class: 'fold' }, fold);
  return element(
    'div',
    {},
    ...pieces.flatMap(({ deleted, inserted, equal }) => [
      deleted === '' ? null : element('del', {}, mark('[-'), deleted, mark('-]')),
      inserted === '' ? null : element('ins', {}, mark('{+'), inserted, mark('+}')),
      equal,
    ]),
  );
}

function mark(text: string): HTMLElement {
  return element('span', { class: 'mark' }, text);
}
