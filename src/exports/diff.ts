/**
 * The differ alone: what changed between two releases, two collections of releases or two checklists.
 *
 * @module stigkit/diff
 */

export { withAnnounced } from '../diff/announced.js';
export { blastRadius } from '../diff/blast.js';
export { diffChecklists } from '../diff/checklists.js';
export { type DiffOptions, diff } from '../diff/index.js';
export { diffReleases, type QuarterOptions } from '../diff/quarter.js';
export { type DiffManyOptions, diffMany } from '../diff-many.js';
export type { Signal } from '../io/signal.js';
export type * from '../model/benchmark.js';
export type * from '../model/checklist.js';
export type * from '../model/checklist-diff.js';
export type * from '../model/documents.js';
export type * from '../model/extra.js';
export type * from '../model/quarter-diff.js';
export type * from '../model/release-diff.js';
export type { Category, Severity } from '../model/severity.js';
export type * from '../model/source-file.js';
