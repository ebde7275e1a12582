import { rootName } from '../formats/head.js';
import { hasScapChecks, readHead } from '../formats/xccdf/head.js';
import { StigError } from '../io/diagnostic.js';
import type { Input } from '../io/input.js';
import type { Limits } from '../io/limits.js';
import type { Source } from '../io/source.js';
import { isZip } from '../io/zip-mark.js';
import { hasScapId } from '../model/scap.js';
import { formatOf, type ReadResult } from '../read.js';
import { headOf, headsOf, type StigHead } from '../select/heads.js';

/** How a first look is taken. */
export interface LookOptions {
  from?: string | undefined;
  limits: Limits;
  /** Reads a source in full, in silence: whoever reads it for its content will tell what is wrong with it. */
  read(source: Source): Promise<ReadResult>;
}

/**
 * The STIGs in an input, as far as it takes to choose among them, in the order in which reading gives them. Of a plain
 * XCCDF file only the beginning is parsed. `null` where a first look does not tell: the input holds something else, or
 * cannot be read. With `thorough` such inputs are read in full for it, if they may hold a STIG.
 */
export async function lookAt(input: Input, options: LookOptions, thorough: boolean): Promise<StigHead[] | null> {
  const start = Buffer.from(input.head.buffer, input.head.byteOffset, input.head.length).toString('latin1');
  if (start.startsWith('%PDF') || isZip(input.head)) return null;
  const root = rootName(start.replace(/^\xef\xbb\xbf/, ''));
  if (root !== 'Benchmark' && !thorough) return null;
  try {
    const source = await input.load();
    const format = formatOf(source, options.from);
    if (format.name === 'xccdf') {
      const head = readHead(source, options.limits);
      if (head !== null) return [headOf(head, hasScapId(head) || hasScapChecks(source))];
    }
    if (!thorough || !format.reads.some((kind) => kind === 'benchmark' || kind === 'checklist')) return null;
    return (await options.read(source)).documents.flatMap(headsOf);
  } catch (error) {
    if (error instanceof StigError) return null;
    throw error;
  }
}
