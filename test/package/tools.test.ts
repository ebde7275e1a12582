/** What publint, Are The Types Wrong and knip say of the package. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/package.js';

it('is content to publint, Are The Types Wrong and knip', () => {
  const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'scripts/package-check.mjs')], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stdout).toBe('publint: nothing to say\nattw: nothing to say\nknip: nothing to say\n');
  expect(status).toBe(0);
}, 300_000);
