/** The page of docs/diagnostics.md. */
export function page(
  before: string,
  codes: Readonly<Record<string, { severity: readonly string[]; means: string; advice: string }>>,
  examples: ReadonlyMap<string, { command: string; text: string }>,
): string;
