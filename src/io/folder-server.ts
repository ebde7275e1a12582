import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join, sep } from 'node:path';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  xml: 'application/xml',
};

/**
 * Serves the files of a folder on the loopback interface alone, and only for reading. Another site's page cannot ask for
 * them by a name of its own: a `Host` that is not this machine is refused.
 */
export function folderServer(folder: string): Server {
  return createServer(async (request, response) => {
    const end = (status: number) => response.writeHead(status).end();
    if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) return end(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405);
    try {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const root = await realpath(folder);
      const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
      if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return end(404);
      const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      response.writeHead(200, {
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      });
      if (request.method === 'HEAD') response.end();
      else
        createReadStream(file)
          .on('error', () => response.destroy())
          .pipe(response);
    } catch {
      end(404);
    }
  });
}
