import { StigError } from '../../io/diagnostic.js';
import type { Limits } from '../../io/limits.js';
import type { Source } from '../../io/source.js';
import type { Codec, Read } from '../format.js';
import { withoutFurniture } from './furniture.js';
import { linesOf } from './lines.js';
import { isOverviewText, isRevisionHistoryText } from './marks.js';
import { readOverview } from './overview.js';
import { readRevisionHistory } from './revision-history.js';
import { pdfSheets, type Sheet, textSheets } from './sheet.js';
import { firstFrom } from './sorted.js';

/** Reads a PDF or text, whichever of the two documents it is. */
const read: Read = async (source, context) => {
  const isPdf = startsAsPdf(source);
  if (!isPdf) source.reportEncoding(context.report);
  const sheets = isPdf ? await sheetsOfPdf(source, context.limits) : textSheets(source.text);
  const pages = withoutFurniture(
    sheets.map((sheet, page) => linesOf(sheet, page)),
    sheets,
    isPdf,
  );
  const lines = pages.flat();
  const text = lines.map((line) => line.text).join('\n');
  const kind = isRevisionHistoryText(text) ? 'revision-history' : isOverviewText(text) ? 'overview' : null;
  if (kind === null) throw unknown(source, isPdf);
  const sources = [{ name: source.fileName, format: kind, sha256: source.sha256 }];
  const document =
    kind === 'overview'
      ? { ...readOverview(lines), sources }
      : { ...readRevisionHistory(lines, tableSheets(source, sheets, pages, isPdf)), sources };
  if (document.kind === 'overview' ? document.sections.length === 0 : document.entries.length === 0) {
    throw empty(source, kind);
  }
  return [document];
};

/** DISA's overviews and revision histories. */
export const documents: Codec = { read };

function startsAsPdf(source: Source): boolean {
  return new TextDecoder('latin1').decode(source.bytes.subarray(0, 1024)).includes('%PDF-');
}

async function sheetsOfPdf(source: Source, limits: Limits) {
  const { readPdf } = await import('../../io/pdf.js');
  const sheets = pdfSheets(await readPdf(source.bytes, limits, source.name));
  if (sheets.every((sheet) => sheet.pieces.length === 0)) {
    throw new StigError({
      code: 'pdf-unreadable',
      severity: 'error',
      file: source.name,
      message: `the PDF holds no text: its ${sheets.length === 1 ? 'page is a picture' : `${sheets.length} pages are pictures`}`,
      hint: 'Recognise its text (OCR) and read the result, or use the PDF that DISA publishes.',
    });
  }
  return sheets;
}

/**
 * The sheets for reading columns: of a PDF without the lines that were taken out as furniture, of a text parted at two
 * blanks, as the columns of a table stand closer than cells in running text.
 */
function tableSheets(
  source: Source,
  sheets: readonly Sheet[],
  pages: ReturnType<typeof withoutFurniture>,
  isPdf: boolean,
): Sheet[] {
  const parted = isPdf ? sheets : textSheets(source.text, 2);
  return parted.map((sheet, page) => {
    const isKept = (y: number) => {
      const near = sheet.pitch * 0.3;
      const line = pages[page]![firstFrom(pages[page]!, y - near)];
      return line !== undefined && line.y < y + near;
    };
    return { ...sheet, pieces: sheet.pieces.filter((piece) => isKept(piece.y)) };
  });
}

function empty(source: Source, kind: 'overview' | 'revision-history'): StigError {
  return new StigError({
    code: 'element-missing',
    severity: 'error',
    file: source.name,
    message:
      kind === 'overview'
        ? 'the overview has no numbered section: no heading `1. INTRODUCTION` begins one'
        : 'the revision history has no table whose columns (Document Revised, Description of Change, Release Date) stand side by side with text below them',
    hint: 'Read the PDF itself, or a text that keeps its layout (`pdftotext -layout`).',
  });
}

function unknown(source: Source, isPdf: boolean): StigError {
  return new StigError({
    code: 'format-unknown',
    severity: 'error',
    file: source.name,
    message: `the ${isPdf ? 'PDF' : 'text'} is neither an overview nor a revision history: its title page does not say OVERVIEW of a STIG or SRG, and there is no table with the columns Description of Change and Release Date`,
    hint: 'Of the PDFs of a DISA package the Overview and the Revision History can be read; readmes and memos cannot.',
  });
}
