/**
 * What tells that work is no longer wanted: the platform's `AbortSignal`, named here so that the declarations need no
 * library of the platform's.
 */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  /** Throws `reason` where `aborted`. */
  throwIfAborted(): void;
}

/** Lets other work be done: events, and whoever would abort. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
