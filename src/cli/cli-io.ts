/** What a command may touch of the world beside files: given in, so that commands run in tests as they do for real. */
export interface CliIo {
  /** Writes to standard output; resolves when more may be written. */
  out(data: string | Uint8Array): Promise<void>;
  /** Writes to standard error. */
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  /** The working directory. Where there is none, no configuration file is looked for. */
  cwd?: string | undefined;
  /** Whether standard output, and standard error, are terminals. */
  outIsTerminal: boolean;
  errIsTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  columns: number;
}
