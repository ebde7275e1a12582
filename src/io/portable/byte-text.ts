/** Only Node has a fast way to a text of bytes: elsewhere there is none. */
export function byteTextOf(_bytes: Uint8Array): string | null {
  return null;
}

/** Never called, as there is no byte text. */
export function decodeByteText(part: string): string {
  return part;
}
