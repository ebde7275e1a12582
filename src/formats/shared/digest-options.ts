import type { Severity } from '../../model/severity.js';

/** What of a diff is shown, and how. */
export interface DigestOptions {
  /** Names of fields (`check`, `severity`, `title`, ...) and sections (`added`, `removed`, `renumbered`): nothing else is shown. */
  only?: readonly string[] | undefined;
  /** Severities of the rules shown. */
  severity?: readonly Severity[] | undefined;
  /** Counts alone. */
  summary?: boolean | undefined;
  /** No word diffs. */
  noDiff?: boolean | undefined;
  /** Unchanged lines shown around a change. */
  context?: number | undefined;
  /** Most bytes of a Markdown digest; what does not fit is left out, and that is said. */
  maxBytes?: number | undefined;
  /** Columns of a CSV digest. */
  columns?: readonly string[] | undefined;
}

/** Unchanged lines around a change, unless said. */
export const CONTEXT = 2;

/** Names of sections that `only` takes beside the names of fields. */
export const SECTION_NAMES = ['added', 'removed', 'renumbered'] as const;
