import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/model/checklist.js';
import { isResultWord, RESULT_WORDS, resultOfStatus, resultRank, statusOfResult } from '../../src/model/result-word.js';

describe('result words', () => {
  it('vote as DISA and STIG Manager have it', () => {
    const votes = Object.fromEntries(RESULT_WORDS.map((word) => [word, statusOfResult(word)]));
    expect(votes).toEqual({
      pass: 'not_a_finding',
      fixed: 'not_a_finding',
      fail: 'open',
      notapplicable: 'not_applicable',
      ...{ error: 'not_reviewed', unknown: 'not_reviewed', notchecked: 'not_reviewed' },
      ...{ informational: 'not_reviewed', notselected: 'not_reviewed' },
    });
    expect(statusOfResult('{{result}}')).toBe('not_reviewed');
    expect(statusOfResult('Pass')).toBe('not_reviewed');
  });

  it('of a status is one that votes for it', () => {
    for (const status of STATUSES) expect(statusOfResult(resultOfStatus(status))).toBe(status);
  });

  it('are ordered worst first, an unknown word as unknown', () => {
    const sorted = ['notselected', 'pass', 'notchecked', 'fixed', 'unknown', 'fail', 'notapplicable', 'error'];
    expect(sorted.sort((a, b) => resultRank(a) - resultRank(b))).toEqual([
      ...['fail', 'error', 'unknown', 'notchecked', 'pass', 'fixed', 'notapplicable', 'notselected'],
    ]);
    expect(resultRank('gibberish')).toBe(resultRank('unknown'));
    expect(isResultWord('toString')).toBe(false);
  });
});
