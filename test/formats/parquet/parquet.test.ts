import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import type { Benchmark } from '../../../src/model/benchmark.js';
import type { Checklist } from '../../../src/model/checklist.js';
import { report } from '../../../src/report/index.js';
import { writeDocument } from '../../../src/write.js';
import { arbitraryChecklist } from '../../support/arbitrary-checklists.js';
import { benchmarkOfText, corpusBenchmarks, exampleBenchmark, ruleWith } from '../../support/benchmarks.js';
import { readChecklist } from '../../support/checklist-files.js';
import { checklistOf } from '../../support/checklists.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { nastyText } from '../../support/nasty-text.js';
import { metadataOf, type Row, readWithDuckdb, readWithHyparquet } from '../../support/parquet.js';

// biome-ignore lint/suspicious/noExplicitAny: JSON as anybody reads it, without our types.
type Json = any;

/** What the JSON writer says of a rule, by the columns it is to stand in. */
function ruleOf(rule: Json): Row {
  const { groupTree, check, checks, fix, fixes, controls, references, extra, flattened, sources, ...same } = rule;
  const of = (revision: number) => controls.filter((c: Json) => c.revision === revision).map((c: Json) => c.control);
  return {
    ...same,
    checkId: check?.id ?? null,
    checkSystem: check?.system ?? null,
    checkContentName: check?.contentRef?.name ?? null,
    checkContentHref: check?.contentRef?.href ?? null,
    checkText: check?.text ?? null,
    furtherCheckIds: checks.slice(1).map((c: Json) => c.id),
    furtherCheckTexts: checks.slice(1).map((c: Json) => c.text),
    fixId: fix?.id ?? null,
    fixText: fix?.text ?? null,
    furtherFixIds: fixes.slice(1).map((f: Json) => f.id),
    furtherFixTexts: fixes.slice(1).map((f: Json) => f.text),
    controlsRev5: of(5),
    controlsRev4: of(4),
  };
}

function releaseOf({ id, title, version, release, releaseName, benchmarkDate }: Json): Row {
  return { benchmarkId: id, benchmarkTitle: title, version, release, releaseName, benchmarkDate };
}

function sourceOf({ sources }: Json): Row {
  return { file: sources[0]?.name ?? null, fileSha256: sources[0]?.sha256 ?? null };
}

/** The rows that a document's JSON comes to. */
async function rowsOf(document: Benchmark | Checklist): Promise<Row[]> {
  const json = JSON.parse((await writeDocument(document, 'json')) as string);
  if (json.kind === 'benchmark') {
    return json.rules.map((rule: Json) => ({ ...sourceOf(json), ...releaseOf(json), ...ruleOf(rule) }));
  }
  const { comment, targetKey, ...asset } = json.asset;
  const host = [asset.hostName, asset.fqdn, asset.ipAddress, asset.macAddress, json.title].find((n) => n?.trim());
  const site = [asset.webDbSite, asset.webDbInstance].filter((n) => n?.trim()).join('/');
  return json.stigs.flatMap((stig: Json, i: number) =>
    stig.reviews.map(({ rule, result, stigUuid: _, ...answer }: Json) => ({
      asset: host === undefined ? null : site === '' ? host : `${host} (${site})`,
      ...sourceOf(json),
      checklistTitle: json.title,
      checklistId: json.id,
      ...asset,
      assetComment: comment,
      assetTargetKey: targetKey,
      stigNumber: i + 1,
      stigUuid: stig.uuid,
      ...releaseOf(stig.benchmark),
      ...answer,
      scanResult: result?.result ?? null,
      scanner: result?.testSystem ?? null,
      scanTime: result?.time ?? null,
      ...ruleOf(rule),
    })),
  );
}

async function written(document: Benchmark | Checklist): Promise<{ bytes: Uint8Array; reported: Diagnostic[] }> {
  const reported: Diagnostic[] = [];
  const bytes = await writeDocument(document, 'parquet', {}, (d) => reported.push(d));
  return { bytes: bytes as Uint8Array, reported };
}

