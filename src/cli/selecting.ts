import type { Report } from '../io/diagnostic.js';
import type { Input } from '../io/input.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Checklist } from '../model/checklist.js';
import type { Document } from '../model/document.js';
import { severityOf } from '../model/summary.js';
import { Chooser, packageName } from './choosing.js';
import { headsOf } from './first-look.js';
import { withReviewsOf, withSeverities } from './narrowing.js';
import { limitsFrom, type ReadDocument, type ReadingOptions, readInputs, readingOf } from './reading.js';
import type { Reporter } from './reporter.js';
import { type SelectionOptions, selectionOf } from './selection.js';
import { SelectionTally } from './selection-tally.js';

/**
 * Reads what is selected of the inputs, in order. `say` is told what was left out, in one line, and it is an error where
 * nothing is left.
 */
export async function* readSelected(
  inputs: readonly string[],
  options: ReadingOptions & SelectionOptions,
  reporter: Pick<Reporter, 'report' | 'progress'>,
  say: Report = reporter.report,
): AsyncGenerator<ReadDocument> {
  const selection = selectionOf(options);
  if (selection === null) {
    yield* readInputs(inputs, options, reporter);
    return;
  }
  const tally = new SelectionTally(selection);
  const look = { from: options.from, limits: limitsFrom(options.limit), read: readingOf(options, () => {}) };
  const chooser = new Chooser(selection, tally, look);
  const narrow = new Narrowing(chooser, tally);
  const choose = (found: AsyncIterable<Input>, left: (input: Input) => void) => chooser.choose(found, left);
  for await (const read of readInputs(inputs, { ...options, choose }, reporter)) {
    const document = narrow.document(read.document, read.input);
    if (document === read.document) yield read;
    else if (document !== null) yield { ...read, document, whole: read.document };
  }
  for (const diagnostic of tally.diagnostics()) say(diagnostic);
}

/** Takes of documents what is selected. Holds the place in the input being read. */
class Narrowing {
  #input: Input | null = null;
  /** STIGs of the input that have passed. */
  #passed = 0;

  constructor(
    readonly chooser: Chooser,
    readonly tally: SelectionTally,
  ) {}

  /** What is selected of a document; `null` where that is nothing. */
  document(document: Document, input: Input): Document | null {
    if (input !== this.#input) [this.#input, this.#passed] = [input, 0];
    if (document.kind === 'benchmark') return this.#benchmark(document, input);
    if (document.kind === 'checklist') return this.#checklist(document, input);
    return this.#isOther(document, input) ? document : null;
  }

  #benchmark(benchmark: Benchmark, input: Input): Benchmark | null {
    if (!this.#isWanted(benchmark, input)) return null;
    const { severities } = this.chooser.selection;
    if (severities === null) return this.#taken(benchmark, benchmark, input);
    const narrowed = withSeverities(benchmark, severities);
    this.tally.rules(
      benchmark.rules.map((rule) => rule.severity),
      narrowed.rules.length,
    );
    return this.#taken(benchmark, narrowed.rules.length === 0 ? null : narrowed, input);
  }

  #checklist(checklist: Checklist, input: Input): Checklist | null {
    const { severities } = this.chooser.selection;
    const stigs = checklist.stigs.flatMap((stig) => {
      const alone = { ...checklist, stigs: [stig] };
      if (!this.#isWanted(alone, input)) return [];
      const narrowed = severities === null ? stig : withReviewsOf(stig, severities);
      if (severities !== null) this.tally.rules(stig.reviews.map(severityOf), narrowed.reviews.length);
      return this.#taken(alone, severities !== null && narrowed.reviews.length === 0 ? null : narrowed, input) ?? [];
    });
    const isWhole = stigs.length === checklist.stigs.length && stigs.every((stig, i) => stig === checklist.stigs[i]);
    return isWhole ? checklist : stigs.length === 0 ? null : { ...checklist, stigs };
  }

  /** Whether the one STIG of a document is to be taken, whatever its rules. */
  #isWanted(document: Document, input: Input): boolean {
    const [head] = headsOf(document);
    const reason = this.chooser.reasonFor(head!, input, this.#passed++);
    if (reason !== null) this.tally.leftOut(head!, packageName(input), reason);
    return reason === null;
  }

  /** Counts a STIG as taken, or as left out where none of its rules is. */
  #taken<T>(document: Document, result: T | null, input: Input): T | null {
    const [head] = headsOf(document);
    if (result === null) this.tally.leftOut(head!, packageName(input), 'severity');
    else this.tally.take(head!, packageName(input));
    return result;
  }

  /** Whether a document that is no STIG is of one that was asked for: in a package its STIGs have decided. */
  #isOther(document: Document, input: Input): boolean {
    const { patterns } = this.chooser.selection;
    if (patterns.length === 0 || input.package !== null) return true;
    const title = 'title' in document && typeof document.title === 'string' ? document.title : null;
    return patterns.some((pattern) => pattern.matches([title, packageName(input)]));
  }
}
