import { StigError } from './diagnostic.js';

/**
 * Bounds on what an input may ask of the reader. The defaults lie far above DISA's largest (a description with 18,000
 * entity references, 450 rules, 30,000 characters of check); each can be set.
 */
export interface Limits {
  /** Elements within elements, objects within objects. */
  depth: number;
  /** Characters of one attribute value. */
  attribute: number;
  /** Characters of one text. */
  text: number;
  /** Bytes of one file, unzipped. */
  fileBytes: number;
  /** Pages of one PDF. */
  pages: number;
  /** Runs of text on one page of a PDF. */
  pageItems: number;
  /** Bytes unzipped out of one input in all, zips in zips included. */
  zipBytes: number;
  /** Members of one zip in all, those of zips in it included. */
  zipMembers: number;
  /** Zips in zips: a library of packages is two deep, a supplement zipped in a package three. */
  zipDepth: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 256,
  attribute: 1_000_000,
  text: 50_000_000,
  fileBytes: 512 * 1024 * 1024,
  pages: 2_000,
  pageItems: 100_000,
  zipBytes: 16 * 1024 * 1024 * 1024,
  zipMembers: 100_000,
  zipDepth: 5,
};

/** The problem of a file past the limit. */
export function tooLarge(file: string, limits: Limits): StigError {
  return new StigError({
    code: 'limit-exceeded',
    severity: 'error',
    file,
    message: `the file holds more bytes than the limit fileBytes=${limits.fileBytes}`,
    hint: 'If you trust the file, raise the limit: --limit fileBytes=NUMBER.',
  });
}
