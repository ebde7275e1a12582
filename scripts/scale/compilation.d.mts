export interface Made {
  count: number;
  xccdf: number;
  zip: number;
}
export function seeds(): { isReal: boolean; old: string[]; now: string[] };
export function makeCompilation(
  path: string,
  files: readonly string[],
  size: { count?: number; bytes?: number; pictures?: number },
): Made;
export function makeLarge(path: string, file: string, bytes: number): Made;
