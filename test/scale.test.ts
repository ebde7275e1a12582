import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { runIn, shownIn, workFolder } from './support/console.js';
import { sqlBlocksIn } from './support/sql-blocks.js';

/**
 * The queries of docs/scale.md, over what its commands make of the examples: the built command writes, DuckDB asks, and
 * what it answers is computed a second time here, from JSON.
 */
const ROOT = resolve(import.meta.dirname, '..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8');
const BLOCKS = sqlBlocksIn(DOCUMENT);
const QUERIES = BLOCKS.filter(({ form }) => form === '' || form === 'report');
const FORMS = ['parquet', 'ndjson'] as const;

// biome-ignore lint/suspicious/noExplicitAny: JSON as anybody reads it, without our types.
type Json = any;

let folder = '';
/** Reviews of both months, flat, out of the JSON of each checklist. */
let reviews: Json[] = [];
let rules: Json[] = [];

beforeAll(() => {
  expect(existsSync(join(ROOT, 'dist/cli.js')), 'dist/ is not built: npm run build').toBe(true);
  folder = workFolder();
  for (const { command, output } of shownIn(DOCUMENT))
    expect([command, runIn(folder, command).lines]).toEqual([command, output]);
  reviews = [...reviewsOf('2025-08', 'examples/hosts'), ...reviewsOf('2025-09', 'september')];
  rules = ['V1R1', 'V1R2'].flatMap((release) => {
    const benchmark = json(`examples/U_Acme_Harbor_Gateway_STIG_${release}_Manual-xccdf.xml`);
    return benchmark.rules.map((rule: Json) => ({ ...rule, benchmark }));
  });
}, 180_000);

function json(path: string): Json {
  return JSON.parse(runIn(folder, `stigkit convert ${path} --to json --quiet`).lines.join('\n'));
}

function reviewsOf(month: string, from: string): Json[] {
  return ['gw01.ckl', 'gw02.ckl', 'gw03.cklb'].flatMap((name) => {
    const { asset, stigs } = json(`${from}/${name}`);
    return stigs.flatMap(({ benchmark, reviews: answers }: Json) =>
      answers.map((answer: Json) => ({ month, asset: asset.hostName, benchmark, ...answer })),
    );
  });
}

/** Runs a statement after the views of a form; cells as the document shows them. */
async function ask(form: (typeof FORMS)[number], sql: string): Promise<string[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const from = (text: string) => text.replaceAll("'lake/", `'${folder}/lake/`);
  await connection.run(from(BLOCKS.find((block) => block.form === form)!.sql));
  const reader = await connection.runAndReadAll(from(sql));
  return [
    reader.columnNames(),
    ...reader.getRowsJson().map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  ];
}

const open = (r: Json) => r.status === 'open';
const in09 = (r: Json) => r.month === '2025-09';

function groups(list: Json[], key: (item: Json) => unknown[]): [Json[], Json[]][] {
  const by = new Map<string, [Json[], Json[]]>();
  for (const item of list) {
    const name = JSON.stringify(key(item));
    by.set(name, [key(item), [...(by.get(name)?.[1] ?? []), item]]);
  }
  return [...by.values()];
}

/** Rows in the order of their cells as texts. */
const sorted = (rows: Json[][]) => [...rows].sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1));

