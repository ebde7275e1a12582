/** Release identity of a benchmark, out of DISA's `version` and `release-info` texts. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What a `release-info` text says: `Release: 1 Benchmark Date: 24 Jul 2024`. */
export interface ReleaseInfo {
  /** `1`; also `0.1` (drafts), `1.17` (SCAP and old files). `null` where the text names none. */
  release: string | null;
  /** ISO date, `2024-07-24`; `null` where the text names none (Application Core SRG V4R1). */
  benchmarkDate: string | null;
}

/** Reads a release-info text. Months may be short or written out (`27 July 2018`). Never throws. */
export function parseReleaseInfo(text: string | null): ReleaseInfo {
  if (text === null) return { release: null, benchmarkDate: null };
  const release = /Release:\s*(\d[\w.-]*)/i.exec(text)?.[1] ?? null;
  const date = /Date:\s*(.+)$/is.exec(text)?.[1] ?? null;
  return { release, benchmarkDate: date === null ? null : isoDate(date) };
}

/** An ISO date from `24 Jul 2024`, `27 July 2018`, `July 24, 2024` or `2024-07-24`; `null` for anything else. */
export function isoDate(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(trimmed);
  if (iso) return validDate(iso[1]!, iso[2]!, iso[3]!);
  const dayFirst = /^(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})/.exec(trimmed);
  if (dayFirst) return validDate(dayFirst[3]!, monthNumber(dayFirst[2]!), dayFirst[1]!);
  const monthFirst = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})/.exec(trimmed);
  if (monthFirst) return validDate(monthFirst[3]!, monthNumber(monthFirst[1]!), monthFirst[2]!);
  return null;
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1).padStart(2, '0');
}

function validDate(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const inFebruary = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28;
  const days = m === 2 ? inFebruary : [4, 6, 9, 11].includes(m) ? 30 : 31;
  return m >= 1 && m <= 12 && d >= 1 && d <= days ? `${year}-${month}-${day.padStart(2, '0')}` : null;
}

/** No version is longer; the text of the element may be. */
const LONGEST_VERSION = 40;

/**
 * Version and release out of the text of `version`. DISA's manual files hold the version alone (`2`). SCAP benchmarks
 * hold both, padded (`002.008` is version 2, release 8); results of Evaluate-STIG and STIG Manager hold `V2R9`.
 */
export function parseVersion(text: string | null): { version: string | null; release: string | null } {
  const trimmed = text?.trim() ?? null;
  if (trimmed === null) return { version: null, release: null };
  if (trimmed.length > LONGEST_VERSION) return { version: trimmed, release: null };
  const padded = /^0*(\d+)\.0*(\d+(?:\.\d+)*)$/.exec(trimmed);
  if (padded && /^0\d/.test(trimmed)) return { version: padded[1]!, release: padded[2]! };
  const named = /^V(\d+)R(\d+(?:[.-]\d+)?)$/i.exec(trimmed);
  if (named) return { version: named[1]!, release: named[2]!.replace('-', '.') };
  return { version: trimmed, release: null };
}

/** `V2R1`; `null` unless both parts are known. */
export function releaseName(version: string | null, release: string | null): string | null {
  return version === null || version === '' || release === null ? null : `V${version}R${release}`;
}

/**
 * Orders two releases: by version, then release, each as dotted numbers, so that R10 comes after R9, 1.17 after 1.9 and
 * a draft R0.1 before R1. Unknown parts come first.
 */
export function compareReleases(
  a: { version: string | null; release: string | null },
  b: { version: string | null; release: string | null },
): number {
  return compareDotted(a.version, b.version) || compareDotted(a.release, b.release);
}

function compareDotted(a: string | null, b: string | null): number {
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? -1) - (y[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(text: string | null): number[] {
  return (text?.match(/\d+/g) ?? []).map(Number);
}
