/** Real checklists through every format for people: nothing typed is lost, and each form can be read by others. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { answerHash } from '../../src/formats/shared/review-columns.js';
import { readCsv } from '../../src/io/csv.js';
import { StigError } from '../../src/io/diagnostic.js';
import type { Checklist } from '../../src/model/checklist.js';
import { readSource } from '../../src/read.js';
import { linesOf } from '../../src/text/lines.js';
import { writeDocument } from '../../src/write.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

/** The checklists that can be read; some of the files are broken on purpose. */
async function checklists(): Promise<[string, Checklist][]> {
  const found: [string, Checklist][] = [];
  for (const path of [...corpusFiles('ckl', '.ckl'), ...corpusFiles('cklb', '.cklb')]) {
    const source = sourceOf(path);
    try {
      for (const document of (await readSource(source)).documents) {
        if (document.kind === 'checklist') found.push([source.name, document]);
      }
    } catch (error) {
      if (!(error instanceof StigError)) throw error;
    }
  }
  return found;
}

/** What stands between tags and in lines, for finding text again whatever is set between its lines. */
function solid(text: string): string[] {
  return linesOf(text).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

describe.skipIf(!hasCorpus)(`checklists for people over ${NEEDS_CORPUS}`, () => {
  it('keep every answer in CSV', async () => {
    const all = await checklists();
    expect(all.length).toBeGreaterThan(10);
    for (const [name, checklist] of all) {
      const [header, ...rows] = readCsv((await writeDocument(checklist, 'csv')) as string);
      const column = (row: string[], of: string) => row[header!.indexOf(of)];
      const reviews = checklist.stigs.flatMap((stig) => stig.reviews);
      expect([name, rows.length]).toEqual([name, reviews.length]);
      for (const [i, review] of reviews.entries()) {
        const row = rows[i]!;
        expect([column(row, 'status'), column(row, 'findingDetails'), column(row, 'comments')]).toEqual([
          review.status,
          review.findingDetails,
          review.comments,
        ]);
        expect(column(row, 'answerHash')).toBe(answerHash(review));
      }
    }
  });

  it('show every answer in HTML', async () => {
    for (const [name, checklist] of await checklists()) {
      const $ = load((await writeDocument(checklist, 'html')) as string);
      $('br').replaceWith('\n');
      const articles = $('article').toArray();
      const reviews = checklist.stigs.flatMap((stig) => stig.reviews);
      expect([name, articles.length]).toEqual([name, reviews.length]);
      for (const [i, review] of reviews.entries()) {
        const shown = new Set(solid($(articles[i]!).text()));
        for (const line of solid(`${review.findingDetails}\n${review.comments}`)) {
          expect([name, line, shown.has(line)]).toEqual([name, line, true]);
        }
      }
    }
  });

  it('have a heading for each review in Markdown and a line in NDJSON', async () => {
    for (const [name, checklist] of await checklists()) {
      const reviews = checklist.stigs.reduce((sum, stig) => sum + stig.reviews.length, 0);
      const markdown = (await writeDocument(checklist, 'markdown')) as string;
      const lines = linesOf((await writeDocument(checklist, 'ndjson')) as string).slice(0, -1);
      expect([name, markdown.match(/^### <a id="/gm)?.length ?? 0, lines.length]).toEqual([name, reviews, reviews]);
    }
  });

  it('become the same workbook twice', async () => {
    for (const [name, checklist] of (await checklists()).slice(0, 4)) {
      const [one, two] = [
        await writeDocument(checklist, 'xlsx'),
        await writeDocument(structuredClone(checklist), 'xlsx'),
      ];
      expect([name, Buffer.from(one).equals(Buffer.from(two))]).toEqual([name, true]);
    }
  });
});
