import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { expandInputs } from '../io/inputs.js';

/** The text of a file that an option names. Throws a StigError where it cannot be read. */
export async function readText(file: string): Promise<string> {
  const report = (diagnostic: Diagnostic) => {
    throw new StigError(diagnostic);
  };
  for await (const input of expandInputs([file], { report })) return (await input.load()).text;
  throw new StigError({ code: 'read-failed', severity: 'error', file, message: 'nothing could be read' });
}
