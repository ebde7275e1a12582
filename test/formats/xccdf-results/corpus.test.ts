import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import type { Checklist } from '../../../src/model/checklist.js';
import { readSource } from '../../../src/read.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';

async function read(name: string): Promise<{ checklists: Checklist[]; reported: Diagnostic[] }> {
  const reported: Diagnostic[] = [];
  const { format, documents } = await readSource(sourceOf(`${CORPUS}/results/${name}`), {
    report: (d) => reported.push(d),
  });
  expect(format.name).toBe('xccdf-results');
  return { checklists: documents as Checklist[], reported };
}

/** Results by word, counted in the text itself: no reader has a hand in it. */
function countedInText(name: string): Record<string, number> {
  const text = readFileSync(`${CORPUS}/results/${name}`, 'utf8');
  const results = text.slice(text.search(/<(?:\w+:)?TestResult[\s>]/));
  return tally([...results.matchAll(/<(?:\w+:)?result>\s*([^<]*?)\s*<\//g)].map((match) => match[1]!));
}

function tally(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function words(checklists: Checklist[]): string[] {
  return checklists.flatMap(({ stigs }) =>
    stigs.flatMap(({ reviews }) => reviews.flatMap(({ result }) => (result === undefined ? [] : [result.result]))),
  );
}

/** Files where each rule has one result. */
const PLAIN = [
  'ReviewOverrides-xccdf.xml',
  'eval-stig-w-sm-resultEngine.xml',
  'scc_scan-xccdf.xml',
  'test_xccdf_overrides.arf.xml',
  'xccdf-results-openscap-rhel8.xml',
  'xccdf-results-scc-rhel8.xml',
];

describe.skipIf(!hasCorpus)(`test results, with ${NEEDS_CORPUS}`, () => {
  it('every file is read or refused for its fault', async () => {
    const names = corpusFiles('results').map((path) => path.slice(path.lastIndexOf('/') + 1));
    expect(names.length).toBeGreaterThanOrEqual(8);
    for (const name of names) {
      if (name === 'xccdf_lol.xml') {
        await expect(read(name)).rejects.toThrow('xccdf_lol.xml:2:1: the file has a DOCTYPE');
      } else expect((await read(name)).checklists.length).toBeGreaterThan(0);
    }
  });

  it.each(PLAIN)('%s has as many results of each word as its text', async (name) => {
    const { checklists } = await read(name);
    expect(tally(words(checklists))).toEqual(countedInText(name));
  });

  it('the eight results of one rule become one, the worst, with the evidence of all', async () => {
    const { checklists } = await read('all-possible-results-xccdf.xml');
    const [review, ...others] = checklists[0]!.stigs[0]!.reviews;
    expect(others).toEqual([]);
    expect([review!.status, review!.result!.result]).toEqual(['open', 'fail']);
    const said = [...review!.findingDetails.matchAll(/^Result "(\w+)" from/gm)].map((match) => match[1]);
    expect(tally(said as string[])).toEqual(countedInText('all-possible-results-xccdf.xml'));
    expect(said[0]).toBe('fail');
  });

  it("targets' facts fill the asset, without loopback and zeros", async () => {
    const asset = async (name: string) => {
      const { hostName, fqdn, ipAddress, macAddress, role } = (await read(name)).checklists[0]!.asset;
      return [hostName, fqdn, ipAddress, macAddress, role];
    };
    const rows = await Promise.all(PLAIN.map(asset));
    expect(rows).toEqual([
      ['MyAsset', null, null, null, null],
      ['host-123456', 'host-123456.mil', '30.13.04.41, 12.68.12.2', '1C:1B:17:1D:15:1B', 'Workstation'],
      ['WORK-UBUNTU', null, '192.168.0.183, 172.18.0.1', '30:85:a9:9c:7f:7c, 02:42:00:3f:97:52', null],
      ['localhost.localdomain', null, null, null, null],
      ['localhost.localdomain', null, '10.0.2.15, 192.168.122.1', '08:00:27:6D:F7:16, 52:54:00:71:14:BD', null],
      ['LOCALHOST.LOCALDOMAIN', null, '192.168.158.30', '00:15:5d:0e:92:0c', null],
    ]);
  });

  it('SCAP benchmarks get the name and release of their STIG', async () => {
    const stig = async (name: string) => {
      const { id, releaseName } = (await read(name)).checklists[0]!.stigs[0]!.benchmark;
      return `${id} ${releaseName}`;
    };
    expect(await stig('xccdf-results-scc-rhel8.xml')).toBe('RHEL_8_STIG V1R2');
    expect(await stig('xccdf-results-openscap-rhel8.xml')).toBe('RHEL_8_STIG V1R3');
    expect(await stig('scc_scan-xccdf.xml')).toBe('MOZ_Firefox_STIG V6R5');
    expect(await stig('eval-stig-w-sm-resultEngine.xml')).toBe('Google_Chrome_Current_Windows V2R9');
  });

  it('an override that the result does not follow is pointed out', async () => {
    const { reported, checklists } = await read('ReviewOverrides-xccdf.xml');
    expect(reported.map(({ code, line, rule }) => [code, line, rule])).toEqual([['value-invalid', 27, 'SV-2']]);
    expect(checklists[0]!.stigs[0]!.reviews[0]!.comments).toBe(
      'xyz\n\nSome remark\n(pass overridden to fail by Authority1)',
    );
  });

  it("every word of SCC's messages and of Evaluate-STIG's is in the review", async () => {
    const scc = await read('scc_scan-xccdf.xml');
    const text = readFileSync(`${CORPUS}/results/scc_scan-xccdf.xml`, 'utf8');
    const decode = (raw: string) =>
      raw
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&amp;/g, '&');
    const messages = [...text.matchAll(/<cdf:message severity="info">([^<]*)<\/cdf:message>/g)].map((m) =>
      decode(m[1]!),
    );
    const details = scc.checklists[0]!.stigs[0]!.reviews.map(({ findingDetails }) => findingDetails);
    expect(messages.length).toBe(34);
    for (const message of messages) expect(details.some((detail) => detail.includes(message))).toBe(true);
    const [first] = (await read('eval-stig-w-sm-resultEngine.xml')).checklists[0]!.stigs[0]!.reviews;
    // The answer file's remark is the comment, and only that.
    expect(first!.comments).toMatch(/^Evaluate-STIG Answer File/);
    expect(first!.findingDetails).not.toContain('Answer File');
  });
});
