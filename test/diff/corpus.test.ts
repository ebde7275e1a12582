import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/index.js';
import { plain } from '../../src/diff/normalize.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { Edit, ReleaseDiff } from '../../src/model/release-diff.js';
import { readSource } from '../../src/read.js';
import { writeDocument } from '../../src/write.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

const PAIRS: [string, string][] = [
  ['U_RHEL_9_STIG_V2R7', 'U_RHEL_9_STIG_V2R8'],
  ['disa-stig-rhel9-v1r1', 'disa-stig-rhel9-v1r2'],
  ['disa-stig-rhel9-v1r2', 'U_RHEL_9_STIG_V2R8'],
  ['disa-stig-sle12-v2r2', 'U_SLES_12_STIG_V2R3'],
  ['U_MS_IE11_STIG_V1R19', 'U_MS_IE11_STIG_V2R1'],
  ['U_Google_Chrome_STIG_V2R10', 'U_Google_Chrome_STIG_V2R11'],
  ['U_MS_Edge_V2R4', 'U_MS_Edge_V2R5'],
  ['U_Kubernetes_STIG_V1R1', 'U_Kubernetes_STIG_V1R2'],
  ['U_Apache_Tomcat_Application_Server_9_STIG_V2R2', 'U_Apache_Tomcat_Application_Server_9_STIG_V2R3'],
  ['U_Active_Directory_Domain_STIG_V2R10', 'U_Active_Directory_Domain_STIG_V2R11'],
  ['U_MS_IE11_STIG_V2R1', 'U_Kubernetes_STIG_V1R2'],
];

const cache = new Map<string, Promise<Benchmark>>();

function benchmark(path: string): Promise<Benchmark> {
  let found = cache.get(path);
  if (found === undefined) {
    found = readSource(sourceOf(path)).then(({ documents }) => documents[0] as Benchmark);
    cache.set(path, found);
  }
  return found;
}

async function pair([old, now]: [string, string]): Promise<[Benchmark, Benchmark]> {
  const path = (name: string) => corpusFiles('xccdf').find((file) => basename(file).startsWith(name))!;
  return [await benchmark(path(old)), await benchmark(path(now))];
}

const joined = (edits: readonly Edit[], without: Edit['op']) =>
  edits
    .filter((edit) => edit.op !== without)
    .map((edit) => edit.text)
    .join('');

function touched(d: ReleaseDiff): Set<string> {
  const lists = [d.renumbered, d.contentChanged, d.metadataChanged, d.formattingOnly];
  return new Set(lists.flatMap((list) => list.map((e) => JSON.stringify([e.vulnId, e.ruleId, e.stigId]))));
}

describe.skipIf(!hasCorpus).each(PAIRS)(`%s against %s: ${NEEDS_CORPUS}`, (...names) => {
  it('accounts for every rule of both releases', async () => {
    const [old, now] = await pair(names);
    const d = diff(old, now);
    const matched = Object.values(d.matched).reduce((a, b) => a + b, 0);
    expect(d.added.length + matched).toBe(now.rules.length);
    expect(d.removed.length + matched).toBe(old.rules.length);
    expect(touched(d).size + d.unchanged).toBe(matched);
  });

  it('gives both texts to the letter by its edits, and changes only where the normalized texts differ', async () => {
    const [old, now] = await pair(names);
    const d = diff(old, now);
    for (const { fields, formatting } of d.contentChanged) {
      for (const { old: before, new: after, edits, field } of fields) {
        expect(joined(edits, 'insert'), field).toBe(before ?? '');
        expect(joined(edits, 'delete'), field).toBe(after ?? '');
        expect(plain(before)).not.toBe(plain(after));
        expect(edits.some((edit) => edit.op !== 'equal' && !edit.formatting)).toBe(true);
      }
      for (const f of formatting ?? []) expect(plain(f.old)).toBe(plain(f.new));
    }
    for (const { fields } of d.formattingOnly) {
      for (const f of fields) {
        expect(f.old).not.toBe(f.new);
        expect(plain(f.old)).toBe(plain(f.new));
      }
    }
  });

  it('adds one way what it removes the other way', async () => {
    const [old, now] = await pair(names);
    const ids = (list: { vulnId: string | null }[]) => list.map((e) => e.vulnId);
    expect(ids(diff(old, now).added)).toEqual(ids(diff(now, old).removed));
    expect(ids(diff(old, now).removed)).toEqual(ids(diff(now, old).added));
  });

  it('gives the same bytes twice, in every form', async () => {
    const [old, now] = await pair(names);
    const d = diff(old, now);
    expect(JSON.stringify(diff(old, now))).toBe(JSON.stringify(d));
    for (const as of ['text', 'markdown', 'html', 'csv'] as const) {
      expect(await writeDocument(diff(old, now), 'digest', { as })).toBe(await writeDocument(d, 'digest', { as }));
    }
  });
});

