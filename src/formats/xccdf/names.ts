/** Names that DISA's benchmarks use (FORMATS A.1, A.3). */

/** XCCDF 1.1.4, in which DISA publishes manual STIGs. */
export const XCCDF_NAMESPACE = 'http://checklists.nist.gov/xccdf/1.1';

/** The prefixes that DISA's benchmarks declare, in DISA's order. */
export const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['cpe', 'http://cpe.mitre.org/language/2.0'],
  ['xhtml', 'http://www.w3.org/1999/xhtml'],
  ['dsig', 'http://www.w3.org/2000/09/xmldsig#'],
]);

export const SCHEMA_LOCATION =
  'http://checklists.nist.gov/xccdf/1.1 http://nvd.nist.gov/schema/xccdf-1.1.4.xsd ' +
  'http://cpe.mitre.org/dictionary/2.0 http://cpe.mitre.org/files/cpe-dictionary_2.1.xsd';

/** The `system` of CCIs since 2020; before, it was http://iase.disa.mil/cci. */
export const CCI_SYSTEM = 'http://cyber.mil/cci';

/** The `system` of ids from before the renumbering of 2020. */
export const LEGACY_SYSTEM = 'http://cyber.mil/legacy';

/** What a prefix stands for in a written file when nothing says it: XML must not be written without. */
export const UNKNOWN_NAMESPACE = 'urn:stigkit:namespace:unknown:';
