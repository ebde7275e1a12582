import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliIo } from '../../src/cli/cli-io.js';
import { main } from '../../src/cli/main.js';
import type { Status } from '../../src/model/checklist.js';
import type { ChecklistDiff } from '../../src/model/checklist-diff.js';
import type { ReleaseDiff } from '../../src/model/release-diff.js';
import { writeDocument } from '../../src/write.js';
import { smallBenchmark } from '../support/benchmarks.js';
import { checklistOf } from '../support/checklists.js';

const ROOT = resolve(import.meta.dirname, '../..');
const V1R1 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const V2R1 = join(ROOT, 'examples/renumbered/U_Acme_Harbor_Gateway_STIG_V2R1_Manual-xccdf.xml');
const ONE_FIX = ['old.xml', 'new.xml'].map((name) => join(ROOT, 'test/fixtures/diff/one-fix', name));

async function stigkit(args: string[], env: Record<string, string> = {}, terminal = false) {
  let [out, err] = ['', ''];
  const io: CliIo = {
    out: async (data) => {
      out += typeof data === 'string' ? data : new TextDecoder().decode(data);
    },
    err: (text) => {
      err += text;
    },
    env,
    outIsTerminal: terminal,
    errIsTerminal: false,
    columns: 80,
  };
  return { code: await main(['diff', ...args], io), out, err };
}

const folder = () => mkdtempSync(join(tmpdir(), 'stigkit-diff-'));

