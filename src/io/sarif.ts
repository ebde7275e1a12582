import { sep } from 'node:path';
import { CODES, type CodeRow } from './codes.js';
import type { Diagnostic, DiagnosticSeverity } from './diagnostic.js';
import { sha256 } from './hash.js';

/** What a run of a check came to. */
export interface SarifRun {
  version: string;
  /** Files that were looked at, in order: their names, and the SHA-256 of the bytes where it is known. */
  files: readonly { name: string; sha256?: string | undefined }[];
  /** What was found in them. */
  findings: readonly Diagnostic[];
  /** What kept the run from looking at a file, which is no finding about its content. */
  failures: readonly Diagnostic[];
}

const LEVELS: Readonly<Record<DiagnosticSeverity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * Findings as SARIF 2.1.0, the form in which CI systems take them: one run, a rule for each code that was found, an
 * artifact for each file. The same findings give the same text: there is no clock and no path of this machine in it.
 */
export function sarifOf({ version, files, findings, failures }: SarifRun): string {
  const artifacts = new Map<string, { name: string; sha256?: string | undefined }>();
  for (const file of files) artifacts.set(file.name, file);
  for (const { file } of [...findings, ...failures]) {
    if (file !== undefined && !artifacts.has(file)) artifacts.set(file, { name: file });
  }
  const index = new Map([...artifacts.keys()].map((name, i) => [name, i]));
  const used = new Set([...findings, ...failures].map((d) => d.code));
  const codes = Object.entries<CodeRow>(CODES).filter(([code]) => used.has(code as Diagnostic['code']));
  const ruleIndex = new Map(codes.map(([code], i) => [code, i]));
  const prints = new Map<string, number>();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'stigkit',
            version,
            semanticVersion: version,
            rules: codes.map(([code, row]) => rule(code, row)),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: [...artifacts.values()].map((file) => ({
          location: { uri: uriOf(file.name) },
          roles: ['analysisTarget'],
          ...(file.sha256 === undefined ? {} : { hashes: { 'sha-256': file.sha256 } }),
        })),
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: ruleIndex.get(finding.code),
          level: LEVELS[finding.severity],
          message: { text: textOf(finding) },
          ...locationsOf(finding, index),
          partialFingerprints: { 'stigkit/v1': fingerprint(finding, prints) },
        })),
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            ...(failures.length === 0
              ? {}
              : {
                  toolExecutionNotifications: failures.map((failure) => ({
                    descriptor: { id: failure.code, index: ruleIndex.get(failure.code) },
                    level: LEVELS[failure.severity],
                    message: { text: textOf(failure) },
                    ...locationsOf(failure, index),
                  })),
                }),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string, { severity, means, advice }: CodeRow) {
  return {
    id: code,
    name: code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: means.split(/(?<=\.) /)[0] },
    fullDescription: { text: means },
    help: { text: `${means}\n\n${advice}`, markdown: `${means}\n\n${advice}` },
    defaultConfiguration: { level: LEVELS[severity[0]!] },
  };
}

/**
 * The message, the rule before it and what to do below. Text out of a file must become neither a link,
 * `[words](address)`, nor a placeholder, `{0}` (SARIF 3.11.5 and 3.11.6).
 */
function textOf({ rule: about, message, hint }: Diagnostic): string {
  const text = `${about === undefined ? '' : `${about}: `}${message}${hint === undefined ? '' : `\n${hint}`}`;
  return text.replace(/[[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
}

/** Where it is: line and column of a file, or the file alone; beside it, what names the place in the document. */
function locationsOf({ file, line, column, pointer, rule: about }: Diagnostic, index: ReadonlyMap<string, number>) {
  const logical = [
    ...(!pointer ? [] : [{ fullyQualifiedName: pointer, name: pointer.split('/').at(-1), kind: 'value' }]),
    ...(about === undefined ? [] : [{ fullyQualifiedName: about, name: about, kind: 'rule' }]),
  ];
  if (file === undefined && logical.length === 0) return {};
  const physical =
    file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file), index: index.get(file) },
            ...(line === undefined
              ? {}
              : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
          },
        };
  return { locations: [{ ...physical, ...(logical.length === 0 ? {} : { logicalLocations: logical }) }] };
}

/** Tells a finding again when lines have moved: by what it says, and which of several alike it is. */
function fingerprint({ code, file, rule: about, pointer, message }: Diagnostic, prints: Map<string, number>): string {
  const key = JSON.stringify([code, file, about, pointer, message]);
  const nth = (prints.get(key) ?? 0) + 1;
  prints.set(key, nth);
  return `${sha256(new TextEncoder().encode(key)).slice(0, 32)}:${nth}`;
}

/**
 * The name of an input as a URI reference: relative to where the command ran, or `file:` where the name is absolute. A
 * member of a zip keeps its way: `library.zip!/package.zip!/a%20b.xml`.
 */
export function uriOf(name: string): string {
  const drive = /^[A-Za-z]:[\\/]/.test(name);
  // Windows' parts stand between backslashes; elsewhere a backslash is a letter of the name.
  const path = (drive || sep === '\\' ? name.replaceAll('\\', '/') : name).toWellFormed().replace(/^(?:\.\/+)+/, '');
  const encoded = path.split('/').map(encode).join('/');
  if (drive) return `file:///${encoded.replace('%3A', ':')}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

function encode(part: string): string {
  return encodeURIComponent(part).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
