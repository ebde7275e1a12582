import type { Check, Fix, Rule } from '../../model/benchmark.js';
import type { ChecklistBenchmark } from '../../model/checklist.js';
import { isoDate, parseReleaseInfo, parseVersion, releaseName } from '../../model/release.js';

/** What both checklist formats write and read alike: release texts, ids and markings. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The release-info text; put together in DISA's form where the source had the release but no such text; else `''`. */
export function releaseInfoOf(benchmark: ChecklistBenchmark): string {
  if (benchmark.releaseInfo !== null) return benchmark.releaseInfo;
  if (benchmark.release === null) return '';
  const [year, month, day] = (benchmark.benchmarkDate ?? '').split('-');
  const date = day === undefined ? '' : ` Benchmark Date: ${day} ${MONTHS[Number(month) - 1]} ${year}`;
  return `Release: ${benchmark.release}${date}`;
}

/** The STIGRef of a CKL: title, version and release-info text (FORMATS B.4, 23). */
export function stigRef(benchmark: ChecklistBenchmark): string {
  return `${benchmark.title ?? ''} :: Version ${benchmark.version ?? ''}, ${releaseInfoOf(benchmark)}`;
}

/** Title, version and release-info text out of a STIGRef; each `null` where it is not there. */
export function parseStigRef(ref: string | null): {
  title: string | null;
  version: string | null;
  releaseInfo: string | null;
} {
  const text = ref?.replace(/\s+/g, ' ').trim() ?? '';
  const at = text.indexOf(' :: ');
  if (at < 0) return { title: null, version: null, releaseInfo: null };
  const rest = text.slice(at + 4);
  const releaseAt = rest.indexOf('Release:');
  return {
    title: text.slice(0, at),
    version: /^Version ([\w.]+)/.exec(rest)?.[1] ?? null,
    releaseInfo: releaseAt < 0 ? null : rest.slice(releaseAt),
  };
}

/** Version, release, release name and date out of a checklist's version and release-info texts. */
export function releaseFields(
  versionText: string | null,
  releaseInfo: string | null,
): Pick<ChecklistBenchmark, 'version' | 'release' | 'releaseName' | 'benchmarkDate'> {
  const parsed = parseVersion(versionText);
  const info = parseReleaseInfo(releaseInfo);
  const release = parsed.release ?? info.release;
  return {
    version: parsed.version,
    release,
    releaseName: releaseName(parsed.version, release),
    // Old exports of others hold a date alone (`2023-06-08`).
    benchmarkDate: info.benchmarkDate ?? isoDate(releaseInfo ?? ''),
  };
}

/**
 * A rule id as a checklist has it, in the model's form: without blanks around it (`SV-254801r864044_rule `, QUIRKS 6),
 * without a SCAP prefix, and with the `_rule` that some writers leave off and every matcher expects.
 */
export function ruleIdFrom(text: string | null): string | null {
  if (text === null) return null;
  const id = text.trim().replace(/^xccdf_[^_]*_rule_/, '');
  return /^SV-\d+r\d+$/.test(id) ? `${id}_rule` : id;
}

/** CKLs of STIG Viewer 2 say `Unclass` where CKLB and STIG Viewer 3 say `Unclassified`: the model has the long word. */
export function classificationFrom(text: string | null): string | null {
  return text === 'Unclass' ? 'Unclassified' : text;
}

/** The text of all checks of a rule: a checklist has one place for it, and the assessor needs every one. */
export function checkText(rule: Rule): string | null {
  return joined(rule.checks.length > 1 ? rule.checks : [rule.check]);
}

/** The text of all fixes of a rule. */
export function fixText(rule: Rule): string | null {
  return joined(rule.fixes.length > 1 ? rule.fixes : [rule.fix]);
}

function joined(parts: readonly (Check | Fix | null)[]): string | null {
  const texts = parts.flatMap((part) => (part === null || part.text === null ? [] : [part.text]));
  return texts.length === 0 ? null : texts.join('\n\n');
}