describe.skipIf(!hasCorpus)(`releases: ${NEEDS_CORPUS}`, () => {
  it.each(corpusFiles('xccdf').map((path) => [path.slice(CORPUS.length + 1), path]))(
    '%s does not differ from itself',
    async (_, path) => {
      const b = await benchmark(path);
      const d = diff(b, structuredClone(b));
      const lists = [
        d.added,
        d.removed,
        d.renumbered,
        d.contentChanged,
        d.metadataChanged,
        d.formattingOnly,
        d.benchmarkChanged,
        d.candidates,
      ];
      expect(lists.map((list) => list.length)).toEqual(lists.map(() => 0));
      expect(d.unchanged).toBe(b.rules.length);
      expect(d.signals.filter((s) => !s.code.startsWith('duplicate'))).toEqual([]);
    },
  );

  it('joins all 137 rules of IE 11 by legacy ids, one text of which changed its meaning', async () => {
    const d = diff(...(await pair(['U_MS_IE11_STIG_V1R19', 'U_MS_IE11_STIG_V2R1'])));
    expect([d.added.length, d.removed.length, d.matched.legacyId]).toEqual([0, 0, 137]);
    expect(d.contentChanged.map((e) => [e.vulnId, ...e.fields.map((f) => `${f.field} ${f.class}`)])).toEqual([
      ['V-223016', 'discussion wording'],
      ['V-223078', 'discussion wording'],
      ['V-250540', 'discussion wording', 'check criterion', 'fix command'],
      ['V-250541', 'discussion wording'],
    ]);
    const strict = diff(...(await pair(['U_MS_IE11_STIG_V1R19', 'U_MS_IE11_STIG_V2R1'])), { match: 'vuln-id' });
    expect([strict.added.length, strict.removed.length]).toEqual([137, 137]);
  });

  it('gives the digest of the release page for the real release against one with another fix and other blanks', async () => {
    const page = readFileSync(join(CORPUS, '../renderings/release-page.txt'), 'utf8').split('\n');
    const from = page.findIndex((line) => line.startsWith('Digest of Updates'));
    const real = await benchmark(corpusFiles('xccdf').find((file) => file.includes('Mirantis'))!);
    const prior: Benchmark = { ...real, version: '1', releaseName: 'V1R1', benchmarkDate: '2024-01-01' };
    const other = (text: string | null, i: number) =>
      `\u00a0${text?.replace(/ /, i % 2 === 0 ? '<br/>' : '\u200b ')}\r\n`;
    prior.rules = real.rules.map((rule, i) => {
      const text =
        rule.vulnId === 'V-260909' ? rule.fix!.text!.replace('(URL must be https)', '') : other(rule.fix!.text, i);
      return { ...rule, fix: { ...rule.fix!, text }, fixes: [{ ...rule.fix!, text }] };
    });
    const digest = ((await writeDocument(diff(prior, real), 'digest', { digest: { noDiff: true } })) as string).split(
      '\n',
    );
    expect(digest.slice(0, 4)).toEqual(page.slice(from, from + 4));
    expect(page[from + 4]).toBe('- RMF Control');
    expect(digest).toContain(`Formatting only ${real.rules.length - 1}`);
  });

  it('finds 21 rules added to SLES 12, and 2 removed', async () => {
    const d = diff(...(await pair(['disa-stig-sle12-v2r2', 'U_SLES_12_STIG_V2R3'])));
    expect([d.added.length, d.removed.length, d.contentChanged.length]).toEqual([21, 2, 34]);
  });

  it('says that two STIGs are two, that releases were swapped, and which ids repeat', async () => {
    const codes = (d: ReleaseDiff) => [...new Set(d.signals.map((s) => s.code))];
    expect(codes(diff(...(await pair(['U_MS_IE11_STIG_V2R1', 'U_Kubernetes_STIG_V1R2']))))).toContain(
      'different-benchmark',
    );
    expect(codes(diff(...(await pair(['U_RHEL_9_STIG_V2R8', 'U_RHEL_9_STIG_V2R7']))))).toContain('reversed-order');
    const firefox = await benchmark(corpusFiles('xccdf').find((file) => file.includes('firefox'))!);
    expect(codes(diff(firefox, firefox))).toEqual(['duplicate-vuln-id', 'duplicate-stig-id']);
  });

  it('classes real changes as a person would', async () => {
    const found: Record<string, string> = {};
    for (const names of PAIRS) {
      for (const e of diff(...(await pair(names))).contentChanged) {
        for (const f of e.fields) found[`${names[1]} ${e.vulnId} ${f.field}`] ??= f.class;
      }
    }
    const rhel = 'U_RHEL_9_STIG_V2R8';
    const sles = 'U_SLES_12_STIG_V2R3';
    expect(found).toMatchObject({
      // A note makes the rule Not Applicable on some systems.
      [`${rhel} V-257787 check`]: 'criterion',
      // "takes appropriate action" became another condition of a finding.
      [`${rhel} V-258162 check`]: 'criterion',
      // Another command finds the files; the sentence about a finding stands.
      [`${rhel} V-257889 check`]: 'command',
      // Only a paragraph was pasted twice into the discussion.
      [`${rhel} V-257792 discussion`]: 'wording',
      // References to SRGs are no values.
      [`${rhel} V-258230 discussion`]: 'wording',
      // The home directory in the output shown is another.
      [`${rhel} V-257890 check`]: 'value',
      // `#` became `>` before a command: who types it is another.
      [`${sles} V-217123 check`]: 'command',
      // Quotes around 60 went.
      [`${sles} V-217130 fix`]: 'punctuation',
      // The umask of Tomcat: 007 became 0027.
      'U_Apache_Tomcat_Application_Server_9_STIG_V2R3 V-222946 discussion': 'value',
      // `or it is set to a valid path` got its missing `not`.
      'U_Kubernetes_STIG_V1R2 V-242465 check': 'criterion',
      'U_Active_Directory_Domain_STIG_V2R11 V-36438 check': 'criterion',
    });
  });
});
