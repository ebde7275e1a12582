/** Packs the project as it stands built into a folder; gives the path of the file. */
export function pack(folder: string): string;
/** Runs npm and gives what it prints. */
export function npm(args: string[], cwd?: string): string;
