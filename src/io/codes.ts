/** How bad it is: an error means that something could not be done, a warning that a person should look. */
export type DiagnosticSeverity = 'error' | 'warning' | 'info';

/** What is said of a code, in the documents, in SARIF, and as advice where a place gives none of its own. */
export interface CodeRow {
  /** How bad it can be, the worst first. */
  severity: readonly DiagnosticSeverity[];
  /** What it means. */
  means: string;
  /** What to do. */
  advice: string;
}

/**
 * The closed list of diagnostic codes. Messages are written where the problem is found; the code says which problem it
 * is. A code added here wants a row in test/support/producers.ts that produces it; `npm run diagnostics` writes
 * docs/diagnostics.md anew.
 */
export const CODES = {
  'read-failed': {
    severity: ['error'],
    means: 'An input could not be opened or read.',
    advice: 'Check the path, and who may read it.',
  },
  'write-failed': {
    severity: ['error'],
    means: 'An output could not be written. What stood there before is whole, and no half file is left.',
    advice: 'Make room, check who may write there, or write to another place with -o.',
  },
  'output-exists': {
    severity: ['error'],
    means: 'The output file is there already, and was left as it is.',
    advice: 'Replace it with --force, or write to another place with -o.',
  },
  'zip-corrupt': {
    severity: ['error'],
    means: 'A zip, or one member of it, is damaged. The rest of it is still read.',
    advice: 'Fetch the zip again, or unpack it with another program and give the files.',
  },
  'zip-encrypted': {
    severity: ['error'],
    means: 'A member of a zip is encrypted.',
    advice: 'Unpack it with its password and give the file itself.',
  },
  'zip-unsupported': {
    severity: ['error'],
    means:
      'A member of a zip is compressed in a way that is not known (stored and deflate are), or has an endless name.',
    advice: 'Unpack it with another program and give the file itself.',
  },
  'zip-duplicate': {
    severity: ['warning'],
    means: 'Two members of a zip have one name. Both are read.',
    advice: 'See which of them is meant, and pack the zip again.',
  },
  'input-skipped': {
    severity: ['info'],
    means: 'A link in a zip, or a link that leads out of the folder, was not followed.',
    advice: 'Name the file itself if it is wanted.',
  },
  'selection-left-out': {
    severity: ['info'],
    means: 'The selection (--stig, --latest, --since, --severity, --no-scap) left something out.',
    advice: 'Nothing is to be done where that was meant.',
  },
  'selection-empty': {
    severity: ['error', 'warning'],
    means: 'The selection leaves nothing, or a part of it matches nothing.',
    advice: 'Name what the inputs hold: `stigkit info` lists it.',
  },
  'cache-unusable': {
    severity: ['warning'],
    means: 'The folder of the cache cannot be written. Reading goes on without it.',
    advice: 'Name a folder with --cache that can be written, or leave it out.',
  },
  'input-empty': {
    severity: ['error'],
    means: 'The input holds nothing: a file of no bytes, or a folder or zip without files.',
    advice: 'Fetch the file again, or name another.',
  },
  'format-unknown': {
    severity: ['error'],
    means: 'No reader recognises the content.',
    advice: '`stigkit formats` lists what can be read; --from FORMAT names the format.',
  },
  'format-mismatch': {
    severity: ['error'],
    means: 'The content is not of the format that was asked for, or holds another kind of document.',
    advice: 'Name a file of the right kind; `stigkit info FILE` says what a file is.',
  },
  'encoding-mismatch': {
    severity: ['warning'],
    means: 'The bytes are not of the encoding that the file claims. They were read as Windows-1252.',
    advice: 'Save the file as UTF-8, or correct its encoding label.',
  },
  'xml-malformed': {
    severity: ['error', 'warning'],
    means: 'The XML is not well formed.',
    advice: 'Mend the place, or read with --lenient what can still be read: it says what was lost.',
  },
  'xml-doctype': {
    severity: ['error'],
    means: 'A DOCTYPE is refused: no DISA file has one, and entities could be declared in it.',
    advice: 'Remove the DOCTYPE if you trust the file.',
  },
  'xml-recovered': {
    severity: ['warning'],
    means: 'Broken XML was read under --lenient. The message says what was lost.',
    advice: 'Hold what was read against the source before it is used.',
  },
  'yaml-malformed': {
    severity: ['error'],
    means: 'The YAML is not well formed, or repeats or nests itself beyond measure.',
    advice: 'Mend the place; texts of several lines begin with | and are indented.',
  },
  'csv-malformed': {
    severity: ['error'],
    means: 'The CSV is not well formed: quotes do not close, or stand within a field.',
    advice: 'Save the table again as CSV from the spreadsheet.',
  },
  'json-malformed': {
    severity: ['error'],
    means: 'The JSON is not well formed.',
    advice: 'Mend the place, or have the program that made the file write it again.',
  },
  'limit-exceeded': {
    severity: ['error', 'warning'],
    means: 'A limit of reading was hit.',
    advice: 'If you trust the file, raise the limit: --limit NAME=NUMBER.',
  },
  'schema-violation': {
    severity: ['error'],
    means: 'A JSON document does not fit its schema.',
    advice: 'See the schema of its kind in schemas/.',
  },
  'element-missing': {
    severity: ['error', 'warning'],
    means: 'A part that the format requires is absent.',
    advice: 'Have the program that made the file write it again, or add the part.',
  },
  'duplicate-id': {
    severity: ['error', 'warning'],
    means: 'Two rules, reviews, STIGs of a checklist, CCIs or standing answers have one id.',
    advice: 'Tell the maintainer of the STIG; tools that key by that id keep one of them.',
  },
  'duplicate-stig-id': {
    severity: ['warning'],
    means: 'Two rules have one STIG ID, as in 15 of 1,364 real files.',
    advice: 'Name such a rule by its V-id.',
  },
  'severity-missing': {
    severity: ['warning'],
    means: 'A rule has no severity of high, medium or low.',
    advice: 'Give the rule a severity; until then it counts as unknown.',
  },
  'text-empty': {
    severity: ['warning'],
    means: 'A check or a fix is absent or empty.',
    advice: 'Write the text, or take it from another source with `stigkit convert --merge`.',
  },
  'release-unknown': {
    severity: ['warning'],
    means: 'The release is not named, or in words that are not known.',
    advice: 'DISA writes `Release: 1 Benchmark Date: 01 Jan 2025` as release-info.',
  },
  'profile-unresolved': {
    severity: ['warning'],
    means: 'A profile selects what is no rule or group of the benchmark.',
    advice: 'Correct the idref of its select elements.',
  },
  'cci-unknown': {
    severity: ['warning'],
    means: "A CCI is not in DISA's list.",
    advice: 'CCIs are numbered like CCI-000366; `stigkit cci` lists them.',
  },
  'cci-deprecated': {
    severity: ['warning'],
    means: "A CCI is deprecated in DISA's list.",
    advice: '`stigkit cci --control CONTROL` lists the CCIs of a control.',
  },
  mojibake: {
    severity: ['warning'],
    means: 'A text holds UTF-8 that was once read as Windows-1252 (â€œ for a quotation mark).',
    advice: 'Take the text from the source again; it is never mended by guessing.',
  },
  'asset-unnamed': {
    severity: ['warning'],
    means: 'A checklist names no host.',
    advice: 'STIG Manager imports no checklist without one.',
  },
  'details-missing': {
    severity: ['warning'],
    means: 'A status that wants a reason has none.',
    advice: 'Say why, in the finding details or the comments.',
  },
  'override-unjustified': {
    severity: ['warning'],
    means: 'A severity is overridden without a justification.',
    advice: 'Give one: `stigkit review FILE RULE --justification TEXT`.',
  },
  'text-long': {
    severity: ['warning'],
    means: 'A text is longer than an importer takes. It is written whole.',
    advice: 'Shorten it where that importer is used.',
  },
  'other-host': {
    severity: ['error', 'warning'],
    means: 'Answers or results are of another host than the checklist.',
    advice: 'Name the right file, or the host with --host-name.',
  },
  'marking-kept': {
    severity: ['warning'],
    means: 'A lower marking was asked for than a source has. The higher one was kept.',
    advice: 'A marking is lowered by a person, in the sources.',
  },
  'platform-mismatch': {
    severity: ['error'],
    means: 'Nearly all results are notapplicable: the scan was made with the content of another platform.',
    advice: 'Scan with the content of this platform, or use the results all the same with --force.',
  },
  'revision-mismatch': {
    severity: ['warning'],
    means: 'Results or reviews are of another revision of a rule than the checklist or its release has.',
    advice: 'Scan with the content of the release that the checklist has.',
  },
  leftovers: {
    severity: ['warning'],
    means: 'Answers of a prior checklist have no place in the new one.',
    advice: 'Keep them with --leftovers FILE.',
  },
  'stig-unmatched': {
    severity: ['warning'],
    means:
      'A prior checklist holds a STIG that the new one does not, or no checklist is of a STIG whose releases are compared.',
    advice: 'Where it was renamed, say so with --pair OLD=NEW.',
  },
  'results-unmatched': {
    severity: ['error', 'warning', 'info'],
    means: 'Results or rows are of rules, or of a STIG, that the checklist or the library does not hold.',
    advice: 'See that both are of the same STIG and release.',
  },
  'answers-unmatched': {
    severity: ['info'],
    means: 'Standing answers are for no rule of the checklist.',
    advice: 'See that the ids in the answers file are those of this release.',
  },
  'results-partial': {
    severity: ['info'],
    means: 'No scan has a result for some rules of the checklist.',
    advice: 'These rules are for a person to review.',
  },
  'table-changed': {
    severity: ['info'],
    means: 'A cell that was edited in a table was taken over.',
    advice: 'Nothing is to be done.',
  },
  'round-trip': {
    severity: ['error', 'warning'],
    means: 'What is written does not read back the same.',
    advice: 'Report it, with the file if you may share it.',
  },
  'value-invalid': {
    severity: ['error', 'warning'],
    means: 'A value is not one of those that the format or the option knows.',
    advice: 'The message names the values that are known.',
  },
  'pdf-unreadable': {
    severity: ['error'],
    means: 'The PDF gives no text: it is cut, broken, encrypted or made of pictures.',
    advice: 'Open it in a viewer, and save its text.',
  },
  'characters-replaced': {
    severity: ['warning'],
    means: 'Characters that XML 1.0 forbids were replaced by U+FFFD on writing.',
    advice: 'Look at the places; such characters come from a terminal or a broken copy.',
  },
  'not-carried': {
    severity: ['warning', 'info'],
    means: 'The target has no place for this. It is not in the output.',
    advice: 'Keep the source, or write a format that holds it (JSON holds all).',
  },
  'importer-limit': {
    severity: ['error', 'warning', 'info'],
    means: 'A program that takes such files is known to refuse or cut this. The file itself is right.',
    advice: 'Mend what can be mended with `stigkit validate --for PROGRAM --fix -o COPY`.',
  },
  'cannot-convert': {
    severity: ['error'],
    means: 'The document cannot be written in the format asked for.',
    advice: '`stigkit formats` lists what can be written.',
  },
  'page-cut': {
    severity: ['error'],
    means: 'A page breaks off before it is complete.',
    advice: 'Save it again, whole.',
  },
  'page-furniture': {
    severity: ['info'],
    means: 'Lines around the content were taken for parts of the page (a footer) and left out.',
    advice: 'See that none of them is content.',
  },
  'merge-conflict': {
    severity: ['warning', 'info'],
    means: 'Two sources differ. The one of more trust was kept.',
    advice: 'Decide between the two, which the message names.',
  },
  'release-mismatch': {
    severity: ['error', 'warning'],
    means: 'The sources are not of one release, so that they cannot be merged or compared.',
    advice: 'Merge sources of one release.',
  },
  'release-label': {
    severity: ['info'],
    means: 'A source names another release, but its rule is the same to the revision.',
    advice: 'Nothing is to be done.',
  },
  'policy-not-allowed': {
    severity: ['error', 'warning'],
    means: 'A review has a status, or an override of the severity, that the policy does not allow.',
    advice: 'Answer the rule otherwise, or have the policy changed by who owns it.',
  },
  'policy-missing': {
    severity: ['error', 'warning'],
    means: 'A text or a field of the asset that the policy asks for is missing or too short.',
    advice: 'Write what the policy asks for.',
  },
  'policy-phrase': {
    severity: ['error'],
    means: 'A text holds a phrase that the policy forbids.',
    advice: 'Say it in words of your own.',
  },
  'rule-missing': {
    severity: ['warning'],
    means: 'A checklist lacks rules of its release, so that its counts look complete and are not.',
    advice: 'Make a checklist of the release with `stigkit checklist --from-checklist` out of this one.',
  },
  'rule-foreign': {
    severity: ['error'],
    means: 'A checklist holds a review of a rule that its release does not have.',
    advice: 'See that the release is the one the checklist names.',
  },
  'severity-changed': {
    severity: ['warning'],
    means: 'A rule has another severity than in the release before.',
    advice: 'See the Digest of Updates, whether that is meant.',
  },
  'config-invalid': {
    severity: ['error'],
    means: 'A configuration file or variable names what is not known, or a value that does not fit.',
    advice: 'Mend what the place says; docs/commands.md lists the options, docs/config.md says how they are written.',
  },
  usage: {
    severity: ['error'],
    means: 'The command was called in a way that it does not know.',
    advice: '`stigkit COMMAND --help` shows its options and examples.',
  },
  internal: {
    severity: ['error'],
    means: 'A fault in stigkit itself.',
    advice: 'Run again with --debug for the place, and report it with the input if you may share it.',
  },
  note: {
    severity: ['info'],
    means: 'What a run did, in words or numbers: no problem. Printed as plain text unless JSON is asked for.',
    advice: 'Nothing is to be done.',
  },
} as const satisfies Record<string, CodeRow>;

/** A diagnostic's code. */
export type DiagnosticCode = keyof typeof CODES;
