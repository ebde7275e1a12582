import type { Overview, PageDigest, RevisionHistory } from './documents.js';
import type { Extra } from './extra.js';
import type { Category, Severity } from './severity.js';
import type { SourceFile } from './source-file.js';

/** What names one release of one STIG or SRG, without its rules. */
export interface BenchmarkIdentity {
  /** XCCDF Benchmark id without a SCAP prefix, such as `RHEL_9_STIG`. */
  id: string | null;
  /** `Red Hat Enterprise Linux 9 Security Technical Implementation Guide`. */
  title: string | null;
  /** Text of `version`, trimmed: `2`. Of a SCAP benchmark (`002.008`) the version part. */
  version: string | null;
  /** Release out of the release-info text: `1`, also `0.1` for drafts. */
  release: string | null;
  /** `V2R1`, where version and release are known. */
  releaseName: string | null;
  /** ISO date out of the release-info text. */
  benchmarkDate: string | null;
  /** The release-info text as it stands: `Release: 1 Benchmark Date: 24 Jul 2024`. */
  releaseInfo: string | null;
}

/** One release of one STIG or SRG. */
export interface Benchmark extends BenchmarkIdentity {
  /** Address of the JSON Schema, in written JSON only. */
  $schema?: string;
  kind: 'benchmark';
  /** The id as the source has it; differs from `id` in SCAP content (`xccdf_mil.disa.stig_benchmark_RHEL_8_STIG`). */
  sourceId: string | null;
  /** What the release says of itself. */
  description: string | null;
  /** Text of `status`: `accepted`, `draft`, `deprecated`. */
  status: string | null;
  /** The `date` of `status`, the day of approval; it need not be the benchmark date. */
  statusDate: string | null;
  /** Terms of use. */
  notice: Notice | null;
  /** `dc:publisher` of the benchmark's reference: `DISA`. */
  publisher: string | null;
  /** `dc:source` of the benchmark's reference: `STIG.DOD.MIL`. */
  source: string | null;
  /** Version of DISA's generator: `3.5`. */
  generator: string | null;
  /** Version of DISA's rules for writing: `1.10.0`. */
  conventionsVersion: string | null;
  /** Selections of rules by mission category and confidentiality. */
  profiles: Profile[];
  /** Rules in document order. Two may share a V-id or a STIG ID: nothing is keyed by one id alone. */
  rules: Rule[];
  /** The inputs this was read from. */
  sources: SourceFile[];
  /** DISA's Overview document of the package, where it was at hand. */
  overview?: Overview;
  /** DISA's Revision History document of the package, where it was at hand. */
  revisionHistory?: RevisionHistory;
  /** The Digest of Updates that a release page shows. */
  pageDigest?: PageDigest;
  /** What the source has beyond the model. */
  extra?: Extra;
}

/** A benchmark's notice. DISA's is empty, with the id `terms-of-use`; the id is what a CKL carries. */
export interface Notice {
  /** `terms-of-use`. */
  id: string | null;
  /** The words, most often none. */
  text: string;
}

/** A profile and what it selects. */
export interface Profile {
  /** `MAC-1_Classified`. */
  id: string;
  /** `I - Mission Critical Classified`. */
  title: string | null;
  /** As it stands; DISA's is the empty `<ProfileDescription></ProfileDescription>`. */
  description: string | null;
  /** Ids the profile selects, in document order: group ids (`V-260903`) in DISA's manual files, rule ids elsewhere. */
  selects: string[];
  /** What the source has beyond the model. */
  extra?: Extra;
}

/** A group around a rule, from the outermost to the innermost. */
export interface GroupNode {
  /** The group's id, in DISA's files the V-id. */
  id: string | null;
  /** In DISA's files the SRG id. */
  title: string | null;
  /** As it stands. */
  description: string | null;
  /** What the source has beyond the model. */
  extra?: Extra;
}

/** What is to be checked. */
export interface Check {
  /** `C-64632r966064_chk`: the check's `system`, where that is no URI. */
  id: string | null;
  /** URI of the checking system (OVAL, OCIL), where `system` is one. */
  system: string | null;
  /** Where the check comes from, where that is said. */
  contentRef: ContentRef | null;
  /** The check text, as it stands. */
  text: string | null;
  /** What the source has beyond the model. */
  extra?: Extra;
}

/** Where the check content lives. In manual files `name` is `M` (manual), `I` in few, and `href` an old file name. */
export interface ContentRef {
  /** `M` in DISA's manual files. */
  name: string | null;
  /** A file name. */
  href: string | null;
}

