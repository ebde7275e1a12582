import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Source } from '../../src/io/source.js';
import type { Document } from '../../src/model/document.js';
import type { Overview, RevisionHistory } from '../../src/model/documents.js';
import { readSource } from '../../src/read.js';

/** Folder of the invented documents. */
export const DOCUMENTS = join(import.meta.dirname, '../fixtures/documents');

/** The bytes of an invented document. */
export function fixture(name: string): Buffer {
  return readFileSync(join(DOCUMENTS, name));
}

/** Reads bytes or text as the one document they hold, recognised by content. Whatever is reported fails the test. */
export async function readOne(name: string, bytes: Uint8Array | string): Promise<Document> {
  const source = new Source(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  const { documents } = await readSource(source, {
    report: (diagnostic) => {
      throw new Error(`reported: ${diagnostic.message}`);
    },
  });
  if (documents.length !== 1) throw new Error(`${documents.length} documents`);
  return documents[0]!;
}

export async function overviewOf(name: string, bytes: Uint8Array | string): Promise<Overview> {
  const document = await readOne(name, bytes);
  if (document.kind !== 'overview') throw new Error(`read as ${document.kind}`);
  return document;
}

export async function historyOf(name: string, bytes: Uint8Array | string): Promise<RevisionHistory> {
  const document = await readOne(name, bytes);
  if (document.kind !== 'revision-history') throw new Error(`read as ${document.kind}`);
  return document;
}
