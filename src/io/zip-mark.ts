/** Bytes that a first look gives at most. */
export const HEAD_BYTES = 1024;

/** Whether bytes begin as a zip does: with a member, or with the end of an empty one. */
export function isZip(head: Uint8Array): boolean {
  const [p, k, a, b] = head;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}
