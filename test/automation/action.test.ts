/** The GitHub Action: its step is run as the runner would, on a repository made here. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'examples');
const release = (name: string) => join(EXAMPLES, `U_Acme_Harbor_Gateway_STIG_${name}_Manual-xccdf.xml`);

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: { id: string; shell: string; run: string; env: Record<string, string> }[] };
}
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

let top = '';
let repository = '';
beforeAll(() => {
  expect(existsSync(join(ROOT, 'dist/cli.js')), 'dist/ is not built: npm run build').toBe(true);
  top = mkdtempSync(join(tmpdir(), 'stigkit-action-'));
});
afterAll(() => rmSync(top, { recursive: true }));

function git(...args: string[]): string {
  const run = spawnSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.test', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
}

/** Commits everything; gives the commit. */
function commit(message: string): string {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
}

let count = 0;
beforeEach(() => {
  repository = join(top, `repository-${++count}`);
  mkdirSync(join(repository, 'content'), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
});

/** Runs the action's steps: what is printed, what stands in the runner's files, the exit code of the first that fails. */
function runAction(given: Record<string, string>) {
  const files = { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' };
  for (const name of Object.keys(files) as (keyof typeof files)[]) {
    files[name] = join(top, `${name}-${count}-${Math.floor(performance.now() * 1000)}`);
    writeFileSync(files[name], '');
  }
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [name, value]));
  Object.assign(inputs, given);
  const said = (text: string) => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name]!);
  let code = 0;
  let printed = '';
  for (const step of action.runs.steps) {
    expect(step.shell).toBe('bash');
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, said(value)]));
    const run = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: repository,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: top, RUNNER_TEMP: top, GITHUB_ACTION_PATH: ROOT, ...files, ...env },
    });
    printed += run.stdout + run.stderr;
    if (run.status !== 0) {
      code = run.status!;
      break;
    }
  }
  return {
    code,
    printed,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    outputs: outputsIn(files.GITHUB_OUTPUT),
  };
}

/** The outputs of a step as the runner reads them: `name=value`, or between a mark of the step's choice. */
function outputsIn(file: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, name, form, rest] = /^([\w-]+)(=|<<)(.*)$/.exec(lines[i]!) ?? [];
    if (name === undefined) continue;
    if (form === '=') outputs[name] = rest!;
    else {
      const end = lines.indexOf(rest!, i + 1);
      outputs[name] = lines.slice(i + 1, end).join('\n');
      i = end;
    }
  }
  return outputs;
}

