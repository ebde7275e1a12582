import type { Encoding } from './source.js';
import { windows1252Byte } from './windows-1252.js';

/**
 * The bytes of a text in the encoding a file was read in; a string stays one where it is plain UTF-8. What
 * Windows-1252 lacks becomes `?`: `encodable` tells before.
 */
export function encodeText(text: string, encoding: Encoding, bom: boolean): string | Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return bom ? `\ufeff${text}` : text;
    case 'windows-1252':
      return Uint8Array.from(text, (character) => windows1252Byte(character) ?? 0x3f);
    default: {
      const marked = bom ? `\ufeff${text}` : text;
      const bytes = new Uint8Array(marked.length * 2);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < marked.length; i++) view.setUint16(i * 2, marked.charCodeAt(i), encoding === 'utf-16le');
      return bytes;
    }
  }
}

/** Whether a character can be written in an encoding. */
export function encodable(character: string, encoding: Encoding): boolean {
  return encoding !== 'windows-1252' || windows1252Byte(character) !== undefined;
}
