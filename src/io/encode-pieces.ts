/** Where pieces are put together: kept, as memory that was used before costs less than new one. */
let room = Buffer.alloc(0);

/** Pieces of text, one after another in UTF-8. */
export function encodePieces(pieces: Iterable<string>): Uint8Array {
  let length = 0;
  for (const piece of pieces) {
    // A UTF-16 unit is three bytes at most.
    const most = length + 3 * piece.length;
    if (most > room.length) {
      const larger = Buffer.allocUnsafeSlow(2 * most);
      larger.set(room.subarray(0, length));
      room = larger;
    }
    length += room.write(piece, length);
  }
  const bytes = Buffer.allocUnsafeSlow(length);
  bytes.set(room.subarray(0, length));
  if (room.length > MOST_KEPT) room = Buffer.alloc(0);
  return bytes;
}

const MOST_KEPT = 32_000_000;
