import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { expandInputs } from '../io/inputs.js';
import type { Source } from '../io/source.js';

/** A file that an option names, as a source. Throws a StigError where it cannot be read, or is more than one file. */
export async function readFileSource(file: string): Promise<Source> {
  const report = (diagnostic: Diagnostic) => {
    throw new StigError(diagnostic);
  };
  for await (const input of expandInputs([file], { report })) return input.load();
  throw new StigError({ code: 'read-failed', severity: 'error', file, message: 'nothing could be read' });
}

/** The bytes of a file that an option names. */
export async function readBytes(file: string): Promise<Uint8Array> {
  return (await readFileSource(file)).bytes;
}
