import type { DiagnosticCode } from '../../io/codes.js';
import type { Diagnostic, DiagnosticSeverity } from '../../io/diagnostic.js';
import { type JsonNode, parseJsonTree } from '../../io/json-tree.js';
import type { Source } from '../../io/source.js';
import type { Checklist } from '../../model/checklist.js';
import { cklbPath, type Field, fieldName, offsetIn, pointerIn, type RawCkl, rawCkl, type Spot } from '../places.js';

export { type Field, named, type RawCkl, type Spot, valueIn } from '../places.js';

/** A checklist that is checked, the file it was read from, and what was found. */
export class Subject {
  readonly found: Diagnostic[] = [];
  readonly ckl: RawCkl | null;
  readonly cklb: JsonNode | null;

  constructor(
    readonly checklist: Checklist,
    /** Name of the format it was read from. */
    readonly format: string,
    readonly source: Source,
  ) {
    this.ckl = format === 'ckl' ? rawCkl(source) : null;
    this.cklb = format === 'cklb' ? parseJsonTree(source) : null;
  }

  /** What the file calls a field. */
  name(field: Field): string {
    return fieldName(field, this.cklb === null ? 'ckl' : 'cklb');
  }

  /** Notes a finding, with the place in the file. */
  find(
    severity: DiagnosticSeverity,
    message: string,
    spot: Spot = {},
    more: { hint?: string; code?: DiagnosticCode } = {},
  ): void {
    const { hint, code = 'importer-limit' } = more;
    const rule = this.#ruleAt(spot);
    const diagnostic = {
      code,
      severity,
      message,
      ...(rule ? { rule } : {}),
      ...(hint === undefined ? {} : { hint }),
    };
    const place = this.#placeOf(spot);
    if (place === null) this.found.push({ file: this.source.name, ...diagnostic });
    else {
      const pointer = place.pointer === undefined ? {} : { pointer: place.pointer };
      this.found.push({ ...this.source.diagnosticAt(place.offset, diagnostic), ...pointer });
    }
  }

  #ruleAt({ stig, review }: Spot): string | null {
    if (stig === undefined || review === undefined) return null;
    // A broken file may hold more elements than were read as reviews.
    const rule = this.checklist.stigs[stig]?.reviews[review]?.rule;
    if (rule === undefined) return null;
    return rule.vulnId || rule.ruleId || rule.stigId;
  }

  #placeOf(spot: Spot): { offset: number; pointer?: string } | null {
    if (this.ckl !== null) return { offset: offsetIn(this.ckl, spot) };
    if (this.cklb !== null) return pointerIn(this.cklb, cklbPath(spot));
    return null;
  }
}
