import type { Format } from './formats/format.js';
import type { Diagnostic } from './io/diagnostic.js';
import { Source } from './io/source.js';
import { replaceForbidden } from './io/xml-writer.js';
import type { Checklist, Review } from './model/checklist.js';
import type { Document } from './model/document.js';
import { readSource } from './read.js';
import { writeDocument } from './write.js';

/** Forms of a checklist that hold every answer, whatever it was read from. */
const CHECKLIST_FORMS = [
  { name: 'a CKL of STIG Viewer 2', format: 'ckl', viewer: 2 },
  { name: 'a CKL of STIG Viewer 3', format: 'ckl', viewer: 3 },
  { name: 'a CKLB', format: 'cklb', viewer: 3 },
] as const;

/**
 * Writes a document and reads it again, and tells what is not the same. In its own format every field of the model must
 * come back, and a CKL or CKLB its very bytes; a checklist's answers must come back in every form a viewer takes as well.
 * Empty where all did.
 */
export async function roundTrip(document: Document, format: Format, source: Source): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const note = (message: string, more: Partial<Diagnostic> = {}) =>
    found.push({ code: 'round-trip', severity: 'error', file: source.name, message, ...more });
  if (format.writes.includes(document.kind)) {
    const data = await writeDocument(document, format.name);
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    // Every result of one file is a document of its own: the bytes are the file's where it holds one.
    if ((format.name === 'ckl' || format.name === 'cklb') && !sameBytes(bytes, source.bytes)) {
      note(
        `written as ${format.name} without a change, the bytes differ from byte ${differsAt(bytes, source.bytes)} on`,
      );
    }
    const again = await readAgain(bytes, format.name, document.kind);
    const place = again === undefined ? '' : firstDifference(modelOf(document), modelOf(again), '');
    if (place !== null) note(`written as ${format.name} and read again, a value differs`, { pointer: place });
  }
  if (document.kind !== 'checklist') return found;
  for (const { name, format: to, viewer } of CHECKLIST_FORMS) {
    if (document.stigs.length === 0 || document.stigs.some((stig) => stig.reviews.length === 0)) break;
    const data = await writeDocument(document, to, { viewer });
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    const again = (await readAgain(bytes, to, 'checklist')) as Checklist | undefined;
    for (const { message, severity, rule } of lostAnswers(document, again, name)) {
      note(message, { severity, ...(rule === null ? {} : { rule }) });
    }
  }
  return found;
}

async function readAgain(bytes: Uint8Array, format: string, kind: Document['kind']): Promise<Document | undefined> {
  const { documents } = await readSource(new Source('written', bytes), { from: format });
  return documents.find((document) => document.kind === kind);
}

/** An answer that did not come back. */
interface LostAnswer {
  rule: string | null;
  severity: 'error' | 'warning';
  message: string;
}

/**
 * Answers and ids that another form does not give back. STIG Viewer 2 has LF alone for line ends, and so all are LF here.
 * Characters that XML forbids no CKL can hold: a warning, as writing says so too.
 */
function lostAnswers(was: Checklist, now: Checklist | undefined, form: string): LostAnswer[] {
  return was.stigs.flatMap((stig, s) =>
    stig.reviews.flatMap((review, r) => {
      const again = now?.stigs[s]?.reviews[r];
      const rule = review.rule.vulnId || review.rule.ruleId || review.rule.stigId;
      const [a, b] = [answersOf(review), again === undefined ? null : answersOf(again)];
      const fields = Object.keys(a).filter((field) => b === null || a[field] !== b[field]);
      if (fields.length === 0) return [];
      const message = `written as ${form} and read again, it differs in ${fields.join(', ')}`;
      const forbidden = fields.every((field) => replaceForbidden(a[field]!).text === b?.[field]);
      const lost: LostAnswer = forbidden
        ? { rule, severity: 'warning', message: `${message}: characters that XML forbids are replaced` }
        : { rule, severity: 'error', message };
      return [lost];
    }),
  );
}

function answersOf(review: Review): Record<string, string> {
  const { rule, status, findingDetails, comments, severityOverride, severityJustification } = review;
  const texts = {
    vulnId: rule.vulnId,
    ruleId: rule.ruleId,
    stigId: rule.stigId,
    status,
    findingDetails,
    comments,
    severityOverride,
    severityJustification,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, (text ?? '').replace(/\r\n?/g, '\n')]),
  );
}

/** A document without what is no part of equality: what its own format alone reads, and what it was read from. */
function modelOf(document: Document): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value) =>
      key === 'native' || key === 'sources' || key === '$schema' ? undefined : value,
    ),
  );
}

/** JSON pointer to the first value that two trees do not share; `null` where they are equal. */
function firstDifference(a: unknown, b: unknown, pointer: string): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return pointer;
  const [x, y] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  for (const key of new Set([...x.keys(), ...y.keys()])) {
    const found = firstDifference(x.get(key), y.get(key), `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
    if (found !== null) return found;
  }
  return null;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(b);
}

function differsAt(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
