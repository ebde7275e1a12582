import { baseName } from './source.js';

/**
 * Names of the files that one run writes into a folder: safe on every system and no two alike. A class because it
 * remembers what it gave.
 */
export class OutputNames {
  readonly #taken = new Set<string>();
  readonly #reserved = new Set<string>();

  /** Keeps a name free for the input it belongs to, so that no suffix given before comes upon it. */
  reserve(base: string, ending: string): void {
    this.#reserved.add(keyOf(fileName(base, '', ending)));
  }

  /**
   * The name for a result: base and ending, with `-2`, `-3` where that is taken. Names that differ only in case, or in
   * how an accent is written, are one name to Windows and macOS, so they are here.
   */
  take(base: string, ending: string): string {
    for (let n = 1; ; n++) {
      const name = fileName(base, n === 1 ? '' : `-${n}`, ending);
      const key = keyOf(name);
      if (this.#taken.has(key) || (n > 1 && this.#reserved.has(key))) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

/** The base name for results of an input: of `lib.zip!/in/X.xml` it is `X`; standard input gives `stdin`. */
export function outputBase(inputName: string): string {
  if (inputName === '<stdin>') return 'stdin';
  // An ending begins with a letter: `V1.2` has none.
  return baseName(inputName).replace(/(?<=.)\.[a-z][a-z0-9]{0,7}$/i, '');
}

/** Bytes a name may take: file systems allow 255; what people make of it (`name (1).json`) needs room. */
const MOST_BYTES = 240;

/** Device names of Windows, which no file may bear, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i;

/** A name that is safe on every system: one part of a path, of bounded length, no device, nothing that cannot be seen. */
function fileName(base: string, suffix: string, ending: string): string {
  const tail = `${suffix}.${ending}`;
  // Separators, what Windows forbids, control characters, marks that reorder what is shown, and half characters.
  let stem = base.replace(/[/\\<>:"|?*\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/gu, '_');
  stem = ends(cut(stem, MOST_BYTES - Buffer.byteLength(tail)));
  if (stem === '') stem = 'unnamed';
  // The device is what stands before the first dot: CON.1.json is one.
  const [first = ''] = stem.split('.', 1);
  if (DEVICE.test(first.trimEnd())) stem = `${first.trimEnd()}_${stem.slice(first.length)}`;
  return stem + tail;
}

/** Without blanks at both ends and dots at the end, which Windows drops. */
function ends(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1]!.trim() === '')) end--;
  return text.slice(0, end).trimStart();
}

function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let length = 0;
  for (const letter of text) {
    length += Buffer.byteLength(letter);
    if (length > bytes) break;
    kept += letter;
  }
  return kept;
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
