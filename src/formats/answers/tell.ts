import type { Diagnostic } from '../../io/diagnostic.js';
import type { YamlPath } from '../../io/yaml.js';

/** Takes what is wrong with an entry; `path` leads to it in YAML and JSON. */
export type Tell = (problem: Omit<Diagnostic, 'code' | 'severity'> & { path?: YamlPath }) => void;

/** The same, of problems within what the path leads to. */
export function within(tell: Tell, path: YamlPath): Tell {
  return (problem) => tell({ ...problem, path: [...path, ...(problem.path ?? [])] });
}

/** A path as JSON pointer (RFC 6901). */
export function pointerOf(path: YamlPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