describe('stigkit diff', () => {
  it('prints the digest, as its golden has it', async () => {
    const { code, out, err } = await stigkit(ONE_FIX);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync(join(ROOT, 'test/fixtures/diff/one-fix/digest.txt'), 'utf8'));
  });

  it('marks words in colour on a terminal, and lets no control character through', async () => {
    const { out } = await stigkit(ONE_FIX, {}, true);
    expect(out).toContain('\x1b[31m[-directory-]\x1b[39m\x1b[32m{+provider+}\x1b[39m');
    expect((await stigkit(ONE_FIX, { NO_COLOR: '1' }, true)).out).not.toContain('\x1b');
  });

  it.each([
    ['json', '{'],
    ['md', '# Acme'],
    ['markdown', '# Acme'],
    ['html', '<!DOCTYPE html>'],
    ['csv', '\ufeff"benchmarkId"'],
    ['renumber-map', '['],
  ])('writes %s', async (to, beginning) => {
    const { code, out } = await stigkit([V1R1, V1R2, '--to', to]);
    expect([code, out.slice(0, beginning.length)]).toEqual([0, beginning]);
  });

  it.each([
    ['digest.md', '# Acme'],
    ['digest.HTML', '<!DOCTYPE html>'],
    ['digest.json', '{'],
    ['digest.csv', '\ufeff"benchmarkId"'],
    ['digest.txt', 'Digest of Updates'],
  ])('writes %s as its ending says', async (name, beginning) => {
    const path = join(folder(), name);
    expect((await stigkit([V1R1, V1R2, '-o', path])).code).toBe(0);
    expect(readFileSync(path, 'utf8').slice(0, beginning.length)).toBe(beginning);
    expect((await stigkit([V1R1, V1R2, '-o', path, '--force', '--to', 'text'])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(/^Digest of Updates/);
  });

  it('shows what is asked for', async () => {
    const lines = async (...args: string[]) => (await stigkit([V1R1, V1R2, ...args])).out.split('\n');
    expect(await lines('--only', 'check', '--severity', 'CAT I', '--no-diff')).toContain('Content changes 1');
    expect((await lines('--summary')).filter((line) => line.startsWith('- '))).toEqual([]);
    expect((await lines('--no-diff')).some((line) => line.includes('{+'))).toBe(false);
    expect((await lines('--context', '0')).some((line) => line.includes('unchanged line'))).toBe(true);
    expect((await stigkit([V1R1, V1R2, '--to', 'md', '--max-bytes', '900'])).out.length).toBeLessThanOrEqual(900);
    expect((await stigkit([V1R1, V1R2, '--to', 'csv', '--columns', 'vulnId,field'])).out.split('\r\n')[0]).toBe(
      '\ufeff"vulnId","field"',
    );
  });

  it('does not say that nothing changed where it was not asked for', async () => {
    const { out } = await stigkit([V1R1, V2R1, '--match', 'all', '--only', 'removed', '--severity', 'low']);
    expect(out).toContain('Of what was asked for, no rule was added, removed or changed in content; ');
    expect((await stigkit([V1R1, V1R1])).out).toContain(' No rule was added, removed or changed in content; ');
  });

  it('leaves out of JSON what was not asked for', async () => {
    const { out } = await stigkit([V1R1, V1R2, '--to', 'json', '--only', 'check', '--severity', 'high']);
    const d = JSON.parse(out) as ReleaseDiff;
    expect([d.added, d.metadataChanged, d.contentChanged.map((e) => e.vulnId)]).toEqual([[], [], ['V-990005']]);
  });

  it('matches as asked', async () => {
    const renumbered = async (...args: string[]) => {
      const d = JSON.parse((await stigkit([V1R2, V2R1, '--to', 'json', ...args])).out) as ReleaseDiff;
      return [d.renumbered.length, d.added.length, d.matched.pair];
    };
    expect(await renumbered()).toEqual([25, 0, 0]);
    expect(await renumbered('--match', 'vuln-id')).toEqual([0, 25, 0]);
    expect(await renumbered('--pair', 'V-990001=V-995001')).toEqual([25, 0, 1]);
  });

  it('exits with 1 where something differs and that was asked', async () => {
    expect((await stigkit([V1R1, V1R2])).code).toBe(0);
    expect((await stigkit([V1R1, V1R2, '--exit-code'])).code).toBe(1);
    expect((await stigkit([V1R1, V1R1, '--exit-code'])).code).toBe(0);
    expect((await stigkit([V1R1, V1R2, '--fail-on', 'check'])).code).toBe(1);
    expect((await stigkit([V1R1, V1R2, '--fail-on', 'new-cat1'])).code).toBe(0);
    expect((await stigkit([V1R1, V1R2, '--fail-on', 'new-cat1,severity-raised'])).code).toBe(1);
  });

  it.each([
    [[V1R1], 'an input is missing'],
    [[V1R1, V1R2, '--to', 'pdf'], 'pdf'],
    [[V1R1, V1R2, '--only', 'chek'], 'did you mean check?'],
    [[V1R1, V1R2, '--severity', 'bad'], 'there is no severity "bad"'],
    [[V1R1, V1R2, '--fail-on', 'all'], '--fail-on does not know "all"'],
    [[V1R1, V1R2, '--pair', 'V-1'], '--pair V-1 is no pair'],
    [[V1R1, join(ROOT, 'examples/asset.json')], 'asset.json'],
    [[V1R1, join(ROOT, 'absent.xml')], 'absent.xml'],
    [[V1R1, V1R2, '--to', 'csv', '--columns', 'x'], 'there is no column "x"'],
  ])('is wrong use: %j', async (args, said) => {
    const { code, out, err } = await stigkit(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('compares folders of several STIGs', async () => {
    const [old, now] = [folder(), folder()];
    writeFileSync(join(old, 'a.xml'), readFileSync(V1R1));
    writeFileSync(join(old, 'k.xml'), readFileSync(ONE_FIX[0]!));
    writeFileSync(join(now, 'b.xml'), readFileSync(V1R2));
    const { code, out } = await stigkit([old, now, '--no-diff']);
    expect(code).toBe(0);
    expect(out).toContain('1 STIG against 2: 1 retired, 1 changed');
    expect(out).toContain(
      '\nAcme Harbor Gateway Security Technical Implementation Guide\nDigest of Updates + 2 − 1 ✎ 8\n',
    );
  });

  it('compares checklists of any form, and names those that go stale', async () => {
    const home = folder();
    const benchmark = {
      ...(await smallBenchmark(9)),
      release: '1',
      releaseName: 'V1R1',
      releaseInfo: 'Release: 1 Benchmark Date: 12 Feb 2025',
    };
    const write = async (name: string, to: string, answers = {}) => {
      const path = join(home, name);
      writeFileSync(path, await writeDocument(checklistOf(benchmark, Array(9).fill(answers)), to));
      return path;
    };
    const old = await write('old.ckl', 'ckl', { status: 'not_a_finding' });
    const now = await write('new.cklb', 'cklb', { status: 'open' });
    const { code, out } = await stigkit([old, now, '--fail-on', 'new-open']);
    expect(code).toBe(1);
    expect(out).toContain('New open findings 9');
    const blast = await stigkit([V1R1, V1R2, '--no-diff', '--checklists', home]);
    expect(blast.code).toBe(0);
    expect(blast.out).toContain('V-990005 High check changed: gate01 (Open), gate01 (Not a Finding)');
    expect(blast.out).toContain('gate01: 2 of 9 answers stale, made for V1R1');
  });

  it('lays the revision history beside', async () => {
    const history = join(folder(), 'history.json');
    const entry = {
      releaseName: 'V1R2',
      date: '2025-07-09',
      document: null,
      heading: null,
      stigIds: ['AHGW-00-000050', 'AHGW-00-000010'],
      text: 'Altered check.',
    };
    writeFileSync(
      history,
      JSON.stringify({
        kind: 'revision-history',
        title: null,
        product: null,
        releaseName: null,
        date: null,
        entries: [entry],
        sources: [],
      }),
    );
    const { out, err } = await stigkit([V1R1, V1R2, '--revision-history', history]);
    expect(err).toBe('');
    expect(out).toContain('  DISA: Altered check.');
    expect(out).toContain('Announced, but not found 1\n  AHGW-00-000010: Altered check.');
  });

  it('adds to the job summary of GitHub Actions, and annotates', async () => {
    const summary = join(folder(), 'summary.md');
    const { code, out, err } = await stigkit([V1R1, V1R2, '--summary', '--github', '--fail-on', 'check'], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(code).toBe(1);
    expect(out).not.toContain('::');
    expect(
      err
        .split('\n')
        .filter((line) => line.startsWith('::error title=AHGW-00-000050::V-990005 has another check (criterion): ')),
    ).toHaveLength(1);
    expect(err).toContain('::warning title=AHGW-00-000110::V-990011 has a higher severity: ');
    expect(readFileSync(summary, 'utf8')).toMatch(/^# Acme Harbor Gateway/);
  });
});

describe('checklists of several hosts', () => {
  const [old, now] = [folder(), folder()];
  const write = async (path: string, host: string, stig: string, status: Status, to = 'ckl') => {
    const benchmark = { ...(await smallBenchmark(2)), id: stig, title: stig };
    const checklist = checklistOf(benchmark, [{ status }, { status: 'not_reviewed' }]);
    const asset = { ...checklist.asset, hostName: host, fqdn: '' };
    writeFileSync(path, await writeDocument({ ...checklist, asset }, to));
  };
  const prepared = Promise.all([
    write(join(old, 'web01-apache.ckl'), 'web01', 'Apache', 'not_a_finding'),
    write(join(old, 'web01-linux.ckl'), 'web01', 'Linux', 'not_a_finding'),
    write(join(old, 'web02.ckl'), 'web02', 'Linux', 'open'),
    write(join(now, 'web01-apache.cklb'), 'WEB01', 'Apache', 'open', 'cklb'),
    write(join(now, 'web01-linux.ckl'), 'WEB01', 'Linux', 'not_a_finding'),
    write(join(now, 'web03.ckl'), 'web03', 'Linux', 'open'),
  ]);

  it('are compared host by host, however many files a host has; none is passed over', async () => {
    await prepared;
    const { code, out, err } = await stigkit([old, now]);
    expect([code, err]).toEqual([0, '']);
    const [web01, web03, web02] = out.split(/\n\n(?=Checklist changes)/);
    expect(web01).toContain('Apache V1R2: 1 unchanged\nNew open findings 1\n- V-990001 ');
    expect(web01).toContain('Linux V1R2: 2 unchanged');
    expect(web01).not.toContain('STIGs added');
    expect(web03).toContain('Checklist changes of web03');
    expect(web03).toContain('; 1 open in STIGs added.');
    expect(web03).toContain('- has no old checklist\nSTIGs added 1\n- Linux V1R2: 1 open (V-990001 ');
    expect(web02).toContain('- has no new checklist\nSTIGs removed 1\n- Linux V1R2: 1 open (V-990001 ');
  });

  it('each give a file of their own, named as theirs', async () => {
    await prepared;
    const home = folder();
    expect((await stigkit([old, now, '--to', 'csv', '-o', `${home}/`, '--columns', 'change,vulnId'])).code).toBe(0);
    expect(readdirSync(home).sort()).toEqual(['web01-apache.csv', 'web02.csv', 'web03.csv']);
    expect(readFileSync(join(home, 'web03.csv'), 'utf8')).toBe(
      '\ufeff"change","vulnId"\r\n"stig-added",\r\n"stig-added","V-990001"\r\n',
    );
  });

  it('are shown as asked for', async () => {
    await prepared;
    const pair = [join(old, 'web01-apache.ckl'), join(now, 'web01-apache.cklb')];
    expect((await stigkit([...pair, '--severity', 'low'])).out).toContain('0 new open, ');
    expect((await stigkit([...pair, '--severity', 'low'])).out).toContain('Shown is only severity Low.');
    expect((await stigkit([...pair, '--summary'])).out).toMatch(/New open findings 1\n$/);
    expect((await stigkit([...pair, '--to', 'md', '--max-bytes', '300'])).out.length).toBeLessThanOrEqual(300);
    const json = JSON.parse((await stigkit([...pair, '--severity', 'low', '--to', 'json'])).out) as ChecklistDiff;
    expect(json.stigs[0]!.opened).toEqual([]);
    expect((await stigkit([...pair, '--only', 'check'])).err).toContain('--only is for releases');
  });

  it('are paired as asked', async () => {
    await prepared;
    const renamed = join(folder(), 'web01.ckl');
    await write(renamed, 'web01', 'Httpd', 'open');
    const run = (...args: string[]) => stigkit([join(old, 'web01-apache.ckl'), renamed, ...args]);
    expect((await run()).out).toContain('STIGs removed 1\n- Apache');
    const asked = await run('--pair', 'Apache=Httpd', '--pair', 'V-990001=V-990002');
    expect([asked.err, asked.out.includes('STIGs removed')]).toEqual(['', false]);
    expect(asked.out).toContain('Other moves of status 1\n- V-990002 ');
    expect((await run('--pair', 'Apache=Tomcat')).err).toContain('the pair Apache=Tomcat names no two');
  });

  it('fail where a finding is open now, in a STIG or a rule that is new too', async () => {
    await prepared;
    const added = folder();
    await write(join(added, 'web02.ckl'), 'web02', 'Linux', 'open');
    await write(join(added, 'web04.ckl'), 'web04', 'Linux', 'open');
    expect((await stigkit([join(old, 'web02.ckl'), join(added, 'web02.ckl'), '--fail-on', 'new-open'])).code).toBe(0);
    expect((await stigkit([old, added, '--fail-on', 'new-open'])).code).toBe(1);
    const { err } = await stigkit([old, added, '--fail-on', 'new-open', '--github']);
    expect(err).toContain('::error title=V-990001::open now on web04 (');
  });
});

describe('a digest without entries', () => {
  const file = V1R1;
  const deprecated = join(folder(), 'deprecated.xml');
  writeFileSync(deprecated, readFileSync(file, 'utf8').replace(/(<status[^>]*>)accepted/, '$1deprecated'));

  it.each(['text', 'markdown', 'html'])('says in words what did not change, as %s', async (to) => {
    expect((await stigkit([file, file, '--to', to])).out).toContain('Nothing changed.');
    const { out } = await stigkit([file, deprecated, '--to', to]);
    expect(out).not.toContain('Nothing changed.');
    expect(out).toContain('No rule changed in content; what else changed stands below.');
    expect(out).toContain('accepted → deprecated');
    expect(out).toContain('DISA maintains it no longer');
  });
});

describe('a quarter', () => {
  const [old, now, hosts] = [folder(), folder(), folder()];
  const named = (file: string, word: string) =>
    readFileSync(file, 'utf8').replaceAll('Harbor', word).replace(/AHGW/g, word.toUpperCase());
  const write = (path: string, text: string) => writeFileSync(path, text);
  write(join(old, 'harbor.xml'), readFileSync(V1R1, 'utf8'));
  write(join(now, 'harbor.xml'), readFileSync(V1R2, 'utf8'));
  const again = named(V1R1, 'Quay');
  write(join(old, 'quay.xml'), again);
  write(
    join(now, 'quay.xml'),
    again.replace('Release: 1 ', 'Release: 2 ').replace(/(<status[^>]*>)accepted/, '$1deprecated'),
  );
  write(join(old, 'pier.xml'), named(V1R1, 'Pier'));
  write(join(old, 'mole.xml'), named(V1R2, 'Mole'));
  write(join(now, 'mole.xml'), named(V1R2, 'Mole'));
  const blank = async (stig: string) => {
    const benchmark = {
      ...(await smallBenchmark(2)),
      id: `Acme_${stig}_Gateway_STIG`,
      title: `Acme ${stig} Gateway Security Technical Implementation Guide`,
      release: '1',
      releaseName: 'V1R1',
      releaseInfo: 'Release: 1 Benchmark Date: 12 Feb 2025',
    };
    writeFileSync(join(hosts, `${stig}.ckl`), await writeDocument(checklistOf(benchmark), 'ckl'));
  };

  it.each(['text', 'markdown', 'html'])('tells of a sunset where no rule changed, as %s', async (to) => {
    const { out } = await stigkit([old, now, '--no-diff', '--to', to]);
    expect(out.replace(/<[^>]*>/g, '')).toMatch(/V1R1 \(2025-02-12\) to V1R2 \(2025-02-12\), deprecated/);
    expect(out).toContain('DISA maintains it no longer');
  });

  it('names the checklists of retired STIGs and of releases before', async () => {
    for (const stig of ['Harbor', 'Pier', 'Mole']) await blank(stig);
    const { code, out, err } = await stigkit([old, now, '--no-diff', '--checklists', hosts]);
    expect([code, err]).toEqual([0, expect.stringMatching(/^10 files, 177 rules, 0 problems, [^\n]*\n$/)]);
    expect(out).toContain(
      'Checklists of a retired STIG 1\n- gate01: Acme Pier Gateway Security Technical Implementation Guide V1R1\n' +
        'Checklists of another release 1\n- gate01: Acme Mole Gateway Security Technical Implementation Guide V1R1\n',
    );
  });

  it('calls no STIG new or retired whose other release cannot be read', async () => {
    const cut = folder();
    for (const file of ['harbor.xml', 'quay.xml', 'mole.xml']) {
      const text = readFileSync(join(now, file), 'utf8');
      write(join(cut, file), file === 'harbor.xml' ? text.slice(0, -2000) : text);
    }
    const { code, out, err } = await stigkit([old, cut, '--no-diff']);
    expect(code).toBe(2);
    expect(err).toContain(`${join(cut, 'harbor.xml')}`);
    expect(out).toMatch(/\nRetired 1\n- Acme Pier Gateway/);
    expect(out).not.toContain('Harbor');
    const back = await stigkit([cut, old, '--no-diff']);
    expect(back.out).toMatch(/\nNew 1\n- Acme Pier Gateway/);
    expect(back.out).not.toContain('Harbor');
  });

  it('says which pair names nothing', async () => {
    const asked = ['--pair', 'V-990001=V-990002', '--pair', 'Acme_Pier_Gateway_STIG=Acme_Quay_Gateway_STIG'];
    expect((await stigkit([old, now, '--summary', ...asked])).err).toBe('');
    const { code, err } = await stigkit([old, now, '--summary', ...asked, '--pair', 'Foo=Bar']);
    expect([code, err.split('\n')[0]]).toEqual([
      0,
      'stigkit: warning: the pair Foo=Bar names no two STIGs or rules that are there',
    ]);
  });

  it('has a digest of those STIGs alone that have what is asked for', async () => {
    const { out } = await stigkit([old, now, '--no-diff', '--severity', 'high', '--only', 'check']);
    expect(out).toContain(' Shown is only check, only severity High. STIGs without such changes have no digest;');
    expect(out.match(/^Digest of Updates.*/gm)).toEqual(['Digest of Updates', 'Digest of Updates ✎ 1']);
    expect(out).not.toContain('Nothing of what was asked for changed.');
  });

  it('keeps to the bytes it may have, its counts alone too', async () => {
    const { out } = await stigkit([old, now, '--to', 'md', '--summary', '--max-bytes', '400']);
    expect(Buffer.byteLength(out)).toBeLessThanOrEqual(400);
  });
});

describe('stale answers', () => {
  const prepared = (async () => {
    const path = join(folder(), 'gate.ckl');
    const benchmark = { ...(await smallBenchmark(12)), release: '1', releaseName: 'V1R1' };
    const releaseInfo = 'Release: 1 Benchmark Date: 12 Feb 2025';
    const answers = Array(12).fill({ status: 'open' });
    writeFileSync(path, await writeDocument(checklistOf({ ...benchmark, releaseInfo }, answers), 'ckl'));
    return [V1R1, V1R2, '--no-diff', '--checklists', path];
  })();

  it('are shown of what is asked for', async () => {
    const { out } = await stigkit([...(await prepared), '--severity', 'high']);
    expect(out).toContain('Rules with stale answers 1\n  V-990005 High check changed: gate01 (Open)\nChecklists 1\n');
    const raised = await stigkit([...(await prepared), '--only', 'severity']);
    expect(raised.out).toContain('Rules with stale answers 1\n  V-990011 Medium severity raised: gate01 (Open)\n');
  });

  it('are rows of a CSV, rule by rule and host by host', async () => {
    const { out } = await stigkit([...(await prepared), '--to', 'csv']);
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect(header).toMatch(/,"announced","asset","status"$/);
    expect(rows.find((row) => row.includes('"stale","V-990005"'))).toMatch(/"check",.*,"gate01","open"$/);
    expect((await stigkit([V1R1, V1R2, '--to', 'csv'])).out.split('\r\n')[0]).toMatch(/,"announced"$/);
  });
});

describe('a folder of STIGs and checklists', () => {
  it('says what of it is passed over', async () => {
    const mixed = folder();
    writeFileSync(join(mixed, 'harbor.xml'), readFileSync(V1R2));
    const checklist = join(mixed, 'gate.ckl');
    writeFileSync(checklist, await writeDocument(checklistOf(await smallBenchmark(1)), 'ckl'));
    expect((await stigkit([V1R1, mixed, '--summary'])).err).toBe('1 checklist passed over: the STIGs are compared\n');
    expect((await stigkit([checklist, mixed, '--summary'])).err).toBe(
      '1 STIG passed over: the checklists are compared\n',
    );
    expect((await stigkit([V1R1, mixed, '--summary', '--quiet'])).err).toBe('');
  });
});

describe('a folder of two releases of one STIG', () => {
  it('says that the older one is passed over', async () => {
    const both = folder();
    writeFileSync(join(both, 'a.xml'), readFileSync(V1R1));
    writeFileSync(join(both, 'b.xml'), readFileSync(V1R2));
    const { out, err } = await stigkit([V1R1, both, '--summary']);
    expect(err).toBe('1 release passed over: of each STIG the newest is compared\n');
    expect(out).toContain('V1R1 (2025-02-12) to V1R2 (2025-07-09) + 2 − 1 ✎ 8');
    expect((await stigkit([V1R1, V1R2, '--summary'])).err).toBe('');
  });
});

describe('checklists of other STIGs', () => {
  it('are said to be no use', async () => {
    const other = join(folder(), 'other.ckl');
    const benchmark = { ...(await smallBenchmark(1)), id: 'Umbra', title: 'Umbra' };
    writeFileSync(other, await writeDocument(checklistOf(benchmark), 'ckl'));
    const { code, err } = await stigkit([V1R1, V1R2, '--summary', '--checklists', other]);
    expect([code, err.split('\n')[0]]).toEqual([
      0,
      'stigkit: warning: no checklist that --checklists names is of a STIG compared (1 read)',
    ]);
  });
});

describe('a digest of two STIGs', () => {
  it('does not call one a release of the other', async () => {
    const other = join(folder(), 'other.xml');
    const text = readFileSync(V1R2, 'utf8').replaceAll('V-99', 'V-88').replaceAll('AHGW-', 'UMBR-');
    const named = text.replace(/<Benchmark([^>]*) id="[^"]*"/, '<Benchmark$1 id="Umbra_STIG"');
    writeFileSync(other, named.replaceAll('Acme Harbor Gateway Security', 'Umbra Security'));
    const { out } = await stigkit([other, V1R1, '--summary']);
    expect(out).toContain('Comparison against another STIG, Umbra Security Technical Implementation Guide (V1R2).');
    expect(out).toContain('Signals 1\n');
  });
});

describe('severities in a digest', () => {
  it('are named as the line names them', async () => {
    expect((await stigkit([V1R1, V1R2])).out).toContain('- V-990011 Medium (was Low) ');
    for (const to of ['markdown', 'html']) {
      const { out } = await stigkit([V1R1, V1R2, '--to', to]);
      expect(out).toContain('(was CAT III)');
      expect(out).not.toContain('(was Low)');
    }
  });
});

describe('numbers given to stigkit diff', () => {
  it.each([
    ['--context', 'x', '--context takes a number'],
    ['--max-bytes', 'many', '--max-bytes takes a number'],
    ['--context', '-1', '--context -1 is no number of that kind'],
    ['--context', '1.5', '--context 1.5 is no number of that kind'],
  ])('%s %s is wrong use', async (option, value, message) => {
    const { code, out, err } = await stigkit([V1R1, V1R2, option, value]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('options of several values', () => {
  it('take every word that can be no input', async () => {
    const each = ['--checklists', V1R1, '--checklists', V1R2, '--summary'];
    const run = await stigkit([V1R1, V1R2, '--checklists', V1R1, V1R2, '--summary']);
    expect(run).toEqual(await stigkit([V1R1, V1R2, ...each]));
    expect(run.code).toBe(0);
    const only = await stigkit([V1R1, V1R2, '--only', 'check', 'fix', '--no-diff']);
    expect(only).toEqual(await stigkit([V1R1, V1R2, '--only', 'check,fix', '--no-diff']));
    expect((await stigkit([V1R1, V1R2, '--summary', V2R1])).err).toContain('too many arguments');
  });
});

describe('stigkit textconv', () => {
  const textconv = async (path: string) => {
    let [out, err] = ['', ''];
    const io: CliIo = {
      out: async (data) => {
        out += data;
      },
      err: (text) => {
        err += text;
      },
      env: {},
      outIsTerminal: false,
      errIsTerminal: false,
      columns: 80,
    };
    return { code: await main(['textconv', path], io), out, err };
  };

  it('prints a file as plain lines', async () => {
    const { code, out, err } = await textconv(V1R2);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync(join(ROOT, 'test/fixtures/textconv/harbor-v1r2.txt'), 'utf8'));
  });

  it('passes on what it cannot read, so that git has something to compare', async () => {
    const path = join(folder(), 'x.txt');
    writeFileSync(path, 'no STIG\n');
    const { code, out, err } = await textconv(path);
    expect([code, out]).toEqual([0, 'no STIG\n']);
    expect(err).toContain('no reader knows this content');
  });
});
