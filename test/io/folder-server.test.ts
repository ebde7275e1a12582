/** The server of `stigkit serve`: what it gives, and what it refuses. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderServer } from '../../src/io/folder-server.js';

let top = '';
let server: ReturnType<typeof folderServer>;
beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'stigkit-serve-'));
  mkdirSync(join(top, 'site/stigs'), { recursive: true });
  mkdirSync(join(top, 'site-secret'));
  writeFileSync(join(top, 'site/index.html'), '<h1>Index</h1>');
  writeFileSync(join(top, 'site/stigs/index.html'), '<h1>STIGs</h1>');
  writeFileSync(join(top, 'site/stigs/a b.json'), '{}');
  writeFileSync(join(top, 'site-secret/secret.html'), 'secret');
  symlinkSync(join(top, 'site-secret/secret.html'), join(top, 'site/link.html'));
  server = folderServer(join(top, 'site'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
  rmSync(top, { recursive: true });
});

/** Asks for a path as it is typed: `fetch` would mend it. */
async function ask(path: string, { method = 'GET', host = 'localhost' } = {}) {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, path, method, headers: { host }, agent: false });
  asked.end();
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, body, headers: response.headers };
}

describe('a folder served', () => {
  it('gives its files, each with its type, and the index of a folder', async () => {
    expect(await ask('/')).toMatchObject({ status: 200, body: '<h1>Index</h1>' });
    expect(await ask('/stigs/')).toMatchObject({ status: 200, body: '<h1>STIGs</h1>' });
    const json = await ask('/stigs/a%20b.json?x=1');
    expect(json).toMatchObject({ status: 200, body: '{}' });
    expect(json.headers).toMatchObject({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    '/../site-secret/secret.html',
    '/..%2fsite-secret/secret.html',
    '/%2e%2e/site-secret/secret.html',
    '//etc/passwd',
    '/link.html',
    '/nothing.html',
    '/stigs',
    '/%zz',
    '/%00',
  ])('gives nothing from outside of it, nor what is no file: %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: '' });
  });

  it('answers this machine alone, and only reads', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80']) {
      expect(await ask('/', { host })).toMatchObject({ status: 403, body: '' });
    }
    for (const host of ['localhost:8017', '127.0.0.1', '[::1]:1']) expect((await ask('/', { host })).status).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask('/', { method })).status).toBe(405);
  });
});
