import { rootName } from '../formats/head.js';
import { FORMATS } from '../formats/registry.js';
import { hasScapChecks, readHead } from '../formats/xccdf/head.js';
import { StigError } from '../io/diagnostic.js';
import type { Input } from '../io/input.js';
import type { Source } from '../io/source.js';
import { isZip } from '../io/zip-mark.js';
import { hasScapId } from '../model/scap.js';
import { formatOf } from '../read.js';
import { headOf, headsOf, type StigHead } from '../select/heads.js';
import { readAs } from '../tasks/reading.js';
import type { Reading } from '../tasks/task.js';

/**
 * The STIGs in an input, as far as it takes to choose among them, in the order in which reading gives them. Of a plain
 * XCCDF file only the beginning is parsed. `null` where a first look does not tell: the input holds something else, or
 * cannot be read. With `scap` it is told whether the checks are for a scanner. With `thorough` such inputs are read in
 * full for it, if they may hold a STIG; in silence, as whoever reads them for their content will tell what is wrong.
 */
export async function lookAt(
  input: Input,
  reading: Reading,
  asked: { thorough: boolean; scap: boolean },
): Promise<StigHead[] | null> {
  const start = Buffer.from(input.head.buffer, input.head.byteOffset, input.head.length).toString('latin1');
  if (start.startsWith('%PDF') || isZip(input.head)) return null;
  const root = rootName(start.replace(/^\xef\xbb\xbf/, ''));
  if (root !== 'Benchmark' && !asked.thorough) return null;
  try {
    const source = await input.load();
    // To find a TestResult in the text, which makes results of a Benchmark, is to decode it.
    const isPlain = root === 'Benchmark' && reading.from === undefined && !bytesOf(source).includes('TestResult');
    const format = isPlain ? XCCDF : formatOf(source, reading.from, input.named);
    if (format === XCCDF) {
      const head = readHead(source, reading.limits);
      if (head !== null) return [headOf(head, hasScapId(head) || (asked.scap && hasScapChecks(source)))];
    }
    if (!asked.thorough || !format.reads.some((kind) => kind === 'benchmark' || kind === 'checklist')) return null;
    return (await readAs(source, { ...reading, named: input.named }, () => {})).documents.flatMap(headsOf);
  } catch (error) {
    if (error instanceof StigError) return null;
    throw error;
  }
}

const XCCDF = FORMATS.find((format) => format.name === 'xccdf')!;

function bytesOf({ bytes }: Source): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
