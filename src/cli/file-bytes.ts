import { type Diagnostic, type Report, StigError } from '../io/diagnostic.js';
import { expandInputs } from '../io/inputs.js';
import type { Source } from '../io/source.js';
import { isZip } from '../io/zip-mark.js';

/** A file that an option names, as a source; bytes that are not of its encoding are told. Throws a StigError where it cannot be read, or is more than one file. */
export async function readFileSource(file: string, tell: Report): Promise<Source> {
  const report = (diagnostic: Diagnostic) => {
    throw new StigError(diagnostic);
  };
  for await (const input of expandInputs([file], { report })) {
    const source = await input.load();
    if (!isZip(source.bytes)) source.reportEncoding(tell);
    return source;
  }
  throw new StigError({ code: 'read-failed', severity: 'error', file, message: 'nothing could be read' });
}

/** The bytes of a file that an option names. */
export async function readBytes(file: string, tell: Report): Promise<Uint8Array> {
  return (await readFileSource(file, tell)).bytes;
}
