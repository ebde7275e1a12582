/**
 * An XML element that the model has no name for, kept whole. Names are local names; a prefix that mattered
 * (`dc:`, `xhtml:`) is kept in front.
 */
export interface ExtraElement {
  name: string;
  attributes?: Record<string, string>;
  /** Text and elements, in document order. */
  children?: (ExtraElement | string)[];
}

/**
 * What a source carries and the model has no name for. Nothing here is interpreted; writers of the same format put it
 * back. Absent when there is nothing to keep.
 */
export interface Extra {
  /**
   * Attributes without a field of their own: the element's by name, those of a child that is itself a field as
   * `child/@name` (`notice/@xml:lang`).
   */
  attributes?: Record<string, string>;
  /** Child elements without a field of their own, in document order. */
  elements?: ExtraElement[];
  /**
   * The source's own spelling of a field whose model value is a normal form (`version: "002.008"` of a SCAP benchmark
   * whose model version is `2`), by field name.
   */
  verbatim?: Record<string, string>;
  /** Content of texts that hold markup (SSG, CIS), by field name; the field itself holds the plain text. */
  markup?: Record<string, (ExtraElement | string)[]>;
  /** Identifiers that are neither CCI nor legacy id (CCE, CVE), in document order. */
  idents?: { system: string; value: string }[];
}