describe('the action', () => {
  it('is a composite one, whose outputs are those of its step, and everything is described', () => {
    expect(action.runs.using).toBe('composite');
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).toMatch(/^[A-Z].*\.$/s);
    }
    const env = Object.values(action.runs.steps[0]!.env).join(' ');
    for (const name of Object.keys(action.inputs)) expect(env).toContain(`\${{ inputs.${name} }}`);
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toBe(`\${{ steps.${action.runs.steps[0]!.id}.outputs.${name} }}`);
    }
    // Nothing that a pull request says is put into the text of a script.
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it('is described to maintainers as it is', () => {
    const text = readFileSync(join(ROOT, 'docs/maintainers.md'), 'utf8');
    const [inputs = '', outputs = ''] = text.split(/\| Input +\| +\|/)[1]!.split('\nOutputs are ');
    const named = (part: string, pattern: RegExp) => [...part.matchAll(pattern)].map((m) => m[1]!);
    const rows = inputs.split('\n').flatMap((row) => named(row.split('|')[1] ?? '', /`([\w-]+)`/g));
    expect(rows.sort()).toEqual(Object.keys(action.inputs).sort());
    expect(named(outputs.split('.')[0]!, /`([\w-]+)`/g).sort()).toEqual(Object.keys(action.outputs).sort());
  });

  it('gives the digest of a release that took the place of another, under another name', () => {
    copyFileSync(release('V1R1'), join(repository, 'content/U_Acme_V1R1_Manual-xccdf.xml'));
    const base = commit('First release');
    git('mv', 'content/U_Acme_V1R1_Manual-xccdf.xml', 'content/U_Acme_V1R2_Manual-xccdf.xml');
    copyFileSync(release('V1R2'), join(repository, 'content/U_Acme_V1R2_Manual-xccdf.xml'));
    const head = commit('Second release');
    const { code, printed, summary, outputs } = runAction({ base, head });
    expect(code, printed).toBe(0);
    expect(outputs).toMatchObject({ files: '2', differs: 'true', failed: 'false' });
    expect(outputs.comment).toContain('V1R1 (2025-02-12) to V1R2 (2025-07-09)');
    expect(outputs.comment).toContain('AHGW-00-000050');
    expect(readFileSync(outputs['comment-file']!, 'utf8').trimEnd()).toBe(outputs.comment!.trimEnd());
    expect(summary).toContain('AHGW-00-000050');
    expect(printed).toMatch(/^::warning title=AHGW-00-000050::/m);
    expect(printed).not.toContain('::error');
    // Where its temporary files lie is of no use to a reader.
    expect(outputs.comment).not.toContain(top);
  });

  it('fails where the gate is closed, and gives its outputs all the same', () => {
    copyFileSync(release('V1R1'), join(repository, 'content/a-xccdf.xml'));
    const base = commit('First release');
    copyFileSync(release('V1R2'), join(repository, 'content/a-xccdf.xml'));
    const head = commit('Second release');
    const closed = runAction({ base, head, 'fail-on': 'check,severity-raised' });
    expect([closed.code, closed.outputs.failed, closed.outputs.differs]).toEqual([1, 'true', 'true']);
    expect(closed.printed).toMatch(/^::error title=AHGW-00-000050::/m);
    expect(closed.outputs.comment).toContain('V1R1 (2025-02-12) to V1R2 (2025-07-09)');
    const open = runAction({ base, head, 'fail-on': 'new-cat1' });
    expect([open.code, open.outputs.failed]).toEqual([0, 'false']);
  });

  it('keeps a comment within its bounds, checklists and STIGs together', () => {
    copyFileSync(release('V1R1'), join(repository, 'content/a-xccdf.xml'));
    copyFileSync(join(EXAMPLES, 'hosts/gw01.ckl'), join(repository, 'content/gw01.ckl'));
    const base = commit('First');
    copyFileSync(release('V1R2'), join(repository, 'content/a-xccdf.xml'));
    const before = readFileSync(join(repository, 'content/gw01.ckl'), 'utf8');
    writeFileSync(join(repository, 'content/gw01.ckl'), before.replace('<STATUS>NotAFinding', '<STATUS>Open'));
    const head = commit('Second');
    const { code, outputs, printed } = runAction({ base, head, 'max-bytes': '6000', 'fail-on': 'new-open' });
    expect(outputs).toMatchObject({ files: '2', differs: 'true', failed: 'true' });
    expect(code).toBe(1);
    expect(Buffer.byteLength(outputs.comment!)).toBeLessThanOrEqual(6000);
    expect(outputs.comment).toContain('Checklist changes of gw01');
    expect(printed).toContain('open now');
  });

  it('says what is new and what is gone where there is nothing to compare with', () => {
    writeFileSync(join(repository, 'README.md'), 'Content\n');
    const base = commit('Nothing yet');
    copyFileSync(release('V1R1'), join(repository, 'content/a b-xccdf.xml'));
    const head = commit('First release');
    const added = runAction({ base, head });
    expect([added.code, added.outputs.differs, added.outputs.files]).toEqual([0, 'true', '1']);
    expect(added.outputs.comment).toBe('## New stigs\n\n- `content/a b-xccdf.xml`');
    rmSync(join(repository, 'content/a b-xccdf.xml'));
    const removed = runAction({ base: head, head: commit('Gone') });
    expect(removed.summary).toContain('## Removed stigs');
    const first = runAction({ base: '0'.repeat(40), head });
    expect(first.outputs.comment).toBe(added.outputs.comment);
  });

  it('says that no STIG content changed', () => {
    writeFileSync(join(repository, 'README.md'), 'Content\n');
    const base = commit('One');
    writeFileSync(join(repository, 'README.md'), 'More content\n');
    const head = commit('Two');
    const { code, summary, outputs } = runAction({ base, head });
    expect(code).toBe(0);
    expect(summary).toBe('No STIG content changed.\n');
    expect(outputs).toMatchObject({
      files: '0',
      differs: 'false',
      failed: 'false',
      comment: 'No STIG content changed.',
    });
  });

  it('compares with where the branch left the base', () => {
    copyFileSync(release('V1R1'), join(repository, 'content/a-xccdf.xml'));
    commit('First release');
    git('checkout', '--quiet', '-b', 'topic');
    writeFileSync(join(repository, 'README.md'), 'A topic\n');
    const head = commit('A topic');
    git('checkout', '--quiet', 'main');
    copyFileSync(release('V1R2'), join(repository, 'content/a-xccdf.xml'));
    const base = commit('Second release, on the base');
    expect(runAction({ base, head }).outputs).toMatchObject({ files: '0', differs: 'false' });
  });

  it('takes what a pull request brings as data: names of files, configuration, content', () => {
    writeFileSync(join(repository, 'stigkit.config.json'), '{ "diff": { "only": ["title"], "nonsense": 1 } }');
    copyFileSync(release('V1R1'), join(repository, 'content/$(touch owned)-xccdf.xml'));
    const base = commit('One');
    copyFileSync(release('V1R2'), join(repository, 'content/$(touch owned)-xccdf.xml'));
    const head = commit('Two');
    const { code, outputs, printed } = runAction({ base, head, args: '--severity high' });
    expect(code, printed).toBe(0);
    expect(outputs.comment).toContain('AHGW-00-000050');
    expect(outputs.comment).not.toContain('AHGW-00-000090');
    expect(existsSync(join(repository, 'owned'))).toBe(false);
    writeFileSync(join(repository, 'content/$(touch owned)-xccdf.xml'), '<Benchmark><broken></Benchmark>');
    const broken = runAction({ base: head, head: commit('Broken') });
    expect(broken.code).toBe(2);
    expect(broken.printed).toContain('::error title=stigkit::The comparison could not be made');
  });

  it('says what to do where a commit is not there', () => {
    writeFileSync(join(repository, 'README.md'), 'Content\n');
    const head = commit('One');
    const { code, printed } = runAction({ base: 'ab'.repeat(20), head });
    expect(code).toBe(2);
    expect(printed).toContain('Check out with fetch-depth: 0.');
  });
});
