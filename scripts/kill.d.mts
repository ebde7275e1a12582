/** What became of files over runs that were ended by SIGKILL. */
export interface Killed {
  runs: number;
  /** Runs that were not done when they were ended. */
  ended: number;
  /** Runs that left some files old and some new. */
  mixed: number;
  old: number;
  new: number;
  temporary: number;
  /** Files that are neither old nor new, or gone. */
  half: string[];
}

export function killRuns(runs: number, seed?: number): Promise<Killed>;
