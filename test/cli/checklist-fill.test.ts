import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCkl } from '../../src/formats/ckl/read.js';
import type { Checklist } from '../../src/model/checklist.js';
import { readContext } from '../support/context.js';
import { sourceOf } from '../support/corpus.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';
import { hasXmllint, schemaErrors } from '../support/xmllint.js';

const V1R1 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const V1R2 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';
const V2R1 = 'examples/renumbered/U_Acme_Harbor_Gateway_STIG_V2R1_Manual-xccdf.xml';
const PRIOR = 'examples/checklists/harbor01-V1R1.ckl';
const ANSWERS = 'examples/checklists/answers.yaml';
const GOLDEN = '../fixtures/fill';

const checklistAt = (path: string): Checklist => readCkl(sourceOf(path), readContext())[0] as Checklist;
const reviewOf = (checklist: Checklist, vulnId: string) =>
  checklist.stigs[0]!.reviews.find(({ rule }) => rule.vulnId === vulnId)!;
const numbers = (err: string) => err.split('\n').filter((line) => /^\S+: \d+ rules/.test(line));

/** A prior of another host, in a folder. */
function priorOf(folder: string, host: string, marking = ''): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${host}.ckl`);
  const text = readFileSync(PRIOR, 'utf8')
    .replace('<HOST_NAME>harbor01<', `<HOST_NAME>${host}<`)
    .replace(/<HOST_(IP|MAC|FQDN)>[^<]*</g, '<HOST_$1><')
    .replace(/<MARKING>[^<]*</, `<MARKING>${marking}<`);
  writeFileSync(path, text);
  return path;
}

describe('checklist --from-checklist', () => {
  it('shows with --dry-run what becomes of every rule, and writes nothing', async () => {
    const folder = folderOf();
    const out = join(folder, 'new.ckl');
    const report = join(folder, 'r.json');
    const run = await runCli('checklist', V1R2, '--from-checklist', PRIOR, '--dry-run', '-o', out, '--report', report);
    expect(run.code).toBe(0);
    await expect(run.out + run.err).toMatchFileSnapshot(`${GOLDEN}/dry-run.txt`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['next', V1R2],
    ['renumbered', V2R1],
  ])('fills the %s release, with a report and the leftovers', async (name, stig) => {
    const folder = folderOf();
    const out = join(folder, 'new.ckl');
    const at = (file: string) => join(folder, file);
    const args = ['checklist', stig, '--from-checklist', PRIOR, '--answers', ANSWERS, '-o', out, '--force'];
    for (const form of ['json', 'md', 'csv']) {
      const run = await runCli(...args, '--report', at(`report.${form}`), '--leftovers', at('leftovers.json'));
      expect(run.code).toBe(0);
      await expect(run.err).toMatchFileSnapshot(`${GOLDEN}/${name}/messages.txt`);
      await expect(readFileSync(at(`report.${form}`), 'utf8')).toMatchFileSnapshot(`${GOLDEN}/${name}/report.${form}`);
    }
    await expect(readFileSync(at('leftovers.json'), 'utf8')).toMatchFileSnapshot(`${GOLDEN}/${name}/leftovers.json`);
    const table = await runCli('convert', out, '--to', 'answers');
    await expect(table.out).toMatchFileSnapshot(`${GOLDEN}/${name}/answers.yaml`);
    if (hasXmllint) expect(schemaErrors(readFileSync(out))).toBe('');
    expect(checklistAt(out).asset).toMatchObject({ hostName: 'harbor01' });
  });

  it('gives each rule the outcome that the source of the examples foretells', async () => {
    const folder = folderOf();
    const report = join(folder, 'r.json');
    await runCli('checklist', V1R2, '--from-checklist', PRIOR, '-o', join(folder, 'n.ckl'), '--report', report, '-q');
    const { rules } = JSON.parse(readFileSync(report, 'utf8')) as { rules: Record<string, string>[] };
    const expected = JSON.parse(readFileSync('test/fixtures/diff/harbor-v1r1-v1r2/expected.json', 'utf8')) as {
      added: string[];
      removed: string[];
      changes: { vulnId: string; field: string; kind: string }[];
    };
    const before = checklistAt(PRIOR);
    const changed = (vulnId: string, field: string) =>
      expected.changes.find((change) => change.vulnId === vulnId && change.field === field);
    for (const row of rules) {
      const id = row.vulnId!;
      const content = changed(id, 'check')?.kind;
      if (expected.added.includes(id)) expect([id, row.outcome]).toEqual([id, 'new']);
      else if (expected.removed.includes(id)) expect([id, row.outcome]).toEqual([id, 'removed']);
      else {
        const answer = reviewOf(before, id);
        const isChanged = content !== undefined && content !== 'formatting' && content !== 'layout';
        const texts = answer.findingDetails + answer.comments;
        const wanted =
          answer.status === 'not_reviewed' && texts === ''
            ? 'carried'
            : isChanged
              ? { open: 'reverify', not_a_finding: 'reset', not_applicable: 'reset', not_reviewed: 'carried-confirm' }[
                  answer.status
                ]
              : ['V-990011', 'V-990023'].includes(id)
                ? 'carried-confirm'
                : 'carried';
        expect([id, row.outcome]).toEqual([id, wanted]);
        if (isChanged) expect([id, row.class]).toEqual([id, content]);
      }
    }
    expect(rules).toHaveLength(26);
  });

  it('keeps, lets through and resets as asked', async () => {
    const outcomes = async (...more: string[]) => {
      const folder = folderOf();
      const report = join(folder, 'r.json');
      await runCli(
        'checklist',
        V1R2,
        '--from-checklist',
        PRIOR,
        '-o',
        join(folder, 'n.ckl'),
        '--report',
        report,
        '-q',
        ...more,
      );
      const { summary } = JSON.parse(readFileSync(report, 'utf8'));
      return summary.outcomes;
    };
    expect(await outcomes()).toMatchObject({ carried: 18, 'carried-confirm': 2, reset: 2, reverify: 1 });
    expect(await outcomes('--on-change', 'keep')).toMatchObject({ carried: 18, 'carried-confirm': 4, reverify: 1 });
    expect(await outcomes('--strict')).toMatchObject({ carried: 18, reset: 4, reverify: 1 });
  });

  it('warns of leftovers that go nowhere, and says nothing at all with --quiet', async () => {
    const folder = folderOf();
    const args = ['checklist', V1R2, '--from-checklist', PRIOR, '-o', join(folder, 'n.ckl'), '-f'];
    expect((await runCli(...args)).err).toContain('answers without a place in the new checklist: 1');
    expect(await runCli(...args, '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('refuses what is there without --force, and a report without a form', async () => {
    const folder = folderOf({ 'r.json': 'mine' });
    const report = join(folder, 'r.json');
    const args = ['checklist', V1R2, '--from-checklist', PRIOR, '-o', join(folder, 'n.ckl')];
    expect((await runCli(...args, '--report', report)).code).toBe(2);
    expect(readFileSync(report, 'utf8')).toBe('mine');
    const wrong = await runCli(...args, '--report', join(folder, 'r.txt'));
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('its ending says no form')]);
  });

  it('takes the answers for the host that is named, and never lowers a marking', async () => {
    const folder = folderOf();
    const prior = priorOf(folder, 'web01', 'SECRET');
    const out = join(folder, 'n.ckl');
    const run = await runCli(
      'checklist',
      V1R2,
      '--from-checklist',
      prior,
      '--host-name',
      'web02',
      '--marking',
      'CUI',
      '-o',
      out,
    );
    expect(run.code).toBe(0);
    expect(run.err).toContain('its answers are of web01; they are taken for web02');
    expect(run.err).toContain('the marking CUI was asked for, but the prior is marked SECRET, which was kept');
    expect(checklistAt(out).asset).toMatchObject({ hostName: 'web02', marking: 'SECRET' });
  });

  it('makes a checklist for each host of the priors in a folder; a bad one does not stop the rest', async () => {
    const folder = folderOf({ 'old/broken.ckl': '<CHECKLIST><ASSET>' });
    for (const host of ['web01', 'web02', 'web03']) priorOf(join(folder, 'old'), host);
    const out = join(folder, 'new');
    const run = await runCli('checklist', V1R2, '--from-checklist', join(folder, 'old'), '-o', `${out}/`);
    expect(run.code).toBe(2);
    expect(run.err).toContain('broken.ckl');
    expect(readdirSync(out).sort()).toEqual(['web01.ckl', 'web02.ckl', 'web03.ckl']);
    expect(numbers(run.err).at(-1)).toMatch(/^3 checklists|^web03/);
    for (const host of ['web01', 'web02', 'web03']) {
      const checklist = checklistAt(join(out, `${host}.ckl`));
      expect([checklist.asset.hostName, reviewOf(checklist, 'V-990001').status]).toEqual([host, 'open']);
    }
    const one = await runCli('checklist', V1R2, '--from-checklist', join(folder, 'old'), '--to', 'ckl');
    expect([one.code, one.out]).toEqual([2, '']);
  });

  it('takes checklists that a shell spread over the inputs for priors', async () => {
    const folder = folderOf();
    const [a, b] = [priorOf(folder, 'web01'), priorOf(folder, 'web02')];
    const run = await runCli('checklist', V1R2, '--from-checklist', a, b, '-o', `${join(folder, 'new')}/`);
    expect([run.code, readdirSync(join(folder, 'new')).sort()]).toEqual([0, ['web01.ckl', 'web02.ckl']]);
  });
});

describe('checklist --assets', () => {
  it('makes one file a host, named as asked, each with its own answers', async () => {
    const folder = folderOf({
      'hosts.csv': 'Host Name,IP,Owner,Role\nweb01,192.0.2.1,Ann,Member Server\nweb02,192.0.2.2,Bob,\ndb01,,Cy,\n',
    });
    const prior = priorOf(join(folder, 'old'), 'web02');
    const out = join(folder, 'new');
    const hosts = ['--assets', join(folder, 'hosts.csv')];
    const args = ['checklist', V1R2, ...hosts, '--from-checklist', prior, '-o', `${out}/`];
    const run = await runCli(...args, '--names', '{host}_{stig}_{release}');
    expect(run.code).toBe(0);
    const name = (host: string) => `${host}_Acme_Harbor_Gateway_STIG_V1R2.ckl`;
    expect(readdirSync(out).sort()).toEqual([name('db01'), name('web01'), name('web02')]);
    const status = (host: string) => reviewOf(checklistAt(join(out, name(host))), 'V-990001').status;
    expect([status('web01'), status('web02'), status('db01')]).toEqual(['not_reviewed', 'open', 'not_reviewed']);
    expect(checklistAt(join(out, name('web01'))).asset).toMatchObject({
      ipAddress: '192.0.2.1',
      role: 'Member Server',
    });
    const again = await runCli(...args, '--names', '{host}_{stig}_{release}');
    expect([again.code, again.err.match(/is there|exists/g)?.length]).toEqual([2, 3]);
    expect((await runCli(...args, '--names', '{owner}')).err).toContain('--names does not know "{owner}"');
    const blank = await runCli('checklist', V1R2, ...hosts, '-o', `${join(folder, 'blank')}/`);
    expect([blank.code, readdirSync(join(folder, 'blank')).sort()]).toEqual([
      0,
      ['db01.ckl', 'web01.ckl', 'web02.ckl'],
    ]);
  });

  it('says what is wrong with an inventory', async () => {
    const folder = folderOf({ 'a.csv': 'owner\nAnn\n', 'b.csv': 'host,ip\nweb01,\n,\n' });
    const errors = async (file: string) =>
      (await runCli('checklist', V1R2, '--assets', join(folder, file), '-o', `${folder}/n/`)).err;
    expect(await errors('a.csv')).toContain('no column hostName, fqdn or ipAddress');
    expect(await errors('b.csv')).toContain('row 3 names no host');
    expect(existsSync(join(folder, 'n'))).toBe(false);
  });
});

describe('checklist --split', () => {
  it('makes a file for each STIG, or one with all of them', async () => {
    const folder = folderOf({
      'a/x.xml': readFileSync(V1R2),
      'a/y.xml': readFileSync('test/fixtures/diff/one-fix/new.xml'),
    });
    const files = async (name: string, ...more: string[]) => {
      const out = join(folder, name);
      await runCli('checklist', join(folder, 'a'), '--host-name', 'web01', '-o', `${out}/`, '-q', ...more);
      return readdirSync(out)
        .sort()
        .map((file) => [file, checklistAt(join(out, file)).stigs.length]);
    };
    expect(await files('each')).toEqual([
      ['x.ckl', 1],
      ['y.ckl', 1],
    ]);
    expect(await files('stig', '--split', 'stig')).toEqual([
      ['x.ckl', 1],
      ['y.ckl', 1],
    ]);
    expect(await files('asset', '--split', 'asset', '--names', '{host}')).toEqual([['web01.ckl', 2]]);
  });
});

describe('merge', () => {
  const SECOND = 'examples/checklists/harbor01-V1R1-second.ckl';

  it('lists conflicts and exits with 1; with the base there are none', async () => {
    const folder = folderOf();
    const out = join(folder, 'm.ckl');
    const run = await runCli('merge', PRIOR, SECOND, '-o', out, '--report', join(folder, 'r.md'));
    expect(run.code).toBe(1);
    await expect(run.err).toMatchFileSnapshot(`${GOLDEN}/merge/messages.txt`);
    await expect(readFileSync(join(folder, 'r.md'), 'utf8')).toMatchFileSnapshot(`${GOLDEN}/merge/report.md`);
    const merged = checklistAt(out);
    expect(reviewOf(merged, 'V-990001').status).toBe('open');
    expect(reviewOf(merged, 'V-990006')).toMatchObject({ status: 'not_applicable', comments: 'No second site.' });
    if (hasXmllint) expect(schemaErrors(readFileSync(out))).toBe('');
    const withBase = await runCli('merge', PRIOR, SECOND, '--base', PRIOR, '-o', out, '-f');
    expect([withBase.code, readFileSync(out, 'utf8')]).toEqual([0, readFileSync(SECOND, 'utf8')]);
  });

  it('writes a checklist merged with itself as it was', async () => {
    const run = await runCli('merge', PRIOR, PRIOR);
    expect([run.code, run.out]).toEqual([0, readFileSync(PRIOR, 'utf8')]);
  });

  it('refuses two hosts, two releases, and what is no checklist', async () => {
    const folder = folderOf();
    const other = priorOf(folder, 'web01');
    const newer = join(folder, 'newer.ckl');
    await runCli('checklist', V1R2, '--host-name', 'harbor01', '-o', newer, '-q');
    expect((await runCli('merge', PRIOR, other)).err).toContain('is of harbor01');
    expect((await runCli('merge', PRIOR, newer)).err).toContain('V1R2');
    expect((await runCli('merge', PRIOR, V1R1)).err).toContain('this is a benchmark');
    for (const wrong of [other, newer, V1R1]) expect((await runCli('merge', PRIOR, wrong)).code).toBe(2);
  });
});
