import { describe, expect, it } from 'vitest';
import { withAnnounced } from '../../src/diff/announced.js';
import { diff } from '../../src/diff/index.js';
import type { RevisionEntry, RevisionHistory } from '../../src/model/documents.js';
import { writeDocument } from '../../src/write.js';
import { inventedBenchmark, inventedRule, NEXT } from '../support/invented.js';

const entry = (stigIds: string[], text: string, fields: Partial<RevisionEntry> = {}): RevisionEntry => ({
  releaseName: 'V1R2',
  date: '2025-04-01',
  document: null,
  heading: null,
  stigIds,
  text,
  ...fields,
});
const history = (...entries: RevisionEntry[]): RevisionHistory => ({
  kind: 'revision-history',
  title: null,
  product: null,
  releaseName: null,
  date: null,
  entries,
  sources: [],
});

const found = diff(
  inventedBenchmark([1, 2, 3, 4].map((n) => inventedRule(n))),
  inventedBenchmark(
    [
      inventedRule(1, { check: 'Look at it.', ruleId: 'SV-1r2_rule', revision: '2' }),
      inventedRule(2, { severity: 'high' }),
      inventedRule(3),
      inventedRule(4, { ruleId: 'SV-4r2_rule', revision: '2' }),
      inventedRule(5),
    ],
    NEXT,
  ),
);

describe('withAnnounced', () => {
  it('puts the words of DISA on each change, and lists what is missing on either side', () => {
    const d = withAnnounced(
      found,
      history(
        entry(['ACME-00-1', 'ACME-00-3'], 'Altered check.'),
        entry(['acme\u201300-1'], 'Corrected typo.'),
        entry(['ACME-00-4'], 'Rule number updated.'),
        entry(['ACME-00-9'], 'Removed rule.'),
        entry([], 'Rule numbers updated throughout.'),
        entry(['ACME-00-2'], 'Old news.', { releaseName: 'V1R1', date: '2025-01-01' }),
      ),
    );
    expect(d.contentChanged[0]!.announced).toEqual(['Altered check.', 'Corrected typo.']);
    expect(d.announced).toEqual({
      entries: 5,
      unannounced: [
        { vulnId: 'V-5', stigId: 'ACME-00-5', title: 'Title 5', changed: ['added'] },
        { vulnId: 'V-2', stigId: 'ACME-00-2', title: 'Title 2', changed: ['severity'] },
      ],
      notFound: [
        { stigIds: ['ACME-00-3'], text: 'Altered check.' },
        { stigIds: ['ACME-00-9'], text: 'Removed rule.' },
      ],
      general: ['Rule numbers updated throughout.'],
    });
    expect(found.announced).toBeUndefined();
    expect(found.contentChanged[0]!.announced).toBeUndefined();
  });

  it('leaves out what a package says of its other STIGs', () => {
    const d = withAnnounced(
      found,
      history(
        entry(['UMBR-00-1'], 'Altered fix.'),
        entry([], 'No change in this quarter.', { heading: 'Umbra STIG, V1R2' }),
        entry([], 'Much changed.', { heading: 'Acme STIG, V1R2' }),
      ),
      ['ACME-00-1', 'ACME-00-2'],
    );
    expect([d.announced!.entries, d.announced!.notFound, d.announced!.general]).toEqual([1, [], ['Much changed.']]);
  });

  it('takes every entry after the old release up to the new one', () => {
    const later = withAnnounced(
      { ...found, new: { ...found.new, releaseName: 'V1R3', release: '3', benchmarkDate: '2025-07-01' } },
      history(
        entry(['ACME-00-1'], 'In V1R2.'),
        entry(['ACME-00-2'], 'In V1R3.', { releaseName: 'V1R3', date: '2025-07-01' }),
        entry(['ACME-00-5'], 'Next.', { releaseName: 'V1R4', date: '2025-10-01' }),
      ),
    );
    expect(later.announced!.entries).toBe(2);
  });

  it('says it where the history has nothing of the release', async () => {
    const silent = withAnnounced(
      found,
      history(entry(['ACME-00-2'], 'Old.', { releaseName: 'V1R1', date: '2025-01-01' })),
    );
    expect(await writeDocument(silent, 'digest')).toContain(
      'Revision history 1\n  It has no entry for this STIG after',
    );
    const told = withAnnounced(found, history(entry(['ACME-00-2'], 'New.')));
    expect(await writeDocument(told, 'digest')).not.toContain('Revision history 1\n');
  });

  it('goes by release number where dates are lacking', () => {
    const undated = withAnnounced(
      { ...found, new: { ...found.new, releaseName: 'V1R10', release: '10', benchmarkDate: null } },
      history(
        ...['V1R1', 'V1R2', 'V1R9', 'V1R10', 'V1R11'].map((releaseName) =>
          entry(['ACME-00-1'], `In ${releaseName}.`, { releaseName, date: null }),
        ),
      ),
    );
    expect(undated.contentChanged[0]!.announced).toEqual(['In V1R2.', 'In V1R9.', 'In V1R10.']);
  });
});
