export function makeScripts(folder: string, names: readonly string[]): void;
export function asScript(code: string, file: string): { script: string; module: string };
