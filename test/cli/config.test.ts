/** Configuration: where it is looked for, what goes before what, what is refused. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CliIo } from '../../src/cli/cli-io.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { configuration, configured, settingsOf, variableOf } from '../../src/cli/config.js';
import { surroundings } from '../../src/cli/config-files.js';
import { ambiguity } from '../../src/cli/config-value.js';
import { StigError } from '../../src/io/diagnostic.js';
import { runCliIn } from '../support/run-cli.js';

const STIG = resolve(import.meta.dirname, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

let top = '';
let home = '';
let repository = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'stigkit-config-')));
  home = join(top, 'home');
  repository = join(home, 'work/stigs');
  mkdirSync(join(repository, '.git'), { recursive: true });
  mkdirSync(join(repository, 'hosts/gw01'), { recursive: true });
});
afterEach(() => rmSync(top, { recursive: true }));

/** Writes a file, its folder too. */
function put(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

function io(cwd: string | undefined, env: Record<string, string> = {}): CliIo {
  const none = { out: async () => {}, err: () => {}, outIsTerminal: false, errIsTerminal: false, columns: 80 };
  return { ...none, cwd, env: { HOME: home, ...env } };
}

/** What is in force for a command: values by option, and where each comes from. */
function inForce(name: string, cwd: string, env: Record<string, string> = {}) {
  const here = io(cwd, env);
  const command = COMMANDS.find((c) => c.name === name)!;
  const settings = settingsOf(command, configuration(surroundings(here), COMMANDS, here));
  return Object.fromEntries([...settings].map(([option, { value, from }]) => [option, [value, from]]));
}

function problems(cwd: string, env: Record<string, string> = {}): string[] {
  const here = io(cwd, env);
  try {
    configuration(surroundings(here), COMMANDS, here);
  } catch (error) {
    if (error instanceof StigError) return error.diagnostics.map((d) => d.message);
    throw error;
  }
  return [];
}

describe('files', () => {
  it('are found from the working directory up to the repository', () => {
    put(join(repository, 'stigkit.config.json'), { lenient: true });
    expect(inForce('info', join(repository, 'hosts/gw01'))).toEqual({ lenient: [true, 'project'] });
  });

  it('the nearest is the only one', () => {
    put(join(repository, 'stigkit.config.json'), { lenient: true, quiet: true });
    put(join(repository, 'hosts/package.json'), { name: 'hosts', stigkit: { quiet: false } });
    expect(inForce('info', join(repository, 'hosts/gw01'))).toEqual({ quiet: [false, 'project'] });
  });

  it('beyond the repository none is read', () => {
    put(join(home, 'work/stigkit.config.json'), '{ not JSON');
    put(join(home, 'work/package.json'), { stigkit: { nonsense: 1 } });
    expect(inForce('info', join(repository, 'hosts'))).toEqual({});
  });

  it('without a repository the way up ends at home, and elsewhere at once', () => {
    put(join(home, 'stigkit.config.json'), { quiet: true });
    mkdirSync(join(home, 'notes/today'), { recursive: true });
    expect(inForce('info', join(home, 'notes/today'))).toEqual({ quiet: [true, 'project'] });
    put(join(top, 'shared/stigkit.config.json'), { quiet: true });
    mkdirSync(join(top, 'shared/mine'));
    expect(inForce('info', join(top, 'shared/mine'))).toEqual({});
    expect(inForce('info', join(top, 'shared'))).toEqual({ quiet: [true, 'project'] });
  });

  it('a package.json without the key is none, and one that npm would refuse is left to npm', () => {
    put(join(repository, 'package.json'), '{ "name": "stigkit", "keywords": ["stigkit"], ');
    expect(inForce('info', repository)).toEqual({});
    put(join(repository, 'package.json'), { dependencies: { stigkit: '1' } });
    expect(inForce('info', repository)).toEqual({});
  });

  it('the user has one, where each system keeps it', () => {
    put(join(home, '.config/stigkit/config.json'), { quiet: true });
    expect(inForce('info', repository)).toEqual({ quiet: [true, 'user'] });
    put(join(top, 'xdg/stigkit/config.json'), { quiet: false });
    expect(inForce('info', repository, { XDG_CONFIG_HOME: join(top, 'xdg') })).toEqual({ quiet: [false, 'user'] });
    expect(inForce('info', repository, { HOME: '', APPDATA: join(top, 'xdg') })).toEqual({ quiet: [false, 'user'] });
  });

  it('STIGKIT_CONFIG names the one to read, or none', () => {
    put(join(repository, 'stigkit.config.json'), { quiet: true });
    put(join(top, 'ci.json'), { lenient: true });
    expect(inForce('info', repository, { STIGKIT_CONFIG: join(top, 'ci.json') })).toEqual({ lenient: [true, 'user'] });
    expect(inForce('info', repository, { STIGKIT_CONFIG: 'none' })).toEqual({});
  });

  it('the one named must be there', async () => {
    const env = { STIGKIT_CONFIG: 'missing.json' };
    const { code, err } = await runCliIn({ cwd: repository, env }, 'info', STIG);
    expect(code).toBe(2);
    expect(err).toContain('missing.json: error: cannot be read: it does not exist');
  });

  it('none is taken from beside an input', async () => {
    put(join(top, 'package/stigkit.config.json'), { quiet: 'nonsense' });
    put(join(top, 'package/stig.xml'), readFileSync(STIG, 'utf8'));
    const { code, err } = await runCliIn(
      { cwd: repository, env: { HOME: home } },
      'info',
      join(top, 'package/stig.xml'),
    );
    expect([code, err]).toEqual([0, '']);
  });
});

describe('precedence', () => {
  it('is flag, environment, project, user', async () => {
    put(join(home, '.config/stigkit/config.json'), { checklist: { viewer: '3', marking: 'user', to: 'cklb' } });
    put(join(repository, 'stigkit.config.json'), { marking: 'project', checklist: { to: 'ckl', 'host-name': 'gw00' } });
    const env = { STIGKIT_HOST_NAME: 'gw01', HOME: home };
    expect(inForce('checklist', repository, env)).toEqual({
      viewer: ['3', 'user'],
      marking: ['project', 'project'],
      to: ['ckl', 'project'],
      'host-name': ['gw01', 'environment'],
    });
    const run = (...args: string[]) => runCliIn({ cwd: repository, env }, 'checklist', STIG, ...args);
    const said = (await run()).out;
    expect(said).toContain('<HOST_NAME>gw01</HOST_NAME>');
    expect(said).toContain('DISA STIG Viewer :: 3');
    expect((await run('--host-name', 'gw02', '--viewer', '2')).out).toContain('<HOST_NAME>gw02</HOST_NAME>');
    expect(JSON.parse((await run('--to', 'cklb')).out).target_data.host_name).toBe('gw01');
  });

  it('of one origin, what is for the command goes before what is for all', () => {
    put(join(repository, 'stigkit.config.json'), { quiet: true, diff: { quiet: false } });
    expect(inForce('diff', repository)).toEqual({ quiet: [false, 'project'] });
    expect(inForce('info', repository)).toEqual({ quiet: [true, 'project'] });
    expect(inForce('info', repository, { STIGKIT_QUIET: '0', STIGKIT_INFO_QUIET: 'true' }).quiet).toEqual([
      true,
      'environment',
    ]);
    expect(inForce('diff', repository, { STIGKIT_QUIET: '1' }).quiet).toEqual([true, 'environment']);
  });

  it('a switch is taken back by --no-', async () => {
    put(join(repository, 'stigkit.config.json'), { info: { json: true } });
    const run = (...args: string[]) => runCliIn({ cwd: repository, env: {} }, 'info', STIG, ...args);
    expect((await run()).out).toMatch(/^\{/);
    expect((await run('--no-json')).out).toContain('xccdf: XCCDF benchmark');
  });

  it('several values: a flag stands in place of all of them', () => {
    put(join(repository, 'stigkit.config.json'), { limit: ['text=1', 'depth=9'] });
    const here = io(repository);
    const command = COMMANDS.find((c) => c.name === 'info')!;
    const settings = settingsOf(command, configuration(surroundings(here), COMMANDS, here));
    const run = (options: object) => configured(command, { inputs: [], options }, settings).options;
    expect(run({})).toEqual({ limit: ['text=1', 'depth=9'] });
    expect(run({ limit: ['text=2'] })).toEqual({ limit: ['text=2'] });
    expect(inForce('info', repository, { STIGKIT_LIMIT: '["text=3","depth=4"]' }).limit![0]).toEqual([
      'text=3',
      'depth=4',
    ]);
    expect(inForce('info', repository, { STIGKIT_LIMIT: 'text=5' }).limit![0]).toEqual(['text=5']);
  });
});

describe('paths', () => {
  it('are meant from the file they stand in, wherever the command is called', () => {
    put(join(repository, 'stigkit.config.json'), { report: { library: 'library' }, 'cci-list': 'data/cci.xml' });
    expect(inForce('report', repository).library).toEqual([['library'], 'project']);
    expect(inForce('report', join(repository, 'hosts')).library).toEqual([[join(repository, 'library')], 'project']);
    expect(inForce('site', repository)['cci-list']).toEqual(['data/cci.xml', 'project']);
  });

  it.each(['../other/comments.json', '/etc/passwd', 'out/comments.json'])(
    'of a repository do not leave it: %s',
    (path) => {
      mkdirSync(join(top, 'elsewhere'));
      symlinkSync(join(top, 'elsewhere'), join(repository, 'out'));
      put(join(repository, 'stigkit.config.json'), { site: { comments: path } });
      expect(problems(repository)).toEqual([expect.stringContaining('"site.comments" leads out of the repository')]);
      put(join(repository, 'stigkit.config.json'), {});
      put(join(home, '.config/stigkit/config.json'), { site: { comments: path } });
      expect(problems(repository)).toEqual([]);
    },
  );
});

describe('what is wrong', () => {
  it.each([
    [{ chekclist: {} }, 'there is no option or command "chekclist"; did you mean "checklist"?'],
    [{ lenien: true }, 'there is no option or command "lenien"; did you mean "lenient"?'],
    [{ checklist: { viwer: '3' } }, 'there is no option "checklist.viwer"; did you mean "viewer"?'],
    [{ checklist: { viewer: '4' } }, '"checklist.viewer" takes 2, 3'],
    [{ checklist: { viewer: 3 } }, '"checklist.viewer" takes a text'],
    [{ quiet: 'yes' }, '"quiet" takes true or false'],
    [{ diff: { context: '2' } }, '"diff.context" takes a number'],
    [{ diff: { only: [1] } }, '"diff.only" takes texts'],
    [{ checklist: { marking: ['CUI'] } }, '"checklist.marking" takes one value'],
    [{ checklist: { marking: '' } }, '"checklist.marking" takes a text that is not empty'],
    [{ checklist: { marking: {} } }, '"checklist.marking" takes a text'],
    [{ force: true }, '"force" is said at each call: no configuration sets it'],
    [{ review: { status: 'open' } }, '"review.status" is said at each call: no configuration sets it'],
    [{ comments: 'x' }, '"comments" does not mean the same in all commands that have it: set it for a command'],
  ])('%j', (config, message) => {
    put(join(repository, 'stigkit.config.json'), config);
    expect(problems(repository)).toEqual([message]);
  });

  it('is all told at once, with its places, and the run does not begin', async () => {
    put(join(repository, 'stigkit.config.json'), '{\n  "quite": true,\n  "convert": { "to": 1 }\n}\n');
    const run = await runCliIn({ cwd: join(repository, 'hosts'), env: {} }, 'info', STIG);
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.err).toContain('../stigkit.config.json:2:3: error: there is no option or command "quite"');
    expect(run.err).toContain('../stigkit.config.json:3:22: error: "convert.to" takes a text');
  });

  it.each([
    ['{ "quiet": true', 'json-malformed'],
    ['[]', 'config-invalid'],
    [' '.repeat(1_000_001), 'limit-exceeded'],
  ])('of the file itself: %#', async (text, code) => {
    put(join(repository, 'stigkit.config.json'), text);
    const run = await runCliIn({ cwd: repository, env: {} }, 'info', STIG, '--diagnostics=json');
    expect(run.code).toBe(2);
    expect(JSON.parse(run.err)).toMatchObject({ code, file: 'stigkit.config.json' });
  });

  it('keys reach no prototype', () => {
    put(
      join(repository, 'stigkit.config.json'),
      '{"__proto__": {"quiet": true}, "constructor": 1, "info": {"toString": 1}}',
    );
    expect(problems(repository)).toHaveLength(3);
    expect(({} as Record<string, unknown>).quiet).toBeUndefined();
  });

  it('a variable that is misspelt is wrong; one of others is left alone', () => {
    expect(problems(repository, { STIGKIT_MARKNG: 'CUI' })).toEqual(['sets no option; did you mean STIGKIT_MARKING?']);
    expect(problems(repository, { STIGKIT_VIEWER: '9' })).toEqual(['"9" takes 2, 3']);
    expect(problems(repository, { STIGKIT_COMMENTS: 'x' })[0]).toContain('does not mean the same');
    expect(problems(repository, { STIGKIT_FORCE: '1' })[0]).toContain('is said at each call');
    expect(
      problems(repository, { STIGKIT_CORPUS: '/x', STIGKIT_SEED: '1', STIGKIT_CI: '1', STIGKIT_VIEWER: '' }),
    ).toEqual([]);
  });
});

describe('stigkit config', () => {
  it('says what is in force, and where each value comes from', async () => {
    put(join(repository, 'stigkit.config.json'), { lenient: true, checklist: { viewer: '3' } });
    const here = { cwd: repository, env: { HOME: home, STIGKIT_MARKING: 'CUI', STIGKIT_SEED: '7' }, columns: 80 };
    const { out, code } = await runCliIn(here, 'config');
    expect(code).toBe(0);
    expect(out.replaceAll(top, '')).toBe(`project  stigkit.config.json
user     none; it would be /home/.config/stigkit/config.json

lenient           true   project, stigkit.config.json
marking           "CUI"  environment, STIGKIT_MARKING
checklist.viewer  "3"    project, stigkit.config.json

No option is set by STIGKIT_SEED.
`);
    const json = JSON.parse((await runCliIn(here, 'config', 'checklist', '--json')).out);
    expect(json.settings).toContainEqual({
      command: 'checklist',
      option: 'title',
      value: null,
      from: 'default',
      place: null,
    });
    expect(json.settings).toContainEqual({
      ...{ command: 'checklist', option: 'viewer', value: '3' },
      ...{ from: 'project', place: 'stigkit.config.json' },
    });
    expect(json.settings.map((row: { option: string }) => row.option)).toEqual(
      Object.keys(COMMANDS.find((c) => c.name === 'checklist')!.options),
    );
  });

  it('knows no other command', async () => {
    const { code, err } = await runCliIn({}, 'config', 'chekclist');
    expect(code).toBe(2);
    expect(err).toContain('did you mean checklist?');
  });
});

describe('the tables', () => {
  const all = COMMANDS.flatMap((command) =>
    Object.entries(command.options).map(([name, spec]) => ({ command, name, spec })),
  );

  it('give every option a variable of its own', () => {
    const keys = new Map<string, string>();
    for (const { command, name } of all) {
      for (const [variable, key] of [
        [variableOf(name), name],
        [variableOf(name, command.name), `${command.name}.${name}`],
      ] as const) {
        expect(keys.get(variable) ?? key, variable).toBe(key);
        keys.set(variable, key);
      }
    }
  });

  it('are what the schema of a configuration says', () => {
    const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/config.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    for (const { command, name, spec } of all) {
      const one = spec.type === 'boolean' ? true : spec.type === 'number' ? 1 : (spec.choices?.[0] ?? 'x');
      const own = validate({ [command.name]: { [name]: one } });
      expect(own, `${command.name}.${name}`).toBe(spec.perCall !== true);
      const alike = all.filter((other) => other.name === name).map((other) => other.spec);
      const common = alike.every((other) => !other.perCall) && ambiguity(alike) === undefined;
      expect(validate({ [name]: one }), name).toBe(common);
    }
    expect(validate({ checklist: { viewer: 3 } })).toBe(false);
    expect(validate({ $schema: './config.schema.json', nonsense: true })).toBe(false);
  });
});
