import fc from 'fast-check';

/** Pieces that mean something to Markdown, HTML, YAML, spreadsheets or the splitting into blocks. */
const PIECES = [
  ...'\\`*_[]()<>&#+-=|~!"\'{$}@:;.,/%^?',
  ...['\n', '\n', '\r\n', '\r', '\t', '    ', ' ', ' ', '\u00a0', '\ufeff', '\u2028', '\f'],
  ...[
    '**',
    '__',
    '```',
    '~~~',
    '---',
    '===',
    '***',
    '![',
    '](x)',
    '<!--',
    '-->',
    '<b>',
    '</p>',
    '<a href="x">',
    '&amp;',
  ],
  ...[
    '&#35;',
    '&lt;script&gt;',
    '<script>',
    '</script>',
    '</style>',
    '{{x}}',
    '1. ',
    '1) ',
    '- ',
    '* ',
    '+ ',
    '> ',
    '# ',
  ],
  ...[
    '[a]: http://x',
    'http://x.test/a_b',
    'www.x.test',
    '| a | b |',
    '|---|---|',
    '$ sudo ls',
    '# grep x',
    '\\n',
    '%s',
  ],
  ...['word', 'The value', 'this is a finding.', 'x = 1', '<username>', "'=1", '=1+1', '@x', '😀', 'é', '𝒳'],
];

/** Texts made of such pieces, and of any characters. */
export const nastyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
