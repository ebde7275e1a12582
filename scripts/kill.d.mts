/** What became of the files over all runs in which the command was ended while it replaced them. */
export function killRuns(
  runs: number,
  options?: { seed?: number; jobs?: number; signal?: NodeJS.Signals },
): Promise<{
  runs: number;
  /** Files that a run writes. */
  pages: number;
  /** Runs that were ended before they were done. */
  ended: number;
  /** Runs that left old and new files. */
  mixed: number;
  /** Files that were left as they were, over all runs. */
  old: number;
  /** Files that were replaced, whole. */
  new: number;
  /** Temporary files left beside. */
  temporary: number;
  /** Each file that is neither old nor new, and runs in which files are gone. */
  half: string[];
  /** Whether a run over what was left gives what a run without a break gives. */
  again: boolean;
}>;
