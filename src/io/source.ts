import { byteTextOf, decodeByteText } from './byte-text.js';
import { type Diagnostic, frameAt, type Report } from './diagnostic.js';
import { sha256 } from './hash.js';
import { decodeWindows1252 } from './windows-1252.js';

/** A place in a text, counted from 1; the column in UTF-16 code units. */
export interface Place {
  line: number;
  column: number;
}

/** Encodings an input may be in. What says UTF-8 and is not is read as Windows-1252 (34 known files). */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** An input: a name and bytes. Text, hash and line table are made when first asked for. */
export class Source {
  #text: { text: string; encoding: Encoding; bom: boolean; badByte: number | null } | undefined;
  #byteText: string | null | undefined;
  #hash: string | undefined;
  #lines: number[] | undefined;

  constructor(
    /** File name as the user gave it; a member of a zip as `package.zip!/file.xml`. */
    readonly name: string,
    readonly bytes: Uint8Array,
    /** The hash of the file, where the bytes are what was unpacked from it. */
    hash?: string,
  ) {
    this.#hash = hash;
  }

  /**
   * The name without the directories around the file: what a document says of where it came from, the same wherever
   * the file lies. A member of a zip keeps its path from that zip on: `package.zip!/folder/file.xml`.
   */
  get fileName(): string {
    const member = this.name.indexOf('!/');
    const outer = member < 0 ? this.name : this.name.slice(0, member);
    return baseName(outer) + (member < 0 ? '' : this.name.slice(member));
  }

  /** The decoded text, without a byte order mark. Line ends are as in the bytes. */
  get text(): string {
    return this.#decoded().text;
  }

  /**
   * The same with a character for each byte: see `byteTextOf`. `null` where the bytes are not UTF-8, and where the text
   * is there already.
   */
  get byteText(): string | null {
    if (this.#text !== undefined) return null;
    if (this.#byteText === undefined) {
      const { encoding, bom } = encodingOf(this.bytes);
      this.#byteText = encoding === 'utf-8' ? byteTextOf(bom ? this.bytes.subarray(3) : this.bytes) : null;
    }
    return this.#byteText;
  }

  /** What markup is looked for in: ASCII stands in it as it does in the text, at other places. */
  get searchable(): string {
    return this.byteText ?? this.text;
  }

  /** The beginning of the text: so many characters or fewer. */
  beginning(length: number): string {
    const { byteText } = this;
    // What is cut off in the middle of a character is left out.
    return byteText === null ? this.text.slice(0, length) : decodeByteText(byteText.slice(0, length).replace(CUT, ''));
  }

  get encoding(): Encoding {
    return this.#decoded().encoding;
  }

  /** Whether the bytes begin with a byte order mark. */
  get bom(): boolean {
    return this.#decoded().bom;
  }

  /** SHA-256 of the file, hexadecimal. */
  get sha256(): string {
    this.#hash ??= sha256(this.bytes);
    return this.#hash;
  }

  /** Line and column of an offset into `text`. LF, CRLF and CR each end a line. */
  placeAt(offset: number): Place {
    this.#lines ??= lineStarts(this.text);
    let [low, high] = [0, this.#lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lines[low]! + 1 };
  }

  /** A diagnostic that points at an offset of this source. */
  diagnosticAt(offset: number, diagnostic: Omit<Diagnostic, 'file' | 'line' | 'column' | 'frame'>): Diagnostic {
    return { ...diagnostic, file: this.name, ...this.placeAt(offset), frame: frameAt(this.text, offset) };
  }

  /** Reports bytes that are not of the encoding claimed. Called once by whoever reads the source. */
  reportEncoding(report: Report): void {
    // Bytes that are UTF-8.
    if (typeof this.#byteText === 'string') return;
    const { badByte } = this.#decoded();
    if (badByte === null) return;
    report(
      this.diagnosticAt(badByte, {
        code: 'encoding-mismatch',
        severity: 'warning',
        message: 'the bytes are not UTF-8; the file was read as Windows-1252',
        hint: 'Save the file as UTF-8, or correct its encoding label.',
      }),
    );
  }

  #decoded() {
    this.#text ??= decode(this.bytes);
    return this.#text;
  }
}

/** Bytes of characters past ASCII at the end, of which the last may be cut off. */
const CUT = /[\x80-\xff]+$/;

/** The directory-less name of an input: of `a/b.zip!/c/d.xml` it is `d.xml`. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

function decode(bytes: Uint8Array): { text: string; encoding: Encoding; bom: boolean; badByte: number | null } {
  const { encoding, bom } = encodingOf(bytes);
  switch (encoding) {
    case 'utf-8':
      return decodeUtf8(bom ? bytes.subarray(3) : bytes, bom);
    case 'windows-1252':
      return { text: decodeWindows1252(bytes), encoding, bom, badByte: null };
    default:
      return utf16(encoding, bom ? bytes.subarray(2) : bytes, bom);
  }
}

/** The encoding that the first bytes tell of. */
function encodingOf(bytes: Uint8Array): { encoding: Encoding; bom: boolean } {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bom: true };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bom: true };
  // Without a mark, the first character of XML and JSON is ASCII: its zero byte tells the order (XML 1.0, appendix F).
  if (b === 0 && d === 0 && a !== 0 && c !== 0) return { encoding: 'utf-16le', bom: false };
  if (a === 0 && c === 0 && b !== 0 && d !== 0) return { encoding: 'utf-16be', bom: false };
  return { encoding: labelOf(bytes) ?? 'utf-8', bom: false };
}

/** A single-byte encoding that the XML declaration names; ISO-8859-1 is decoded as Windows-1252, as browsers do. */
function labelOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] !== 0x3c) return null;
  const head = String.fromCharCode(...bytes.subarray(0, 100));
  const label = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return label !== undefined && /^(?:windows-1252|cp1252|iso-8859-1|latin1)$/.test(label) ? 'windows-1252' : null;
}

function utf16(encoding: 'utf-16le' | 'utf-16be', bytes: Uint8Array, bom: boolean) {
  return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding, bom, badByte: null };
}

function decodeUtf8(bytes: Uint8Array, bom: boolean) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: 'utf-8' as const, bom, badByte: null };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'windows-1252' as const, bom, badByte: firstBadByte(bytes) };
  }
}

/** Offset of the first byte that begins no character of UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  let [low, high] = [0, bytes.length];
  // The longest prefix that decodes; a prefix may end within a character, so it is decoded as a stream.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  // What could begin a character is known to be wrong only by the byte after it.
  for (let back = 1; back <= 3 && back <= low; back++) {
    const byte = bytes[low - back]!;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? low - back : low;
    if (byte < 0x80) break;
  }
  return low;
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
