/** First bytes of files that hold no text: JPEG, PNG, GIF, and the documents of old Office programs. */
const MARKS: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Whether a file is a picture or the like, by its first bytes: to look for text in it costs more than to read a STIG. */
export function isPicture(head: Uint8Array): boolean {
  return MARKS.some((mark) => mark.every((byte, i) => head[i] === byte));
}
