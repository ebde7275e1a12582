import { isPassedOver } from '../formats/passed-over.js';
import { type Diagnostic, type Report, StigError } from '../io/diagnostic.js';
import { inOrder } from '../io/in-order.js';
import type { Input } from '../io/inputs.js';
import type { Progress } from '../io/progress.js';
import type { ResultOf, TaskName } from '../tasks/index.js';
import type { Outcome } from '../tasks/task.js';
import { itemsOf } from './items.js';
import { type Doer, HERE, jobsFrom, startThreads } from './threads.js';
import type { Item, ReadingOptions, Work } from './work.js';

/** What came of an input. */
export interface Done<N extends TaskName> {
  input: Input;
  results: ResultOf<N>[];
}

/**
 * Does a task with everything in the inputs: in threads where there is enough of it, else in this one; either way results
 * and messages come in the order of the inputs. What cannot be read is reported, and the others are still done. Members of
 * packages and folders that no reader knows (pictures, stylesheets) are passed over in silence.
 */
export async function* eachInput<N extends TaskName>(
  inputs: readonly string[],
  work: Work<N>,
  options: ReadingOptions,
  reporter: { report: Report; progress: Progress },
): AsyncGenerator<Done<N>> {
  const { progress } = reporter;
  const jobs = jobsFrom(options.jobs);
  let errors = 0;
  /** How many files of each argument were passed over; an argument that anything was read from is in `useful`. */
  const passed = new Map<string, number>();
  const useful = new Set<string>();
  const report: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') errors++;
    reporter.report(diagnostic);
  };
  let doer = HERE;
  const items = itemsOf(
    inputs,
    work,
    options,
    (job) => doer.do(job),
    ({ origin }) => useful.add(origin),
  );
  // Who asks for threads gets them for two files; who does not, where they pay.
  const worth = jobs === undefined ? WORTH_THREADS : 0;
  const ahead = jobs === 1 ? [] : await lookAhead(items, worth);
  if (isMuch(ahead, worth)) doer = await startThreads(jobs);
  const begin = async (item: Item): Promise<{ item: Item; outcome: Outcome | null }> => {
    if (item.input !== null && !item.again) progress.next(item.input.name);
    return { item, outcome: await item.run() };
  };
  for await (const { item, outcome } of inOrder(chained(ahead, items), begin, roomFor(doer, work.task))) {
    item.told.forEach(report);
    const { input } = item;
    if (input === null || (item.again && outcome === null)) continue;
    if (outcome === null || (outcome.unread !== null && isPassedOver(input, outcome.unread[0]?.code))) {
      progress.done(null);
      passed.set(input.origin, (passed.get(input.origin) ?? 0) + 1);
      continue;
    }
    const { kinds, rules, misuse, unread, diagnostics, results } = outcome;
    if (!item.again) progress.done({ bytes: item.bytes, documents: kinds.length, rules });
    diagnostics.forEach(report);
    for (const seen of outcome.seen) options.chooser?.note(seen);
    if (misuse !== null) throw new StigError(misuse);
    if (unread === null) {
      useful.add(input.origin);
      yield { input, results: results as ResultOf<N>[] };
    } else unread.forEach(report);
  }
  progress.clear();
  if (errors > 0) return;
  for (const [origin, files] of passed) if (!useful.has(origin)) report(nothingKnown(origin, files));
}

/** Bytes that are worth starting threads for: what is read in the time that a thread takes to start and to warm up. */
export const WORTH_THREADS = 12_000_000;

/** Bytes of inputs that are held at most, beside the largest one. */
const MOST_BYTES = 24_000_000;

/** Looks as far ahead as it takes to see that there is much to do, or that there is not. */
async function lookAhead(items: AsyncGenerator<Item>, worth: number): Promise<Item[]> {
  const ahead: Item[] = [];
  while (!isMuch(ahead, worth)) {
    const { value, done } = await items.next();
    if (done === true) break;
    ahead.push(value);
  }
  return ahead;
}

function isMuch(items: readonly Item[], worth: number): boolean {
  const inputs = items.filter(({ bytes }) => bytes > 0);
  return inputs.length > 1 && inputs.reduce((sum, { bytes }) => sum + bytes, 0) >= worth;
}

async function* chained(ahead: Item[], rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  // Taken off, so that what is done is not held.
  for (let item = ahead.shift(); item !== undefined; item = ahead.shift()) yield item;
  yield* rest;
}

/** Inputs that are begun for each thread: the first may take twenty times as long as one after it. */
const AHEAD = 20;

/** What comes of a file that is only read is its model, which takes several times its bytes. */
const MODEL_WEIGHT = 8;

/** Each thread has one input that it works on and some that wait, or that are done and wait for their turn. */
function roomFor({ threads }: Doer, task: TaskName) {
  const times = task === 'read' ? MODEL_WEIGHT : 1;
  const weigh = (item: Item) => item.bytes * times;
  return { items: threads === 1 ? 1 : threads * AHEAD, weight: MOST_BYTES, weigh };
}

/** An argument of which every file was passed over is a mistake that must not end in silence. */
function nothingKnown(origin: string, files: number): Diagnostic {
  return {
    code: 'format-unknown',
    severity: 'error',
    file: origin === '-' ? '<stdin>' : origin,
    message: `holds nothing that a reader knows (${files} ${files === 1 ? 'file' : 'files'} passed over)`,
    hint: '`stigkit formats` lists what can be read.',
  };
}
