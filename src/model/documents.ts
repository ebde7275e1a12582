import type { Severity } from './severity.js';
import type { SourceFile } from './source-file.js';

/** DISA's Overview of a STIG, read from PDF or text. */
export interface Overview {
  $schema?: string;
  kind: 'overview';
  title: string | null;
  product: string | null;
  version: string | null;
  release: string | null;
  releaseName: string | null;
  date: string | null;
  developedBy: string | null;
  sections: OverviewSection[];
  tables: string[];
  figures: string[];
  sources: SourceFile[];
}

/** A numbered section of an overview, in document order. */
export interface OverviewSection {
  /** As printed, without a closing dot: `1.2`. */
  number: string | null;
  title: string;
  /** Depth of the number: `1.2` is 2. */
  level: number;
  /** The section's text, paragraphs parted by an empty line. */
  text: string;
  blocks: OverviewBlock[];
}

/** A piece of a section. */
export type OverviewBlock =
  | { type: 'paragraph'; text: string }
  | { type: 'list'; items: string[] }
  /** `header` is the first row; `rows` are those below it. A cell not printed is empty. */
  | { type: 'table'; title: string | null; header: string[]; rows: string[][] }
  | { type: 'figure'; title: string };

/** DISA's Revision History of a package, read from PDF or text. */
export interface RevisionHistory {
  $schema?: string;
  kind: 'revision-history';
  /** Of the title page. */
  title: string | null;
  /** The product that the title names, as the text spells it. */
  product: string | null;
  /** Release that the document belongs to; `null` in packages of several STIGs (vSphere 7.0). */
  releaseName: string | null;
  /** ISO date of the title page. */
  date: string | null;
  entries: RevisionEntry[];
  sources: SourceFile[];
}

/** One bullet of a revision history. */
export interface RevisionEntry {
  releaseName: string | null;
  /** ISO date of the release. */
  date: string | null;
  /** The document revised, as printed: `VMware vSphere 7.0 STIG, V1R1`. */
  document: string | null;
  /** The heading above the bullet, which says of which STIG of a package it speaks: `VMware vSphere 7.0 ESXi STIG, V1R2`. */
  heading: string | null;
  /** The ids before the bullet's dash: STIG IDs, in old releases V-ids. */
  stigIds: string[];
  /** DISA's words after the ids and the dash; the whole bullet where it names no ids. */
  text: string;
}

/** The Digest of Updates as a release page shows it. */
export interface PageDigest {
  /** Release the page compares with: `V1R1`. */
  priorRelease: string | null;
  entries: PageDigestEntry[];
}

/** One line of a page's digest. */
export interface PageDigestEntry {
  section: 'added' | 'removed' | 'renumbered' | 'contentChanged';
  vulnId: string;
  /** The V-id before, of a renumbered rule, where the page says it. */
  oldVulnId?: string;
  severity: Severity;
  /** Changed fields as named on the page: `fix`. */
  fields: string[];
  title: string | null;
}
