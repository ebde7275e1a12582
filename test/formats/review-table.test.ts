import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importReviewTable } from '../../src/formats/shared/review-table.js';
import { readCsv } from '../../src/io/csv.js';
import { Source } from '../../src/io/source.js';
import { readWorkbook, textRows } from '../../src/io/xlsx-read.js';
import { type Checklist, type Review, STATUSES } from '../../src/model/checklist.js';
import { writeDocument } from '../../src/write.js';
import { smallBenchmark } from '../support/benchmarks.js';
import { readChecklist, readText } from '../support/checklist-files.js';
import { checklistOf } from '../support/checklists.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS } from '../support/corpus.js';
import { nastyText } from '../support/nasty-text.js';

type Form = 'csv' | 'xlsx';
const FORMS: readonly Form[] = ['csv', 'xlsx'];

async function tableOf(checklist: Checklist, form: Form): Promise<string[][]> {
  const data = await writeDocument(checklist, form);
  if (typeof data === 'string') return readCsv(data);
  const workbook = await readWorkbook(new Source('t.xlsx', data));
  return textRows(workbook, workbook.sheets[0]!.path);
}

function imported(checklist: Checklist, rows: readonly (readonly string[])[]) {
  const result = importReviewTable(checklist, rows);
  if (result === null) throw new Error('no table');
  return result;
}

/** The cell of a column in a row, counted from 0 below the header. */
function set(rows: string[][], row: number, column: string, text: string): void {
  const at = rows[0]!.indexOf(column);
  expect(at, column).toBeGreaterThanOrEqual(0);
  const cells = rows[row + 1]!;
  while (cells.length <= at) cells.push('');
  cells[at] = text;
}

const answers = fc.record({
  status: fc.constantFrom(...STATUSES),
  findingDetails: nastyText,
  comments: nastyText,
  severityOverride: fc.constantFrom(null, 'high' as const, 'low' as const),
  severityJustification: nastyText,
});

