import type { Diagnostic } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import type { Checklist } from '../../model/checklist.js';
import { checkEmass } from './emass.js';
import { checkHeimdall } from './heimdall.js';
import type { LibraryRelease } from './library.js';
import { checkStigManager } from './stig-manager.js';
import { checkStigViewer } from './stig-viewer.js';
import { Subject } from './subject.js';

/** Programs whose import can be checked for. */
export const IMPORTERS = ['stig-viewer-2', 'stig-viewer-3', 'stig-manager', 'emass', 'heimdall'] as const;

export type Importer = (typeof IMPORTERS)[number];

/** What a check may use beside the checklist. */
export interface ImportContext {
  /** Name of the format the checklist was read from, and the file itself, for places in it. */
  format: string;
  source: Source;
  /** Releases that the importer is known to hold. */
  library?: readonly LibraryRelease[] | undefined;
}

/**
 * What stands against a program's taking a checklist: errors where it refuses the file or drops reviews, warnings where
 * it cuts or shows blank. Each names the field and the place.
 */
export function validateFor(checklist: Checklist, importer: Importer, context: ImportContext): Diagnostic[] {
  const subject = new Subject(checklist, context.format, context.source);
  switch (importer) {
    case 'stig-viewer-2':
      checkStigViewer(subject, 2);
      break;
    case 'stig-viewer-3':
      checkStigViewer(subject, 3);
      break;
    case 'stig-manager':
      checkStigManager(subject, context.library);
      break;
    case 'emass':
      checkEmass(subject);
      break;
    case 'heimdall':
      checkHeimdall(subject);
      break;
  }
  return subject.found;
}
