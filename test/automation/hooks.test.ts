/** The hooks for pre-commit: their entries are run as pre-commit runs them, split as a shell would and given the files. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workFolder } from '../support/console.js';

const ROOT = resolve(import.meta.dirname, '../..');
const release = (name: string) => join(ROOT, `examples/U_Acme_Harbor_Gateway_STIG_${name}_Manual-xccdf.xml`);

interface Hook {
  id: string;
  name: string;
  description: string;
  entry: string;
  language: string;
  files: string;
}
const hooks = new Map(
  (parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[]).map((hook) => [hook.id, hook]),
);

let folder = '';
beforeAll(() => {
  expect(existsSync(join(ROOT, 'dist/cli.js')), 'dist/ is not built: npm run build').toBe(true);
  folder = workFolder();
  run('git', ['init', '--quiet']);
  copyFileSync(release('V1R1'), join(folder, 'harbor-xccdf.xml'));
  writeFileSync(join(folder, '.gitattributes'), '*-xccdf.xml diff=stig\n');
  run('git', ['add', 'harbor-xccdf.xml', '.gitattributes']);
  run('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', 'commit', '--quiet', '-m', 'One']);
  copyFileSync(release('V1R2'), join(folder, 'harbor-xccdf.xml'));
  run('git', ['add', 'harbor-xccdf.xml']);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, args: string[]) {
  const env = { ...process.env, PATH: `${join(folder, '.bin')}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env });
  return { status, printed: stdout + stderr };
}

/** Words of an entry: pre-commit splits it as a shell does, and calls no shell. */
function runHook(id: string, ...files: string[]) {
  const [program, ...args] = hooks
    .get(id)!
    .entry.match(/"[^"]*"|\S+/g)!
    .map((word) => word.replaceAll('"', ''));
  return run(program!, [...args, ...files]);
}

describe('the hooks', () => {
  it('say what pre-commit asks of a hook, and install nothing', () => {
    expect([...hooks.keys()]).toEqual(['stigkit-validate', 'stigkit-textconv']);
    for (const { name, description, language, files } of hooks.values()) {
      expect(name && description).toBeTruthy();
      expect(language).toBe('system');
      const wanted = new RegExp(files);
      expect(
        ['content/U_X_STIG_V1R1_Manual-xccdf.xml', 'gw01.ckl', 'gw01.cklb'].every((file) => wanted.test(file)),
      ).toBe(true);
      expect(['pom.xml', 'notes.ckl.md'].some((file) => wanted.test(file))).toBe(false);
    }
  });

  it('stigkit-validate lets what is right pass, and stops what is not', () => {
    expect(runHook('stigkit-validate', 'harbor-xccdf.xml', 'examples/hosts/gw02.ckl')).toEqual({
      status: 0,
      printed: expect.any(String),
    });
    writeFileSync(join(folder, 'cut.ckl'), readFileSync(join(ROOT, 'examples/hosts/gw01.ckl'), 'utf8').slice(0, 5000));
    const { status, printed } = runHook('stigkit-validate', 'harbor-xccdf.xml', 'cut.ckl');
    expect(status).toBe(1);
    expect(printed).toContain('cut.ckl');
  });

  it('stigkit-textconv shows what is staged as lines of text', () => {
    const { status, printed } = runHook('stigkit-textconv', 'harbor-xccdf.xml');
    expect(status).toBe(0);
    expect(printed).toMatch(/^-.*A directory makes joining, moving and leaving one act for all systems\.$/m);
  });
});
