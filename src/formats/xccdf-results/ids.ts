import { shortId } from '../../model/ids.js';

/** Ids as XCCDF 1.2 wants them: `xccdf_<reverse DNS name>_<kind>_<name>`, an XML name without colon. */

/** An id of that kind; one that already has the form is taken as it stands. */
export function scapId(kind: 'benchmark' | 'group' | 'rule' | 'testresult' | 'profile', id: string): string {
  if (new RegExp(`^xccdf_[^_\\s]+_${kind}_[\\w.-]+$`).test(id)) return id;
  return `xccdf_mil.disa.stig_${kind}_${asName(shortId(id))}`;
}

/** A text as the tail of an XML name: what a name cannot hold becomes `_`. */
export function asName(text: string): string {
  return text.replace(/[^\w.-]/g, '_') || '_';
}

/** Whether a text can be an XML name without colon, as `fix/@id` and `notice/@id` must be. */
export function isName(text: string | null): text is string {
  return text !== null && /^[A-Za-z_][\w.-]*$/.test(text);
}

/** Whether a text is an xsd:dateTime. */
export function isDateTime(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(text.trim());
}
