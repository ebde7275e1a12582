/** The reference of the library: every name that is exported has a comment, and every type that one names is there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/package.js';

it('is written without a warning, a page for each entry', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-api-'));
  try {
    const args = [join(ROOT, 'scripts/docs-api.mjs'), folder];
    // Its exit code says that nothing was to be said; typedoc tells what on standard error.
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
    for (const entry of [
      'stigkit',
      'stigkit_ckl',
      'stigkit_cklb',
      'stigkit_xccdf',
      'stigkit_diff',
      'stigkit_checklist',
    ]) {
      expect(existsSync(join(folder, `modules/${entry}.html`)), entry).toBe(true);
    }
    // What is there at run time is what the reference calls a function or class.
    const index = Object.keys(await import('../../src/index.js')).sort();
    const described = ['functions', 'classes', 'variables']
      .filter((kind) => existsSync(join(folder, kind)))
      .flatMap((kind) => readdirSync(join(folder, kind)))
      .flatMap((name) => /^stigkit\.(\w+)\.html$/.exec(name)?.[1] ?? []);
    expect(described.sort()).toEqual(index);
    expect(readFileSync(join(folder, 'functions/stigkit.read.html'), 'utf8')).toContain(
      'the one document that an input holds',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 300_000);
