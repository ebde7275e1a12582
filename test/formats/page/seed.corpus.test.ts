import { describe, expect, it } from 'vitest';
import { writeReleasePage } from '../../../src/formats/page/release-write.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import type { ReleaseDiff } from '../../../src/model/release-diff.js';
import { writeDocument } from '../../../src/write.js';
import { corpusFiles, hasCorpus, sourceOf } from '../../support/corpus.js';
import { benchmarkIn, fold, hasRenderings, NEEDS_RENDERINGS, rendering } from '../../support/pages.js';

/** The page shows the release as first issued, the XCCDF at hand is a later issue under the same number. */
const REISSUED = ['V-260903', 'V-260906', 'V-260909', 'V-260911', 'V-260938', 'V-260942'];

describe.skipIf(!hasCorpus || !hasRenderings)(`the pages the project began from: ${NEEDS_RENDERINGS}`, () => {
  const xccdf = () => benchmarkIn(sourceOf(corpusFiles('xccdf').find((name) => name.includes('Mirantis'))!));

  it('reads the release page as what the XCCDF says, but for six Rule IDs', async () => {
    const [page, file] = [await benchmarkIn(rendering('release-page.txt')), await xccdf()];
    expect(page.title).toBe('Mirantis Kubernetes Engine Security Technical Implementation Guide');
    expect([page.id, page.version, page.release, page.releaseName]).toEqual([null, null, null, null]);
    const severities = page.rules.map((rule) => rule.severity);
    expect(['high', 'medium', 'low'].map((s) => severities.filter((severity) => severity === s).length)).toEqual([
      3, 40, 1,
    ]);
    const shown = (b: Benchmark) =>
      b.rules.map((rule) => ({
        vulnId: rule.vulnId,
        stigId: rule.stigId,
        severity: rule.severity,
        cci: rule.ccis[0],
        controls: rule.controls
          .filter((control) => control.ccis.includes(rule.ccis[0]!))
          .map((control) => control.control),
        check: [rule.check!.id, fold(rule.check!.text)],
        fix: [rule.fix!.id, fold(rule.fix!.text)],
      }));
    expect(shown(page)).toEqual(shown(file));
    const other = page.rules.filter((rule, i) => rule.ruleId !== file.rules[i]!.ruleId).map((rule) => rule.vulnId);
    expect(other).toEqual(REISSUED);
    expect(page.rules.every((rule) => rule.flattened && rule.discussion === null)).toBe(true);
  });

  it('reads its digest, which gives a title', async () => {
    const page = await benchmarkIn(rendering('release-page.txt'));
    const title = 'MKE must be configured to integrate with an Enterprise Identity Provider.';
    expect(page.pageDigest).toEqual({
      priorRelease: 'V1R1',
      entries: [{ section: 'contentChanged', vulnId: 'V-260909', severity: 'medium', fields: ['fix'], title }],
    });
    expect(page.rules.filter((rule) => rule.title !== null).map((rule) => [rule.vulnId, rule.title])).toEqual([
      ['V-260909', title],
    ]);
  });

  it('writes what it read as the same text', async () => {
    const source = rendering('release-page.txt');
    const written = String(await writeDocument(await benchmarkIn(source), 'release-page'));
    expect(written.split('\n')).toEqual(`${source.text}\n`.split('\n'));
  });

  it('writes the XCCDF and the release before as the same text, but for six Rule IDs', async () => {
    const source = rendering('release-page.txt');
    const file = await xccdf();
    const prior = { ...file, version: '1', releaseName: 'V1R1' };
    const written = String(
      await writeReleasePage(file, { prior }, { report: () => {}, compare: onlyFixOf('V-260909') }),
    );
    const other = new Map(file.rules.map((rule) => [`- ${rule.ruleId}`, rule.vulnId!]));
    const ruleIds = new Map(
      (await benchmarkIn(source)).rules.map((rule) => [rule.vulnId!, `- ${rule.ruleId}`] as const),
    );
    const lines = written.split('\n').map((line) => {
      const vulnId = other.get(line);
      return vulnId !== undefined && REISSUED.includes(vulnId) ? ruleIds.get(vulnId)! : line;
    });
    expect(lines).toEqual(`${source.text}\n`.split('\n'));
  });

  it('reads the check page', async () => {
    const [page, file] = [await benchmarkIn(rendering('check-page.txt')), await xccdf()];
    const [rule] = page.rules;
    const same = file.rules.find(({ vulnId }) => vulnId === 'V-260937')!;
    expect([page.title, page.releaseName]).toEqual(['Mirantis Kubernetes Engine STIG', 'V1R1']);
    for (const field of ['ruleId', 'stigId', 'severity', 'groupTitle', 'title', 'ccis', 'controls'] as const) {
      expect(rule![field]).toEqual(same[field]);
    }
    for (const text of [
      (r: typeof same) => r.discussion,
      (r: typeof same) => r.check!.text,
      (r: typeof same) => r.fix!.text,
    ]) {
      expect(text(rule!)).toBe(fold(text(same)));
    }
    expect(rule!.cciDefinitions?.map(({ id }) => id)).toEqual(['CCI-002233']);
    expect(rule!.expertComments).toBeUndefined();
  });

  it('writes the check page as the same text, line for line', async () => {
    const source = rendering('check-page.txt');
    const written = String(await writeDocument(await benchmarkIn(source), 'check-page'));
    expect(written.split('\n')).toEqual(`${source.text}\n`.split('\n'));
  });
});

/** A comparison that finds what the seed's digest shows. */
function onlyFixOf(vulnId: string) {
  return (before: Benchmark, after: Benchmark): ReleaseDiff => {
    const rule = after.rules.find((r) => r.vulnId === vulnId)!;
    const { stigId, ruleId, severity, title } = rule;
    const fields = [{ field: 'fix' as const, class: 'wording' as const, old: null, new: null, edits: [] }];
    const side = (b: Benchmark) => ({ ...b, ruleCount: b.rules.length });
    return {
      kind: 'release-diff',
      old: side(before),
      new: side(after),
      added: [],
      removed: [],
      renumbered: [],
      contentChanged: [{ vulnId, stigId, ruleId, severity, title, matchedBy: 'vulnId', triage: 'text-only', fields }],
      metadataChanged: [],
      formattingOnly: [],
      unchanged: after.rules.length - 1,
      matched: { vulnId: after.rules.length, ruleId: 0, legacyId: 0, stigId: 0, pair: 0 },
      benchmarkChanged: [],
      signals: [],
      candidates: [],
    };
  };
}