describe.each(FORMS)('a table as %s that nobody edited', (form) => {
  it('changes nothing, whatever was typed', async () => {
    const benchmark = await smallBenchmark(3);
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 3, maxLength: 3 }), async (edits) => {
        const checklist = checklistOf(benchmark, edits);
        const result = imported(checklist, await tableOf(checklist, form));
        expect(result.notes).toEqual([]);
        expect(result.checklist.stigs[0]!.reviews).toEqual(checklist.stigs[0]!.reviews);
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing where texts are longer than a cell', async () => {
    const long = `${'a'.repeat(32_766)}😀${'=b\r\n'.repeat(20_000)}end `;
    const checklist = checklistOf(await smallBenchmark(2), [{ findingDetails: long }, { comments: ` ${long}` }]);
    expect(imported(checklist, await tableOf(checklist, form)).notes).toEqual([]);
  });

  it('takes each edit and nothing else', async () => {
    const benchmark = await smallBenchmark(3);
    await fc.assert(
      fc.asyncProperty(
        fc.array(answers, { minLength: 3, maxLength: 3 }),
        nastyText.filter((text) => !/[\r\u0000-\u0008\u000b-\u001f\ufffd\ufffe\uffff]|[\ud800-\udfff]/u.test(text)),
        async (edits, text) => {
          const checklist = checklistOf(benchmark, edits);
          const rows = await tableOf(checklist, form);
          set(rows, 1, 'comments', text);
          const { reviews } = imported(checklist, rows).checklist.stigs[0]!;
          const lf = (t: string) => t.replace(/\r\n?/g, '\n');
          expect(lf(reviews[1]!.comments)).toBe(lf(text));
          expect({ ...reviews[1]!, comments: '' }).toEqual({ ...checklist.stigs[0]!.reviews[1]!, comments: '' });
          expect([reviews[0], reviews[2]]).toEqual([checklist.stigs[0]!.reviews[0], checklist.stigs[0]!.reviews[2]]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an edited table', () => {
  async function example(edits: Partial<Review>[] = []): Promise<{ checklist: Checklist; rows: string[][] }> {
    const checklist = checklistOf(await smallBenchmark(4), edits);
    return { checklist, rows: await tableOf(checklist, 'csv') };
  }

  it('takes statuses and severities in the words of people and of viewers', async () => {
    const { checklist, rows } = await example();
    ['Not a Finding', 'NotAFinding', 'OPEN', 'Not_Applicable'].forEach((word, i) => {
      set(rows, i, 'status', word);
    });
    set(rows, 0, 'severityOverride', 'CAT III');
    const { reviews } = imported(checklist, rows).checklist.stigs[0]!;
    expect(reviews.map((review) => review.status)).toEqual([
      'not_a_finding',
      'not_a_finding',
      'open',
      'not_applicable',
    ]);
    expect(reviews[0]!.severityOverride).toBe('low');
  });

  it('takes no word that it does not know, but the other cells of the row', async () => {
    const { checklist, rows } = await example();
    set(rows, 1, 'status', 'done');
    set(rows, 1, 'comments', 'by hand');
    const { notes, checklist: after } = imported(checklist, rows);
    expect(notes.map(({ row, outcome, fields }) => [row, outcome, fields])).toEqual([
      [3, 'invalid', ['status']],
      [3, 'changed', ['comments']],
    ]);
    expect(notes[0]!.message).toContain('"done"');
    expect(after.stigs[0]!.reviews[1]).toMatchObject({ status: 'not_reviewed', comments: 'by hand' });
  });

  it('conflicts where the checklist was answered otherwise in the meantime, and then takes nothing', async () => {
    const { checklist, rows } = await example();
    const other = structuredClone(checklist);
    other.stigs[0]!.reviews[1]!.comments = 'answered elsewhere';
    other.stigs[0]!.reviews[2]!.comments = 'this too';
    set(rows, 1, 'comments', 'in the table');
    const { notes, checklist: after } = imported(other, rows);
    // The third row was not edited: the checklist's newer answer stands and is no conflict.
    expect(notes.map(({ row, outcome, fields }) => [row, outcome, fields])).toEqual([[3, 'conflict', ['comments']]]);
    expect(after).toEqual(other);
    // Both answered alike is none either.
    set(rows, 1, 'comments', 'answered elsewhere');
    expect(imported(other, rows).notes).toEqual([]);
  });

  it('keeps the line ends of a text that had CRLF', async () => {
    const { checklist, rows } = await example([{ findingDetails: 'a\r\nb' }]);
    set(rows, 0, 'findingDetails', 'a\nb\nc');
    expect(imported(checklist, rows).checklist.stigs[0]!.reviews[0]!.findingDetails).toBe('a\r\nb\r\nc');
  });

  it('takes no text that a spreadsheet cut', async () => {
    const { checklist, rows } = await example([{ findingDetails: 'x'.repeat(40_000) }]);
    set(rows, 0, 'findingDetails', 'x'.repeat(32_767));
    const { notes, checklist: after } = imported(checklist, rows);
    expect(notes.map((note) => [note.outcome, note.fields])).toEqual([['invalid', ['findingDetails']]]);
    expect(after).toEqual(checklist);
  });

  it('empties what was emptied', async () => {
    const { checklist, rows } = await example([{ findingDetails: 'x', severityOverride: 'low' }]);
    set(rows, 0, 'findingDetails', '');
    set(rows, 0, 'severityOverride', '');
    const [review] = imported(checklist, rows).checklist.stigs[0]!.reviews;
    expect([review!.findingDetails, review!.severityOverride]).toEqual(['', null]);
  });

  it('may be sorted, filtered, have columns less or in another order', async () => {
    const { checklist, rows } = await example();
    set(rows, 3, 'comments', 'last');
    const wanted = ['comments', 'vulnId', 'status'];
    const [header, ...body] = rows;
    const cut = [header!, ...body.reverse().slice(0, 2)].map((row) =>
      wanted.map((name) => row[header!.indexOf(name)] ?? ''),
    );
    const { notes, checklist: after } = imported(checklist, cut);
    expect(notes.map(({ rule, outcome }) => [rule, outcome])).toEqual([['V-990004', 'changed']]);
    expect(after.stigs[0]!.reviews[3]!.comments).toBe('last');
  });

  it('says which rows mean no review, and takes none of another asset', async () => {
    const { checklist, rows } = await example();
    set(rows, 0, 'ruleId', 'SV-1r1_rule');
    set(rows, 0, 'vulnId', 'V-1');
    set(rows, 1, 'hostName', 'gate02');
    set(rows, 1, 'comments', 'other host');
    rows.push([...rows[3]!]);
    const { notes, checklist: after } = imported(checklist, rows);
    expect(notes.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'unmatched'],
      [3, 'other-asset'],
      [6, 'invalid'],
    ]);
    expect(after).toEqual(checklist);
  });

  it('is none without the columns', () => {
    const checklist = { kind: 'checklist', title: null, id: null, stigs: [], sources: [] } as unknown as Checklist;
    expect(
      importReviewTable(checklist, [
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).toBeNull();
  });
});

describe.skipIf(!hasCorpus)(`tables of checklists over ${NEEDS_CORPUS}`, () => {
  const files = [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb')];
  it.each(FORMS)('as %s change nothing, byte for byte, when they come back', async (form) => {
    let read = 0;
    for (const path of files) {
      let checklist: Checklist;
      let bytes: Buffer;
      try {
        ({ checklist, bytes } = readChecklist(path));
      } catch {
        continue;
      }
      if (checklist.stigs.some((stig) => stig.reviews.length === 0)) continue;
      read++;
      const { notes, checklist: after } = imported(checklist, await tableOf(checklist, form));
      // A file may hold one rule several times; its rows cannot be told apart.
      const doubled = notes.filter((note) => note.outcome !== 'unmatched' && note.outcome !== 'invalid');
      expect([path, doubled]).toEqual([path, []]);
      const format = path.endsWith('.cklb') ? 'cklb' : 'ckl';
      const written = Buffer.from((await writeDocument(after, format)) as string | Uint8Array as Uint8Array);
      expect([path, written.equals(bytes)]).toEqual([path, true]);
      expect(readText(written, format).stigs.length).toBe(checklist.stigs.length);
    }
    expect(read).toBeGreaterThan(10);
  });
});
