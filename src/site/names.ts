import { OutputNames } from '../io/output-names.js';

/**
 * Names of the files in one folder of the site: letters, digits, `.`, `_` and `-` alone, so that they stand in an
 * address as they are, and no two alike. A class because it remembers what it gave.
 */
export class SiteNames {
  readonly #names = new OutputNames();
  readonly #taken = new Set<string>();

  /** Keeps names for files that are always there. */
  constructor(...reserved: string[]) {
    for (const name of reserved) this.take(name);
  }

  /** The name for what is called so; another where that is taken. */
  take(name: string): string {
    const slug = this.#names.take(slugOf(name), 'x').slice(0, -2);
    this.#taken.add(slug.toLowerCase());
    return slug;
  }

  /** The name as it is; `null` where it is taken. */
  takeExact(name: string): string | null {
    return this.#taken.has(slugOf(name).toLowerCase()) ? null : this.take(name);
  }
}

/** A name as part of an address. */
export function slugOf(name: string): string {
  const slug = name
    .trim()
    .slice(0, 120)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+|[._]+$/g, '');
  return slug === '' ? 'unnamed' : slug;
}

/** The way from a page back to the site's root: `../../` of `stigs/X/V1R1.html`. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}
