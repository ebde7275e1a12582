import type { Report } from './diagnostic.js';
import type { Limits } from './limits.js';
import type { Source } from './source.js';

/** A URL: what the platform's `URL` is, named here so that the declarations need no library of the platform's. */
export interface UrlLike {
  readonly href: string;
}

/** One file to be read: from disk, out of a zip, or from standard input. Nothing but its first bytes is read yet. */
export interface Input {
  /** As the user gave it; in a folder with the folder, in a zip as `library.zip!/package.zip!/folder/file.xml`. */
  name: string;
  /** The argument it came from. */
  origin: string;
  /** Whether the user named this very file (or a pattern that names it), so that it must be of use. */
  named: boolean;
  /** The zip it is a member of (the innermost): what is in one package belongs together. `null` of a plain file. */
  package: string | null;
  /** Bytes, as announced; `null` where that is not known before reading. */
  size: number | null;
  /** The first bytes, up to 1024: enough to tell text from pictures without reading the rest. */
  head: Uint8Array;
  /**
   * Reads it whole. Throws a StigError where it is damaged or too large. May be called at any time; cheapest before the
   * next input is asked for, while its zip is open.
   */
  load(): Promise<Source>;
}

/** What holds for every input of a run. */
export interface Expanding {
  limits: Limits;
  report: Report;
  isLast?: ((name: string) => boolean) | undefined;
}
