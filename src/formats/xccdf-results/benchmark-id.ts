import { shortId } from '../../model/ids.js';

/**
 * SCAP benchmark ids whose manual STIG has another id. The rows are those of STIG Manager's map (`scapBenchmarkMap`,
 * as its client modules' tests list it); every other SCAP benchmark has its STIG's id.
 */
const MANUAL_IDS: ReadonlyMap<string, string> = new Map([
  ['CAN_Ubuntu_18-04_STIG', 'U_CAN_Ubuntu_18-04_STIG'],
  ['MOZ_Firefox_Linux', 'MOZ_Firefox_STIG'],
  ['MOZ_Firefox_Windows', 'MOZ_Firefox_STIG'],
  ['Mozilla_Firefox_RHEL', 'Mozilla_Firefox'],
  ['Mozilla_Firefox_Windows', 'Mozilla_Firefox'],
  ['Solaris_10_X86_STIG', 'Solaris_10_X86'],
]);

/** The manual STIG's id of a scanner's benchmark id: the reverse-DNS prefix off, then by the table. */
export function manualBenchmarkId(id: string): string {
  const short = shortId(id);
  return MANUAL_IDS.get(short) ?? short;
}

/** What SCC's enhanced content says of the STIG that its own CKL would name. */
export interface EnhancedStig {
  id: string | null;
  version: string | null;
  releaseInfo: string | null;
  title: string | null;
  fileName: string | null;
  classification: string | null;
}

const KEYS = [
  'version',
  'classification',
  'customname',
  'stigid',
  'description',
  'filename',
  'releaseinfo',
  'title',
  'uuid',
  'notice',
  'source',
];

/**
 * Reads the rear matter of SCC's enhanced benchmarks: `stigid:--:MOZ_Firefox_STIG ... releaseinfo:--:Release: 5 ...`,
 * "metadata to be used for the creation of CKL reports" (corpus `results/scc_scan-xccdf.xml`). `null` for any other text.
 */
export function enhancedStig(rearMatter: string | null): EnhancedStig | null {
  if (rearMatter === null || !rearMatter.includes('stigid:--:')) return null;
  const text = rearMatter.replace(/\s+/g, ' ');
  const marks = KEYS.flatMap((key) => {
    const at = text.indexOf(`${key}:--:`);
    return at < 0 ? [] : [{ key, at, start: at + key.length + 4 }];
  }).sort((a, b) => a.at - b.at);
  const values = new Map(
    marks.map(({ key, start }, i) => [key, text.slice(start, marks[i + 1]?.at ?? text.length).trim()]),
  );
  const value = (key: string) => values.get(key) || null;
  return {
    id: value('stigid'),
    version: value('version'),
    releaseInfo: value('releaseinfo'),
    title: value('title'),
    fileName: value('filename'),
    classification: value('classification'),
  };
}
