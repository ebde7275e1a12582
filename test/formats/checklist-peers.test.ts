import { join } from 'node:path';
// @ts-expect-error: its declaration file is no module.
import * as stigManager from '@nuwcdivnpt/stig-manager-client-modules';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../src/checklist/create.js';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import type { Checklist } from '../../src/model/checklist.js';
import { readSource } from '../../src/read.js';
import { writeDocument } from '../../src/write.js';
import { FIXTURES, fixtureNames, fixturePath, readChecklist, readFixture } from '../support/checklist-files.js';
import { readContext } from '../support/context.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

const RESULTS = { not_a_finding: 'pass', open: 'fail', not_applicable: 'notapplicable', not_reviewed: 'notchecked' };

const SETTINGS = {
  fieldSettings: {
    detail: { enabled: 'always', required: 'always' },
    comment: { enabled: 'findings', required: 'findings' },
  },
  allowAccept: true,
  importOptions: {
    autoStatus: 'saved',
    unreviewed: 'always',
    unreviewedCommented: 'informational',
    emptyDetail: 'import',
    emptyComment: 'import',
    allowCustom: true,
  },
  sourceRef: {},
};

interface Imported {
  target: { name: string };
  checklists: {
    benchmarkId: string;
    revisionStr: string | null;
    reviews: { ruleId: string; result: string; detail: string; comment: string }[];
  }[];
}

/** What STIG Manager takes out of a checklist that we wrote. */
function imported(text: string | Uint8Array, format: 'ckl' | 'cklb'): Imported {
  const data = typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
  const { reviewsFromCkl, reviewsFromCklb } = stigManager as Record<string, (params: object) => Imported>;
  return (format === 'ckl' ? reviewsFromCkl! : reviewsFromCklb!)({ ...SETTINGS, data });
}

/** What it has to take: it trims texts. */
function expected(checklist: Checklist): Imported['checklists'] {
  return checklist.stigs.map(({ benchmark, reviews }) => ({
    benchmarkId: benchmark.id!,
    revisionStr: benchmark.releaseName,
    reviews: reviews.map(({ rule, status, findingDetails, comments }) => ({
      ruleId: rule.ruleId!,
      result: status === 'not_reviewed' && (findingDetails || comments) ? 'informational' : RESULTS[status],
      detail: findingDetails.trim(),
      comment: comments.trim(),
    })),
  }));
}

async function check(checklist: Checklist): Promise<void> {
  for (const [format, viewer] of [
    ['ckl', 2],
    ['ckl', 3],
    ['cklb', undefined],
  ] as const) {
    const found = imported(await writeDocument(checklist, format, { viewer }), format);
    expect(found.target.name).toBe(checklist.asset.hostName);
    const even = found.checklists.map(({ benchmarkId, revisionStr, reviews }) => ({
      benchmarkId,
      revisionStr,
      reviews: reviews.map(({ ruleId, result, detail, comment }) => ({
        ruleId,
        result,
        detail: detail.trim(),
        comment: comment.trim(),
      })),
    }));
    expect(even).toEqual(expected(checklist));
  }
}

describe('STIG Manager imports what we write, whole', () => {
  it.each(['viewer-2.17', 'viewer-3.7', 'stig-manager', 'evaluate-stig', 'multi-stig', 'asset-last'])(
    'out of CKL %s',
    async (name) => {
      await check(readFixture('ckl', name).checklist);
    },
  );

  it.each(['viewer-3.7', 'stig-manager', 'evaluate-stig'])('out of CKLB %s', async (name) => {
    await check(readFixture('cklb', name).checklist);
  });

  it('a blank one, and one with every answer filled', async () => {
    const [benchmark] = readXccdf(
      sourceOf(join(FIXTURES, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml')),
      readContext(),
    );
    const checklist = createChecklist([benchmark!], { hostName: 'harbor01' });
    await check(checklist);
    const statuses = Object.keys(RESULTS) as (keyof typeof RESULTS)[];
    checklist.stigs[0]!.reviews.forEach((review, i) => {
      review.status = statuses[i % 4]!;
      // No `&amp;` in the text itself: STIG Manager decodes twice.
      review.findingDetails = `found <${i}> & "kept"\n\tas typed`;
      review.comments = `comment ${i} — “so”`;
    });
    await check(checklist);
  });
});

describe.skipIf(!hasCorpus)(`STIG Manager imports real checklists: ${NEEDS_CORPUS}`, () => {
  it.each(['ckl/three_stig_checklist.ckl', 'ckl/STIG-Manager-OSS.ckl', 'cklb/Test_ASD_Checklist.cklb'])(
    '%s',
    async (name) => {
      const { checklist } = readChecklist(join(CORPUS, name));
      checklist.asset = { ...checklist.asset, hostName: 'harbor01' };
      await check(checklist);
    },
  );
});

describe('checklists are known by their content', () => {
  const cases = [
    ...fixtureNames('ckl').map((name) => ['ckl', name] as const),
    ...fixtureNames('cklb').map((name) => ['cklb', name] as const),
  ];

  it.each(cases)('%s %s', async (format, name) => {
    const result = await readSource(sourceOf(fixturePath(format, name)));
    expect([result.format.name, result.documents.map(({ kind }) => kind)]).toEqual([format, ['checklist']]);
  });

  it('and the model as JSON is no CKLB', async () => {
    const text = (await writeDocument(readFixture('cklb', 'viewer-3.7').checklist, 'json')) as string;
    const { formatOf } = await import('../../src/read.js');
    const { Source } = await import('../../src/io/source.js');
    expect(formatOf(new Source('a.json', Buffer.from(text))).name).toBe('json');
  });

  it.skipIf(!hasCorpus)('real ones', async () => {
    for (const format of ['ckl', 'cklb'] as const) {
      for (const path of corpusFiles(format, `.${format}`).filter(
        (p) => !/all-possible-results.ckl$|no-Stigs|NoStigs/.test(p),
      )) {
        expect((await readSource(sourceOf(path))).format.name).toBe(format);
      }
    }
  });
});
