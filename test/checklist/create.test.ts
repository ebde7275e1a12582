import { join } from 'node:path';
import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import { writeCkl } from '../../src/formats/ckl/write.js';
import { writeCklb } from '../../src/formats/cklb/write.js';
import type { WriteOptions } from '../../src/formats/format.js';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import { StigError } from '../../src/io/diagnostic.js';
import { derivedUuid, NAMESPACE } from '../../src/io/uuid.js';
import type { Checklist } from '../../src/model/checklist.js';
import { FIXTURES } from '../support/checklist-files.js';
import { readContext } from '../support/context.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

const read = (path: string) => readXccdf(sourceOf(path), readContext())[0]!;
const example = () => read(join(FIXTURES, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml'));
const other = () => read(join(FIXTURES, '../../examples/renumbered/U_Acme_Harbor_Gateway_STIG_V2R1_Manual-xccdf.xml'));
const cklb = (checklist: Checklist, options: WriteOptions = {}) =>
  writeCklb(checklist, options, { report: () => {} }) as string;
const uuids = (text: string): string[] => text.match(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g) ?? [];

describe('a blank checklist', () => {
  it('holds every rule, not reviewed, in order', () => {
    const benchmark = example();
    const { stigs, asset } = createChecklist([benchmark]);
    expect(stigs[0]!.reviews.map(({ rule }) => rule)).toEqual(benchmark.rules);
    for (const { rule: _, ...review } of stigs[0]!.reviews) {
      expect(review).toEqual({
        status: 'not_reviewed',
        findingDetails: '',
        comments: '',
        severityOverride: null,
        severityJustification: '',
        classification: 'Unclassified',
        uuid: null,
      });
    }
    expect(stigs[0]!.benchmark).toMatchObject({
      id: 'Acme_Harbor_Gateway_STIG',
      releaseName: 'V1R1',
      fileName: 'U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml',
      classification: 'UNCLASSIFIED',
      size: benchmark.rules.length,
      targetKey: benchmark.rules[0]!.targetKey,
    });
    expect(asset).toMatchObject({
      role: 'None',
      assetType: 'Computing',
      hostName: null,
      marking: null,
      webOrDatabase: false,
    });
    expect(asset.targetKey).toBe(benchmark.rules[0]!.targetKey);
  });

  it('takes the asset, and lets null leave the default', () => {
    const { asset } = createChecklist([example()], {
      hostName: 'db01',
      role: null,
      marking: 'CUI',
      webDbInstance: 'orders',
    });
    expect(asset).toMatchObject({
      hostName: 'db01',
      role: 'None',
      marking: 'CUI',
      webDbInstance: 'orders',
      webOrDatabase: true,
    });
  });

  it('takes only what a profile selects, and keeps the size of the release', () => {
    const benchmark = example();
    benchmark.profiles[0]!.selects = ['V-990003', benchmark.rules[4]!.ruleId!];
    const { id } = benchmark.profiles[0]!;
    const [stig] = createChecklist([benchmark], {}, { profile: id }).stigs;
    expect(stig!.reviews.map(({ rule }) => rule)).toEqual([benchmark.rules[2], benchmark.rules[4]]);
    expect(stig!.benchmark.size).toBe(benchmark.rules.length);
  });

  it('names the profiles there are, where one is unknown', () => {
    expect(() => createChecklist([example()], {}, { profile: 'MAC-4' })).toThrow(StigError);
    try {
      createChecklist([example()], {}, { profile: 'MAC-4' });
    } catch (error) {
      expect((error as StigError).message).toContain('Acme_Harbor_Gateway_STIG has no profile "MAC-4"');
      expect((error as StigError).diagnostics[0]!.hint).toContain('MAC-1_Classified, MAC-1_Public');
    }
  });

  it('takes the name of the file that is given', () => {
    const [stig] = createChecklist([example()], {}, { fileName: 'other.xml' }).stigs;
    expect(stig!.benchmark.fileName).toBe('other.xml');
  });

  it('never lowers what a restricted STIG says of itself', () => {
    const benchmark = example();
    benchmark.sources[0]!.name = 'CUI_Acme_STIG_V1R1.zip!/CUI_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
    delete benchmark.extra;
    const { asset, stigs } = createChecklist([benchmark]);
    expect([asset.marking, stigs[0]!.benchmark.classification, stigs[0]!.reviews[0]!.classification]).toEqual([
      'CUI',
      'CUI',
      'CUI',
    ]);
    const ckl = writeCkl(createChecklist([benchmark]), {}, { report: () => {} });
    expect(ckl).toContain('<MARKING>CUI</MARKING>');
    expect(ckl).not.toMatch(/Unclass|UNCLASS/);
  });
});

describe('ids of a blank checklist', () => {
  it('derive in the namespace that is written down', () => {
    expect(NAMESPACE).toBe(v5('urn:stigkit', v5.URL));
    const text = cklb(createChecklist([example()], { hostName: 'harbor01' }));
    const { id, stigs } = JSON.parse(text);
    expect(stigs[0].uuid).toBe(derivedUuid('["stig","Acme_Harbor_Gateway_STIG","1","1","harbor01","",""]'));
    expect(id).toBe(derivedUuid('["checklist","harbor01","","","Acme_Harbor_Gateway_STIG","1","1"]'));
    const [rule] = stigs[0].rules;
    expect(rule.uuid).toBe(derivedUuid(`["rule","${stigs[0].uuid}","${rule.group_id}","${rule.rule_id_src}"]`));
    expect(rule.stig_uuid).toBe(stigs[0].uuid);
  });

  it('are the same for the same input, in CKL and CKLB, and 300 for 300 hosts', () => {
    const make = (hostName: string) => createChecklist([example()], { hostName });
    expect(cklb(make('a'))).toBe(cklb(make('a')));
    const ids = new Set<string>();
    for (let i = 0; i < 300; i++) ids.add(JSON.parse(cklb(make(`host${i}`))).stigs[0].uuid);
    expect(ids.size).toBe(300);
    const uuid = JSON.parse(cklb(make('a'))).stigs[0].uuid;
    expect(writeCkl(make('a'), {}, { report: () => {} })).toContain(`<SID_DATA>${uuid}</SID_DATA>`);
  });

  it('differ by site, instance and release, and by rule', () => {
    const variants = [{}, { webDbSite: 'x' }, { webDbInstance: 'x' }].map((asset) =>
      createChecklist([example()], asset),
    );
    const all = [...variants, createChecklist([other()])].map((c) => JSON.parse(cklb(c)).stigs[0].uuid);
    expect(new Set(all).size).toBe(4);
    const { stigs } = JSON.parse(cklb(createChecklist([example(), example()])));
    const every = stigs.flatMap((s: { uuid: string; rules: { uuid: string }[] }) => [
      s.uuid,
      ...s.rules.map((r) => r.uuid),
    ]);
    expect(new Set(every).size).toBe(every.length);
  });

  it('are one for a STIG in the CKL of STIG Viewer 2, one for a rule in that of STIG Viewer 3', () => {
    const values = (viewer: 2 | 3) =>
      [
        ...(writeCkl(createChecklist([example()]), { viewer }, { report: () => {} }) as string).matchAll(
          /STIG_UUID<\/VULN_ATTRIBUTE>\s*<ATTRIBUTE_DATA>([^<]*)</g,
        ),
      ].map(([, id]) => id);
    expect(new Set(values(2)).size).toBe(1);
    expect(new Set(values(3)).size).toBe(example().rules.length);
  });

  it('are random where that is asked for, and else nothing changes', () => {
    const [a, b] = [
      cklb(createChecklist([example()]), { uuid: 'random' }),
      cklb(createChecklist([example()]), { uuid: 'random' }),
    ];
    expect(uuids(a).filter((id) => uuids(b).includes(id))).toEqual([]);
    const even = (text: string) => text.replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, 'UUID');
    expect(even(a)).toBe(even(cklb(createChecklist([example()]))));
    expect(JSON.parse(a).stigs[0].rules[0].stig_uuid).toBe(JSON.parse(a).stigs[0].uuid);
  });
});

describe.skipIf(!hasCorpus)(`profiles of DISA's: ${NEEDS_CORPUS}`, () => {
  it('select all rules of the ASD STIG', () => {
    const benchmark = read(join(CORPUS, 'xccdf/U_ASD_STIG_V6R4_Manual-xccdf.xml'));
    expect(createChecklist([benchmark], {}, { profile: 'MAC-2_Public' }).stigs[0]!.reviews).toHaveLength(286);
  });
});
