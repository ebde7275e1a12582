import { pack, unpack } from '../io/packed.js';
import type { QuarterEntry } from '../model/quarter-diff.js';
import type { ReleaseDiff } from '../model/release-diff.js';

/** The entry that was looked at last, unpacked: it is asked for several times in a row. */
let unpacked: { bytes: Uint8Array; diff: ReleaseDiff } | null = null;

/** An entry that holds its digest in a tenth of the space: a quarter may be of any number of STIGs. */
export function packed({ pairedBy, diff }: QuarterEntry): QuarterEntry {
  const bytes = pack(diff);
  return {
    pairedBy,
    get diff() {
      if (unpacked?.bytes !== bytes) unpacked = { bytes, diff: unpack(bytes) as ReleaseDiff };
      return unpacked.diff;
    },
  };
}
