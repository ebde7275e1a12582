import type { Status } from './checklist.js';

/**
 * The result words of XCCDF, the worst first: where one rule was tested several times, the word that stands earlier here
 * speaks for it. What was not evaluated (error, unknown, notchecked) goes before a pass, because a part of the rule is
 * unknown; what does not concern the rule (informational, notapplicable, notselected) goes after it (FORMATS D.1, and the
 * truth tables of NISTIR 7275 rev. 4 for checks joined by AND).
 */
export const RESULT_WORDS = [
  'fail',
  'error',
  'unknown',
  'notchecked',
  'pass',
  'fixed',
  'informational',
  'notapplicable',
  'notselected',
] as const;

/** One of XCCDF's nine result words. */
export type ResultWord = (typeof RESULT_WORDS)[number];

/** Whether a word is one of XCCDF's. */
export function isResultWord(word: string): word is ResultWord {
  return (RESULT_WORDS as readonly string[]).includes(word);
}

/** Place in the order worst first. A word that XCCDF does not know counts as `unknown`. */
export function resultRank(word: string): number {
  return RESULT_WORDS.indexOf(isResultWord(word) ? word : 'unknown');
}

/**
 * The status that a result word votes for: `not_reviewed` where it votes for nothing. Never does an error or an unknown
 * become a finding, nor informational a pass (FORMATS D.2).
 */
export function statusOfResult(word: string): Status {
  switch (word) {
    case 'pass':
    case 'fixed':
      return 'not_a_finding';
    case 'fail':
      return 'open';
    case 'notapplicable':
      return 'not_applicable';
    default:
      return 'not_reviewed';
  }
}

/** The result word that a status is written as. */
export function resultOfStatus(status: Status): ResultWord {
  switch (status) {
    case 'open':
      return 'fail';
    case 'not_a_finding':
      return 'pass';
    case 'not_applicable':
      return 'notapplicable';
    case 'not_reviewed':
      return 'notchecked';
  }
}
