import { digestMarkdown } from '../formats/digest/markdown.js';
import { frontMatter } from '../formats/markdown/front-matter.js';
import { markdownOfText } from '../formats/markdown/text.js';
import type { checkViews } from '../formats/page/check-view.js';
import { digestHeading, digestLine, digestSentence } from '../formats/shared/digest-lines.js';
import { escapeCell, escapeHeading, escapeInline, escapeLine } from '../formats/shared/markdown-escape.js';
import { guidanceOf } from '../formats/shared/rule-facts.js';
import { oneLine, releaseLabel, severityLabel } from '../formats/shared/words.js';
import type { Rule } from '../model/benchmark.js';
import type { ReleaseDiff } from '../model/release-diff.js';
import { linkTo } from './addresses.js';
import type { RuleCard, StigCard } from './cards.js';
import type { RuleLife } from './life.js';
import type { SiteFile, SiteOptions } from './model.js';
import { jsonOf, type Page } from './page.js';
import { stepWords } from './step-words.js';
import type { StigSite } from './stig-site.js';

type CheckView = ReturnType<typeof checkViews>[number];
type Link = (path: string) => string;

/** A page as Markdown with front matter, and the JSON beside it. Pages without Markdown give nothing. */
export function markdownFiles(page: Page, { frontMatter: flavour, marking }: SiteOptions): SiteFile[] {
  if (page.markdown === undefined) return [];
  const hugo = flavour === 'hugo';
  const renamed = (path: string) =>
    path.replace(/(index)?\.html$/, (_, index) => `${index ? (hugo ? '_index' : 'index') : ''}.md`);
  const file = renamed(page.path);
  // Hugo's pages are folders of their own; a shortcode of its own finds them whatever the site's settings.
  const link: Link = (path) => (hugo ? `{{< relref "/${renamed(path)}" >}}` : linkTo(file, renamed(path)));
  const title = page.title;
  const names = {
    docusaurus: { sidebar_label: page.label ?? title },
    mkdocs: {},
    hugo: { linkTitle: page.label ?? title },
  }[flavour ?? 'mkdocs'];
  const head = frontMatter({ title, ...names, ...page.facts });
  const body = page.markdown(link);
  const shown = hugo ? withoutShortcodes(body) : body;
  const banner = marking === undefined ? '' : `**${escapeLine(marking)}**\n\n`;
  return [
    { path: file, data: `${head}\n\n${banner}${shown.trimEnd()}\n` },
    ...jsonOf({ ...page, path: file.replace(/\.md$/, '.html') }),
  ];
}

/** Hugo runs shortcodes even within fences: what texts hold of them is parted by a character that is not seen. */
function withoutShortcodes(markdown: string): string {
  return markdown.replace(/\{\{(?=[<%](?! relref "\/stigs\/[\w./-]{1,300}" >\}\}))/g, '{\u200b{');
}

/** The first page: a table of STIGs. */
export function indexMarkdown(stigs: readonly StigCard[], summary: string, link: Link): string {
  return blocks([
    '# Security Technical Implementation Guides',
    summary,
    table(
      ['STIG', 'Release', 'Date', 'Rules'],
      stigs.map((stig) => [
        `[${escapeCell(stig.title)}](${link(stig.path)})`,
        `[${escapeCell(stig.release)}](${link(stig.releasePath)})`,
        stig.date,
        String(stig.cards.filter((card) => card.lastRelease === null).length),
      ]),
    ),
  ]);
}

/** A STIG: its releases and the rules of the newest. */
export function stigMarkdown(site: StigSite, cards: readonly RuleCard[], link: Link): string {
  const { stig, addresses, releases } = site;
  return blocks([
    `# ${escapeHeading(stig.title)}`,
    escapeLine(releaseLabel(releases.at(-1)!)),
    '## Releases',
    stig.releases
      .map(
        ({ name, input }, i) => `- [${escapeInline(name)}](${link(addresses.release(i))}) ${input.benchmarkDate ?? ''}`,
      )
      .reverse()
      .join('\n'),
    '## Rules',
    cards
      .map((card) => {
        const gone = card.lastRelease === null ? '' : ` (last in ${card.lastRelease})`;
        return `- [${escapeInline(card.id)}](${link(card.path)}) ${card.category} ${escapeInline(card.title + gone)}`;
      })
      .join('\n'),
  ]);
}

