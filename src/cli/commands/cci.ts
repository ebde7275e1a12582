import { type CciInfo, cciInfo, ccisOf, controlsOf, normalizeControl, titleToShow } from '../../data/controls.js';
import { StigError } from '../../io/diagnostic.js';
import type { CciItem } from '../../model/document.js';
import type { Run } from '../command.js';
import type { cciOptions } from '../options.js';
import { readOne } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { wrap } from '../table.js';

/** `stigkit cci`: what CCIs map to. Ids may be given as `CCI-000366`, `cci-366` or `366`. */
export const run: Run<typeof cciOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const { report, exitCode } = reporting;
  const definitions = await definitionsFrom(options['cci-list'], reporting);
  const ids = options.control !== undefined ? ccisOfControls(options.control) : inputs.map(normalId);
  const wanted = inputs.length === 0 && options.control === undefined ? ccisOf() : ids;
  for (const id of wanted) {
    const info = cciInfo(id);
    if (info === undefined) {
      report({
        code: 'value-invalid',
        severity: 'error',
        message: `there is no ${id} in DISA's list`,
        hint: 'CCIs are numbered like CCI-000366.',
      });
      continue;
    }
    const item = definitions?.get(id);
    await io.out(`${options.json ? JSON.stringify(asJson(info, item)) : asText(info, item, io.columns)}\n`);
  }
  return exitCode() === 0 ? 0 : 1;
};

function normalId(text: string): string {
  const digits = /^(?:CCI-?)?(\d{1,6})$/i.exec(text.trim())?.[1];
  return digits === undefined ? text : `CCI-${digits.padStart(6, '0')}`;
}

function ccisOfControls(controls: readonly string[]): string[] {
  return controls.flatMap((text) => {
    const control = normalizeControl(text);
    const ids = control === null ? [] : ccisOf(control);
    if (ids.length > 0) return ids;
    throw new StigError({
      code: 'value-invalid',
      severity: 'error',
      message: `no CCI maps to the control ${JSON.stringify(text)}`,
      hint: 'Controls are named like "AC-6 (8)", AC-6(8) or ac-6.8.',
    });
  });
}

async function definitionsFrom(
  file: string | undefined,
  reporting: Reporter,
): Promise<Map<string, CciItem> | undefined> {
  if (file === undefined) return undefined;
  const list = await readOne(file, 'cci-list', reporting);
  return new Map(list.items.map((item) => [item.id, item]));
}

function asJson(info: CciInfo, item: CciItem | undefined) {
  const controls = controlsOf([info.id]).map(({ ccis: _, ...control }) => control);
  return { ...info, ...(item === undefined ? {} : { definition: item.definition, status: item.status }), controls };
}

function asText(info: CciInfo, item: CciItem | undefined, columns: number): string {
  const lines = [info.deprecated ? `${info.id} (deprecated)` : info.id];
  for (const revision of [5, 4] as const) {
    const indexes = revision === 5 ? info.rev5 : info.rev4;
    const titles = controlsOf([info.id])
      .filter((control) => control.revision === revision)
      .flatMap(({ control }) => titleToShow(revision, control) ?? [])
      .map((shown) => (shown.revision === revision ? shown.title : `${shown.title} (title of Rev ${shown.revision})`));
    lines.push(`  Rev ${revision}  ${[indexes.join('; ') || 'no control', titles.join('; ')].join('  ').trimEnd()}`);
  }
  if (item?.definition) lines.push(...wrap(item.definition, columns - 2).map((line) => `  ${line}`));
  return lines.join('\n');
}
