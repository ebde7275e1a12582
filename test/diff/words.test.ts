import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triageOf } from '../../src/diff/classify.js';
import { contentChange } from '../../src/diff/compare.js';
import { formattingClass } from '../../src/diff/layout.js';
import { plain } from '../../src/diff/normalize.js';
import { tokens } from '../../src/diff/tokens.js';
import { align, editsOf, FULL_BUDGET } from '../../src/diff/words.js';
import type { ChangeClass, Edit } from '../../src/model/release-diff.js';

const PIECES = fc.constantFrom(
  'run',
  'the',
  'finding',
  '"10"',
  '10.',
  '/etc/x',
  '-aG',
  '<b>',
  '</b>',
  '<br/>',
  '&amp;',
  '&quot;',
  '&quot',
  '&lt;b',
  '&nbsp;',
  '&nbsp',
  '<user>',
  ' ',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '.',
  ',',
  '(',
  ')',
  '$',
  '&#1;',
  '“',
);
const TEXT = fc.array(PIECES, { maxLength: 30 }).map((list) => list.join(''));

function sides(edits: readonly Edit[]): [string, string] {
  const text = (not: Edit['op']) =>
    edits
      .filter((e) => e.op !== not)
      .map((e) => e.text)
      .join('');
  return [text('insert'), text('delete')];
}

