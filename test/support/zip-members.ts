import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import * as yauzl from 'yauzl';

const fromBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);

/** The members of a zip and of the zips in it, by base name. */
export async function zipMembers(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBuffer(bytes, { lazyEntries: true });
  const open = promisify<yauzl.Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip) as never);
  const members = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      const name = entry.fileName.slice(entry.fileName.lastIndexOf('/') + 1);
      if (name === '') zip.readEntry();
      else
        open(entry)
          .then(buffer)
          .then(async (data) => {
            members.set(name, data);
            if (name.endsWith('.zip')) for (const [inner, bytes] of await zipMembers(data)) members.set(inner, bytes);
            zip.readEntry();
          })
          .catch(reject);
    });
    zip.readEntry();
  });
  return members;
}
