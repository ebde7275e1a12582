import { writeYamlList, type YamlEntry } from '../../io/yaml.js';
import type { Answers } from '../../model/answers.js';
import type { Checklist, Review } from '../../model/checklist.js';
import type { Write } from '../format.js';
import { idOf, oneLine, severityLabel } from '../shared/words.js';

const HEAD = ` Standing answers. Each entry answers the rules it names: a V-id, STIG ID, Rule ID, CCI or SRG, or several;
 * stands for any characters, ? for one. The entry that names a rule most exactly speaks first, of equal ones the last.
 status: open, not_a_finding, not_applicable or not_reviewed (which answers nothing).
 stig and host, where given, say which STIGs and hosts an entry is for.
 severity and justification override the severity.`;

/** Writes answers as YAML: a template out of a checklist, with what is answered in it filled in. */
export const writeAnswers: Write = (document) => {
  if (document.kind === 'checklist') return writeYamlList(HEAD, 'answers', templateOf(document));
  if (document.kind === 'answers') return writeYamlList(HEAD, 'answers', document.answers.map(entryOf));
  throw new Error(`no answers in a ${document.kind}`);
};

/** One entry a rule. Of several STIGs each names its own. */
function templateOf(checklist: Checklist): YamlEntry[] {
  const several = checklist.stigs.length > 1;
  return checklist.stigs.flatMap(({ benchmark, reviews }) =>
    reviews.map((review) => {
      const { rule } = review;
      const stig = several && benchmark.id ? { stig: benchmark.id } : {};
      const title = [rule.stigId, severityLabel(rule.severity), rule.title].filter(Boolean).join(', ');
      return { comment: ` ${printable(title)}`, value: { rule: idOf(rule), ...stig, ...saidIn(review) } };
    }),
  );
}

function saidIn(review: Review): Record<string, string> {
  const { status, findingDetails, comments, severityOverride, severityJustification } = review;
  return {
    status,
    details: findingDetails,
    comments,
    ...(severityOverride === null ? {} : { severity: severityOverride }),
    ...(severityJustification === '' ? {} : { justification: severityJustification }),
  };
}

function entryOf(answer: Answers['answers'][number]): YamlEntry {
  const value: Record<string, string | readonly string[]> = { rule: oneOrAll(answer.rules) };
  if (answer.stigs.length > 0) value.stig = oneOrAll(answer.stigs);
  if (answer.hosts.length > 0) value.host = oneOrAll(answer.hosts);
  if (answer.status !== null) value.status = answer.status;
  if (answer.findingDetails !== null) value.details = answer.findingDetails;
  if (answer.comments !== null) value.comments = answer.comments;
  if (answer.severityOverride !== null) value.severity = answer.severityOverride;
  if (answer.severityJustification !== null) value.justification = answer.severityJustification;
  return { comment: '', value };
}

function oneOrAll(list: readonly string[]): string | readonly string[] {
  return list.length === 1 ? list[0]! : list;
}

/** A comment is one line, and YAML bears no control characters in it. */
function printable(text: string): string {
  return oneLine(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, ' ');
}
