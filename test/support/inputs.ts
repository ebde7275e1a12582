import { expandSource } from '../../src/io/bytes-inputs.js';
import { type Diagnostic, StigError } from '../../src/io/diagnostic.js';
import { expandInputs, type Input } from '../../src/io/inputs.js';
import type { Limits } from '../../src/io/limits.js';
import { Source } from '../../src/io/source.js';

/** What inputs gave: each file with its text (or why it has none), and what was reported. */
export interface Expanded {
  inputs: Input[];
  names: string[];
  /** Text of each file; `null` where it could not be loaded, which is then among what was reported. */
  texts: (string | null)[];
  reported: Diagnostic[];
  codes: string[];
}

async function collect(inputs: AsyncGenerator<Input>, reported: Diagnostic[]): Promise<Expanded> {
  const all: Expanded = { inputs: [], names: [], texts: [], reported, codes: [] };
  for await (const input of inputs) {
    all.inputs.push(input);
    all.names.push(input.name);
    try {
      all.texts.push((await input.load()).text);
    } catch (error) {
      if (!(error instanceof StigError)) throw error;
      reported.push(...error.diagnostics);
      all.texts.push(null);
    }
  }
  all.codes = reported.map((d) => d.code);
  return all;
}

/** Expands arguments and loads everything at once, as a command does. */
export function expanded(inputs: string[], limits: Partial<Limits> = {}, stdin?: Uint8Array[]): Promise<Expanded> {
  const reported: Diagnostic[] = [];
  const stream = stdin === undefined ? undefined : streamOf(stdin);
  return collect(expandInputs(inputs, { report: (d) => reported.push(d), limits, stdin: stream }), reported);
}

/** Expands bytes in memory, named `test.zip`. */
export function expandedBytes(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Expanded> {
  const reported: Diagnostic[] = [];
  const source = new Source('test.zip', bytes);
  return collect(expandSource(source, { report: (d) => reported.push(d), limits }), reported);
}

async function* streamOf(chunks: Uint8Array[]) {
  yield* chunks;
}
