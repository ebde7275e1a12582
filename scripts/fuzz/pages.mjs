// @ts-check
import fc from 'fast-check';
import { mostly, nastyText, words } from './texts.mjs';

/** Lines as they stand on a release page, a check page, an Overview or a Revision History. */
export const LABELS = [
  'Digest of Updates + 2 − 1 ✎ 3',
  'Pick two releases to diff their requirements.',
  'Open a previous version of this STIG.',
  'Comparison against the immediately-prior release (V1R1). Rule matching uses the Group Vuln ID.',
  'Added 2',
  'Removed 1',
  'Content changes 3',
  'Acme Harbor Gateway Security Technical Implementation Guide',
  'Version: 2',
  'Release: 1 Benchmark Date: 24 Jul 2024',
  'Check: CNTR-K8-000160',
  'Check:',
  '(in version v1 r1)',
  'Title',
  'Vuln IDs',
  'Rule IDs',
  'RMF Control',
  'Severity',
  'CCI',
  'Checks: C-64632r966064_chk',
  'Fix: F-64540r966065_fix',
  'Check Content',
  'Fix Text',
  'Discussion',
  'Additional Identifiers',
  'Rule ID: SV-242376r960759_rule',
  'Vulnerability ID: V-242376',
  'Group Title: SRG-APP-000342-CTR-000775',
  'Expert Comments',
  'CCIs',
  'Number | Definition |',
  '---|---|',
  'CCI-002233 |',
  'Controls',
  'Number | Title |',
  'AC-6 (8) |',
  'V-242376 Medium fix The Kubernetes Controller Manager must use TLS 1.2.',
  'REVISION HISTORY',
  'Revision Number Document Revised Description of Change Release Date',
  'V2R1 - Kubernetes STIG, V1R11 - CNTR-K8-000160 - Updated check.  24 July 2024',
  'UNCLASSIFIED',
  '1. INTRODUCTION',
  '1.1 Executive Summary',
  'TABLE OF CONTENTS',
];

const line = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...LABELS) },
  { weight: 5, arbitrary: mostly('V-242376', '-', '- V-1', 'CNTR-K8-000150', 'CCI-000366', 'AC-6 (8)', 'M', 'H') },
  { weight: 3, arbitrary: words },
  { weight: 1, arbitrary: nastyText },
);

/** A block of a rule on a release page, mostly whole. */
const rule = fc
  .tuple(mostly('V-242376', 'V-242377'), mostly('H', 'M', 'L', 'CAT I'), words, words, fc.nat(40), nastyText)
  .map(([id, severity, check, fix, drop, instead]) => {
    const block = ['- RMF Control', '- AC-10', '- Severity', `- ${severity}`, '- CCI', '- CCI-000054', '- Version'];
    block.push('- AHGW-00-000010', '- Vuln IDs', '-', `- ${id}`, '- Rule IDs', '-', '- SV-242376r960759_rule');
    block.push('Checks: C-64632r966064_chk', check, 'Fix: F-64540r966065_fix', fix);
    return block.flatMap((one, i) => (i === drop ? [] : i === drop - 18 ? [instead] : [one]));
  });

/** A check page, mostly whole. */
const checkPage = fc
  .tuple(words, words, words, words, fc.nat(60), nastyText)
  .map(([title, discussion, check, fix, drop, instead]) => {
    const block = [
      'Check: AHGW-00-000010',
      'Acme Harbor Gateway STIG:',
      'AHGW-00-000010',
      '(in version v1 r1)',
      'Title',
    ];
    block.push(`${title} (Cat II impact)`, 'Discussion', discussion, 'Check Content', check, 'Fix Text', fix);
    block.push('Additional Identifiers', 'Rule ID: SV-242376r960759_rule', 'Vulnerability ID: V-242376');
    block.push(
      'Group Title: SRG-APP-000342-CTR-000775',
      'Expert Comments',
      'CCIs',
      'Number | Definition |',
      '---|---|',
    );
    block.push(
      'CCI-002233 |',
      'The system prevents it.',
      'Controls',
      'Number | Title |',
      '---|---|',
      'AC-6 (8) |',
      'Levels |',
    );
    return block.flatMap((one, i) => (i === drop ? [] : i === drop - 27 ? [instead] : [one]));
  });

const noise = fc.array(line, { maxLength: 12 });
const lines = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(noise, fc.array(rule, { minLength: 1, maxLength: 4 })).map(([a, b]) => [...a, ...b.flat()]),
  },
  { weight: 2, arbitrary: fc.tuple(checkPage, noise).map(([a, b]) => [...a, ...b]) },
  { weight: 1, arbitrary: noise },
);

/** @type {((line: string) => string)[]} */
const WRAPS = [
  (text) => `<p>${text}</p>`,
  (text) => `<li>${text}`,
  (text) => `<tr><td>${text.replace(':', '</td><td>')}</td></tr>`,
  (text) => `<dt>${text.replace(':', '</dt><dd>')}</dd>`,
  (text) => `<h2>${text}</h2>`,
  (text) => `<details><summary>${text}</summary>`,
  (text) => `<pre>${text}`,
  (text) => `<div hidden>${text}</div><span>${text}</span><br>`,
  (text) => `<table><tr><td>${text}</table></ul></div>`,
];

/** A page as text, Markdown or HTML. */
export const page = fc
  .tuple(
    lines,
    fc.constantFrom('text', 'text', 'markdown', 'html', 'html'),
    fc.array(fc.oneof(fc.constant(0), fc.nat(WRAPS.length - 1)), { minLength: 1, maxLength: 5 }),
    fc.constantFrom('\n', '\r\n', '\n\n'),
  )
  .map(([all, form, wraps, end]) => {
    if (form === 'text') return all.join(end);
    if (form === 'markdown') {
      return all.map((one, i) => (['', '- ', '## ', '| '][(wraps[i % wraps.length] ?? 0) % 4] ?? '') + one).join(end);
    }
    const body = all.map((one, i) => WRAPS[wraps[i % wraps.length] ?? 0]?.(one) ?? '').join(end);
    return `<!DOCTYPE html><html><head><title>Acme STIG</title></head><body>${body}`;
  });
