import { join } from 'node:path';
// @ts-expect-error: its declaration file is no module.
import * as stigManager from '@nuwcdivnpt/stig-manager-client-modules';
import { beforeAll, describe, expect, it } from 'vitest';
import { carry } from '../../src/checklist/carry.js';
import { createChecklist } from '../../src/checklist/create.js';
import type { Carried, CarryRow, Leftover } from '../../src/checklist/fill-row.js';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import { Source } from '../../src/io/source.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { readSource } from '../../src/read.js';
import { writeDocument } from '../../src/write.js';
import { answered } from '../support/awkward-answers.js';
import { readContext } from '../support/context.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';
import { type PlainRule, plainRules } from '../support/plain-rules.js';
import { hasXmllint, schemaErrors } from '../support/xmllint.js';

const PAIRS = [
  ['RHEL 9 V1R1 to V1R2', 'disa-stig-rhel9-v1r1-xccdf-manual.xml', 'disa-stig-rhel9-v1r2-xccdf-manual.xml'],
  ['RHEL 9 V2R7 to V2R8', 'U_RHEL_9_STIG_V2R7_Manual-xccdf.xml', 'U_RHEL_9_STIG_V2R8_Manual-xccdf.xml'],
  ['RHEL 9 V1R1 to V2R8, many steps', 'disa-stig-rhel9-v1r1-xccdf-manual.xml', 'U_RHEL_9_STIG_V2R8_Manual-xccdf.xml'],
  ['IE 11 V1R19 to V2R1, renumbered', 'U_MS_IE11_STIG_V1R19_Manual-xccdf.xml', 'U_MS_IE11_STIG_V2R1_Manual-xccdf.xml'],
] as const;

const RANKS = ['low', 'medium', 'high'];

/** A checklist as it comes back from a file. */
async function throughFile(checklist: Checklist, format: 'ckl' | 'cklb'): Promise<Checklist> {
  const data = await writeDocument(checklist, format, { viewer: 2 });
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const { documents } = await readSource(new Source(`prior.${format}`, bytes));
  return documents[0] as Checklist;
}

function benchmarkAt(name: string): { benchmark: Benchmark; plain: PlainRule[] } {
  const source = sourceOf(join(CORPUS, 'xccdf', name));
  return { benchmark: readXccdf(source, readContext())[0]!, plain: plainRules(source.text) };
}

/** Which old rule a new one was, by ids alone: V-id, legacy ids, STIG ID. */
function partners(old: PlainRule[], now: PlainRule[]): Map<string, PlainRule> {
  const found = new Map<string, PlainRule>();
  const byVuln = new Map(old.map((rule) => [rule.vulnId, rule]));
  const stable = (id: string) => id.replace(/r\d+_rule$/, '');
  for (const rule of now) {
    const same = byVuln.get(rule.vulnId);
    const legacy = old.find((o) => rule.legacyIds.includes(o.vulnId) || rule.legacyIds.includes(stable(o.ruleId)));
    const byStigId = old.filter((o) => o.stigId === rule.stigId);
    const partner = same ?? legacy ?? (byStigId.length === 1 ? byStigId[0] : undefined);
    if (partner !== undefined) found.set(rule.vulnId, partner);
  }
  return found;
}

const typedIn = (review: Pick<Review, 'findingDetails' | 'comments' | 'severityJustification'>) =>
  [review.findingDetails, review.comments, review.severityJustification].filter((text) => text !== '');

