import { categoryOf, SEVERITIES, type Severity } from '../model/severity.js';

/** A severity by its place in the list of severities, with the words of its badge. */
export function severityName(place: string): { severity: Severity; label: string } {
  const severity = SEVERITIES[Number(place)] ?? 'unknown';
  return { severity, label: categoryOf(severity) ?? 'Unknown' };
}
