/** The large chunks of the command as scripts, whose compiled form is kept (scripts/build/scripts.mjs). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { asScript } from '../../scripts/build/scripts.mjs';

const DIST = join(import.meta.dirname, '../../dist');
const example = (release: string) =>
  join(import.meta.dirname, `../../examples/U_Acme_Harbor_Gateway_STIG_${release}_Manual-xccdf.xml`);

describe('a chunk made a script', () => {
  it('takes what it imports, gives what it exports, and imports late from where it lies', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stigkit-script-'));
    const code =
      'import{one as a}from"./one.js";import*as all from"./one.js";const b=`— 😀 \\\\`,c=/[—]/,f=async()=>(await import("./one.js")).one;' +
      'class D{get in(){return a+all.one}}export{b as in,c as default,f as late,D};';
    const { script, module } = asScript(code, 'x.js');
    expect(script).toMatch(/^[\0-\x7f]*$/);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'one.js'), 'export const one=1;');
    writeFileSync(join(folder, 'x.js'), module);
    writeFileSync(join(folder, 'x.script'), script);
    writeFileSync(join(folder, 'scripts.js'), readFileSync(join(DIST, 'command/scripts.js')));
    const main =
      'import*as x from"./x.js";console.log(JSON.stringify([x.in,String(x.default),await x.late(),new x.D().in]));';
    writeFileSync(join(folder, 'main.js'), main);
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.js')], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(['— 😀 \\', '/[\\u2014]/', 1, 2]);
  });

  it.each([
    ['an export that is assigned to', 'let a=1;a=2;export{a};'],
    ['an export that is counted up', 'let a=1;const f=()=>a++;export{a,f};'],
    ['the address of the module', 'const a=import.meta.url;export{a};'],
    ['an export of all', 'export*from"./a.js";'],
  ])('is refused with %s', (_, code) => {
    expect(() => asScript(code, 'x.js')).toThrow(/^x\.js: /);
  });
});

/** Without variables that configure the command: to read those it loads more. */
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STIGKIT_')));

/** Runs the command in a process that tells, after it, of which scripts V8 did not take what was kept. */
function run(args: string[], flags: string[] = []) {
  const [cli, scripts] = ['cli.js', 'command/scripts.js'].map((file) => pathToFileURL(join(DIST, file)).href);
  const code =
    `process.argv.splice(1,9,'stigkit',...${JSON.stringify(args)});await import(${JSON.stringify(cli)});` +
    `const{scripts}=await import(${JSON.stringify(scripts)});` +
    'console.error(JSON.stringify([...scripts.values()].map(({script:s})=>s.cachedDataRejected)));';
  const line = [...flags, '--input-type=module', '-e', code, '--'];
  const { stdout, stderr, status } = spawnSync(process.execPath, line, { encoding: 'utf8', env: ENV, maxBuffer: 1e8 });
  expect(status).toBe(0);
  return { stdout, rejected: JSON.parse(stderr.trim().split('\n').at(-1)!) as (boolean | undefined)[] };
}

describe('the scripts of the built command', () => {
  const [old, now] = [example('V1R1'), example('V1R2')];
  const jobs: [string, number, string[]][] = [
    ['converts', 1, ['convert', now, '--to', 'json']],
    ['makes a checklist', 2, ['checklist', now, '--to', 'ckl']],
    ['compares', 2, ['diff', old, now, '--to', 'json']],
  ];

  it('are the chunks that nearly every call loads, each with its compiled form', () => {
    const names = readdirSync(join(DIST, 'command')).filter((name) => name.endsWith('.script'));
    expect(names.map((name) => name.replace(/-.*/, ''))).toEqual(expect.arrayContaining(['checklist', 'core', 'diff']));
  });

  it.each(jobs)('are taken as they were kept where it %s', (_, count, args) => {
    expect(run(args).rejected).toEqual(Array(count).fill(false));
  });

  it.each(jobs)('are compiled anew under other flags of V8, to the same result, where it %s', (_, count, args) => {
    const { stdout, rejected } = run(args, ['--stack-size=900']);
    expect(rejected).toEqual(Array(count).fill(true));
    expect(stdout).toBe(run(args).stdout);
  });
});