/** Both readers find what the JSON writer says, value for value. */
async function expectSame(document: Benchmark | Checklist): Promise<void> {
  const { bytes, reported } = await written(document);
  const rows = await rowsOf(document);
  expect(reported).toEqual([]);
  expect(await readWithHyparquet(bytes)).toEqual(rows);
  expect(await readWithDuckdb(bytes)).toEqual(rows);
}

const HOSTS = resolve(import.meta.dirname, '../../../examples/hosts');
const examples = readdirSync(HOSTS).filter((name) => /\.cklb?$/.test(name));

describe('Parquet', () => {
  it('holds every rule of a benchmark, as JSON does', async () => {
    await expectSame(await exampleBenchmark());
  });

  it.each(examples)('holds every review of %s, as JSON does', async (name) => {
    await expectSame(readChecklist(join(HOSTS, name)).checklist);
  });

  it('holds several checks and fixes, missing ones, and a scanner word', async () => {
    const check = { id: 'C-1', system: null, contentRef: { name: 'M', href: 'a.xml' }, text: 'One.' };
    const oval = { id: null, system: 'http://oval', contentRef: null, text: null };
    const fix = { id: 'F-1', text: '' };
    const rules = [
      await ruleWith({ check, checks: [check, oval], fix, fixes: [fix, { id: null, text: 'Two.' }] }),
      await ruleWith({ check: null, checks: [], fix: null, fixes: [], responsibility: ['ISSO', ''], discussion: null }),
    ];
    const benchmark = { ...(await exampleBenchmark()), rules };
    await expectSame(benchmark);
    const result = { result: 'error', testSystem: 'cpe:/a:x', time: '2025-07-09T01:02:03' };
    const checklist = checklistOf(benchmark, [{ result }, { severityOverride: 'low' }]);
    await expectSame({ ...checklist, asset: { ...checklist.asset, webOrDatabase: true, webDbSite: 'shop' } });
  });

  it('holds a document without rules, which has columns still', async () => {
    const { bytes } = await written({ ...(await exampleBenchmark()), rules: [] });
    expect(await readWithDuckdb(bytes)).toEqual([]);
    expect(metadataOf(bytes).columns).toHaveLength(46);
  });

  it.each([
    ['carriage returns', 'a\r\nb\rc\n'],
    ['blanks of every kind', '\u00a0 \t a\u200b \u2028 '],
    ['a byte order mark', '\ufeffa'],
    ['a NUL', 'a\0b'],
    ['characters of four bytes', '𝒳😀'],
    ['what looks like another type', 'null'],
    ['a long text', 'x'.repeat(70_000)],
  ])('keeps %s to the byte', async (_, text) => {
    await expectSame(await benchmarkOfText(text));
  });

  it('keeps any text to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, async (text) => {
        const benchmark = await benchmarkOfText(text);
        const { bytes } = await written(benchmark);
        expect(await readWithHyparquet(bytes)).toEqual(await rowsOf(benchmark));
      }),
      { numRuns: 100 },
    );
  });

  it('holds any checklist, as JSON does', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryChecklist(), async (checklist) => {
        const { bytes } = await written(checklist);
        expect(await readWithHyparquet(bytes)).toEqual(await rowsOf(checklist));
      }),
      { numRuns: 30 },
    );
  });

  it('says where half a character became U+FFFD, each time', async () => {
    const rule = await ruleWith({ title: 'a\ud83d', discussion: '\udc00\ud800b' });
    const { bytes, reported } = await written({ ...(await exampleBenchmark()), rules: [rule, rule] });
    for (const rows of [await readWithHyparquet(bytes), await readWithDuckdb(bytes)]) {
      expect(rows.map(({ title, discussion }) => [title, discussion])).toEqual([
        ['a\ufffd', '\ufffd\ufffdb'],
        ['a\ufffd', '\ufffd\ufffdb'],
      ]);
    }
    const said = [
      'half a character that UTF-8 cannot hold in title became U+FFFD',
      '2 halves of characters that UTF-8 cannot hold in discussion became U+FFFD',
    ];
    expect(reported.map(({ message }) => message)).toEqual([...said, ...said]);
    expect(new Set(reported.map(({ code, rule: id }) => `${code} ${id}`))).toEqual(
      new Set([`characters-replaced ${rule.vulnId}`]),
    );
  });

  it.each(['24 July 2024', '2025-02-30', '2025-13-01', ''])('says that %j is no date, and holds NULL', async (date) => {
    const benchmark = { ...(await exampleBenchmark()), rules: [await ruleWith({})], benchmarkDate: date };
    const { bytes, reported } = await written(benchmark);
    expect((await readWithDuckdb(bytes))[0]!.benchmarkDate).toBeNull();
    expect(reported).toMatchObject([{ code: 'not-carried', severity: 'warning' }]);
    expect(reported[0]!.message).toContain(JSON.stringify(date));
  });

  it('is the same bytes at another time, and says what wrote it without a version of ours', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2001-02-03') });
    const { bytes: before } = await written(await exampleBenchmark());
    vi.setSystemTime(new Date('2033-04-05'));
    const { bytes: after } = await written(await exampleBenchmark());
    vi.useRealTimers();
    expect(Buffer.compare(before, after)).toBe(0);
    const { metadata } = metadataOf(before);
    expect(metadata.created_by).toBe('stigkit version 1');
    expect(metadata.key_value_metadata).toEqual([{ key: 'stigkit.table', value: 'rules:1' }]);
  });
});

