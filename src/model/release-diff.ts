import type { BenchmarkIdentity, SourceFile } from './benchmark.js';
import type { Severity } from './severity.js';

/** What changed between two releases. Every rule of both is accounted for. */
export interface ReleaseDiff {
  $schema?: string;
  kind: 'release-diff';
  old: DiffSide;
  new: DiffSide;
  /** Rules of the new release without a counterpart, in its order. */
  added: DiffEntry[];
  /** Rules of the old release without a counterpart, in its order. */
  removed: DiffEntry[];
  /** Rules matched otherwise than by V-id. One whose text changed stands in `contentChanged` as well. */
  renumbered: DiffEntry[];
  contentChanged: (DiffEntry & { fields: ContentChange[] })[];
  metadataChanged: (DiffEntry & { fields: MetadataChange[] })[];
  /** Rules whose texts differ only before normalizing, with no content change. */
  formattingOnly: (DiffEntry & { fields: FormattingChange[] })[];
  /** Number of matched rules without any difference. */
  unchanged: number;
  /** What changed of the benchmark itself: title, status, profiles, ... */
  benchmarkChanged: MetadataChange[];
  signals: DiffSignal[];
  /** Likely pairs among added and removed. Only named: nothing is matched on likeness. */
  candidates: MatchCandidate[];
}

/** One of the two releases. */
export interface DiffSide extends BenchmarkIdentity {
  ruleCount: number;
  sources: SourceFile[];
}

/** How two rules were recognised as one. */
export type MatchedBy = 'vulnId' | 'ruleId' | 'legacyId' | 'stigId' | 'pair';

/** A rule in a diff; ids are the new release's, of a removed rule the old's. */
export interface DiffEntry {
  vulnId: string | null;
  /** The V-id in the old release, where the rule was renumbered. */
  oldVulnId?: string | null;
  stigId: string | null;
  ruleId: string | null;
  severity: Severity;
  title: string | null;
  /** Absent of added and removed rules. */
  matchedBy?: MatchedBy;
}

/** What kind of change, the strongest first. */
export type ChangeClass = 'criterion' | 'command' | 'value' | 'wording' | 'punctuation';

/** A piece of a word diff: equal and delete give the old text, equal and insert the new. */
export interface Edit {
  op: 'equal' | 'delete' | 'insert';
  text: string;
}

/** A changed text. */
export interface ContentChange {
  field: 'discussion' | 'check' | 'fix';
  class: ChangeClass;
  old: string | null;
  new: string | null;
  edits: Edit[];
}

/** A changed value beside the texts. */
export interface MetadataChange {
  /** Name of the field: `title`, `severity`, `ccis`, `check.id`, ... */
  field: string;
  old: unknown;
  new: unknown;
  /** Of a title: what kind of change. */
  class?: ChangeClass;
}

/** A text that differs before normalizing only. */
export interface FormattingChange {
  field: string;
  /** `layout` where line breaks or indentation inside commands moved. */
  class: 'formatting' | 'layout';
  old: string | null;
  new: string | null;
}

/** Where identity and text disagree. */
export interface DiffSignal {
  code:
    | 'revision-without-text'
    | 'text-without-revision'
    | 'duplicate-vuln-id'
    | 'duplicate-stig-id'
    | 'reissued'
    | 'reversed-order'
    | 'different-benchmark';
  vulnId: string | null;
  stigId: string | null;
  message: string;
}

/** Two rules that look alike. */
export interface MatchCandidate {
  oldVulnId: string | null;
  vulnId: string | null;
  /** Likeness from 0 to 1. */
  score: number;
}
