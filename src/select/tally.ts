import type { Diagnostic } from '../io/diagnostic.js';
import { SEVERITIES, type Severity } from '../model/severity.js';
import type { Seen } from './narrowing.js';
import { likely, matches } from './pattern.js';
import type { Reason, Selection } from './selection.js';

/** Names kept for advice: more are of no help. */
const MOST_NAMES = 20_000;

/** STIGs that are listed where a pattern matches none of them and is like none. */
const FEW = 6;

/** Counts what a selection takes and leaves, to say so at the end. */
export class SelectionTally {
  readonly #left: Record<Reason, number> = { stig: 0, since: 0, scap: 0, latest: 0, severity: 0 };
  readonly #names = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #matched = new Set<string>();
  readonly #severities: Record<Severity, number> = { high: 0, medium: 0, low: 0, unknown: 0 };
  #taken = 0;
  #rules = 0;
  #newest: string | null = null;

  constructor(readonly selection: Selection) {}

  add({ head, packageName, reason, severities, rules }: Seen): void {
    if (reason === null) this.#taken++;
    else this.#left[reason]++;
    for (const severity of severities) this.#severities[severity]++;
    this.#rules += rules;
    const { id, title, benchmarkDate } = head;
    if (this.#newest === null || (benchmarkDate ?? '') > this.#newest) this.#newest = benchmarkDate;
    const names = [id, title, packageName];
    if (this.#ids.size <= FEW) this.#ids.add(id ?? title ?? packageName);
    for (const pattern of this.selection.patterns) if (matches(pattern, names)) this.#matched.add(pattern);
    for (const name of names) {
      if (name !== null && name !== '' && this.#names.size < MOST_NAMES) this.#names.add(name);
    }
  }

  /** What is to be said: what was left out, in one line, or that nothing is left; patterns that matched nothing. */
  diagnostics(): Diagnostic[] {
    const left = Object.values(this.#left).reduce((sum, n) => sum + n, 0);
    const all = left + this.#taken;
    if (all === 0) return [];
    const lost = this.selection.patterns.filter((pattern) => !this.#matched.has(pattern));
    if (this.#taken === 0) return [this.#nothing(all)];
    const warnings = lost.map(
      (pattern): Diagnostic => ({
        code: 'selection-empty',
        severity: 'warning',
        message: `--stig ${pattern} matches none of the STIGs`,
        hint: this.#meant(pattern),
      }),
    );
    const ruleCount = Object.values(this.#severities).reduce((sum, n) => sum + n, 0);
    const rules = ruleCount === this.#rules ? '' : `, ${this.#rules} of ${ruleCount} rules (--severity)`;
    if (left === 0 && rules === '') return warnings;
    const message = `took ${this.#taken} of ${plural(all, 'STIG')}${this.#reasons(left)}${rules}`;
    return [{ code: 'selection-left-out', severity: 'info', message }, ...warnings];
  }

  #nothing(all: number): Diagnostic {
    const { patterns } = this.selection;
    const lost = patterns.filter((pattern) => !this.#matched.has(pattern));
    const counts = SEVERITIES.filter((s) => this.#severities[s] > 0).map((s) => `${this.#severities[s]} ${s}`);
    const hints = [
      ...lost.map((pattern) => this.#meant(pattern)),
      ...(this.#left.since > 0 ? [`The newest benchmark date is ${this.#newest ?? 'unknown'}.`] : []),
      ...(this.#left.severity > 0 ? [`Rules there are: ${counts.join(', ') || 'none'}.`] : []),
      ...(this.#left.scap === all ? ['Everything is SCAP content: leave --no-scap out.'] : []),
    ];
    return {
      code: 'selection-empty',
      severity: 'error',
      message: `the selection leaves nothing of ${plural(all, 'STIG')}${this.#reasons(all)}`,
      hint: hints.join(' ') || '`stigkit info` shows what the inputs hold.',
    };
  }

  #meant(pattern: string): string {
    const name = likely(pattern, [...this.#names]);
    if (name === undefined) {
      const ids = [...this.#ids];
      if (ids.length <= FEW) return `The STIGs there are ${ids.join(', ')}.`;
      return 'A pattern is words of the id, the title or the package name; * stands for anything.';
    }
    return `Did you mean --stig ${/[\s*()]/.test(name) ? JSON.stringify(name) : name}?`;
  }

  #reasons(left: number): string {
    const said = (Object.keys(this.#left) as Reason[])
      .filter((reason) => this.#left[reason] > 0)
      .map((reason) => `${this.#left[reason]} by ${reason === 'scap' ? '--no-scap' : `--${reason}`}`);
    return left === 0 ? '' : ` (left out: ${said.join(', ')})`;
  }
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
