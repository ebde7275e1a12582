// @ts-check
import fc from 'fast-check';
import { mostly, nastyText, words } from './texts.mjs';

const ID = mostly('V-990001', 'V-990002', 'SV-990003r1001005_rule', 'ACHG-GW-000010', 'CCI-000366', '*', 'V-99000?');
const STATUS = mostly('open', 'not_a_finding', 'Not Applicable', 'NotReviewed', 'pass', 'NAF');
const SEVERITY = mostly('high', 'CAT II', 'low', '');

/** Columns of the tables that people edit, with what stands in them. @type {[string, fc.Arbitrary<string>][]} */
const COLUMNS = [
  ['rule', ID],
  ['vulnId', ID],
  ['ruleId', ID],
  ['stigId', ID],
  ['benchmarkId', mostly('Acme_Harbor_Gateway_STIG', '')],
  ['stigNumber', mostly('1', '2', '')],
  ['hostName', mostly('gw01', '')],
  ['status', STATUS],
  ['severityOverride', SEVERITY],
  ['severityJustification', words],
  ['findingDetails', words],
  ['comments', words],
  ['comments~2', words],
  ['comments~9999', nastyText],
  ['answerHash', mostly('0123456789abcdef', '')],
  ['Control Vulnerability Description', words],
  ['Security Checks', ID],
  ['Raw Severity', SEVERITY],
  ['Devices Affected', mostly('gw01')],
  ['__proto__', words],
  ['', words],
];

/** A table: a header of columns that are known mostly, rows of what they hold, some too short or too long. */
export const rows = fc
  .array(fc.constantFrom(...COLUMNS), { minLength: 1, maxLength: 9 })
  .chain((columns) =>
    fc.tuple(
      fc.constant(columns.map(([name]) => name)),
      fc.array(fc.tuple(fc.tuple(...columns.map(([, cell]) => cell)), fc.integer({ min: 0, max: 30 })), {
        maxLength: 6,
      }),
      fc.integer({ min: 0, max: 12 }),
    ),
  )
  .map(([header, body, above]) => [
    ...(above === 0 ? [['A title', ''], ['']] : []),
    header,
    ...body.map(([cells, cut]) => (cut === 0 ? cells.slice(1) : cut === 1 ? [...cells, ...cells] : cells)),
  ]);

