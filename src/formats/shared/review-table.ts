import { unguardFormula } from '../../io/csv.js';
import { replaceForbidden } from '../../io/xml-writer.js';
import type { Checklist, Review, Status } from '../../model/checklist.js';
import { severityFrom } from '../../model/severity.js';
import { ANSWER_COLUMNS, answerHash } from './review-columns.js';
import { STATUS_WORDS } from './words.js';

/** Names of the answer columns. */
type AnswerName = 'status' | 'severityOverride' | 'severityJustification' | 'findingDetails' | 'comments';
type AnswerText = Exclude<AnswerName, 'status' | 'severityOverride'>;

const ANSWERS = ANSWER_COLUMNS.map((column) => column.name as AnswerName);

/** What became of a row. Rows are counted as a spreadsheet shows them, the first being 1. */
export interface TableNote {
  row: number;
  rule: string | null;
  /** `changed` was taken over; `conflict`: checklist and table were both edited; `invalid`, `unmatched`, `other-asset`: not taken. */
  outcome: 'changed' | 'conflict' | 'invalid' | 'unmatched' | 'other-asset';
  fields: string[];
  message: string;
}

/** A checklist with the answers that were edited in a table. */
export interface TableImport {
  checklist: Checklist;
  notes: TableNote[];
  rows: number;
}

/**
 * Takes over what was edited in a table that `convert --to csv|xlsx` wrote. Only changed cells are taken: a cell that
 * says what the review says, line ends and characters forbidden in XML aside, leaves it as it is to the byte. Where the
 * review was answered otherwise since the table was written (its hash tells), and the table was edited too, nothing is
 * taken and the conflict is noted. `null`: the rows are no such table.
 *
 * @param rows of the sheet as texts, without the guards against formulas
 */
export function importReviewTable(checklist: Checklist, rows: readonly (readonly string[])[]): TableImport | null {
  const at = rows
    .slice(0, 20)
    .findIndex((row) => row.includes('status') && (row.includes('vulnId') || row.includes('ruleId')));
  if (at < 0) return null;
  const columns = columnsOf(rows[at]!);
  const reviews = new Map<Review, Review>();
  const seen = new Map<Review, number>();
  const notes: TableNote[] = [];
  const index = new ReviewIndex(checklist);
  const body = rows.slice(at + 1);
  for (const [i, cells] of body.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read: ReadCell = (name) => {
      const own = columns.get(name);
      return own === undefined ? null : own.map((column) => cells[column] ?? '').join('');
    };
    const row = at + i + 2;
    const rule = read('vulnId') || read('ruleId') || null;
    const note = (outcome: TableNote['outcome'], fields: string[], message: string) => {
      notes.push({ row, rule, outcome, fields, message });
    };
    const found = isAsset(checklist, read) ? index.find(read) : null;
    const review = found?.[0];
    if (found === null) note('other-asset', [], 'the row is of another asset');
    else if (review === undefined) note('unmatched', [], 'no review of the checklist is meant');
    else if (found.length > 1) note('unmatched', [], 'several reviews could be meant');
    else if (seen.has(review)) {
      note('invalid', [], `row ${seen.get(review)} is of the same review: this one is not taken`);
    } else {
      seen.set(review, row);
      const { edit, fields, conflicts, invalid } = editOf(review, read);
      if (invalid !== null) note('invalid', invalid.fields, invalid.message);
      if (conflicts.length > 0) note('conflict', conflicts, CONFLICT);
      if (fields.length > 0) {
        reviews.set(review, { ...review, ...edit });
        note('changed', fields, 'taken over');
      }
    }
  }
  const stigs = checklist.stigs.map((stig) =>
    stig.reviews.some((review) => reviews.has(review))
      ? { ...stig, reviews: stig.reviews.map((review) => reviews.get(review) ?? review) }
      : stig,
  );
  return { checklist: { ...checklist, stigs }, notes, rows: body.length };
}

const CONFLICT = 'answered otherwise in the checklist since the table was written; not taken';

type ReadCell = (name: string) => string | null;

/** Columns by name; those of `NAME~2`, `NAME~3` go on with a text too long for one cell. */
export function columnsOf(header: readonly string[]): Map<string, number[]> {
  const parts = header.flatMap((cell, index) => {
    const [, name, part] = /^(.*?)(?:~(\d{1,4}))?$/s.exec(cell.trim())!;
    return name === undefined || name === '' ? [] : [{ name, part: Number(part ?? 1), index }];
  });
  const columns = new Map<string, number[]>();
  for (const { name, index } of parts.sort((a, b) => a.part - b.part)) {
    const known = columns.get(name);
    if (known === undefined) columns.set(name, [index]);
    else known.push(index);
  }
  return columns;
}

/** Tables of several checklists may be put under one another. */
function isAsset({ asset }: Checklist, read: ReadCell): boolean {
  const fields = ['hostName', 'ipAddress', 'webDbSite', 'webDbInstance'] as const;
  return fields.every((field) => {
    const cell = read(field);
    return cell === null || cell === (asset[field] ?? '') || unguardFormula(cell) === (asset[field] ?? '');
  });
}

/**
 * The reviews a row may mean, two of them where there are more: by UUID, else by place of the STIG and Rule ID, else by
 * STIG and id. The reviews stand by every way in which a row can name them, so that a row costs the same in any table.
 */
class ReviewIndex {
  readonly #byKey = new Map<string, Review[]>();