function shown(oldText: string, newText: string): string {
  return editsOf(align(oldText, newText))
    .map(({ op, text }) => (op === 'equal' ? text : op === 'delete' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
}

describe('tokens', () => {
  it('say what the normalized text says', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const list = tokens(text);
        expect(
          list
            .map((t) => (t.glued ? t.key : ` ${t.key}`))
            .join('')
            .trim(),
        ).toBe(plain(text));
        for (const t of list) expect(t.end).toBeGreaterThan(t.start);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});

describe('edits', () => {
  it('give both texts to the letter, and are formatting alone exactly where the texts say the same', () => {
    fc.assert(
      fc.property(TEXT, TEXT, (a, b) => {
        const edits = editsOf(align(a, b));
        expect(sides(edits)).toEqual([a, b]);
        expect(edits.some((e) => e.op !== 'equal' && !e.formatting)).toBe(plain(a) !== plain(b));
        for (const e of edits) expect(e.text).not.toBe('');
      }),
      { numRuns: 3000, seed: 2 },
    );
  });

  it.each([
    ['a word', 'set to 10 now', 'set to 15 now', 'set to [-10-]{+15+} now'],
    ['a word inserted', 'a finding', 'not a finding', '{+not +}a finding'],
    ['punctuation apart from its word', 'the value.', 'the value;', 'the value[-.-]{+;+}'],
    ['a paragraph', 'A.\n\nB.', 'A.\n\nX.\n\nB.', 'A.\n\n{+X.\n\n+}B.'],
    ['a blank in a command', 'rm -rf/x', 'rm -rf /x', 'rm [--rf/x-]{+-rf /x+}'],
    [
      'a command rewritten in many places',
      '$ cat /etc/a | grep -i b | sort',
      '$ awk b /etc/a > c',
      '$ [-cat /etc/a | grep -i b | sort-]{+awk b /etc/a > c+}',
    ],
    ['deletion before insertion', 'x a y', 'x b y', 'x [-a-]{+b+} y'],
  ])('show %s', (_, a, b, expected) => expect(shown(a, b)).toBe(expected));

  it('marks white space, markup and the spelling of entities as formatting', () => {
    expect(
      editsOf(align('a  b\n<b>c</b> "d"', 'a b c &quot;d&quot;')).filter((e) => e.op !== 'equal' && !e.formatting),
    ).toEqual([]);
  });

  it('ends on texts that are wholly unlike, alike, or the same words in another order, and says so', () => {
    const word = (n: number) => Array.from({ length: 8000 }, (_, i) => `w${(i * n) % 7919}`).join(' ');
    const lines = (n: number) => Array.from({ length: 4000 }, (_, i) => `line ${(i * n) % 3989}`).join('\n');
    for (const [a, b] of [
      [word(1), word(17)],
      [lines(1), lines(17)],
      ['x '.repeat(20_000), 'y '.repeat(20_000)],
      ['a b '.repeat(10_000), 'b a '.repeat(10_001)],
    ] as const) {
      const alignment = align(a, b);
      expect(sides(editsOf(alignment))).toEqual([a, b]);
    }
    expect(align(word(1), word(17)).coarse).toBe('text');
    const paragraphs = (mark: string) =>
      Array.from({ length: 900 }, (_, i) => `${i % 5 === 0 ? mark : ''} stays ${i} here`).join('\n');
    expect(align(paragraphs('old'), paragraphs('new one two')).coarse).toBe('paragraphs');
  });

  it('spends no more than its budget', () => {
    const budget = { left: FULL_BUDGET };
    const text = (n: number) => Array.from({ length: 590 }, (_, i) => `w${(i * n) % 587}`).join(' ');
    for (let i = 0; i < 100; i++) align(text(1), text(i + 2), budget);
    expect(budget.left).toBeGreaterThan(-FULL_BUDGET / 10);
  });
});

describe('classes', () => {
  const CHECK =
    'Verify the mode with the following command:\n\n$ sudo stat -c %a /etc/passwd\n644\n\nIf the mode is more permissive than "644", this is a finding.';
  const cases: [ChangeClass, string, string, string][] = [
    ['criterion', 'a condition of a finding', CHECK, CHECK.replace('more permissive than', 'not')],
    ['criterion', 'a value within it', CHECK, CHECK.replace('than "644"', 'than "640"')],
    [
      'criterion',
      'what is Not Applicable',
      CHECK,
      `Note: On hosts without a display this is Not Applicable.\n\n${CHECK}`,
    ],
    [
      'criterion',
      'an item of the list it announces',
      'If any of these is true, this is a finding:\n- a is set\n- b is set',
      'If any of these is true, this is a finding:\n- a is set\n- c is set',
    ],
    [
      'criterion',
      'the severity it may be lowered to',
      'This may be downgraded to a CAT III.',
      'This may be downgraded to a CAT II.',
    ],
    ['command', 'an option', CHECK, CHECK.replace('stat -c', 'stat -L -c')],
    ['command', 'the case of an option', CHECK, CHECK.replace('-c %a', '-C %a')],
    ['command', 'a shell character', CHECK, CHECK.replace('/etc/passwd\n', '/etc/passwd;\n')],
    [
      'command',
      'a line of configuration',
      'Edit the file:\n\nPASS_MAX_DAYS = 60',
      'Edit the file:\n\nPASS_MAX_DAYS = 90',
    ],
    ['command', 'a quoted command', 'Run "systemctl stop sshd" first.', 'Run "systemctl disable sshd" first.'],
    ['command', 'a setting more to choose', 'Set "Provider" to "LDAP".', 'Set "Provider" to "SAML" or "LDAP".'],
    ['value', 'a number', 'Keep the logs for 30 days.', 'Keep the logs for 90 days.'],
    ['value', 'a path', 'Edit the file /etc/a.conf as root.', 'Edit the file /etc/b.conf as root.'],
    ['value', 'a setting in quotes, its case too', 'The policy must be "enabled".', 'The policy must be "Enabled".'],
    ['value', 'a comparison', 'It holds where a > b.', 'It holds where a < b.'],
    ['value', 'a path more', 'Edit the configuration as root.', 'Edit the configuration in /etc/a.d as root.'],
    [
      'command',
      'operands of a mainframe',
      'Do this:\n\nrdef facility bpx.** uacc(none) owner(admin)',
      'Do this:\n\nrdef facility bpx.** uacc(read) owner(admin)',
    ],
    ['value', 'a name after its noun', 'The parameter certfile must be set.', 'The parameter keyfile must be set.'],
    ['value', 'a decimal that lost its point', 'Use TLS 1.2 or newer.', 'Use TLS 12 or newer.'],
    ['wording', 'other words', 'Accounts must be reviewed often.', 'Accounts must be looked at often.'],
    [
      'wording',
      'references to SRGs',
      'Good.\n\nSatisfies: SRG-OS-000001',
      'Good.\n\nSatisfies: SRG-OS-000001, SRG-OS-000002',
    ],
    ['punctuation', 'a comma', 'Verify, that it is so.', 'Verify that it is so.'],
    ['punctuation', 'a hyphen', 'The file-system is so.', 'The file system is so.'],
    ['punctuation', 'the case in prose', 'The Common Access Card is so.', 'The common access card is so.'],
    ['punctuation', 'a comma within a criterion', 'If it is so, this is a finding.', 'If it is so this is a finding.'],
    [
      'punctuation',
      'the arrows of a menu',
      'Go to Admin -> Settings -> “Audit”.',
      'Go to Admin >> Settings >> "Audit".',
    ],
    ['punctuation', 'the numbers of a list', '1. Open it.\n2. Close it.', '2. Open it.\n3. Close it.'],
  ];
  it.each(cases)('%s: %s', (expected, _, a, b) => {
    expect(contentChange('check', a, b, { left: FULL_BUDGET }).class).toBe(expected);
    expect(contentChange('check', b, a, { left: FULL_BUDGET }).class).toBe(expected);
  });

  it('say what a change asks for', () => {
    expect((['criterion', 'command', 'value', 'wording', 'punctuation'] as const).map(triageOf)).toEqual([
      'code',
      'code',
      'code',
      'text-only',
      'no-op',
    ]);
  });

  it.each([
    ['layout', 'indentation in a here-document', '$ cat <<EOF\n  key: a\nEOF', '$ cat <<EOF\n    key: a\nEOF'],
    ['layout', 'a break within commands', '$ ls /a\n$ ls /b', '$ ls /a $ ls /b'],
    ['formatting', 'a break in prose', 'This is\nso it is.', 'This is so it is.'],
    ['formatting', 'blanks at the end and empty lines', '$ ls /a \n\n\n$ ls /b', '$ ls /a\n$ ls /b'],
    ['formatting', 'markup', 'This <b>is</b> so.', 'This is so.'],
  ])('%s: %s', (expected, _, a, b) => {
    expect(plain(a)).toBe(plain(b));
    expect(formattingClass(a, b)).toBe(expected);
  });
});
