// @ts-check
import fc from 'fast-check';

/** Texts that mean something to a parser, a template, a spreadsheet, a terminal or a file system. */
export const TOKENS = [
  ...'\\`*_[]()<>&#+-=|~!"\'{$}@:;.,/%^?\0\u0001\u0008\u001b\u007f\u0085\u2028\ufeff\ufffe\uffff\ud800\udfff',
  ...['\n', '\r\n', '\r', '\t', '    ', '\u00a0', '\u200b', '\u202e'],
  ...['&lt;', '&gt;', '&amp;', '&quot;', '&#0;', '&#xD;', '&#x1F;', '&#xD800;', '&#99999999;', '&nbsp;', '&lol9;', '&'],
  ...['<![CDATA[', ']]>', '<!--', '-->', '--', '<?x', '?>', '</', '/>', '<a', '<x:y>', "='", '="', ' xmlns:x="u"'],
  ...[
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '<!ENTITY x SYSTEM "file:///etc/passwd">',
    '<?xml version="1.0" encoding="x"?>',
  ],
  ...[
    '<script>alert(1)</script>',
    '</pre>',
    '</style>',
    '<b>',
    '</b>',
    '<br/>',
    '<img src=x onerror=y>',
    '{{x}}',
    '{{{x}}}',
  ],
  ...['```', '~~~', '---', '# ', '## ', '> ', '- ', '* ', '1. ', '| a | b |', '|---|', '[a](javascript:x)', '![a](b)'],
  ...['=1+1', '@SUM(A1)', '+1', '-1', "=cmd|' /C calc'!A0", '\u001b[31m', '\u001b]0;title\u0007', '\u009b2J'],
  ...[
    '../../etc/passwd',
    'C:\\x',
    'CON',
    'nul.txt',
    '/',
    '//x/y',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ],
  ...[
    '<VulnDiscussion>',
    '</VulnDiscussion>',
    '&lt;VulnDiscussion&gt;',
    '&lt;/VulnDiscussion&gt;',
    '<Documentable>false',
  ],
  ...['V-260903', 'V-0', 'SV-260903r986160_rule', 'SV-1r1_rule', 'CCI-000366', 'CCI-9', 'SRG-OS-000001', 'AC-6 (8)'],
  ...[
    'Release: 2 Benchmark Date: 04 Apr 2025',
    'Release: ',
    'V2R1',
    '2025-01-01',
    '30 Feb 2025',
    'Not Reviewed',
    'Open',
  ],
  ...[
    'NotAFinding',
    'Not_Applicable',
    'high',
    'medium',
    'low',
    'pass',
    'fail',
    '10.0',
    '-0',
    '1e999',
    'NaN',
    'null',
    '{}',
  ],
  ...[
    'The value',
    'this is a finding.',
    'Verify that',
    '$ sudo ls',
    'x = 1',
    '<username>',
    '\u{1f600}',
    '\u00e9',
    '\u00e2\u20ac\u2122',
  ],
];

const token = fc.constantFrom(...TOKENS);

/** A text of such pieces, of any characters, or long in one of them. */
export const nastyText = fc.oneof(
  { weight: 16, arbitrary: fc.array(token, { maxLength: 12 }).map((pieces) => pieces.join('')) },
  { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(token, fc.integer({ min: 1, max: 300 })).map(([piece, times]) => piece.repeat(times)),
  },
);

/**
 * A value of those given, mostly; else a nasty one.
 *
 * @param {readonly string[]} values
 */
export function mostly(...values) {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: nastyText },
    { weight: 1, arbitrary: fc.constant('') },
  );
}

/** A piece of plain words, mostly; what a text element of a real file holds. */
export const words = mostly(
  'Verify the value is set.\n\n$ grep -i value /etc/file.conf\nvalue = 1\n\nIf "value" is not 1, this is a finding.',
  'Configure the system.',
  'Without it, an attacker reads everything.',
  'Acme Harbor Gateway Security Technical Implementation Guide',
  '   two\tblanks  ',
);
