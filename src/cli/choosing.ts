import { releaseOrder } from '../diff/signals.js';
import type { Input } from '../io/input.js';
import { type StigHead, stigKey } from '../select/heads.js';
import type { Choice, Seen } from '../select/narrowing.js';
import { type Reason, reasonAgainst, type Selection } from '../select/selection.js';
import type { Reading } from '../tasks/task.js';
import { lookAt } from './first-look.js';
import type { InputChooser } from './work.js';

/** Chooses inputs by a first look, so that what is not wanted is not read. */
export class Chooser implements InputChooser {
  /** Of each STIG the input that holds its newest release, and which of its STIGs that is. */
  readonly #newest = new Map<string, { head: StigHead; input: Input; place: number }>();
  /** Of inputs that hold some that are the newest, their places. */
  readonly #places = new WeakMap<Input, readonly number[]>();

  constructor(
    readonly selection: Selection,
    readonly reading: Reading,
    /** Told of every STIG, and what became of it. */
    readonly note: (seen: Seen) => void,
  ) {}

  /**
   * The inputs that may hold what is wanted. With `latest` all inputs are looked at before the first is given: of each
   * no more is kept than what its STIGs are called and where it lies. `left` is told of inputs that are not given.
   */
  async *choose(inputs: AsyncIterable<Input>, left: (input: Input) => void): AsyncGenerator<Input> {
    const { latest } = this.selection;
    const looks: Look[] = [];
    for await (const run of packagesOf(inputs)) {
      const looked: Look[] = [];
      for (const input of run) looked.push(await this.#look(input));
      if (latest) looks.push(...looked);
      else yield* this.#chosen(looked, left);
    }
    if (latest) for (const run of runsOf(looks)) yield* this.#chosen(run, left);
  }

  /** What is to be taken of an input that was given. */
  choiceFor(input: Input): Choice {
    const newest = this.#places.get(input) ?? null;
    return { selection: this.selection, packageName: packageName(input), isMember: input.package !== null, newest };
  }

  /** Whether a STIG of an input is the newest release of it. Always so where that is not asked. */
  #isNewest(head: StigHead, input: Input, place: number): boolean {
    const newest = this.#newest.get(stigKey(head) ?? '');
    if (newest === undefined || (newest.input === input && newest.place === place)) return true;
    // One release twice is read once; two checklists of one release hold two people's answers.
    return head.asset !== '' && releaseOrder(head, newest.head) === 0;
  }

  async #look(found: Input): Promise<Look> {
    const { latest, noScap } = this.selection;
    const heads = await lookAt(found, this.reading, { thorough: latest, scap: latest || noScap });
    // Thousands may have to wait for the last: the first bytes are of no more use but to tell a PDF.
    const input = latest ? { ...found, head: found.head.slice(0, 16) } : found;
    if (latest) for (const [place, head] of (heads ?? []).entries()) this.#note(head, input, place);
    return { input, heads };
  }

  #note(head: StigHead, input: Input, place: number): void {
    if (reasonAgainst(this.selection, head, packageName(input)) !== null) return;
    const key = stigKey(head);
    if (key === null) return;
    const newest = this.#newest.get(key);
    if (newest === undefined || releaseOrder(head, newest.head) > 0) this.#newest.set(key, { head, input, place });
  }

  *#chosen(run: readonly Look[], left: (input: Input) => void): Generator<Input> {
    const wanted = run.map((look) => this.#isWanted(look));
    const isPassed = run.some(({ heads }, i) => heads !== null && heads.length > 0 && !wanted[i]);
    const isTaken = run.some(({ heads }, i) => heads !== null && wanted[i]);
    for (const [i, { input }] of run.entries()) {
      // Documents of a package go where its STIGs go.
      if (wanted[i] && (isTaken || !isPassed || !isDocument(input))) yield input;
      else left(input);
    }
  }

  /** Whether an input is to be read. What is left out of one that is read is counted when it is. */
  #isWanted({ input, heads }: Look): boolean {
    if (heads === null || heads.length === 0) return true;
    const reasons = heads.map((head, place) => this.#reasonFor(head, input, place));
    if (reasons.includes(null)) {
      if (this.selection.latest)
        this.#places.set(
          input,
          [...heads.keys()].filter((place) => reasons[place] !== 'latest'),
        );
      return true;
    }
    for (const [i, head] of heads.entries()) {
      this.note({ head, packageName: packageName(input), reason: reasons[i]!, severities: [], rules: 0 });
    }
    return false;
  }

  /** What speaks against a STIG of an input; `null` where nothing does. */
  #reasonFor(head: StigHead, input: Input, place: number): Reason | null {
    return (
      reasonAgainst(this.selection, head, packageName(input)) ?? (this.#isNewest(head, input, place) ? null : 'latest')
    );
  }
}

interface Look {
  input: Input;
  /** The STIGs in it; `null` where that is not known before it is read. */
  heads: StigHead[] | null;
}

/** Name of the package an input is a member of, without folders and ending; else of the file itself. */
export function packageName({ package: zip, name }: Input): string {
  const path = zip ?? name;
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.(?:zip|xml)$/i, '');
}

/** An Overview or Revision History, by its first bytes or its name. */
function isDocument({ head, name }: Input): boolean {
  const isPdf = head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46;
  return isPdf || /overview|revision/i.test(name.slice(name.lastIndexOf('/') + 1));
}

/** Inputs that follow one another out of one package; each other one by itself. */
async function* packagesOf(inputs: AsyncIterable<Input>): AsyncGenerator<Input[]> {
  let run: Input[] = [];
  for await (const input of inputs) {
    if (run.length > 0 && (input.package === null || run[0]!.package !== input.package)) {
      yield run;
      run = [];
    }
    run.push(input);
  }
  if (run.length > 0) yield run;
}

function runsOf(looks: readonly Look[]): Look[][] {
  const runs: Look[][] = [];
  for (const look of looks) {
    const last = runs.at(-1);
    if (last !== undefined && look.input.package !== null && last[0]!.input.package === look.input.package) {
      last.push(look);
    } else runs.push([look]);
  }
  return runs;
}
