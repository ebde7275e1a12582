import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import { blocksOf, linesOfBlock, linesOfBlocks } from '../../src/text/blocks.js';
import { isCommand, isProse } from '../../src/text/command.js';
import { linesOf } from '../../src/text/lines.js';
import { readContext } from '../support/context.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';
import { nastyText } from '../support/nasty-text.js';

/** `p|text` for each line: the block's kind and the line. */
function shown(text: string): string[] {
  return blocksOf(text).flatMap((block) => linesOfBlock(block).map((line) => `${block.type[0]}|${line}`));
}

describe('isCommand', () => {
  it.each([
    '$ sudo grep -i max /etc/app.conf',
    '# systemctl status sshd',
    '#du -sh /var/log',
    '# audit tools',
    '> show running-config',
    'sudo systemctl restart tomcat',
    'kubectl get namespaces',
    'cat /etc/passwd | wc -l',
    'find / -xdev -type f',
    'PS C:\\> Get-Service -Name wuauserv',
    'Get-ADUser -Filter *',
    'SQL> SELECT name FROM sys.databases',
    'SELECT name FROM sys.databases;',
    'R1(config)# ntp server 192.0.2.1',
    '[root@gate01 ~]# id',
    'net.ipv4.ip_forward = 0',
    'PASS_MAX_DAYS=60',
    '-a always,exit -F arch=b64 -S chown -k perm',
    '-w /etc/sudoers -p wa -k identity',
    '* hard core 0',
    'auth required pam_faillock.so preauth',
    '-rw-r--r--. 1 root root 12 Jul  1 12:00 app.conf',
    '   <http-only>true</http-only>',
    'HKLM\\SOFTWARE\\Policies\\Vendor\\14.0\\app',
    '[org/gnome/login-screen]',
    '/usr/sbin/auditctl p+i+n+u+g',
  ])('takes %j for typed', (line) => {
    expect(isCommand(line)).toBe(true);
  });

  it.each([
    'Find the account that nobody uses.',
    'find the account that nobody uses.',
    'If the value is not set to "1", this is a finding.',
    'mount the share again after the restart.',
    '<username> must be an account of the directory.',
    '/etc/passwd must be owned by root.',
    '1. Open the console.',
    '- The site has a policy.',
    'a. Select "Sessions".',
    '#1 on the list is the console.',
    'Value Name: Enabled',
    'Note:',
    '',
  ])('takes %j for prose', (line) => {
    expect(isCommand(line)).toBe(false);
  });

  it('looks at no more than the beginning of a line of 30,000 characters', () => {
    const long = 'The gateway must be checked by the administrator of the site '.repeat(500);
    expect(isProse(long)).toBe(true);
    expect(isCommand(long)).toBe(false);
  });
});

describe('blocksOf', () => {
  it('sets commands, their output and announced settings apart from the prose around', () => {
    expect(
      shown('Check the owner with:\n\n$ stat -c %U /etc/app\n\nroot\n\nIf it is not "root", this is a finding.'),
    ).toEqual([
      'p|Check the owner with:',
      'b|',
      'c|$ stat -c %U /etc/app',
      'b|',
      'c|root',
      'b|',
      'p|If it is not "root", this is a finding.',
    ]);
  });

  it('keeps a configuration together to its last bracket', () => {
    expect(shown('Add:\nserver {\n  listen 443;\n}\nRestart the service.')).toEqual([
      'p|Add:',
      'c|server {',
      'c|  listen 443;',
      'c|}',
      'p|Restart the service.',
    ]);
  });

  it('follows a command over a backslash', () => {
    expect(shown('$ curl \\\nIf that is here.')).toEqual(['c|$ curl \\', 'c|If that is here.']);
  });

  it('keeps the items of a list with their lines, air between them included', () => {
    expect(blocksOf('1. Open it.\n   Wait a while.\n\n2. Close it.\n\nThen leave the room.')).toEqual([
      {
        type: 'list',
        items: [
          { marker: '1.', lines: ['1. Open it.', '   Wait a while.', ''] },
          { marker: '2.', lines: ['2. Close it.'] },
        ],
      },
      { type: 'blank', lines: [''] },
      { type: 'paragraph', lines: ['Then leave the room.'] },
    ]);
  });

  it('has nothing for the empty text', () => {
    expect(blocksOf('')).toEqual([]);
  });

  it('gives back every line of any text', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        expect(linesOfBlocks(blocksOf(text))).toEqual(text === '' ? [] : linesOf(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!hasCorpus)(`blocksOf over ${NEEDS_CORPUS}`, () => {
  it.each(corpusFiles('xccdf', '.xml'))('%s', async (path) => {
    const [benchmark] = (await readXccdf(sourceOf(path), readContext())) as [Benchmark];
    for (const rule of benchmark.rules) {
      for (const text of [rule.discussion, rule.check?.text, rule.fix?.text]) {
        if (!text) continue;
        const blocks = blocksOf(text);
        expect(linesOfBlocks(blocks)).toEqual(linesOf(text));
        for (const block of blocks.filter((b) => b.type === 'code')) {
          // A sentence that says what is a finding is never a command.
          expect(block.lines.filter((line) => /^If .*this is a finding\.\s*$/.test(line))).toEqual([]);
        }
      }
    }
  });
});
