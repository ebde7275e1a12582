import type { Rule } from '../model/benchmark.js';
import { SEVERITIES } from '../model/severity.js';
import type { StigCard } from './cards.js';
import type { SearchCore, SearchDocument, SearchTerm } from './data.js';
import type { SiteFile } from './model.js';
import { packed } from './postings.js';
import { script } from './release-data.js';
import { controlTerm, shardOf, termsOf } from './tokens.js';

/** Rules in one file of what results show. */
export const DOCUMENTS_A_FILE = 1000;
/** A term that more than half of many rules hold tells nothing. */
const MANY = 200;

/**
 * The index of the search: a term leads to rules. It is cut by the terms' first two letters, so that a query loads what
 * its own words need and no more, whatever the number of rules. Class, because it grows STIG by STIG while nothing else of
 * them is kept.
 */
export class SearchIndex {
  readonly #terms = new Map<string, { head: number[]; body: number[] }>();
  readonly #shards = new Set<string>();
  #count = 0;

  /** Takes a rule in; rules are numbered in the order they come. */
  add(rule: Rule, controls: readonly { control: string; base: string }[]): void {
    const number = this.#count++;
    const head = termsOf(
      [rule.vulnId, rule.ruleId, rule.stigId, rule.groupTitle, rule.title, ...rule.legacyIds].join(' '),
    );
    for (const id of rule.ccis) head.add(id.toLowerCase());
    for (const { control, base } of controls) for (const each of [control, base]) head.add(controlTerm(each));
    const texts = [
      rule.discussion,
      rule.description,
      ...rule.checks.map((c) => c.text),
      ...rule.fixes.map((f) => f.text),
    ];
    const body = termsOf(texts.join('\n'));
    for (const term of head) this.#of(term).head.push(number);
    for (const term of body) if (!head.has(term)) this.#of(term).body.push(number);
  }

  #of(term: string) {
    let found = this.#terms.get(term);
    if (found === undefined) {
      found = { head: [], body: [] };
      this.#terms.set(term, found);
    }
    return found;
  }

  /** The files of the index. `stigs` in the order their rules were added. */
  *files(stigs: readonly StigCard[]): Generator<SiteFile> {
    const common: string[] = [];
    const byShard = new Map<string, SearchTerm[]>();
    for (const [term, { head, body }] of [...this.#terms].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (this.#count > MANY && !term.startsWith('=') && head.length + body.length > this.#count / 2) common.push(term);
      else {
        const name = shardOf(term);
        const entry: SearchTerm = [term, packed(head), packed(body)];
        const list = byShard.get(name);
        if (list === undefined) byShard.set(name, [entry]);
        else list.push(entry);
      }
    }
    for (const [name, terms] of byShard) {
      this.#shards.add(name);
      yield { path: `search/t-${name}.js`, data: script('terms', name, terms) };
    }
    const cards = stigs.flatMap((stig) => stig.cards);
    for (let from = 0; from < cards.length; from += DOCUMENTS_A_FILE) {
      const documents = cards.slice(from, from + DOCUMENTS_A_FILE).map((card): SearchDocument => {
        const page = card.path.slice(card.path.lastIndexOf('/') + 1, -'.html'.length);
        return [page, card.id, card.stigId, card.title];
      });
      const number = from / DOCUMENTS_A_FILE;
      yield { path: `search/d-${number}.js`, data: script('documents', number, documents) };
    }
    const where = (test: (card: (typeof cards)[number]) => boolean) =>
      packed(cards.flatMap((card, i) => (test(card) ? [i] : [])));
    let first = 0;
    const core: SearchCore = {
      count: cards.length,
      perFile: DOCUMENTS_A_FILE,
      stigs: stigs.map((stig) => {
        const row: SearchCore['stigs'][number] = [stig.slug, stig.shortTitle, stig.release, stig.date, first];
        first += stig.cards.length;
        return row;
      }),
      severities: cards.map((card) => SEVERITIES.indexOf(card.severity)).join(''),
      changed: where((card) => card.changed !== ''),
      removed: where((card) => card.lastRelease !== null),
      common,
      shards: [...this.#shards],
    };
    yield { path: 'search/core.js', data: script('core', 0, core) };
  }
}
