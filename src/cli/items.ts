import { isPdf } from '../formats/passed-over.js';
import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { expandInputs, type Input } from '../io/inputs.js';
import { isPicture } from '../io/picture-mark.js';
import type { TaskName } from '../tasks/index.js';
import { type Job, nothing, type Outcome } from '../tasks/task.js';
import { readingFrom } from './limits.js';
import { PackageMembers } from './package-members.js';
import type { Item, ReadingOptions, Work } from './work.js';

/**
 * The inputs as pieces of work, in order. Each is loaded as it is asked for, while the zip that it lies in is open, so
 * that as many are in memory as are asked for ahead.
 */
export async function* itemsOf(
  inputs: readonly string[],
  { task, options: asked, attach = false }: Work<TaskName>,
  options: ReadingOptions,
  run: (job: Job) => Promise<Outcome>,
  left: (input: Input) => void,
): AsyncGenerator<Item, void, undefined> {
  const { chooser, debug } = options;
  const reading = readingFrom(options);
  const told: Diagnostic[] = [];
  const item = (input: Input | null, bytes: number, run: Item['run']): Item => {
    return { input, told: told.splice(0), bytes, run };
  };
  const report = (diagnostic: Diagnostic) => void told.push(diagnostic);
  // What a package says of its STIGs is read before them.
  const isLast = attach ? (name: string) => /\.xml$/i.test(name) : undefined;
  let members: PackageMembers | null = null;
  const found = expandInputs(inputs, { report, limits: reading.limits, isLast });
  for await (const input of chooser?.choose(found, left) ?? found) {
    if (members !== null && members.name !== input.package) {
      yield* members.left();
      members = null;
    }
    const isDropped = isPicture(input.head) || (options.documents === false && isPdf(input.head));
    if (isDropped && !input.named) {
      yield item(input, 0, async () => null);
      continue;
    }
    const { name, named } = input;
    const loaded = await bytesOf(input);
    if (!(loaded instanceof Uint8Array)) {
      yield item(input, 0, async () => ({ ...nothing(), unread: loaded }));
      continue;
    }
    const job: Job = {
      task,
      options: asked,
      name,
      named,
      bytes: loaded,
      reading,
      choice: chooser?.choiceFor(input),
      debug,
    };
    if (!attach || input.package === null) yield item(input, loaded.length, () => run(job));
    else {
      members ??= new PackageMembers(input.package, run);
      yield item(input, loaded.length, members.member(input, job));
    }
  }
  if (members !== null) yield* members.left();
  if (told.length > 0) yield item(null, 0, async () => null);
}

/** The bytes of an input, or why there are none. */
async function bytesOf(input: Input): Promise<Uint8Array | Diagnostic[]> {
  try {
    return (await input.load()).bytes;
  } catch (error) {
    if (error instanceof StigError) return error.diagnostics;
    throw error;
  }
}
