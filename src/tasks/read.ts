import type { Document } from '../model/document.js';
import type { Task } from './task.js';

/** A document, with the name of the format it was read from. */
export interface ReadResult {
  document: Document;
  format: string;
}

/** Gives the documents themselves, for what needs them all in one place. */
export const readTask: Task<null, ReadResult> = ({ documents, format }) =>
  documents.map((document) => ({ document, format: format.name }));
