/** The programs in docs/library.md: each runs as it stands and prints what the document shows. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fits } from '../support/console.js';
import { node, ROOT } from '../support/package.js';

const TEXT = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');

/** A ```js block, the line it begins at, and the ```text block that follows it, if one does. */
const PROGRAMS = [...TEXT.matchAll(/```js\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g)].map((match, i) => ({
  name: `program${i + 1}.mjs`,
  line: TEXT.slice(0, match.index).split('\n').length,
  code: match[1]!,
  shown: match[2]?.trimEnd().split('\n') ?? [],
}));

vi.setConfig({ testTimeout: 240_000 });

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stigkit-library-'));
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  symlinkSync(ROOT, join(folder, 'node_modules/stigkit'), 'junction');
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'), 'junction');
  symlinkSync(join(ROOT, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'), 'junction');
  symlinkSync(join(ROOT, 'node_modules/undici-types'), join(folder, 'node_modules/undici-types'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const { name, code } of PROGRAMS) writeFileSync(join(folder, name), code);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/library.md', () => {
  it('has programs', () => expect(PROGRAMS.length).toBeGreaterThan(7));

  it.each(PROGRAMS)('line $line prints what is shown', ({ name, shown }) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd() === '' ? [] : stdout.trimEnd().split('\n');
    if (!fits(lines, shown)) expect(lines).toEqual(shown);
  });

  it('has programs whose types hold', () => {
    const compilerOptions = {
      ...{
        allowJs: true,
        checkJs: true,
        strict: true,
        noImplicitAny: false,
        noEmit: true,
        exactOptionalPropertyTypes: true,
      },
      ...{
        target: 'es2023',
        module: 'nodenext',
        moduleResolution: 'nodenext',
        lib: ['es2023', 'dom'],
        types: ['node'],
      },
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: PROGRAMS.map(({ name }) => name) }),
    );
    let said: string;
    try {
      said = node(folder, join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json');
    } catch (error) {
      said = (error as { stdout: string }).stdout;
    }
    expect(said).toBe('');
  });
});
