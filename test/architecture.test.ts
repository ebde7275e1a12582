import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

interface Import {
  from: string;
  to: string;
  dynamic: boolean;
  typeOnly: boolean;
}

/** Imports of every file in src, `to` being a path below src or the name of a package. */
const imports: Import[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => {
    const from = name.replaceAll('\\', '/');
    const text = readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    const found: Import[] = [];
    for (const m of text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/g)) {
      found.push({ from, to: target(from, m[2]!), dynamic: false, typeOnly: m[1] !== undefined });
    }
    for (const m of text.matchAll(/\bimport\('([^']+)'\)/g)) {
      found.push({ from, to: target(from, m[1]!), dynamic: true, typeOnly: false });
    }
    return found;
  });

function target(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(SRC, resolve(SRC, dirname(from), specifier))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts');
}

const room = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);
const isPackage = (to: string) => !to.endsWith('.ts');

/** Which rooms a room may import from, beside itself. */
const MAY: Record<string, readonly string[]> = {
  model: [],
  io: ['generated'],
  data: ['generated', 'model'],
  text: [],
  diff: ['model', 'generated', 'text'],
  checklist: ['model', 'diff', 'io'],
  report: ['model', 'diff'],
  select: ['model', 'diff', 'io'],
  merge: ['model', 'diff', 'io', 'data'],
  validate: ['model', 'data', 'io', 'diff'],
  formats: ['model', 'io', 'data', 'diff', 'text', 'generated'],
  site: ['model', 'io', 'data', 'diff', 'text', 'formats'],
  tasks: [
    'select',
    'cached-read.ts',
    'model',
    'io',
    'formats',
    'checklist',
    'report',
    'validate',
    'read.ts',
    'write.ts',
    'round-trip.ts',
  ],
  generated: [],
};

describe('the directions between rooms', () => {
  it.each(Object.entries(MAY))('%s imports only %j', (name, allowed) => {
    const strangers = imports
      .filter((i) => room(i.from) === name && !isPackage(i.to))
      .filter((i) => room(i.to) !== name && !allowed.includes(room(i.to)))
      .map((i) => `${i.from} -> ${i.to}`);
    expect(strangers).toEqual([]);
  });

  it('no format imports another', () => {
    const folder = (file: string) => /^formats\/([^/]+)\//.exec(file)?.[1];
    const strangers = imports
      .filter((i) => folder(i.from) !== undefined && folder(i.to) !== undefined && folder(i.from) !== folder(i.to))
      .filter((i) => !SHARED_FORMAT_ROOMS.has(folder(i.to)!))
      .map((i) => `${i.from} -> ${i.to}`);
    expect(strangers).toEqual([]);
  });

  it('nothing but the command line touches the process', () => {
    const offenders = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          name.endsWith('.ts') && !name.startsWith('cli') && !name.startsWith('io') && !name.startsWith('generated'),
      )
      .filter((name) =>
        /\b(?:console|process)\./.test(readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')),
      );
    expect(offenders).toEqual([]);
  });

  it('has no circles', () => {
    const edges = new Map<string, string[]>();
    for (const i of imports) {
      if (isPackage(i.to)) continue;
      edges.set(i.from, [...(edges.get(i.from) ?? []), i.to]);
    }
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, path: string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      else if (!done.has(file)) {
        for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
        done.add(file);
      }
    };
    for (const file of edges.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });
});

/** Folders in formats/ that are helpers of several formats. */
const SHARED_FORMAT_ROOMS = new Set(['shared', 'page', 'documents', 'xccdf']);

describe('third-party code', () => {
  it('enters through one file a package', () => {
    const importers = new Map<string, Set<string>>();
    for (const i of imports) {
      if (!isPackage(i.to) || i.to.startsWith('node:')) continue;
      const name = i.to
        .split('/')
        .slice(0, i.to.startsWith('@') ? 2 : 1)
        .join('/');
      importers.set(name, (importers.get(name) ?? new Set()).add(i.from));
    }
    const crowds = [...importers]
      .filter(([, files]) => files.size > 1)
      .map(([name, files]) => `${name}: ${[...files].join(', ')}`);
    expect(crowds).toEqual([]);
    expect(importers.get('fast-xml-parser')).toEqual(new Set(['io/xml-lenient.ts']));
  });

  it('is not loaded by starting the command', () => {
    const reachable = new Set<string>();
    const walk = (file: string) => {
      if (reachable.has(file)) return;
      reachable.add(file);
      for (const i of imports) if (i.from === file && !i.dynamic && !i.typeOnly) walk(i.to);
    };
    walk('cli/bin.ts');
    walk('cli/main.ts');
    expect([...reachable].filter((r) => isPackage(r) && !r.startsWith('node:'))).toEqual(['yargs-parser']);
  });
});

describe('the library where there is no Node', () => {
  it('touches nothing of Node, once stand-ins are in place', () => {
    const files = new Set(readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((f) => f.replaceAll('\\', '/')));
    const standIn = (file: string) => {
      const portable = file.replace(/^io\/([^/]+)$/, 'io/portable/$1');
      return files.has(portable) ? portable : file;
    };
    const reachable = new Set<string>();
    const walk = (file: string) => {
      if (reachable.has(file)) return;
      reachable.add(file);
      for (const i of imports) if (i.from === file && !i.typeOnly) walk(isPackage(i.to) ? i.to : standIn(i.to));
    };
    for (const file of files) if (file === 'index.ts' || /^exports\/.*\.ts$/.test(file)) walk(file);
    expect(reachable).toContain('io/portable/zip-engine.ts');
    const offenders = [...reachable].filter(
      (file) =>
        file.startsWith('node:') ||
        (file.endsWith('.ts') &&
          !file.startsWith('generated/') &&
          /\b(?:Buffer|process)\./.test(
            readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
          )),
    );
    expect(offenders).toEqual([]);
  });
});
