import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
import { StigError } from './diagnostic.js';
import type { Limits } from './limits.js';
import { withoutStrays } from './pdf-guard.js';
import { openMessages, type PdfMessages } from './pdf-messages.js';

/** A PDF's text with its places. */
export interface Pdf {
  pages: PdfPage[];
  info: PdfInfo;
}

/** What the file says of itself; `null` where it says nothing. */
export interface PdfInfo {
  title: string | null;
  producer: string | null;
}

/** One page, upright: `x` from the left edge, `y` from the top one, in points. */
export interface PdfPage {
  width: number;
  height: number;
  items: PdfItem[];
}

/** A run of text on one base line. */
export interface PdfItem {
  text: string;
  x: number;
  /** The base line. */
  y: number;
  width: number;
  /** Size of the letters. */
  height: number;
  /** The font, by a name that holds within this reading only. */
  font: string;
}

/** The version that the parsing half wants to be called with. */
const PDFJS_VERSION = '5.6.205';
/** Where pdf.js is, in a stack: its own file, or the bundle's chunk that holds it and this file. */
const LIBRARY = ['pdf.worker.min.mjs', import.meta.url];
const WORKER = 'worker';
/** A whole PDF ends with this mark; readers look for it in the last 1,024 bytes. */
const END_MARK = '%%EOF';
const TAIL = 1024;

interface TextChunk {
  items: { str: string; transform: number[]; width: number; height: number; fontName: string }[];
}

/**
 * Reads the text of a PDF with its places. Nothing is drawn, evaluated or loaded: no font files, no character maps, no
 * thread. Throws a StigError where the file is cut, broken, locked by a password or larger than the limits. A PDF of
 * pictures alone gives pages without items.
 */
export function readPdf(bytes: Uint8Array, limits: Limits, file?: string): Promise<Pdf> {
  return withoutStrays(LIBRARY, () => read(bytes, limits, file));
}

async function read(bytes: Uint8Array, limits: Limits, file?: string): Promise<Pdf> {
  const fail = (message: string, hint?: string, cause?: unknown): never => {
    const place = file === undefined ? {} : { file };
    throw new StigError(
      { code: 'pdf-unreadable', severity: 'error', message, ...place, ...(hint === undefined ? {} : { hint }) },
      { cause },
    );
  };
  if (!ascii(bytes.subarray(0, TAIL)).includes('%PDF-')) fail('this is no PDF: it does not begin with %PDF-');
  if (!ascii(bytes.subarray(-TAIL)).includes(END_MARK)) {
    fail(`the PDF is cut: its end mark ${END_MARK} is missing`, 'Fetch the file again, whole.');
  }
  const messages = openMessages('main', (port) => WorkerMessageHandler.initializeFromPort(port));
  await request(messages, bytes);
  try {
    const { numPages } = await open(messages);
    if (numPages > limits.pages) {
      throw limit(`the PDF has ${numPages} pages, more than the limit pages=${limits.pages}`, file);
    }
    const pages: PdfPage[] = [];
    for (let index = 0; index < numPages; index++) pages.push(await readPage(messages, index, limits, file));
    return { pages, info: await readInfo(messages) };
  } catch (error) {
    if (error instanceof StigError) throw error;
    if (named(error, 'PasswordException')) return fail('the PDF is encrypted: it opens with a password only');
    return fail(`the PDF is broken: ${text(error)}`, 'Fetch the file again, or open and print it to a new PDF.', error);
  } finally {
    await messages.ask('Terminate', null).catch(() => undefined);
  }
}

/** Hands the bytes over; nothing is parsed yet. */
async function request(messages: PdfMessages, bytes: Uint8Array): Promise<void> {
  // Silent: what pdf.js has to say of a file is not for the user.
  messages.send('configure', { verbosity: 0 }, WORKER);
  await messages.ask(
    'GetDocRequest',
    {
      docId: 'main',
      apiVersion: PDFJS_VERSION,
      // A copy, and no Buffer: pdf.js takes its bytes for its own.
      data: Uint8Array.from(bytes),
      password: null,
      disableAutoFetch: true,
      rangeChunkSize: 65_536,
      docBaseUrl: null,
      enableXfa: false,
      evaluatorOptions: {
        maxImageSize: 0,
        disableFontFace: true,
        ignoreErrors: true,
        isEvalSupported: false,
        isOffscreenCanvasSupported: false,
        isImageDecoderSupported: false,
        canvasMaxAreaInBytes: 0,
        fontExtraProperties: false,
        useSystemFonts: false,
        useWasm: false,
        useWorkerFetch: false,
        cMapUrl: null,
        cMapPacked: true,
        iccUrl: null,
        standardFontDataUrl: null,
        wasmUrl: null,
        prepareWebGPU: false,
      },
    },
    WORKER,
  );
}

/** Has the document parsed. pdf.js answers with one message, of a document or of its refusal. */
async function open(messages: PdfMessages): Promise<{ numPages: number }> {
  const answer = messages.next('GetDoc', 'DocException');
  messages.send('Ready', null);
  const { action, data } = await answer;
  if (action === 'DocException') throw data;
  return (data as { pdfInfo: { numPages: number } }).pdfInfo;
}

async function readPage(messages: PdfMessages, pageIndex: number, limits: Limits, file?: string): Promise<PdfPage> {
  const page = (await messages.ask('GetPage', { pageIndex })) as { rotate: number; view: number[] };
  const [left = 0, bottom = 0, right = 612, top = 792] = page.view;
  const turned = page.rotate % 180 !== 0;
  const [width, height] = turned ? [top - bottom, right - left] : [right - left, top - bottom];
  const items: PdfItem[] = [];
  const request = { pageId: pageIndex, pageIndex, includeMarkedContent: false, disableNormalization: false };
  await messages.stream('GetTextContent', request, (chunk) => {
    for (const { str, transform, width, height, fontName } of (chunk as TextChunk).items) {
      if (str === '') continue;
      if (items.length >= limits.pageItems) {
        const message = `page ${pageIndex + 1} holds more runs of text than the limit pageItems=${limits.pageItems}`;
        throw limit(message, file);
      }
      const [x, y] = upright(page.rotate, transform[4]! - left, transform[5]! - bottom, right - left, top - bottom);
      items.push({ text: str, x, y, width, height, font: fontName });
    }
  });
  return { width, height, items };
}

/** A place on the page as it is seen, from the top left corner: a page may be stored turned (`/Rotate`). */
function upright(rotate: number, x: number, y: number, width: number, height: number): [number, number] {
  switch (((rotate % 360) + 360) % 360) {
    case 90:
      return [y, x];
    case 180:
      return [width - x, y];
    case 270:
      return [height - y, width - x];
    default:
      return [x, height - y];
  }
}

async function readInfo(messages: PdfMessages): Promise<PdfInfo> {
  const [info] = (await messages.ask('GetMetadata', null)) as [Record<string, unknown> | null];
  const entry = (name: string) => (typeof info?.[name] === 'string' && info[name] !== '' ? info[name] : null);
  return { title: entry('Title'), producer: entry('Producer') };
}

function limit(message: string, file?: string): StigError {
  const place = file === undefined ? {} : { file };
  return new StigError({ code: 'limit-exceeded', severity: 'error', message, ...place });
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function named(error: unknown, name: string): boolean {
  return (error as { name?: unknown } | null)?.name === name;
}

function text(error: unknown): string {
  const message = (error as { message?: unknown } | null)?.message;
  return typeof message === 'string' && message !== '' ? message.replace(/\.$/, '') : 'it cannot be parsed';
}
