/** A rule's severity as XCCDF names it. `unknown` where the source has none or another word. */
export type Severity = 'high' | 'medium' | 'low' | 'unknown';

/** DISA's severity category: CAT I is high, CAT II medium, CAT III low; `null` where the severity is unknown. */
export type Category = 'CAT I' | 'CAT II' | 'CAT III' | null;

/** Severities from the worst down, the order of every table and count. */
export const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low', 'unknown'];

const CATEGORIES: Record<Severity, Category> = { high: 'CAT I', medium: 'CAT II', low: 'CAT III', unknown: null };

/** The category that belongs to a severity. */
export function categoryOf(severity: Severity): Category {
  return CATEGORIES[severity];
}

/**
 * A severity out of any spelling in use: `high`, `HIGH`, `H`, `CAT I`, `cat 1`, `I`. Old viewers wrote `CAT III` as
 * override (FORMATS B.3). Anything else is `unknown`.
 */
export function severityFrom(text: string | null | undefined): Severity {
  switch (
    text
      ?.trim()
      .toLowerCase()
      .replace(/^cat(?:egory)?[\s-]*/, '')
  ) {
    case 'high':
    case 'h':
    case 'i':
    case '1':
      return 'high';
    case 'medium':
    case 'm':
    case 'ii':
    case '2':
      return 'medium';
    case 'low':
    case 'l':
    case 'iii':
    case '3':
      return 'low';
    default:
      return 'unknown';
  }
}
