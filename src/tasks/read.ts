import type { Document } from '../model/document.js';
import type { Task } from './task.js';

/** A document, with the name of the format it was read from. */
export interface ReadResult {
  document: Document;
  format: string;
  /** Its place among the documents of the input. */
  place: number;
}

/** Gives the documents themselves, for what needs them all in one place. */
export const readTask: Task<null, ReadResult> = ({ documents, format, origins }) =>
  documents.map((document, i) => ({ document, format: format.name, place: origins[i]!.place }));
