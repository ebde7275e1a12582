import { readTask } from './read.js';
import type { Task } from './task.js';

/**
 * The one list of what can be done with an input in a thread of its own. A task's code is loaded where it is first done.
 */
export const TASKS = {
  read: async () => readTask,
  convert: () => import('./convert.js').then((m) => m.convertTask),
  info: () => import('./info.js').then((m) => m.infoTask),
  validate: () => import('./validate.js').then((m) => m.validateTask),
  identity: () => import('./library.js').then((m) => m.identityTask),
  'rule-ids': () => import('./library.js').then((m) => m.ruleIdsTask),
  checklists: () => import('./checklists.js').then((m) => m.checklistsTask),
  'release-rules': () => import('./library.js').then((m) => m.releaseRulesTask),
  'prior-releases': () => import('./library.js').then((m) => m.priorReleasesTask),
  report: () => import('./report.js').then((m) => m.reportTask),
};

export type TaskName = keyof typeof TASKS;

type TaskOf<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;

type PartsOf<N extends TaskName> = TaskOf<N> extends Task<infer O, infer R> ? { options: O; result: R } : never;

/** What a task is told, by its name. */
export type OptionsOf<N extends TaskName> = PartsOf<N>['options'];

/** What a task gives, by its name. */
export type ResultOf<N extends TaskName> = PartsOf<N>['result'];
