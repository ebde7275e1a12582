import type { Answer } from '../../model/answers.js';
import { type AnswerField, answerOf, fieldNamed, type RawAnswer, WRITTEN_NAMES } from './fields.js';
import type { Tell } from './tell.js';

/** Columns that name the rule, the first that holds anything speaking: a V-id stays when the STIG ID does not. */
const ID_ORDER = ['rule', 'rules', 'id', 'vulnid', 'vid', 'vulnnum', 'groupid', 'stigid', 'ruleid', 'cci', 'srg'];

/**
 * Answers out of a table, CSV or a sheet: one row an answer, columns by the names of the fields. What is empty is left
 * alone. A table that `convert --to csv|xlsx` made of a checklist is one too: its further columns are passed by, and a
 * text that goes on in `NAME~2`, `NAME~3` is put together.
 */
export function answersOfTable(
  records: readonly (readonly string[])[],
  tell: Tell,
  numberOf: (index: number) => number = (index) => index + 1,
): Answer[] {
  const [header = [], ...rows] = records;
  // A checklist's own table has the severity of the rule beside the override.
  const isExport = header.includes('answerHash');
  const columns = header.map((name) => columnOf(name, isExport));
  const known = new Set(columns.flatMap((column) => column?.field ?? []));
  if (!known.has('rules') || known.size < 2) {
    tell({
      message: 'the first row names no rule, or nothing that answers it',
      hint: `Columns are ${WRITTEN_NAMES.join(', ')}; one must be rule, vulnId, stigId, ruleId, cci or srg.`,
    });
    return [];
  }
  return rows.flatMap((cells, i) => {
    const raw = rawOf(cells, columns);
    if (raw.texts.size === 0) return [];
    return answerOf(raw, `row ${numberOf(i + 1)}`, tell) ?? [];
  });
}

/** Whether a row is the header: a column names the rule. */
export function namesRule(cells: readonly string[]): boolean {
  return cells.some((cell) => columnOf(cell, false)?.field === 'rules');
}

interface Column {
  field: AnswerField;
  /** Folded name. */
  name: string;
}

function columnOf(header: string, isExport: boolean): Column | undefined {
  const bare = header.trim().replace(/~\d+$/, '');
  const name = bare.toLowerCase().replace(/[^a-z]+/g, '');
  if (isExport && (name === 'severity' || name === 'ccis' || name === 'fqdn')) return undefined;
  const field = fieldNamed(bare);
  return field === undefined ? undefined : { field, name };
}

function rawOf(cells: readonly string[], columns: readonly (Column | undefined)[]): RawAnswer {
  const raw: RawAnswer = { lists: { rules: [], stigs: [], hosts: [] }, texts: new Map() };
  let best = ID_ORDER.length + 1;
  columns.forEach((column, i) => {
    const cell = cells[i] ?? '';
    if (column === undefined || cell === '') return;
    const { field, name } = column;
    if (field === 'rules') {
      const rank = ID_ORDER.indexOf(name) < 0 ? ID_ORDER.length : ID_ORDER.indexOf(name);
      if (rank < best) raw.lists.rules = cell.split(/[;,\s]+/);
      best = Math.min(best, rank);
    } else if (field === 'stigs' || field === 'hosts') raw.lists[field].push(...cell.split(';'));
    else raw.texts.set(field, (raw.texts.get(field) ?? '') + cell);
  });
  return raw;
}
