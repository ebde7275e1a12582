import { encodeText } from '../../io/encode.js';
import { member, parseJsonTree } from '../../io/json-tree.js';
import { Source } from '../../io/source.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { WriteContext, WriteOptions } from '../format.js';
import { type ChecklistIds, checklistIds } from '../shared/checklist-ids.js';
import { reportFor, reportLongTexts, reportNoHost } from '../shared/importers.js';
import { nativeOf, sameReview, sameShallow } from '../shared/native.js';
import type { CklbNative, ReviewNative, StigNative } from './native.js';
import { reportNotCarried } from './not-carried.js';
import { type Indent, patchMembers } from './patch.js';
import {
  type JsonValue,
  KNOWN_UUIDS,
  type Member,
  ruleMembers,
  stigMembers,
  targetMembers,
  titleOf,
} from './values.js';

/**
 * Writes a checklist as CKLB. One read from CKLB keeps its file's members, order, indent and line ends; any other, and
 * with `viewer` that one too, is written as STIG Viewer 3.7.0 does: one line, no final newline (FORMATS C.1).
 */
export function writeCklb(document: Document, options: WriteOptions, context: WriteContext): string | Uint8Array {
  const checklist = document as Checklist;
  const report = reportFor(checklist, context.report);
  const ids = checklistIds(checklist, options.uuid);
  reportLongTexts(checklist, report);
  if (options.viewer === undefined && checklist.native?.format === 'cklb') {
    return writeNative(checklist, checklist.native as CklbNative, ids);
  }
  reportNoHost(checklist, report);
  reportNotCarried(checklist, options.viewer, report);
  return JSON.stringify({
    title: titleOf(checklist, options.name),
    id: ids.checklist(),
    stigs: checklist.stigs.map((stig) => stigObject(stig, ids)),
    // What a freshly saved file has (FORMATS C.2).
    active: true,
    mode: 1,
    has_path: false,
    target_data: Object.fromEntries(targetMembers(checklist.asset)),
    cklb_version: '1.0',
  });
}

function stigObject(stig: ChecklistStig, ids: ChecklistIds): JsonValue {
  const rules = stig.reviews.map((review) => Object.fromEntries(ruleMembers(review, stig, ids)));
  return Object.fromEntries([...stigMembers(stig, ids), ['rules', rules]]);
}

function writeNative(checklist: Checklist, native: CklbNative, ids: ChecklistIds): string | Uint8Array {
  const stigs = checklist.stigs.map((stig) => stigItem(stig, native, ids));
  const { open, close } = writeTop(checklist, native);
  return encodeText(open + joinItems(stigs, native.end) + close, native.encoding, native.bom);
}

function writeTop(checklist: Checklist, native: CklbNative): { open: string; close: string } {
  const { open, close, read } = native;
  const { asset } = checklist;
  const sameTop = checklist.title === read.title && checklist.id === read.id;
  if (sameTop && sameShallow(read.asset, asset)) return { open, close };
  const top = (c: { title: string | null; id: string | null }): Member[] => [
    ['title', c.title ?? ''],
    ['id', c.id ?? ''],
  ];
  let text = patchMembers(open + close, [], top(read), top(checklist), native);
  const target = (a: Asset) => targetMembers(a);
  text = patchMembers(text, ['target_data'], target(read.asset), target(asset), native);
  return splitAt(text, 'stigs');
}

interface Item {
  before: string;
  text: string;
  after: string;
}

function stigItem(stig: ChecklistStig, top: CklbNative, ids: ChecklistIds): Item {
  const native = nativeOf<StigNative>(stig, 'cklb', top.of);
  if (native === undefined || (native.close === '' && stig.reviews.length > 0)) {
    return newItem(stigObject(stig, ids), top, 2);
  }
  const { read } = native;
  const sameBenchmark = sameShallow(read.benchmark, stig.benchmark);
  let { open, close } = native;
  if (!sameBenchmark || read.uuid !== stig.uuid) {
    const text = patchMembers(
      open + close,
      [],
      stigMembers({ ...stig, ...read }, KNOWN_UUIDS),
      stigMembers(stig, KNOWN_UUIDS),
      top,
    );
    ({ open, close } = close === '' ? { open: text, close } : splitAt(text, 'rules'));
  }
  const was = { ...stig, ...read };
  const rules = stig.reviews.map((review) =>
    ruleItem(review, stig, was, sameBenchmark && read.uuid === stig.uuid, top, ids),
  );
  return { before: native.before, text: open + joinItems(rules, native.end) + close, after: native.after };
}

function ruleItem(
  review: Review,
  stig: ChecklistStig,
  was: ChecklistStig,
  sameStig: boolean,
  top: CklbNative,
  ids: ChecklistIds,
): Item {
  const native = nativeOf<ReviewNative>(review, 'cklb', top.of);
  if (native === undefined) return newItem(Object.fromEntries(ruleMembers(review, stig, ids)), top, 4);
  const { before, after, raw, read } = native;
  if (sameStig && sameReview(read, review)) return { before, text: raw, after };
  const text = patchMembers(raw, [], ruleMembers(read, was, KNOWN_UUIDS), ruleMembers(review, stig, KNOWN_UUIDS), top);
  return { before, text, after };
}

/** A new item, in the file's indent. */
function newItem(value: JsonValue, indent: Indent, depth: number): Item {
  if (indent.eol === '') return { before: '', text: JSON.stringify(value), after: '' };
  const line = indent.eol + indent.unit.repeat(depth);
  return { before: line, text: JSON.stringify(value, null, indent.unit).replaceAll('\n', line), after: '' };
}

function joinItems(items: readonly Item[], end: string): string {
  const last = items.length - 1;
  return items.map(({ before, text, after }, i) => before + text + (i < last ? after : '')).join(',') + end;
}

/** Cuts a piece whose array was left empty at that array, again. */
function splitAt(text: string, key: 'stigs' | 'rules'): { open: string; close: string } {
  const array = member(parseJsonTree(new Source('', new TextEncoder().encode(text))), key)!;
  const at = array.start + 1;
  return { open: text.slice(0, at), close: text.slice(at) };
}
