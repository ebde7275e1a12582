import { createChecklist } from '../checklist/create.js';
import type { WriteOptions } from '../formats/format.js';
import type { Report } from '../io/diagnostic.js';
import { unknownName } from '../io/nearest.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Asset, Checklist } from '../model/checklist.js';
import { writeDocument } from '../write.js';
import type { Task } from './task.js';

/** How checklists become files. */
export interface ChecklistForm {
  /** Name of the format. */
  to: string;
  writing: WriteOptions;
  /** Whether each STIG becomes a file. */
  byStig: boolean;
  /** Names of the STIGs' files without ending, in their order. */
  bases: readonly string[];
  /** Whether there are several hosts, whose names the files then bear. */
  several: boolean;
  /** The pattern of `--names`. */
  names: string | undefined;
}

/** Blank checklists of assets. */
export interface BlankOptions {
  assets: readonly Partial<Asset>[];
  profile: string | undefined;
  title: string | undefined;
  form: ChecklistForm;
}

/** A file that a checklist became. */
export interface ChecklistFile {
  /** Name without ending. */
  base: string;
  data: string | Uint8Array;
}

/** The files of blank checklists of the STIGs, for one asset after the other; their texts go back as bytes. */
export const checklistsTask: Task<BlankOptions, ChecklistFile> = async ({ documents }, options, report) => {
  const stigs = documents.filter((document) => document.kind === 'benchmark');
  const files: ChecklistFile[] = [];
  for (const asset of options.assets) {
    for (const { base, data } of await filesOf(blank(stigs, asset, options), stigs, options.form, report)) {
      files.push({ base, data: typeof data === 'string' ? Buffer.from(data) : data });
    }
  }
  return files;
};

/** A blank checklist of an asset. */
export function blank(
  stigs: readonly Benchmark[],
  asset: Partial<Asset>,
  { profile, title }: { profile?: string | undefined; title?: string | undefined },
): Checklist {
  return { ...createChecklist(stigs, asset, { profile }), title: title ?? null };
}

/** The files that a checklist becomes. What a release says beside its rules has no place in any: that is no news. */
export async function filesOf(
  checklist: Checklist,
  stigs: readonly Benchmark[],
  form: ChecklistForm,
  report: Report,
): Promise<ChecklistFile[]> {
  const { bases, byStig } = form;
  const warningsOnly: Report = (diagnostic) => {
    if (diagnostic.severity !== 'info') report(diagnostic);
  };
  const files: ChecklistFile[] = [];
  for (const part of byStig ? partsOf(checklist, stigs, bases) : [{ checklist, base: bases[0]! }]) {
    const base = nameOf(part.checklist, part.base, form);
    const written = { viewer: 2 as const, name: base, ...defined(form.writing) };
    files.push({ base, data: await writeDocument(part.checklist, form.to, written, warningsOnly) });
  }
  return files;
}

/** A checklist a STIG: of each the sources, target key and file that are its own. */
function partsOf(
  checklist: Checklist,
  stigs: readonly Benchmark[],
  bases: readonly string[],
): { checklist: Checklist; base: string }[] {
  return checklist.stigs.map((stig, i) => ({
    base: bases[i]!,
    checklist: {
      ...checklist,
      asset: { ...checklist.asset, targetKey: stig.benchmark.targetKey },
      stigs: [stig],
      sources: stigs[i]!.sources,
    },
  }));
}

/** The name of a file in a folder: after its input; of several hosts after the host; or as `--names` says. */
function nameOf(checklist: Checklist, base: string, { names, several, byStig, bases }: ChecklistForm): string {
  if (names === undefined && !several) return base;
  const { asset, stigs } = checklist;
  const { benchmark } = stigs[0]!;
  const values: Readonly<Record<string, string | null>> = {
    host: asset.hostName || asset.fqdn || asset.ipAddress,
    fqdn: asset.fqdn,
    ip: asset.ipAddress,
    site: asset.webDbSite,
    instance: asset.webDbInstance,
    stig: benchmark.id ?? base,
    release: benchmark.releaseName,
  };
  if (names === undefined) {
    const withStig = byStig && bases.length > 1;
    const parts = [values.host, values.site, values.instance, withStig ? values.stig : null];
    return parts.filter(Boolean).join('-') || base;
  }
  return names.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
    if (Object.hasOwn(values, key)) return values[key] ?? '';
    const known = Object.keys(values).map((name) => `{${name}}`);
    throw unknownName('--names does not know', placeholder, known);
  });
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;
}
