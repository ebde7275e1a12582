// @ts-check
/**
 * Makes the PDFs among the fixtures out of the texts beside them, and PDFs with one fault each. They have no font of
 * their own, no compression and no date: the same text gives the same bytes.
 *
 *     node scripts/make-pdf-fixtures.mjs [--check]
 *
 * `--check` writes nothing and says which files differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = 'test/fixtures/documents/';
const [WIDTH, HEIGHT] = [612, 792];
/** A letter of Courier is 0.6 of its size wide. */
const SIZE = 9;
const LETTER = SIZE * 0.6;
const PITCH = 11;
const [LEFT, TOP] = [30, 30];
const DATE = /^\d{1,2} [A-Z][a-z]+ \d{4}$/;
/** Words parted by one blank; a date at the end of a line is a cell of its own. */
const CELL = /\d{1,2} [A-Z][a-z]+ \d{4}$|\S+(?: (?!\d{1,2} [A-Z][a-z]+ \d{4}$)\S+)*/g;

/**
 * A PDF of a text laid out in columns: each cell (parted by two blanks or more) is put where it stands in the text.
 * Pages are parted by form feeds; what stands on the last line of a page is at its foot.
 *
 * @param {string} text
 * @param {{ encrypt?: boolean }} [options]
 * @returns {Buffer}
 */
export function makePdf(text, options = {}) {
  return build(text.split('\f').map(pageContent), options);
}

/** A PDF of pages with a drawing and no text. */
export function makePicturePdf() {
  return build(['0 0 1 rg 100 100 200 200 re f', '1 0 0 rg 50 50 20 20 re f'], {});
}

/** @param {string} page */
function pageContent(page) {
  const lines = page.replace(/\n$/, '').split('\n');
  const show = [];
  // Dates come last: a word processor writes column by column, so that close columns are still written apart.
  const dates = [];
  lines.forEach((line, row) => {
    const foot = lines.length - row <= 2;
    const y = foot ? HEIGHT - (lines.length - row) * PITCH : TOP + row * PITCH;
    for (const match of line.matchAll(CELL)) {
      const x = LEFT + match.index * LETTER;
      const list = DATE.test(match[0]) ? dates : show;
      list.push(`1 0 0 1 ${x.toFixed(2)} ${HEIGHT - y} Tm (${literal(match[0])}) Tj`);
    }
  });
  return `BT /F1 ${SIZE} Tf ${[...show, ...dates].join(' ')} ET`;
}

/** @param {string} text */
function literal(text) {
  return text.replace(/[\\()]/g, '\\$&').replaceAll('•', '\\225');
}

/**
 * @param {string[]} contents
 * @param {{ encrypt?: boolean }} options
 */
function build(contents, { encrypt = false }) {
  const pageIds = contents.map((_, i) => 4 + i * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${contents.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  ];
  contents.forEach((content, i) => {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageIds[i] + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  });
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = pdf.length;
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  pdf += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  // A standard handler whose hashes fit no password: what a reader without the password meets.
  const key = encrypt
    ? ` /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`
    : '';
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${key} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}

/** Every file: its path from the project's root, and its bytes. */
export function makePdfFixtures() {
  const root = new URL('../', import.meta.url);
  /** @param {string} name */
  const text = (name) => readFileSync(new URL(FOLDER + name, root), 'utf8');
  return new Map([
    [`${FOLDER}overview.pdf`, makePdf(text('overview.txt'))],
    [`${FOLDER}revision-history.pdf`, makePdf(text('revision-history.txt'))],
    [`${FOLDER}readme.pdf`, makePdf('README\n\nThis package holds invented files.\n')],
    [`${FOLDER}picture.pdf`, makePicturePdf()],
    [`${FOLDER}encrypted.pdf`, makePdf('Nobody reads this.\n', { encrypt: true })],
  ]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const checkOnly = process.argv.includes('--check');
  for (const [path, bytes] of makePdfFixtures()) {
    const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
    let old = null;
    try {
      old = readFileSync(file);
    } catch {
      // Not there yet.
    }
    if (old !== null && bytes.equals(old)) continue;
    if (checkOnly) process.exitCode = 1;
    else writeFileSync(file, bytes);
    console.log(`${checkOnly ? 'differs' : 'written'}: ${path}`);
  }
}