/** A release: its digest and its rules with check and fix. */
export function releaseMarkdown(site: StigSite, index: number, diff: ReleaseDiff | undefined, link: Link): string {
  const benchmark = site.releases[index]!;
  const digest =
    diff === undefined
      ? []
      : [
          `## ${escapeHeading(digestHeading({ added: diff.added.length, removed: diff.removed.length, changed: diff.contentChanged.length }))}`,
          escapeLine(digestSentence(diff)),
          ...(
            [
              ['Added', diff.added],
              ['Removed', diff.removed],
              ['Renumbered', diff.renumbered],
              ['Content changes', diff.contentChanged],
            ] as const
          ).flatMap(([title, entries]) =>
            entries.length === 0
              ? []
              : [
                  `### ${title} ${entries.length}`,
                  entries
                    .map((entry) => {
                      const fields = 'fields' in entry ? (entry.fields as { field: string }[]).map((f) => f.field) : [];
                      return `- ${escapeInline(digestLine(entry, fields.join(', ')).slice(2))}`;
                    })
                    .join('\n'),
                ],
          ),
        ];
  return blocks([
    `# ${escapeHeading(oneLine(benchmark.title ?? site.stig.title))}`,
    escapeLine(releaseLabel(benchmark)),
    ...digest,
    '## Rules',
    ...benchmark.rules.flatMap((rule) => {
      const path = site.addresses.checkOf(rule);
      const id = escapeHeading(oneLine(rule.vulnId ?? rule.stigId ?? rule.ruleId ?? 'Rule'));
      return [
        `### ${path === undefined ? id : `[${id}](${link(path)})`} ${escapeHeading(oneLine(rule.title ?? ''))}`,
        `${severityLabel(rule.severity)}, ${escapeInline(oneLine(rule.stigId ?? ''))}`,
      ];
    }),
  ]);
}

/** Two releases compared. */
export function comparisonMarkdown(diff: ReleaseDiff): string {
  return digestMarkdown(diff);
}

/** One check, as its page has it. */
export function checkMarkdown(rule: Rule, seen: CheckView, site: StigSite, life: RuleLife): string {
  const texts = (heading: string, list: readonly (string | null)[]) =>
    list.flatMap((text) => (text === null || text.trim() === '' ? [] : [`## ${heading}`, markdownOfText(text)]));
  return blocks([
    `# ${escapeHeading(`Check: ${seen.id}`)}`,
    escapeLine(`${site.stig.shortTitle}: ${seen.id} ${seen.release ?? ''}`),
    '## Title',
    escapeLine(seen.title),
    ...texts('Discussion', [seen.discussion ?? rule.description]),
    ...texts('Check Content', seen.checks),
    ...texts('Fix Text', seen.fixes),
    ...guidanceOf(rule).flatMap(({ heading, text }) => texts(heading, [text])),
    '## Additional Identifiers',
    [...seen.identifiers, ...(rule.stigId ? [{ label: 'STIG ID', value: oneLine(rule.stigId) }] : [])]
      .map(({ label, value }) => `- ${label}: ${escapeInline(value)}`)
      .join('\n'),
    ...texts('Expert Comments', [seen.comments]),
    ...(seen.ccis.length === 0
      ? []
      : [
          '## CCIs',
          table(
            ['Number', 'Definition'],
            seen.ccis.map(({ id, definition }) => [id, definition].map(escapeCell)),
          ),
        ]),
    ...(seen.controls.length === 0
      ? []
      : [
          '## Controls',
          table(
            ['Number', 'Title'],
            seen.controls.map(({ control, title, note }) =>
              [control, note === null ? title : `${title} (${note})`].map(escapeCell),
            ),
          ),
        ]),
    '## History',
    life.steps
      .flatMap((step, i) =>
        step === null ? [] : [`- ${escapeInline(`${site.stig.releases[i]!.name}: ${stepWords(step)}`)}`],
      )
      .reverse()
      .join('\n'),
  ]);
}

function blocks(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
