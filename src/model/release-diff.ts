import type { BenchmarkIdentity } from './benchmark.js';
import type { BlastRadius } from './checklist-diff.js';
import type { Severity } from './severity.js';
import type { SourceFile } from './source-file.js';

/** What changed between two releases. Every rule of both is accounted for. */
export interface ReleaseDiff {
  $schema?: string;
  kind: 'release-diff';
  /** The release before. */
  old: DiffSide;
  /** The release after. */
  new: DiffSide;
  /** Rules of the new release without a counterpart, in its order. */
  added: DiffEntry[];
  /** Rules of the old release without a counterpart, in its order. */
  removed: DiffEntry[];
  /** Rules matched otherwise than by V-id. One whose text changed stands in `contentChanged` as well. */
  renumbered: DiffEntry[];
  /** Rules whose discussion, check or fix changed. */
  contentChanged: ContentEntry[];
  /** Rules that changed beside these texts. */
  metadataChanged: MetadataEntry[];
  /** Rules whose texts differ only before normalizing, with no content change. */
  formattingOnly: FormattingEntry[];
  /** Number of matched rules without any difference. */
  unchanged: number;
  /** Number of rules by how they were matched. */
  matched: Record<MatchedBy, number>;
  /** What changed of the benchmark itself: title, status, profiles, ... */
  benchmarkChanged: MetadataChange[];
  /** Where identity and text disagree. */
  signals: DiffSignal[];
  /** Likely pairs among added and removed. Only named: nothing is matched on likeness. */
  candidates: MatchCandidate[];
  /** What DISA's Revision History says of this release, laid beside; absent where none was at hand. */
  announced?: Announced;
  /** Answers of checklists that the new release makes stale; absent where no checklists were given. */
  blastRadius?: BlastRadius;
}

/** One of the two releases. */
export interface DiffSide extends BenchmarkIdentity {
  /** Number of rules. */
  ruleCount: number;
  /** The files it was read from. */
  sources: SourceFile[];
}

/** How two rules were recognised as one. */
export type MatchedBy = 'vulnId' | 'ruleId' | 'legacyId' | 'stigId' | 'pair';

/** A rule in a diff; ids are the new release's, of a removed rule the old's. */
export interface DiffEntry {
  /** `V-260903`. */
  vulnId: string | null;
  /** The V-id in the old release, where the rule was renumbered. */
  oldVulnId?: string | null;
  /** The Rule ID in the old release, where it was another. */
  oldRuleId?: string | null;
  /** The STIG ID in the old release, where it was another. */
  oldStigId?: string | null;
  /** `CNTR-MK-000940`. */
  stigId: string | null;
  /** `SV-260903r986160_rule`. */
  ruleId: string | null;
  /** Of the release that the ids are of. */
  severity: Severity;
  /** Of the release that the ids are of. */
  title: string | null;
  /** Absent of added and removed rules. */
  matchedBy?: MatchedBy;
  /** DISA's own words about the rule in the Revision History of the new release. */
  announced?: string[];
}

/** A rule whose discussion, check or fix changed. */
export interface ContentEntry extends DiffEntry {
  /** The strongest class of its fields, as a triage word. */
  triage: Triage;
  /** The texts that changed. */
  fields: ContentChange[];
  /** Further texts of the rule that differ only before normalizing. */
  formatting?: FormattingChange[];
}

/** A rule that changed beside its texts. */
export interface MetadataEntry extends DiffEntry {
  /** The values that changed. */
  fields: MetadataChange[];
}

/** A rule without a content change whose texts differ only before normalizing. */
export interface FormattingEntry extends DiffEntry {
  /** The texts that differ. */
  fields: FormattingChange[];
}

/** What kind of change, the strongest first. */
export type ChangeClass = 'criterion' | 'command' | 'value' | 'wording' | 'punctuation';

/** What a change asks for: `code` of criterion, command and value, `text-only` of wording, `no-op` of punctuation. */
export type Triage = 'code' | 'text-only' | 'no-op';

/** A piece of a word diff: equal and delete give the old text, equal and insert the new. */
export interface Edit {
  /** Whether the text is in both, in the old alone or in the new alone. */
  op: 'equal' | 'delete' | 'insert';
  /** As it stands. */
  text: string;
  /** The piece differs in white space, inline markup or the spelling of an entity alone. */
  formatting?: boolean;
}

/**
 * A changed text. Where a rule has several checks or fixes, `old` and `new` are their texts in order, parted by an empty
 * line. The edits are over the texts as they stand.
 */
export interface ContentChange {
  /** Which of the texts. */
  field: 'discussion' | 'check' | 'fix';
  /** What kind of change, the strongest in the text. */
  class: ChangeClass;
  /** The text before. */
  old: string | null;
  /** The text after. */
  new: string | null;
  /** The word diff. */
  edits: Edit[];
  /** Said where a word diff would have cost too much: what is shown as replaced, whole paragraphs or the whole text. */
  coarse?: 'paragraphs' | 'text';
}

/** A changed value beside the texts. */
export interface MetadataChange {
  /** Name of the field: `title`, `severity`, `ccis`, `check.id`, ... */
  field: string;
  /** The value before. */
  old: unknown;
  /** The value after. */
  new: unknown;
  /** Of a title: what kind of change. */
  class?: ChangeClass;
}

/** A text that differs before normalizing only. */
export interface FormattingChange {
  /** Which of the texts. */
  field: string;
  /** `layout` where line breaks or indentation inside commands moved. */
  class: 'formatting' | 'layout';
  /** The text before. */
  old: string | null;
  /** The text after. */
  new: string | null;
}

/** Where identity and text disagree. */
export interface DiffSignal {
  /** What it is, for programs. */
  code:
    | 'revision-without-text'
    | 'text-without-revision'
    | 'duplicate-vuln-id'
    | 'duplicate-stig-id'
    | 'reissued'
    | 'reversed-order'
    | 'different-benchmark'
    | 'unknown-pair'
    | 'not-compared'
    | 'split-or-merge';
  /** The rule, where it is one. */
  vulnId: string | null;
  /** The rule, where it is one. */
  stigId: string | null;
  /** What it is, for people. */
  message: string;
}

/** Two rules that look alike. */
export interface MatchCandidate {
  oldVulnId: string | null;
  vulnId: string | null;
  oldStigId: string | null;
  stigId: string | null;
  oldTitle: string | null;
  title: string | null;
  /** Likeness from 0 to 1. */
  score: number;
}

/** What DISA's Revision History says of a release, beside what changed. */
export interface Announced {
  /** Number of entries of the Revision History that concern this STIG and release. */
  entries: number;
  /** Rules that changed and that the Revision History does not name. */
  unannounced: AnnouncedRule[];
  /** What it names and where nothing changed, or no such rule is. */
  notFound: { stigIds: string[]; text: string }[];
  /** Entries that name no rule (general remarks). */
  general: string[];
}

/** A changed rule that the Revision History does not name. */
export interface AnnouncedRule {
  vulnId: string | null;
  stigId: string | null;
  title: string | null;
  /** What changed: `added`, `removed`, `renumbered`, or names of fields. */
  changed: string[];
}