describe('a report as Parquet', () => {
  it('has a row for each STIG in a checklist, with the columns of its CSV and the numbers of its JSON', async () => {
    const library = [await exampleBenchmark()];
    const made = report(
      examples.map((name) => readChecklist(join(HOSTS, name)).checklist),
      { library },
    );
    const bytes = (await writeDocument(made, 'parquet')) as Uint8Array;
    const rows = await readWithDuckdb(bytes);
    expect(await readWithHyparquet(bytes)).toEqual(rows);
    const csv = (await writeDocument(made, 'report', { as: 'csv' })) as string;
    const names = csv.slice(1, csv.indexOf('\r\n')).replaceAll('"', '').split(',');
    expect(Object.keys(rows[0]!)).toEqual(names);
    const { parts } = JSON.parse((await writeDocument(made, 'json')) as string);
    expect(rows).toEqual(
      parts.map(({ raw, effective, ...part }: Json) => {
        const flat: Row = part;
        for (const [name, severity] of Object.entries({
          Cat1: 'high',
          Cat2: 'medium',
          Cat3: 'low',
          Unknown: 'unknown',
        })) {
          flat[`open${name}`] = raw[severity].open;
          flat[`openEffective${name}`] = effective[severity].open;
          flat[`notReviewed${name}`] = raw[severity].not_reviewed;
          flat[`openOrNotReviewed${name}`] = raw[severity].open + raw[severity].not_reviewed;
        }
        return flat;
      }),
    );
    // gw02 is a release behind.
    expect(rows.map(({ asset, newest }) => [asset, newest])).toEqual([
      ['gw01', null],
      ['gw02', 'V1R2'],
      ['gw03', null],
    ]);
  });
});

describe.skipIf(!hasCorpus)(`Parquet over ${NEEDS_CORPUS}`, () => {
  it('holds every rule of every release', async () => {
    for (const [name, benchmark] of await corpusBenchmarks()) {
      const { bytes } = await written(benchmark);
      expect([name, await readWithDuckdb(bytes)]).toEqual([name, await rowsOf(benchmark)]);
    }
  });

  const files = [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb')];
  it('holds every review of every checklist', async () => {
    let read = 0;
    for (const path of files) {
      let checklist: Checklist;
      try {
        ({ checklist } = readChecklist(path));
      } catch {
        continue;
      }
      read++;
      const { bytes } = await written(checklist);
      expect([path, await readWithDuckdb(bytes)]).toEqual([path, await rowsOf(checklist)]);
    }
    expect(read).toBeGreaterThan(10);
  });
});
