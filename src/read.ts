import type { Format } from './formats/format.js';
import { headOf } from './formats/head.js';
import { whatPagesLack } from './formats/page/sniff.js';
import { FORMATS, formatNamed, sniff } from './formats/registry.js';
import { withoutNative } from './formats/shared/native.js';
import { type Report, StigError } from './io/diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { isMhtml } from './io/mhtml-mark.js';
import { unknownName } from './io/nearest.js';
import type { Signal } from './io/signal.js';
import type { Source } from './io/source.js';
import type { Document } from './model/document.js';

/** How to read. */
export interface ReadOptions {
  /** Name of a format; without it the content decides. */
  from?: string | undefined;
  /** Read what a broken XML file still holds, and report what was lost. */
  lenient?: boolean | undefined;
  /** Takes problems that do not end the reading; without it they are dropped. */
  report?: Report | undefined;
  limits?: Partial<Limits> | undefined;
  /** Ends the reading between two inputs or members; what was asked for is then rejected with the signal's reason. */
  signal?: Signal | undefined;
  /** False of what was found in a folder or package: tables are then passed over, as most are exports of what lies beside. */
  named?: boolean | undefined;
}

/** A source read: its format and the documents in it. */
export interface ReadResult {
  format: Format;
  documents: Document[];
}

/** Reads one source. Throws a StigError where its format is not known or it holds no document. */
export async function readSource(file: Source, options: ReadOptions = {}): Promise<ReadResult> {
  const source = isMhtml(file) ? await (await import('./io/mhtml.js')).pageIn(file) : file;
  const format = formatOf(source, options.from, options.named);
  const codec = await format.load();
  if (codec.read === undefined) {
    const message = `${format.name} can be written but not read`;
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message,
      hint: '`stigkit formats` lists what can be read.',
    });
  }
  const { walkXml } = options.lenient ? await import('./io/xml-lenient.js') : await import('./io/xml.js');
  const report = options.report ?? (() => {});
  let broken = false;
  const recovered: Report = (diagnostic) => {
    broken = true;
    report(diagnostic);
  };
  const documents = await codec.read(source, {
    report,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    walkXml: (xml, visitor, limits) => walkXml(xml, visitor, limits, recovered),
  });
  // What is kept of a broken file to give it back to the byte would give back what is broken.
  return { format, documents: broken ? documents.map(withoutKept) : documents };
}

function withoutKept(document: Document): Document {
  return document.kind === 'checklist' ? withoutNative(document) : document;
}

/** The format of a source, by name or by content. */
export function formatOf(source: Source, from?: string, named = true): Format {
  if (from !== undefined) {
    const format = formatNamed(from);
    if (format !== undefined) return format;
    const known = FORMATS.filter((f) => f.reads.length > 0).map((f) => f.name);
    throw unknownName('there is no format', from, known, { hint: `Formats that can be read are ${known.join(', ')}.` });
  }
  if (source.bytes.length === 0) {
    throw new StigError({ code: 'input-empty', severity: 'error', file: source.name, message: 'the file is empty' });
  }
  const head = headOf(source);
  const format = sniff(head);
  if (format !== undefined && (named || format.ifNamed !== true)) return format;
  // Of a file in a folder or zip nobody has said that it is a page.
  const lack = named ? whatPagesLack(head) : null;
  const found =
    lack !== null
      ? `${head.first === '<' ? 'a web page' : 'text'} of another kind; ${lack}`
      : head.root !== null
        ? `XML with the root element ${head.root}`
        : head.first === '{' || head.first === '['
          ? 'JSON of another kind'
          : 'text of another kind';
  throw new StigError({
    code: 'format-unknown',
    severity: 'error',
    file: source.name,
    message: `no reader knows this content: it is ${found}`,
    hint: '`stigkit formats` lists what can be read; --from FORMAT names the format.',
  });
}