/** The answers, by heading, computed without SQL. Order is seen to by the query: here rows are compared as sets. */
const ANSWERS: Record<string, () => Json[][]> = {
  'Open CAT I findings by STIG and month': () =>
    groups(
      reviews.filter((r) => open(r) && r.rule.category === 'CAT I'),
      (r) => [r.month, r.benchmark.id],
    ).map(([key, list]) => [...key, list.length, new Set(list.map((r) => r.asset)).size]),

  'Rules that are most often open': () =>
    groups(reviews.filter(in09), (r) => [r.rule.stigId, r.rule.category])
      .map(([key, list]) => [...key, list.filter(open).length, list.length])
      .filter(([, , count]) => count > 0),

  'Hosts that are behind on releases': () =>
    groups(
      reviews.filter((r) => r.benchmark.releaseName !== 'V1R2'),
      (r) => [r.month, r.asset, r.benchmark.id, r.benchmark.releaseName],
    ).map(([key]) => [...key, 'V1R2', (Date.parse('2025-07-09') - Date.parse('2025-02-12')) / 86_400_000]),

  'Answers that the newest release makes stale': () =>
    reviews
      .filter((r) => r.month === '2025-08' && r.status === 'not_a_finding')
      .flatMap((r) => {
        const now = rules.find((n) => n.vulnId === r.rule.vulnId && n.benchmark.releaseName === 'V1R2');
        if (now === undefined || now.check.text === r.rule.check.text) return [];
        return [[r.asset, r.rule.stigId, r.benchmark.releaseName, 'V1R2']];
      }),

  'What nobody has looked at': () =>
    groups(reviews, (r) => [r.month, r.asset])
      .map(([key, list]) => {
        const left = list.filter((r) => r.status === 'not_reviewed').length;
        return [...key, left, list.length, Math.round((1000 * (list.length - left)) / list.length) / 10];
      })
      .sort((a, b) => b[2] - a[2])
      .slice(0, 4),

  'Findings that were opened or closed': () =>
    groups(reviews, (r) => [r.asset, r.rule.stigId]).flatMap(([key, list]) => {
      const was = list.find((r) => r.month === '2025-08')?.status ?? '';
      const now = list.find(in09)?.status ?? '';
      return (was === 'open') === (now === 'open') ? [] : [[...key, was, now]];
    }),

  'How long a finding has been open': () =>
    groups(reviews.filter(open), (r) => [r.asset, r.rule.stigId, r.rule.category])
      .filter(([, list]) => list.some(in09))
      .map(([key, list]) => [...key, list.map((r) => r.month).sort()[0], list.length]),

  'Open findings by control of SP 800-53 Rev 5': () => {
    const pairs = reviews
      .filter((r) => open(r) && in09(r))
      .flatMap((r) =>
        r.rule.controls
          .filter((c: Json) => c.revision === 5)
          .map((c: Json) => ({ control: c.control, asset: r.asset })),
      );
    return groups(pairs, (p) => [p.control]).map(([key, list]) => [
      ...key,
      list.length,
      [...new Set(list.map((p) => p.asset))].sort().join(', '),
    ]);
  },

  'Evidence that is missing': () =>
    reviews
      .filter(in09)
      .filter(
        (r) =>
          (open(r) && r.findingDetails.trim() === '' && r.comments.trim() === '') ||
          (r.severityOverride !== null && r.severityOverride !== r.rule.severity && r.severityJustification === ''),
      )
      .map((r) => [r.asset, r.rule.stigId, r.status, r.rule.severity, r.severityOverride ?? '']),

  'Rules that are answered differently on hosts that should be alike': () =>
    groups(reviews.filter(in09), (r) => [r.rule.stigId]).flatMap(([key, list]) => {
      const on = (status: string) => list.filter((r) => r.status === status).map((r) => r.asset);
      const [failed, passed] = [on('open'), on('not_a_finding')];
      return failed.length === 0 || passed.length === 0 ? [] : [[...key, failed.join(', '), passed.join(', ')]];
    }),

  'The table of the report': () =>
    groups(
      reviews.filter((r) => r.month === '2025-08'),
      (r) => [r.asset],
    ).map(([[asset], list]) => {
      const release = list[0].benchmark.releaseName;
      const cat1 = list.filter((r) => r.rule.severity === 'high' && (open(r) || r.status === 'not_reviewed'));
      const effective = list.filter((r) => open(r) && (r.severityOverride ?? r.rule.severity) === 'high');
      const done = list.filter((r) => r.status !== 'not_reviewed').length / list.length;
      return [asset, release, release === 'V1R2' ? '' : 'V1R2', cat1.length, effective.length, Number(done.toFixed(4))];
    }),
};

describe('docs/scale.md', () => {
  it('has an answer of ours for each of its queries', () => {
    expect(QUERIES.map(({ heading }) => heading)).toEqual(Object.keys(ANSWERS));
  });

  describe.each(FORMS)('over %s', (form) => {
    it.each(QUERIES.map((query) => [query.heading, query] as const))('%s', async (heading, query) => {
      const answer = await ask(form, query.sql);
      expect(answer).toEqual(query.table);
      const computed = ANSWERS[heading]!().map((row) => row.map(String));
      expect(computed.length).toBeGreaterThan(0);
      expect(sorted(answer.slice(1))).toEqual(sorted(computed));
    });
  });

  it.each(FORMS)('finds nobody behind who is ahead of the library, or has what is no number, over %s', async (form) => {
    const { sql } = QUERIES.find(({ heading }) => heading === 'Hosts that are behind on releases')!;
    const [, ...behind] = await ask(form, sql.replace('FROM rules)', "FROM rules WHERE releaseName = 'V1R1')"));
    expect(behind).toEqual([]);
    const draft = "FROM (FROM rules SELECT * REPLACE ('{2}' AS version) UNION ALL FROM rules))";
    expect(await ask(form, sql.replace('FROM rules)', draft))).toEqual(await ask(form, sql));
  });

  it.each([
    ['rules', 'lake/rules/acme.parquet'],
    ['reviews', 'lake/reviews/month=2025-08/all.parquet'],
  ])('lists the columns of %s', async (name, path) => {
    const described = await ask('parquet', `DESCRIBE SELECT * FROM read_parquet('${path}', hive_partitioning = false)`);
    const columns = described.slice(1).map(([column, type]) => `| \`${column}\` | \`${type}\` |`);
    const shown = DOCUMENT.slice(DOCUMENT.indexOf('## Columns'))
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '));
    const from = shown.findIndex((line) => line.startsWith(`\`${name}\``)) + 4;
    const own =
      name === 'reviews'
        ? columns.slice(
            0,
            columns.findIndex((column) => column.includes('vulnId')),
          )
        : columns;
    expect(shown.slice(from, from + own.length + 1)).toEqual([...own, '']);
    if (name === 'reviews') {
      const rule = shown.slice(shown.indexOf('| `vulnId` | `VARCHAR` |'));
      expect(columns.slice(own.length)).toEqual(rule.slice(0, columns.length - own.length));
    }
  });

  it('gives the same rows by batches as at once', async () => {
    const rows = await ask(
      'parquet',
      `SELECT * EXCLUDE (month) FROM reviews WHERE month = '2025-08' ORDER BY asset, vulnId`,
    );
    const batches = await ask('parquet', `SELECT * FROM '${folder}/batches/*.parquet' ORDER BY asset, vulnId`);
    expect(batches).toEqual(rows);
    expect(rows).toHaveLength(75);
  });
});
