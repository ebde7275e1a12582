import type { ZipEntry } from '../zip-entry.js';
import { crc32 } from './crc32.js';

/** Marks of the zip's parts (APPNOTE.TXT 6.3.10: 4.3.12 to 4.3.16). */
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;

/** Lengths without what varies. */
const ENTRY_LENGTH = 46;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
const MOST_COMMENT = 0xffff;

/** Extra fields: sizes past 4 GiB, and the name in UTF-8 as Info-ZIP writes it (4.6.9). */
const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;

/** The entries of a zip's directory, in its order. Throws an Error where it is damaged, after what stands before. */
export function* directoryOf(bytes: Uint8Array): Generator<ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start } = placeOf(view);
  let at = start;
  for (let n = 0; n < count; n++) {
    if (at + ENTRY_LENGTH > bytes.length || view.getUint32(at, true) !== ENTRY) {
      throw new Error(`its directory breaks off at entry ${n + 1} of ${count}`);
    }
    const nameBytes = view.getUint16(at + 28, true);
    const nameEnd = at + ENTRY_LENGTH + nameBytes;
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const end = extraEnd + view.getUint16(at + 32, true);
    if (end > bytes.length) throw new Error(`its directory ends within entry ${n + 1} of ${count}`);
    yield entryAt(view, at, bytes.subarray(at + ENTRY_LENGTH, nameEnd), extraFields(bytes.subarray(nameEnd, extraEnd)));
    at = end;
  }
}

/** How many entries there are and where they begin, out of the record at the end. */
function placeOf(view: DataView): { count: number; start: number } {
  const last = view.byteLength - END_LENGTH;
  const first = Math.max(0, last - MOST_COMMENT);
  let end = last;
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first) throw new Error('it has no directory: its end is missing');
  const found = { count: view.getUint16(end + 10, true), start: view.getUint32(end + 16, true) };
  if (found.count !== 0xffff && found.start !== 0xffffffff) return found;
  const locator = end - LOCATOR_LENGTH;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return found;
  const end64 = Number(view.getBigUint64(locator + 8, true));
  if (end64 + 56 > view.byteLength || view.getUint32(end64, true) !== END_64) {
    throw new Error('its directory is not where its end says');
  }
  return { count: Number(view.getBigUint64(end64 + 32, true)), start: Number(view.getBigUint64(end64 + 48, true)) };
}

function entryAt(view: DataView, at: number, raw: Uint8Array, extra: ReadonlyMap<number, Uint8Array>): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const [size, compressedSize, offset] = wide(
    [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)],
    extra.get(ZIP64),
  );
  return {
    nameBytes: raw.length,
    name: () => nameOf(raw, flags, extra.get(UNICODE_PATH)).replaceAll('\\', '/'),
    madeBy: view.getUint16(at + 4, true),
    attributes: view.getUint32(at + 38, true),
    size,
    compressedSize,
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    crc32: view.getUint32(at + 16, true),
    offset,
  };
}

function extraFields(bytes: Uint8Array): Map<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    fields.set(view.getUint16(at, true), bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Numbers of four bytes, those that are all ones taken from the extra field, where they stand in this order. */
function wide(numbers: [number, number, number], field: Uint8Array | undefined): [number, number, number] {
  if (field === undefined) return numbers;
  const view = new DataView(field.buffer, field.byteOffset, field.byteLength);
  let at = 0;
  return numbers.map((number) => {
    if (number !== 0xffffffff || at + 8 > field.length) return number;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  }) as [number, number, number];
}

/**
 * A name in UTF-8 where the entry says so, or in its extra field if that is of this name, else in CP437. Some programs
 * of Windows part it by backslashes.
 */
function nameOf(raw: Uint8Array, flags: number, field: Uint8Array | undefined): string {
  const utf8 = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (field !== undefined && field.length >= 5 && field[0] === 1) {
    const sum = new DataView(field.buffer, field.byteOffset).getUint32(1, true);
    if (sum === crc32(raw)) return utf8(field.subarray(5));
  }
  return (flags & 0x800) !== 0 ? utf8(raw) : Array.from(raw, (byte) => CP437[byte]!).join('');
}

const CP437 =
  '\u0000☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`' +
  'abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
