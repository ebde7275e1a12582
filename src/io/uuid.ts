import { v4, v5 } from 'uuid';

/** Namespace of every id derived here: the UUID v5 of `urn:stigkit` in the URL namespace of RFC 9562. */
export const NAMESPACE = '96d2c12a-b268-5ea8-aaff-f9237a30fdde';

/** The UUID v5 of a name in stigkit's namespace: the same name, the same id. */
export function derivedUuid(name: string): string {
  return v5(name, NAMESPACE);
}

/** A random UUID v4. Only for `--uuid random`. */
export function randomUuid(): string {
  return v4();
}
