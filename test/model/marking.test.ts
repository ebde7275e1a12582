import { describe, expect, it } from 'vitest';
import { highestMarking, isProtected } from '../../src/model/marking.js';

describe('the marking of several things', () => {
  it.each([
    [['CUI', 'UNCLASSIFIED', null, ''], 'CUI'],
    [['UNCLASSIFIED', 'Unclassified'], 'Unclassified'],
    [['SECRET', 'CUI', 'TOP SECRET//SI'], 'TOP SECRET//SI'],
    [['UNCLASSIFIED//FOUO', 'UNCLASSIFIED'], 'UNCLASSIFIED//FOUO'],
    [['(S)', 'CUI'], '(S)'],
    // None of the two says less: both stand.
    [['SECRET//NOFORN', 'SECRET//REL TO USA, GBR'], 'SECRET//NOFORN | SECRET//REL TO USA, GBR'],
    // A word nobody knows is never dropped.
    [['Company secret sauce', 'CUI'], 'CUI | Company secret sauce'],
    [[null, '  '], null],
    [[], null],
  ])('of %j is %j', (markings, highest) => {
    expect(highestMarking(markings)).toBe(highest);
    expect(highestMarking([...markings].reverse())).toBe(highest);
  });

  it('protects all but what says that there is nothing to protect', () => {
    expect(['Unclassified', 'UNCLASSIFIED', 'U', '', null, 'PUBLIC RELEASE'].map(isProtected)).not.toContain(true);
    expect(['CUI', 'SECRET', 'Unclassified//FOUO', 'NATO RESTRICTED'].map(isProtected)).not.toContain(false);
  });
});
