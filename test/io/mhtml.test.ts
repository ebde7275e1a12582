import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageIn } from '../../src/io/mhtml.js';
import { isMhtml } from '../../src/io/mhtml-mark.js';
import { Source } from '../../src/io/source.js';
import { runCli } from '../support/run-cli.js';

const PAGE = 'test/fixtures/release-page/mhtml-quoted-printable/input.mhtml';

const source = (text: string | Uint8Array, name = 'page.mht') =>
  new Source(name, typeof text === 'string' ? Buffer.from(text, 'latin1') : text);

/** A saved page: its parts as headers and body. */
function saved(parts: [headers: string, body: string][], type = 'multipart/related; boundary="xx"'): Source {
  const body = parts.map(([headers, text]) => `--xx\r\n${headers}\r\n\r\n${text}\r\n`).join('');
  return source(`From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}--xx--\r\n`);
}

describe('a page saved as one file', () => {
  it('is known by its headers, not by its name or words in it', () => {
    expect(isMhtml(source(readFileSync(PAGE), 'x.txt'))).toBe(true);
    expect(isMhtml(source('MIME-Version: 1.0\nContent-Type: text/html\n\n<p>x</p>'))).toBe(true);
    for (const text of [
      '',
      '<html>MIME-Version: 1.0\nContent-Type: multipart/related\n\n',
      'MIME-Version: 1.0\nContent-Type: text/plain\n\nx',
      'Some text.\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n',
    ]) {
      expect(isMhtml(source(text)), text).toBe(false);
    }
  });

  it.each([
    [
      'quoted-printable',
      'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=utf-8',
      '<p>caf=C3=A9 =3D a lo=\r\nng line</p>',
      '<p>café = a long line</p>',
    ],
    [
      'base64',
      'Content-Transfer-Encoding: base64\r\nContent-Type: text/html; charset=utf-8',
      Buffer.from('<p>café</p>').toString('base64'),
      '<p>café</p>',
    ],
    [
      'Windows-1252',
      'Content-Transfer-Encoding: 8bit\r\nContent-Type: text/html; charset=windows-1252',
      '<p>caf\xe9 \x93x\x94</p>',
      '<p>café “x”</p>',
    ],
    [
      'no charset',
      'Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable',
      '<p>caf=C3=A9</p>',
      '<p>café</p>',
    ],
  ])('is decoded: %s', async (_, headers, body, html) => {
    expect((await pageIn(saved([[headers, body]]))).text.trim()).toBe(html);
  });

  it('leaves pictures and stylesheets, and puts frames behind', async () => {
    const page = await pageIn(
      saved([
        ['Content-Type: text/html', '<p>page</p>'],
        ['Content-Type: text/css', 'p { color: red }'],
        ['Content-Type: text/html', '<p>frame</p>'],
        ['Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'iVBORw0KGgo='],
      ]),
    );
    expect(page.text.match(/<p>\w+<\/p>/g)).toEqual(['<p>page</p>', '<p>frame</p>']);
    expect(page.text).not.toMatch(/color|PNG/);
  });

  it('keeps the name and the hash of the file', async () => {
    const bytes = readFileSync(PAGE);
    const page = await pageIn(new Source('a/input.mhtml', bytes));
    expect([page.fileName, page.sha256]).toEqual(['input.mhtml', createHash('sha256').update(bytes).digest('hex')]);
  });

  it.each([
    ['nothing', saved([])],
    ['no HTML', saved([['Content-Type: image/png', 'x']])],
    ['parts without end', source(`MIME-Version: 1.0\n${nested(60)}`)],
  ])('is refused with %s in it', async (_, file) => {
    await expect(pageIn(file)).rejects.toMatchObject({ code: 'format-unknown' });
  });

  it('is read by the commands', async () => {
    const { code, out } = await runCli('info', PAGE, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ format: 'release-page', title: expect.stringContaining('Acme Harbor') });
  });
});

function nested(depth: number): string {
  let text = '';
  for (let i = 0; i < depth; i++) text += `Content-Type: multipart/related; boundary="b${i}"\n\n--b${i}\n`;
  return `${text}Content-Type: text/html\n\n<p>x</p>\n`;
}