describe.skipIf(!hasCorpus).each(PAIRS)(`carrying %s: ${NEEDS_CORPUS}`, (_, oldFile, newFile) => {
  describe.each(['ckl', 'cklb'] as const)('from a %s', (format) => {
    let prior: Checklist;
    let carried: Carried;
    let old: PlainRule[];
    let now: PlainRule[];
    let before: Map<string, Review>;
    let after: Map<string, Review>;
    let rows: Map<string, CarryRow>;

    beforeAll(async () => {
      const [first, second] = [benchmarkAt(oldFile), benchmarkAt(newFile)];
      [old, now] = [first.plain, second.plain];
      const blank = createChecklist([first.benchmark], { hostName: 'web01', role: 'Member Server', marking: 'CUI' });
      prior = await throughFile(answered(blank, format === 'ckl' ? 1 : 2), format);
      carried = carry(createChecklist([second.benchmark], { hostName: 'web01' }), [prior]);
      before = new Map(prior.stigs[0]!.reviews.map((review) => [review.rule.vulnId!, review]));
      after = new Map(carried.checklist.stigs[0]!.reviews.map((review) => [review.rule.vulnId!, review]));
      rows = new Map(carried.rows.filter((row) => row.outcome !== 'removed').map((row) => [row.vulnId!, row]));
    }, 60_000);

    it('gives every rule the outcome that a plain reading of both texts does', () => {
      const partner = partners(old, now);
      const seen = new Set<string>();
      for (const rule of now) {
        const row = rows.get(rule.vulnId)!;
        const review = after.get(rule.vulnId)!;
        const was = partner.get(rule.vulnId);
        seen.add(row.outcome);
        if (was === undefined) {
          expect([rule.vulnId, row.outcome, review.status]).toEqual([rule.vulnId, 'new', 'not_reviewed']);
          continue;
        }
        const answer = before.get(was.vulnId)!;
        expect(row.oldVulnId).toBe(was.vulnId === rule.vulnId ? null : was.vulnId);
        expect([row.before, row.after]).toEqual([answer.status, review.status]);
        const blank =
          answer.status === 'not_reviewed' && typedIn(answer).length === 0 && answer.severityOverride === null;
        const same = was.check === rule.check;
        const raised = RANKS.indexOf(rule.severity) > RANKS.indexOf(was.severity);
        const id = `${rule.vulnId} ${row.reason}`;
        if (blank) expect([id, row.outcome]).toEqual([id, 'carried']);
        else if (same) {
          expect([id, review.status]).toEqual([id, answer.status]);
          if (raised || was.guidance !== rule.guidance) expect([id, row.outcome]).toEqual([id, 'carried-confirm']);
          else if (was.title === rule.title) expect([id, row.outcome]).toEqual([id, 'carried']);
          else expect(['carried', 'carried-confirm'], id).toContain(row.outcome);
          const keepsOverride = was.severity === rule.severity;
          expect([id, review.severityOverride]).toEqual([id, keepsOverride ? answer.severityOverride : null]);
        } else {
          const status = answer.status === 'open' ? 'open' : 'not_reviewed';
          const outcome = {
            open: 'reverify',
            not_reviewed: 'carried-confirm',
            not_a_finding: 'reset',
            not_applicable: 'reset',
          };
          expect([id, row.outcome, review.status]).toEqual([id, outcome[answer.status], status]);
          expect([id, review.severityOverride]).toEqual([id, null]);
          if (answer.status !== 'not_reviewed' || typedIn(answer).length > 0)
            expect(review.comments, id).toMatch(/\[stigkit\] Carried from V\d+R\d+ to V\d+R\d+: [^\r\n]*$/);
        }
      }
      expect(seen).toContain('carried');
      expect(rows.size).toBe(now.length);
    });

    it('keeps everything typed, in the checklist or among the leftovers', () => {
      const partner = partners(old, now);
      const newIdOf = new Map([...partner].map(([id, rule]) => [rule.vulnId, id]));
      const left = new Map<string, Leftover>(carried.leftovers.map((entry) => [entry.vulnId!, entry]));
      let texts = 0;
      for (const [vulnId, review] of before) {
        const newId = newIdOf.get(vulnId);
        const held = newId === undefined ? left.get(vulnId)?.review : after.get(newId);
        const all = held === undefined ? '' : `${held.findingDetails}\n${held.comments}\n${held.severityJustification}`;
        for (const text of typedIn(review)) {
          texts++;
          expect(all.includes(text), `${vulnId} ${JSON.stringify(text.slice(0, 60))}`).toBe(true);
        }
        if (held !== undefined) expect(held.findingDetails).toBe(review.findingDetails);
        if (held !== undefined) expect(held.comments.startsWith(review.comments)).toBe(true);
      }
      expect(texts).toBeGreaterThan(100);
    });

    it('adds no second line when it is carried again', () => {
      const again = carry(createChecklist([benchmarkAt(oldFile).benchmark]), [carried.checklist]);
      for (const review of again.checklist.stigs[0]!.reviews) {
        expect(review.comments.match(/\[stigkit\] Carried from/g)?.length ?? 0).toBeLessThan(2);
      }
      const same = carry(createChecklist([benchmarkAt(newFile).benchmark]), [carried.checklist]);
      expect(same.checklist.stigs[0]!.reviews.map(({ comments, status }) => [comments, status])).toEqual(
        carried.checklist.stigs[0]!.reviews.map(({ comments, status }) => [comments, status]),
      );
      expect(new Set(same.rows.map((row) => row.outcome))).toEqual(new Set(['carried']));
    });

    it('takes the asset of the prior, and never lowers its marking', () => {
      const { asset } = carried.checklist;
      expect([asset.hostName, asset.marking]).toEqual(['web01', 'CUI']);
    });

    it('is written so that it reads back the same, and others take it', async () => {
      const statuses = {
        not_a_finding: 'pass',
        open: 'fail',
        not_applicable: 'notapplicable',
        not_reviewed: 'notchecked',
      };
      for (const to of ['ckl', 'cklb'] as const) {
        const data = (await writeDocument(carried.checklist, to, { viewer: 3 })) as string;
        const { documents } = await readSource(new Source(`new.${to}`, Buffer.from(data)));
        const typed = (c: Checklist) =>
          c.stigs[0]!.reviews.map((r) => [
            r.status,
            r.findingDetails,
            r.comments,
            r.severityOverride,
            r.severityJustification,
          ]);
        expect(typed(documents[0] as Checklist)).toEqual(typed(carried.checklist));
        const settings = {
          fieldSettings: {
            detail: { enabled: 'always', required: 'always' },
            comment: { enabled: 'findings', required: 'findings' },
          },
          allowAccept: true,
          importOptions: {
            autoStatus: 'saved',
            unreviewed: 'always',
            unreviewedCommented: 'notchecked',
            emptyDetail: 'import',
            emptyComment: 'import',
            allowCustom: true,
          },
          sourceRef: {},
        };
        const { reviewsFromCkl, reviewsFromCklb } = stigManager as Record<
          string,
          (params: object) => { checklists: { reviews: { ruleId: string; result: string }[] }[] }
        >;
        const imported = (to === 'ckl' ? reviewsFromCkl! : reviewsFromCklb!)({ ...settings, data });
        const found = new Map(imported.checklists[0]!.reviews.map((review) => [review.ruleId, review.result]));
        for (const review of carried.checklist.stigs[0]!.reviews) {
          const wanted = statuses[review.status];
          expect([review.rule.ruleId, found.get(review.rule.ruleId!)]).toEqual([review.rule.ruleId, wanted]);
        }
        if (to === 'ckl' && hasXmllint) expect(schemaErrors(data)).toBe('');
      }
    });
  });
});