  constructor({ stigs }: Checklist) {
    stigs.forEach(({ benchmark, reviews }, i) => {
      const id = benchmark.id ?? '';
      for (const review of reviews) {
        const { ruleId, vulnId } = review.rule;
        const names = new Set([
          JSON.stringify([ruleId, vulnId]),
          JSON.stringify([ruleId, null]),
          JSON.stringify([null, vulnId]),
        ]);
        for (const name of names) {
          for (const number of [String(i + 1), null]) {
            for (const own of [id, null]) {
              const key = JSON.stringify([name, number, own]);
              add(this.#byKey, key, review);
              if (review.uuid) add(this.#byKey, `${key} ${review.uuid}`, review);
            }
          }
        }
      }
    });
  }

  find(read: ReadCell): readonly Review[] {
    const [uuid, number, id] = [read('reviewUuid'), read('stigNumber'), read('benchmarkId')];
    const [ruleId, vulnId] = [read('ruleId') || null, read('vulnId') || null];
    if (ruleId === null && vulnId === null) return [];
    const name = JSON.stringify([ruleId, vulnId]);
    // Rows may have been taken from a checklist whose STIGs stood in another order.
    for (const place of [number, null]) {
      const key = JSON.stringify([name, place, id]);
      const own = uuid === null || uuid === '' ? [] : (this.#byKey.get(`${key} ${uuid}`) ?? []);
      if (own.length === 1) return own;
      const found = this.#byKey.get(key) ?? [];
      if (found.length > 0) return found;
    }
    return [];
  }
}

/** Keeps two at most: that there are several is all that is asked. */
function add(to: Map<string, Review[]>, key: string, review: Review): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [review]);
  else if (known.length < 2) known.push(review);
}

interface Edited {
  edit: Partial<Review>;
  fields: string[];
  conflicts: string[];
  invalid: { fields: string[]; message: string } | null;
}

function editOf(review: Review, read: ReadCell): Edited {
  const result: Edited = { edit: {}, fields: [], conflicts: [], invalid: null };
  const exported = read('answerHash') ?? '';
  const cells = new Map(ANSWERS.flatMap((name) => (read(name) === null ? [] : [[name, read(name)!] as const])));
  if (exported !== '' && cells.size === ANSWERS.length && hashOf(cells) === exported) return result;
  const isStale = exported !== '' && exported !== answerHash(review);
  for (const [name, cell] of cells) {
    if (name === 'status' || name === 'severityOverride') takeWord(review, name, cell, isStale, result);
    else takeText(review, name, cell, isStale, result);
  }
  return result;
}

function takeWord(review: Review, name: 'status' | 'severityOverride', cell: string, isStale: boolean, to: Edited) {
  const word = cell.trim();
  const value = name === 'status' ? statusFrom(word) : overrideFrom(word);
  if (value === undefined) {
    const known = name === 'status' ? Object.keys(STATUS_WORDS).join(', ') : 'high, medium, low, or nothing';
    to.invalid = {
      fields: [...(to.invalid?.fields ?? []), name],
      message: `${name} is ${JSON.stringify(word.slice(0, 60))}: it must be one of ${known}`,
    };
  } else if (value !== review[name]) {
    if (isStale) to.conflicts.push(name);
    else {
      Object.assign(to.edit, { [name]: value });
      to.fields.push(name);
    }
  }
}

function takeText(review: Review, name: AnswerText, cell: string, isStale: boolean, to: Edited) {
  const current = review[name];
  if (saysTheSame(current, cell)) return;
  if (isCut(current, cell)) {
    to.invalid = {
      fields: [...(to.invalid?.fields ?? []), name],
      message: `${name} looks cut by the spreadsheet: ${cell.length} of ${current.length} characters; it is not taken`,
    };
  } else if (isStale) to.conflicts.push(name);
  else {
    Object.assign(to.edit, { [name]: withLineEnds(current, cell) });
    to.fields.push(name);
  }
}

/** A spreadsheet makes line ends LF; a workbook cannot hold what XML forbids; a CSV opened in one keeps the guards. */
function saysTheSame(current: string, cell: string): boolean {
  const wanted = lf(cell);
  const now = lf(current);
  return wanted === now || wanted === lf(replaceForbidden(current).text) || lf(unguardFormula(cell)) === now;
}

/** Excel cuts a text of a CSV at 32,767 characters. */
function isCut(current: string, cell: string): boolean {
  return cell.length >= 32_000 && cell.length < current.length && lf(current).startsWith(lf(cell));
}

/** The text with the line ends that the review had. */
function withLineEnds(current: string, cell: string): string {
  const isCrlf = current.includes('\r\n') && !/(?:^|[^\r])\n/.test(current);
  return isCrlf ? lf(cell).replace(/\n/g, '\r\n') : cell;
}

function hashOf(cells: ReadonlyMap<AnswerName, string>): string {
  const values = Object.fromEntries(cells) as unknown as Review;
  return answerHash(values);
}

/** A status as people write it: `Not a Finding`, `NotAFinding`, `not_a_finding`. */
export function statusFrom(word: string): Status | undefined {
  const plain = word.toLowerCase().replace(/[\s_-]+/g, '');
  return (Object.keys(STATUS_WORDS) as Status[]).find((status) => status.replace(/_/g, '') === plain);
}

/** A severity that overrides; `null` of an empty cell, `undefined` of any other word. */
export function overrideFrom(word: string): Review['severityOverride'] | undefined {
  if (word === '') return null;
  const severity = severityFrom(word);
  return severity === 'unknown' ? undefined : severity;
}

function lf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
