import type { Source } from './source.js';

/** Bytes of headers that are looked through: those of saved pages are some hundreds. */
const HEADERS = 8000;

/**
 * Whether a file is a web page that a browser saved as one (MHTML, RFC 2557; `.mht`, `.mhtml`): it begins with the
 * headers of a message, of which one gives the version of MIME and one says that related parts, or HTML, follow.
 */
export function isMhtml({ bytes }: Source): boolean {
  const first = bytes[0];
  // A header begins with a letter; nearly all other inputs begin with a bracket.
  if (first === undefined || first < 0x41 || first > 0x7a) return false;
  const head = String.fromCharCode(...bytes.subarray(0, HEADERS)).replace(/\r\n?/g, '\n');
  const end = head.indexOf('\n\n');
  const headers = end < 0 ? head : head.slice(0, end);
  return (
    /^MIME-Version:/im.test(headers) &&
    /^Content-Type:\s*(?:multipart\/(?:related|mixed|alternative)|text\/html)/im.test(headers)
  );
}
