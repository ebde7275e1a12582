/**
 * The closed list of diagnostic codes: what each means, and what to do where the place does not say it better.
 * Messages are written where the problem is found; the code says which problem it is.
 */
export const CODES = {
  'read-failed': 'The input could not be opened or read.',
  'write-failed': 'The output could not be written.',
  'output-exists': 'The output file is there already. Use --force to replace it.',
  'zip-corrupt': 'A zip, or one member of it, is damaged: the rest of it is still read.',
  'zip-encrypted': 'A member of a zip is encrypted. Unpack it with its password and give the files.',
  'zip-unsupported': 'A member of a zip is compressed in a way that is not known (stored and deflate are).',
  'zip-duplicate': 'Two members of a zip have one name; both are read.',
  'input-skipped': 'A link that leads out of the folder, or a link in a zip, was not followed.',
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
  'duplicate-id': 'Two rules have one id.',
  'duplicate-stig-id': 'Two rules have one STIG ID. 15 of 1,364 real files have that.',
  'severity-missing': 'A rule has no severity of high, medium or low.',
  'text-empty': 'A check or fix is absent or empty.',
  'release-unknown': 'The release is not named, or in words that are not known.',
  'profile-unresolved': 'A profile selects what is no rule or group of the benchmark.',
  'cci-unknown': "A CCI is not in DISA's list.",
  'cci-deprecated': "A CCI is deprecated in DISA's list.",
  mojibake: 'A text holds UTF-8 that was once read as Windows-1252.',
  'asset-unnamed': 'A checklist names no host.',
  'details-missing': 'A status that wants a reason has none.',
  'override-unjustified': 'A severity is overridden without a justification.',
  'text-long': 'A text is longer than an importer takes.',
  'other-host': 'Results are of another host than the checklist.',
  'platform-mismatch': 'Nearly all results are notapplicable: the scan was made with the content of another platform.',
  'revision-mismatch': 'Results are of another revision of a rule than the checklist has.',
  'results-unmatched': 'Results are of rules or of a STIG that the checklist does not hold.',
  'results-partial': 'Rules of the checklist for which no scan has a result.',
  'value-invalid': 'A value is not one of those the format knows.',
  'pdf-unreadable': 'The PDF gives no text: it is cut, broken, encrypted or made of pictures.',
  'characters-replaced': 'Characters that XML forbids were replaced on writing.',
  'not-carried': 'The target format has no place for this; it is not in the output.',
  'cannot-convert': 'The document cannot be written in the format asked for.',
  internal: 'A fault in stigkit itself.',
  usage: 'The command was called in a way it does not know.',
} as const;

/** A diagnostic's code. */
export type DiagnosticCode = keyof typeof CODES;
