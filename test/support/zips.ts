import { readFileSync } from 'node:fs';
import yauzl from 'yauzl';
import { Source } from '../../src/io/source.js';

/** Every XCCDF file in a zip, also in zips within it, as sources named `outer.zip!/inner.xml`. For tests: no limits. */
export async function xccdfMembers(path: string): Promise<Source[]> {
  return membersOf(readFileSync(path), path.slice(path.lastIndexOf('/') + 1));
}

async function membersOf(bytes: Buffer, name: string): Promise<Source[]> {
  const zip = await promised<yauzl.ZipFile>((done) => yauzl.fromBuffer(bytes, { lazyEntries: true }, done));
  const found: Source[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      take(entry).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
  return found;

  async function take(entry: yauzl.Entry): Promise<void> {
    const isXccdf = /xccdf[^/]*\.xml$/i.test(entry.fileName) && !entry.fileName.includes('__MACOSX/');
    if (!isXccdf && !entry.fileName.endsWith('.zip')) return;
    const stream = await promised<NodeJS.ReadableStream>((done) => zip.openReadStream(entry, done));
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const member = `${name}!/${entry.fileName}`;
    if (isXccdf) found.push(new Source(member, Buffer.concat(chunks)));
    else found.push(...(await membersOf(Buffer.concat(chunks), member)));
  }
}

function promised<T>(call: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => call((error, value) => (error === null ? resolve(value) : reject(error))));
}
