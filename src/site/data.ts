/** What pages hand to their scripts. */
import type { Benchmark } from '../model/benchmark.js';

/** A release as the browser's comparison takes it: what the differ looks at, and where its check pages are. */
export interface ReleaseData {
  benchmark: Benchmark;
  /** Address of the check page of each rule from `compare.html`. */
  pages: string[];
}

/** What search.js is handed first. */
export interface SearchCore {
  count: number;
  perFile: number;
  /** Slug, short title, newest release, its date, number of the first rule. */
  stigs: [slug: string, title: string, release: string, date: string, first: number][];
  /** A digit a rule: its place in the severities, from the worst. */
  severities: string;
  changed: string;
  removed: string;
  /** Terms that are in too many rules to be looked for. */
  common: string[];
  /** Names of the files of terms. */
  shards: string[];
}

/** What a result shows: address in the STIG's folder without ending, V-id, STIG ID, title. */
export type SearchDocument = [page: string, id: string, stigId: string, title: string];

/** A term with the rules whose ids or title, and whose other texts hold it. */
export type SearchTerm = [term: string, head: string, body: string];
