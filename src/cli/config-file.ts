import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { fsError } from '../io/fs-error.js';
import { type JsonNode, member, parseJsonTree } from '../io/json-tree.js';
import { nearest } from '../io/nearest.js';
import { Source } from '../io/source.js';
import type { CliIo } from './cli-io.js';
import type { Command, OptionSpec } from './command.js';
import type { ConfigFile } from './config-files.js';
import { ambiguity, isPath, type Layer, misfit, type OptionValue, type Setting } from './config-value.js';

/** A configuration file holds a few lines; what is larger is something else. */
const MOST_BYTES = 1_000_000;

/** The settings of a file. What is wrong with it is added to `problems`; malformed JSON is thrown. */
export function fromFile(file: ConfigFile, commands: readonly Command[], io: CliIo, problems: Diagnostic[]): Layer {
  const layer = new Map<string, Setting>();
  const place = placeOf(file, io);
  const source = new Source(place, readBytes(file.file, place));
  const whole = parseJsonTree(source);
  const root = basename(file.file) === 'package.json' ? member(whole, 'stigkit')! : whole;
  const report = (node: { start: number }, message: string, hint?: string) => {
    const diagnostic = { code: 'config-invalid', severity: 'error', message } as const;
    problems.push(source.diagnosticAt(node.start, hint === undefined ? diagnostic : { ...diagnostic, hint }));
  };
  if (root.kind !== 'object') {
    report(root, 'a configuration is one JSON object');
    return layer;
  }
  /** Takes one member: `owners` are the commands it is for, `prefix` their name where it is for one alone. */
  const take = (key: string, at: { start: number }, node: JsonNode, owners: readonly Command[], prefix: string) => {
    const specs = owners.flatMap(({ options }) => (Object.hasOwn(options, key) ? [options[key]!] : []));
    if (specs.length === 0) {
      const known = owners.flatMap(({ options }) => Object.keys(options));
      const near = nearest(key, prefix === '' ? [...known, ...commands.map((c) => c.name)] : known);
      const what = prefix === '' ? 'option or command' : 'option';
      report(
        at,
        `there is no ${what} ${JSON.stringify(prefix + key)}${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}`,
        prefix === ''
          ? 'Options stand at the top, or under the name of a command.'
          : `\`stigkit ${owners[0]!.name} --help\` shows its options.`,
      );
      return;
    }
    const spec = specs[0]!;
    const value = plain(node);
    const kind = spec.array && typeof value === 'string' ? [value] : value;
    const wrong = ambiguity(specs) ?? misfit(kind, spec) ?? leaving(kind, spec, file);
    if (wrong !== undefined) {
      report(node, `${JSON.stringify(prefix + key)} ${wrong}`);
      return;
    }
    const paths = isPath(spec) ? located(kind as string | string[], file, io) : (kind as OptionValue);
    layer.set(prefix + key, { value: paths, from: file.level, place });
  };
  for (const { key, start, value } of root.members) {
    const command = value.kind === 'object' ? commands.find(({ name }) => name === key) : undefined;
    if (command !== undefined && value.kind === 'object') {
      for (const inner of value.members) take(inner.key, inner, inner.value, [command], `${key}.`);
    } else if (key !== '$schema') take(key, { start }, value, commands, '');
  }
  return layer;
}

/** A file as messages name it: a project's from the working directory, a user's whole. */
export function placeOf({ level, file }: ConfigFile, { cwd = '' }: CliIo): string {
  return level === 'user' ? file : relative(cwd, file);
}

function readBytes(file: string, place: string): Uint8Array {
  try {
    if (statSync(file).size <= MOST_BYTES) return readFileSync(file);
  } catch (error) {
    throw fsError('read-failed', place, error);
  }
  throw new StigError({
    code: 'limit-exceeded',
    severity: 'error',
    file: place,
    message: `a configuration has at most ${MOST_BYTES} bytes`,
  });
}

/** A value without its places. Objects are no option's value: they become `null`, which fits none. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'array' ? node.items.map(plain) : null;
}

/**
 * A project's file comes with a repository, which may be a stranger's: it names nothing outside of it, by links neither.
 */
function leaving(value: unknown, spec: OptionSpec, { file, within }: ConfigFile): string | undefined {
  if (within === null || !isPath(spec)) return undefined;
  const root = realpathSync(within);
  const leads = [value].flat().some((path) => !isWithin(root, realOf(resolve(dirname(file), String(path)))));
  return leads ? 'leads out of the repository; name it in your own configuration or on the command line' : undefined;
}

/** Where a path leads as links have it, as far as it is there. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realOf(dirname(path)), basename(path));
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Paths in a file are meant from where it lies. They are given as from the working directory. */
function located(value: string | string[], { file }: ConfigFile, { cwd = '' }: CliIo): string | string[] {
  const locate = (path: string) => {
    const whole = resolve(dirname(file), path);
    return isWithin(cwd, whole) ? relative(cwd, whole) || '.' : whole;
  };
  return typeof value === 'string' ? locate(value) : value.map(locate);
}
