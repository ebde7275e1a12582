import { elementsOf, type XmlElement } from '../../io/xml-element.js';
import { named, type Subject, valueIn } from './subject.js';
import { checkWords } from './words.js';

/** Children of ASSET in the order of DISA's schema; those it can do without (FORMATS B.2). */
const ASSET_ORDER = [
  'ROLE',
  'ASSET_TYPE',
  'MARKING',
  'HOST_NAME',
  'HOST_IP',
  'HOST_MAC',
  'HOST_GUID',
  'HOST_FQDN',
  'TARGET_COMMENT',
  'TECH_AREA',
  'TARGET_KEY',
  'STIG_GUID',
  'WEB_OR_DATABASE',
  'WEB_DB_SITE',
  'WEB_DB_INSTANCE',
];
const OPTIONAL = new Set(['MARKING', 'HOST_GUID', 'TARGET_COMMENT', 'STIG_GUID']);

/** What must follow the STIG_DATA of a VULN, in this order. */
const VULN_ORDER = ['STATUS', 'FINDING_DETAILS', 'COMMENTS', 'SEVERITY_OVERRIDE', 'SEVERITY_JUSTIFICATION'];

/**
 * What STIG Viewer 2 and 3 need (FORMATS B.2, B.3, B.6, C.6): version 2 checks a CKL against DISA's schema and knows no
 * CKLB; version 3 opens files that lack optional members and loses what it does not know on saving.
 */
export function checkStigViewer(subject: Subject, viewer: 2 | 3): void {
  const { checklist, ckl, cklb } = subject;
  if (cklb !== null && viewer === 2) {
    subject.find('error', 'STIG Viewer 2 opens CKL and no CKLB', {}, { hint: '`stigkit convert --to ckl` makes one.' });
  } else if (ckl === null && cklb === null) {
    const hint = `\`stigkit convert --to ${viewer === 2 ? 'ckl' : 'cklb'}\` makes a file for it.`;
    subject.find('error', `STIG Viewer ${viewer} opens no ${subject.format} as a checklist`, {}, { hint });
  }
  checkWords(subject, "DISA's schema refuses it");
  checklist.stigs.forEach(({ reviews }, stig) => {
    if (reviews.length === 0) {
      subject.find('error', 'the STIG has no rule: the schema wants one at least', { stig });
    }
    reviews.forEach(({ rule }, review) => {
      for (const [field, text] of [
        ['ruleId', rule.ruleId],
        ['stigId', rule.stigId],
        ['groupTitle', rule.groupTitle],
      ] as const) {
        if (!text) subject.find('warning', `${subject.name(field)} is empty: shown blank`, { stig, review, field });
      }
      if (rule.ruleId && !/^SV-.+_rule$/.test(rule.ruleId)) {
        const message = `${subject.name('ruleId')} is ${JSON.stringify(rule.ruleId)}: content is imported where it reads SV-..._rule`;
        subject.find('warning', message, { stig, review, field: 'ruleId' });
      }
    });
  });
  if (ckl !== null) checkCkl(subject);
}

function checkCkl(subject: Subject): void {
  const { asset, stigs } = subject.ckl!;
  if (asset !== undefined) {
    order(subject, asset, ASSET_ORDER, (name) => OPTIONAL.has(name), {});
    for (const element of elementsOf(asset)) {
      if (!ASSET_ORDER.includes(element.name)) subject.find('error', `ASSET has no ${element.name} in DISA's schema`);
    }
  }
  stigs.forEach(({ vulns }, stig) => {
    vulns.forEach((vuln, review) => {
      order(subject, vuln, VULN_ORDER, () => false, { stig, review });
      if (named(vuln, 'STIGRef').every((element) => valueIn(element).trim() === '')) {
        subject.find('warning', 'STIGRef is missing: title and release are shown blank', { stig, review });
      }
      for (const cci of named(vuln, 'CCI_REF')) {
        if ((valueIn(cci).match(/CCI-/g) ?? []).length < 2) continue;
        const message = 'CCI_REF holds several CCIs in one item: shown blank';
        subject.find('warning', message, { stig, review, field: 'ccis' }, { hint: 'One item for each CCI.' });
      }
    });
  });
}

/** The schema wants its elements in one order, each once. */
function order(
  subject: Subject,
  holder: XmlElement,
  names: readonly string[],
  isOptional: (name: string) => boolean,
  spot: { stig?: number; review?: number },
): void {
  const children = elementsOf(holder).map((element) => element.name);
  for (const name of names) {
    const count = children.filter((child) => child === name).length;
    if (count > 1) subject.find('error', `${name} stands ${count} times in ${holder.name}`, spot);
    if (count === 0 && !isOptional(name)) subject.find('error', `${holder.name} has no ${name}`, spot);
  }
  const places = children.filter((name) => names.includes(name)).map((name) => names.indexOf(name));
  const at = places.findIndex((place, i) => i > 0 && place < places[i - 1]!);
  if (at < 0) return;
  const [name, before] = [names[places[at]!]!, names[places[at - 1]!]!];
  subject.find('error', `${name} stands after ${before}: DISA's schema has it before`, spot);
}