/** @param {string} cell @param {string} between */
function csvCell(cell, between) {
  return cell === '' || (/^[\w .-]*$/.test(cell) && !cell.includes(between)) ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** A table as CSV, of any delimiter, with a quote left open now and then. */
export const csv = fc
  .tuple(
    rows,
    fc.constantFrom(',', ',', ';', '\t'),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.integer({ min: 0, max: 40 }),
  )
  .map(([table, between, end, odd]) => {
    const text = table.map((row) => row.map((cell) => csvCell(cell, between)).join(between)).join(end);
    const head = odd === 1 ? '\ufeff' : odd === 2 ? `sep=${between}${end}` : odd === 3 ? '"' : '';
    return `${head}${text}${odd === 4 ? '"' : end}`;
  });

const ENTRY = fc.record(
  {
    rule: fc.oneof(ID, fc.array(ID, { maxLength: 3 })),
    stig: mostly('Acme_*'),
    host: mostly('gw0?'),
    status: STATUS,
    details: words,
    comments: words,
    severity: SEVERITY,
    justification: words,
  },
  { requiredKeys: ['rule'] },
);

/** A scalar of YAML in one of its styles. @param {string} text @param {number} style @param {string} indent */
function scalar(text, style, indent) {
  if (style === 0) return text;
  if (style === 1) return `'${text.replaceAll("'", "''")}'`;
  if (style === 2) return `|\n${indent}${text.replaceAll('\n', `\n${indent}`)}`;
  if (style === 3) return `>-\n${indent}${text.replaceAll('\n', `\n${indent}`)}`;
  return JSON.stringify(text);
}

/** What stands in YAML now and then that is no plain entry. */
const ODD_YAML = fc.constantFrom(
  '',
  '- &a [*a, *a]\n',
  '- *nobody\n',
  '- !!js/function "function () {}"\n',
  '- <<: *a\n',
  '---\nb: 1\n---\n',
  '- ? [complex, key]\n  : value\n',
  `- ${'['.repeat(500)}\n`,
  `- ${'{a: '.repeat(300)}\n`,
  'answers: []\n',
  '\tx: y\n',
  '- {rule: V-1, rule: V-2}\n',
  '%YAML 1.1\n',
  '- __proto__: {polluted: true}\n',
  '- &b {rule: V-1, status: open}\n- *b\n- *b\n',
);

/** Standing answers as YAML or JSON. */
export const answers = fc
  .tuple(fc.array(fc.tuple(ENTRY, fc.nat(7)), { maxLength: 5 }), fc.nat(12), ODD_YAML, fc.nat(8))
  .map(([entries, form, odd, rare]) => {
    if (form === 0) return JSON.stringify({ answers: entries.map(([entry]) => entry) });
    if (form === 1)
      return JSON.stringify(Object.fromEntries(entries.map(([{ rule, ...rest }]) => [String(rule), rest])));
    const lines = entries.map(([entry, style]) =>
      Object.entries(entry)
        .map(([key, value], i) => {
          const said = Array.isArray(value) ? JSON.stringify(value) : scalar(String(value), style, '      ');
          return `  ${i === 0 ? '-' : ' '} ${key}: ${said}\n`;
        })
        .join(''),
    );
    return `# answers\nanswers:\n${lines.join('')}${rare === 0 ? `  ${odd}` : ''}`;
  });

const TEXTS = fc.constantFrom('findingDetails', 'comments', 'severityJustification', 'nothing');
const REQUIREMENT = fc.record(
  {
    name: words,
    status: fc.array(STATUS, { maxLength: 2 }),
    severity: fc.array(SEVERITY, { maxLength: 2 }),
    overridden: fc.oneof(fc.boolean(), nastyText),
    stigs: fc.array(mostly('Acme_*', '*'), { maxLength: 2 }),
    rules: fc.array(ID, { maxLength: 2 }),
    allowed: fc.oneof(fc.boolean(), nastyText),
    needs: fc.array(TEXTS, { maxLength: 3 }),
    needsOneOf: fc.array(TEXTS, { maxLength: 2 }),
    minLength: fc.oneof(fc.integer({ min: -1, max: 100_001 }), nastyText),
    level: mostly('warning', 'error'),
  },
  { requiredKeys: [] },
);

/** A policy, as JSON or as flow YAML. */
export const policy = fc
  .tuple(
    fc.record(
      {
        title: words,
        asset: fc.array(fc.constantFrom('hostName', 'fqdn', '__proto__'), { maxLength: 2 }),
        forbiddenPhrases: fc.array(fc.oneof(nastyText, fc.constantFrom('TBD', ' ', 'a')), { maxLength: 4 }),
        requirements: fc.array(
          fc.oneof(
            { weight: 1, arbitrary: REQUIREMENT },
            { weight: 3, arbitrary: fc.constantFrom({ allowed: false }, { needs: ['comments'], minLength: 5 }) },
          ),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    ),
    ODD_YAML,
    fc.nat(20),
  )
  .map(([value, odd, form]) => {
    const text = JSON.stringify(value, null, form < 4 ? 1 : 0);
    return form === 0 ? `${text}\n${odd}` : form === 1 ? `# a policy\n${text}` : text;
  });

/** Lines of JSON, as other tools hand them on. */
export const ndjson = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('benchmark', 'rule', 'review'), vulnId: ID, status: STATUS, comments: words }),
      fc.constantFrom(null, [], {}, 1, { kind: 'benchmark' }, { stigs: [] }),
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.map((line) => JSON.stringify(line)).join('\n'));
