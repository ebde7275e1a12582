import { metadataDetail } from '../formats/digest/metadata-detail.js';
import { detailView } from '../formats/digest/page-view.js';
import { htmlBlocks } from '../formats/html/text.js';
import { checkViews } from '../formats/page/check-view.js';
import { CONTEXT } from '../formats/shared/digest-options.js';
import { guidanceOf } from '../formats/shared/rule-facts.js';
import { FLATTENED_NOTE, oneLine, severityLabel } from '../formats/shared/words.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import { linkTo } from './addresses.js';
import { cciPath, controlPath, controlsShown } from './cards.js';
import { lastRelease, lastRule, type RuleLife, type Step } from './life.js';
import { checkMarkdown } from './markdown.js';
import type { SiteOptions } from './model.js';
import type { Page } from './page.js';
import { isTold, stepWords } from './step-words.js';
import type { StigSite } from './stig-site.js';

/** The page of one check: its latest text, all its ids, CCIs and controls, and its life through the releases. */
export function checkPage(site: StigSite, life: RuleLife, options: SiteOptions): Page {
  const { stig, addresses, releases } = site;
  const path = addresses.check(life);
  const rule = lastRule(life);
  const last = lastRelease(life);
  const benchmark = releases[last]!;
  const link = (to: string) => linkTo(path, to);
  const seen = checkViews({ ...benchmark, rules: [rule] }, options)[0]!;
  const gone = last < releases.length - 1;
  const place = site.lives.indexOf(life);
  const beside = (at: number) => {
    const other = site.lives[at];
    if (other === undefined || lastRelease(other) !== last) return null;
    return { id: idShown(lastRule(other)), href: link(addresses.check(other)) };
  };
  return {
    path,
    title: `${seen.id}: ${oneLine(rule.title ?? '')} – ${stig.shortTitle}`,
    template: 'site/check',
    view: {
      id: seen.id,
      stig: stig.shortTitle,
      release: seen.release,
      severity: rule.severity,
      severityLabel: severityLabel(rule.severity),
      gone: gone ? `No longer in this STIG: ${stig.releases[last]!.name} is the last release here that has it.` : null,
      flattened: rule.flattened ? FLATTENED_NOTE : null,
      title: seen.title,
      texts: textsOf(seen, rule),
      identifiers: [
        ...seen.identifiers,
        ...(rule.stigId ? [{ label: 'STIG ID', value: oneLine(rule.stigId) }] : []),
        ...(rule.legacyIds.length > 0 ? [{ label: 'Legacy IDs', value: rule.legacyIds.join(', ') }] : []),
      ],
      comments: seen.comments === null ? null : htmlBlocks(seen.comments),
      ccis: seen.ccis.map(({ id, definition }) => {
        const to = cciPath(id);
        return { id, definition, href: to === null ? null : link(to) };
      }),
      cciNote: cciNote(options, seen.ccis),
      controls: seen.controls.map((row) => {
        const known = controlsShown(rule).find(
          (c) => c.control === row.control && (c.revision === 4) === (row.note === 'Rev 4'),
        );
        return { ...row, href: known === undefined ? null : link(controlPath(known)) };
      }),
      life: lifeOf(life, site, link),
      previous: beside(place - 1),
      next: beside(place + 1),
    },
    trail: site.trail,
    label: seen.id,
    feed: site.feed,
    markdown: () => checkMarkdown(rule, seen, site, life),
    facts: factsOf(rule, benchmark),
    json: {
      benchmark: { id: benchmark.id, title: benchmark.title, releaseName: benchmark.releaseName },
      rule,
      releases: stig.releases.filter((_, i) => life.rules[i] !== null).map((release) => release.name),
    },
  };
}

function textsOf(seen: ReturnType<typeof checkViews>[number], rule: Rule) {
  const parts = (texts: readonly (string | null)[]) => texts.map((text) => ({ blocks: htmlBlocks(text) }));
  return [
    { heading: 'Discussion', parts: parts([seen.discussion ?? rule.description]) },
    { heading: 'Check Content', parts: parts(seen.checks) },
    { heading: 'Fix Text', parts: parts(seen.fixes) },
    ...guidanceOf(rule).map(({ heading, text }) => ({ heading, parts: parts([text]) })),
  ];
}

function cciNote({ cciListName }: SiteOptions, ccis: readonly { definition: string }[]): string {
  if (cciListName !== undefined) return `Definitions of DISA’s CCI list, ${cciListName}.`;
  return ccis.some(({ definition }) => definition !== '')
    ? 'Definitions as the source prints them.'
    : 'Definitions are DISA’s: this site was made without its CCI list.';
}

function factsOf(rule: Rule, benchmark: Benchmark): Record<string, string | null> {
  return {
    vulnId: rule.vulnId,
    ruleId: rule.ruleId,
    stigId: rule.stigId,
    severity: rule.severity,
    benchmarkId: benchmark.id,
    releaseName: benchmark.releaseName,
  };
}

/** What happened to a rule, newest release first. */
function lifeOf(life: RuleLife, site: StigSite, link: (path: string) => string) {
  const last = life.steps.findLastIndex((step) => step !== null && step.kind === 'changed');
  return life.steps
    .flatMap((step, i) => {
      if (step === null) return [];
      const { name, input } = site.stig.releases[i]!;
      const detail = detailOf(step);
      return [
        {
          release: name,
          date: input.benchmarkDate,
          href: link(site.addresses.release(i)),
          words: stepWords(step),
          classes: step.content === null ? '' : [...new Set(step.content.fields.map((f) => f.class))].join(', '),
          said: detail === null ? step.announced : [],
          detail,
          open: i === last,
        },
      ];
    })
    .reverse();
}

function detailOf(step: Step) {
  const entry = step.content ?? step.metadata;
  if (entry === null) return null;
  const fields = (step.metadata?.fields ?? []).filter((field) => isTold(field.field, step));
  if (step.content === null && fields.length === 0) return null;
  return detailView(
    { rule: entry, content: step.content?.fields ?? [], metadata: fields.map(metadataDetail) },
    CONTEXT,
    '',
  );
}

/** The id that links to a rule's page bear. */
export function idShown(rule: Rule): string {
  return oneLine([rule.vulnId, rule.ruleId, rule.stigId].find((id) => id?.trim()) ?? 'Rule without id');
}
