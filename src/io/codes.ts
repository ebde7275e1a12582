/**
 * The closed list of diagnostic codes: what each means, and what to do where the place does not say it better.
 * Messages are written where the problem is found; the code says which problem it is.
 */
export const CODES = {
  'read-failed': 'The input could not be opened or read.',
  'write-failed': 'The output could not be written.',
  'output-exists': 'The output file is there already. Use --force to replace it.',
  'input-empty': 'The input holds nothing.',
  'format-unknown':
    'No reader recognises the content. `stigkit formats` lists what can be read; --from names a format.',
  'format-mismatch': 'The content is not of the format that was asked for.',
  'encoding-mismatch': 'The bytes are not of the encoding the file claims; they were read as Windows-1252.',
  'xml-malformed': 'The XML is not well formed. --lenient reads what can still be read and says what was lost.',
  'xml-doctype': 'A DOCTYPE is refused: no DISA file has one, and entities could be declared in it.',
  'xml-recovered': 'Broken XML was read leniently; the message says what was lost.',
  'json-malformed': 'The JSON is not well formed.',
  'limit-exceeded': 'A limit was hit. Limits are settable with --limit name=value.',
  'schema-violation': 'The document does not fit its schema.',
  'element-missing': 'A part the format requires is absent.',
  'value-invalid': 'A value is not one of those the format knows.',
  'characters-replaced': 'Characters that XML forbids were replaced on writing.',
  'not-carried': 'The target format has no place for this; it is not in the output.',
  'cannot-convert': 'The document cannot be written in the format asked for.',
  'page-cut': 'The page breaks off before it is complete. Save it again, whole.',
  'page-furniture': 'Lines around the content were taken for parts of the page (a footer) and left out.',
  'merge-conflict': 'Two sources of one release differ; the one of more trust was kept.',
  'release-mismatch': 'The sources are not of one release, so that they cannot be merged.',
  'release-label': 'A source names another release, but the rule is the same to its revision.',
  usage: 'The command was called in a way it does not know.',
} as const;

/** A diagnostic's code. */
export type DiagnosticCode = keyof typeof CODES;