/** How a finding is mended. */
export interface Fix {
  /** `F-64540r966065_fix`: the id of `fix`, else the `fixref` of `fixtext`. */
  id: string | null;
  /** The fix text, as it stands. */
  text: string | null;
  /** What the source has beyond the model. */
  extra?: Extra;
}

/** A reference of a rule, in Dublin Core terms. */
export interface Reference {
  /** An address. */
  href: string | null;
  /** `DPMS Target Red Hat Enterprise Linux 9`. */
  title: string | null;
  /** `DISA`. */
  publisher: string | null;
  /** `DPMS Target`. */
  type: string | null;
  /** The product: `Red Hat Enterprise Linux 9`. */
  subject: string | null;
  /** In DISA's files the target key: `5446`. */
  identifier: string | null;
  /** What the source has beyond the model. */
  extra?: Extra;
}

/** A control of NIST SP 800-53 that a rule's CCIs map to. */
export interface Control {
  /** The revision of SP 800-53. */
  revision: 4 | 5;
  /** In DISA's spelling, to the enhancement: `AC-6 (8)`. */
  control: string;
  /** The control without enhancement: `AC-6`. */
  base: string;
  /** NIST's title, where known. */
  title: string | null;
  /** The rule's CCIs that lead here. */
  ccis: string[];
}

/** What a CCI demands, in DISA's words. */
export interface CciDefinition {
  /** `CCI-000366`. */
  id: string;
  /** DISA's words. */
  definition: string;
}

/**
 * One requirement of a STIG. `null` means that the source does not carry the field; `""` that it is there and empty.
 * Texts are never trimmed or changed.
 */
export interface Rule {
  /** Group id, DISA's "Vuln ID": `V-260903`. */
  vulnId: string | null;
  /** Rule id without a SCAP prefix: `SV-260903r986160_rule`. */
  ruleId: string | null;
  /** The number after `r` in the rule id: `986160`. */
  revision: string | null;
  /** The rule's `version`, DISA's "STIG ID": `CNTR-MK-000940`. */
  stigId: string | null;
  /** The source's, without any override. */
  severity: Severity;
  /** Derived from the severity. */
  category: Category;
  /** `10.0` in all of DISA's files; a string, as every number that is a name. */
  weight: string | null;
  /** What is required, in one sentence. */
  title: string | null;
  /** Title of the group: the SRG id. */
  groupTitle: string | null;
  /** Description of the group, as it stands. */
  groupDescription: string | null;
  /** The groups around the rule, outermost first. */
  groupTree: GroupNode[];
  /** VulnDiscussion. */
  discussion: string | null;
  /** FalsePositives. */
  falsePositives: string | null;
  /** FalseNegatives. */
  falseNegatives: string | null;
  /** The text `true` or `false`. */
  documentable: string | null;
  /** Mitigations. */
  mitigations: string | null;
  /** SeverityOverrideGuidance; a CKL calls it Security_Override_Guidance. */
  severityOverrideGuidance: string | null;
  /** PotentialImpacts; a CKL calls it Potential_Impact. */
  potentialImpacts: string | null;
  /** ThirdPartyTools. */
  thirdPartyTools: string | null;
  /** MitigationControl. */
  mitigationControl: string | null;
  /** One entry for each Responsibility element: it repeats (Outlook 2010 V1R13). `null` where there is none. */
  responsibility: string[] | null;
  /** IAControls, of the time before CCIs. */
  iaControls: string | null;
  /** The rule's description where it holds none of DISA's elements (content of others); else `null`. */
  description: string | null;
  /** The first check. */
  check: Check | null;
  /** Every check, the first included (Voice Video Services Policy has up to three in a rule). */
  checks: Check[];
  /** The first fix. */
  fix: Fix | null;
  /** Every fix, the first included. */
  fixes: Fix[];
  /** CCIs in document order, each once: `CCI-001133`. */
  ccis: string[];
  /** Controls of SP 800-53 that the CCIs map to, Rev 5 before Rev 4, each in the order of the CCIs. */
  controls: Control[];
  /** Ids of before the renumbering of 2020 (`V-102277`, `SV-111239`), in document order, each once. */
  legacyIds: string[];
  /** What the rule refers to; in DISA's files the product. */
  references: Reference[];
  /** Identifier of the first reference. */
  targetKey: string | null;
  /** What experts noted beside the rule: a check page's section Expert Comments, or a file of comments. */
  expertComments?: string;
  /** Definitions of CCIs, where the source prints them (check pages do). */
  cciDefinitions?: CciDefinition[];
  /** Names of the inputs the rule was read from, where a benchmark was merged from several. */
  sources?: string[];
  /** True where the source had lost its line breaks (a page's text): commands stand on one line. */
  flattened?: boolean;
  /** What the source has beyond the model. */
  extra?: Extra;
}
