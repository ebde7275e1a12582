import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { StigError } from '../../io/diagnostic.js';
import { folderServer } from '../../io/folder-server.js';
import { fsError } from '../../io/fs-error.js';
import type { Run } from '../command.js';
import type { serveOptions } from '../options.js';
import { tellNote } from '../reporter.js';

/** `stigkit serve`: a folder on this machine alone, until it is ended. */
export const run: Run<typeof serveOptions> = async ({ inputs, options }, io) => {
  const folder = inputs[0]!;
  const stats = await stat(folder).catch((error: unknown) => {
    throw fsError('read-failed', folder, error);
  });
  if (!stats.isDirectory()) {
    throw new StigError({
      code: 'usage',
      severity: 'error',
      file: folder,
      message: 'is no folder',
      hint: 'Name the folder of a site.',
    });
  }
  const server = folderServer(folder);
  const port = options.port ?? 8017;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: Error) => {
    throw new StigError(
      {
        code: 'usage',
        severity: 'error',
        message: `port ${port} cannot be had: ${error.message}`,
        hint: 'Name another with --port N; 0 takes a free one.',
      },
      { cause: error },
    );
  });
  const { port: taken } = server.address() as AddressInfo;
  tellNote(`http://127.0.0.1:${taken}/ shows ${folder}; Ctrl+C ends it`, io, options);
  await once(server, 'close');
  return 0;
};
