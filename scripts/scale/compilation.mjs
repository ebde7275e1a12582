// @ts-check
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The XCCDF files that compilations are made of: those of the library compilations in STIGKIT_CORPUS, one quarter after
 * the other, where they are at hand, else the two releases of the example.
 *
 * @returns {{ isReal: boolean, old: string[], now: string[] }}
 */
export function seeds() {
  const folder = resolve(process.env.STIGKIT_CORPUS ?? join(ROOT, '../shared/corpus'), 'library');
  if (existsSync(folder)) {
    const zips = readdirSync(folder)
      .filter((name) => name.endsWith('.zip'))
      .sort();
    const [old = [], now = []] = zips.map((name) => xccdfIn(readFileSync(join(folder, name))));
    return { isReal: true, old, now };
  }
  const examples = readdirSync(join(ROOT, 'examples'))
    .filter((name) => name.endsWith('-xccdf.xml'))
    .sort();
  const [old = '', now = ''] = examples.map((name) => readFileSync(join(ROOT, 'examples', name), 'utf8'));
  return { isReal: false, old: [old], now: [now] };
}

/**
 * A compilation as DISA makes it, a zip of packages: the files one after the other under other ids, over and over, until
 * there are so many, or so many bytes of XCCDF. Written as it is made.
 *
 * @param {string} path
 * @param {readonly string[]} files
 * @param {{ count?: number, bytes?: number, pictures?: number }} size `pictures`: bytes of one in each package
 */
export function makeCompilation(
  path,
  files,
  { count = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY, pictures = 0 },
) {
  const zip = new ZipFile(path);
  let made = 0;
  let total = 0;
  for (; made < count && total < bytes; made++) {
    const round = Math.floor(made / files.length);
    const text = renamed(files[made % files.length] ?? '', round);
    const name = `U_Made_${String(made).padStart(5, '0')}_V1R1`;
    const data = Buffer.from(text);
    total += data.length;
    const members = [{ name: `${name}_Manual_STIG/${name}_Manual-xccdf.xml`, data }];
    if (pictures > 0) members.push({ name: `${name}_Manual_STIG/logo.jpg`, data: noise(pictures, made) });
    zip.add(`Made_Library/${name}_STIG.zip`, zipOf(members), true);
  }
  return { count: made, xccdf: total, zip: zip.close() };
}

/**
 * One package with one XCCDF file of so many bytes: a file's groups over and over, under other ids.
 *
 * @param {string} path
 * @param {string} file
 * @param {number} bytes
 */
export function makeLarge(path, file, bytes) {
  const start = file.indexOf('<Group ');
  const end = file.lastIndexOf('</Group>') + '</Group>'.length;
  const groups = file.slice(start, end);
  const size = Buffer.byteLength(groups);
  const parts = [file.slice(0, start)];
  for (let n = 0, made = Buffer.byteLength(file) - size; made < bytes; n++, made += size)
    parts.push(otherIds(groups, n));
  const data = Buffer.from(parts.join('') + file.slice(end));
  const zip = new ZipFile(path);
  zip.add('Large_Manual_STIG/U_Large_STIG_V1R1_Manual-xccdf.xml', data, false);
  return { count: 1, xccdf: data.length, zip: zip.close() };
}

/**
 * @param {string} text
 * @param {number} round
 */
function renamed(text, round) {
  if (round === 0) return text;
  return otherIds(text, round)
    .replace(/(<Benchmark\b[^>]*?\bid=")([^"]*)/, `$1$2_${round}`)
    .replace(/<title>/, `<title>${round} `);
}

/**
 * @param {string} text
 * @param {number} round
 */
function otherIds(text, round) {
  return round === 0 ? text : text.replace(/\b(V-|SV-|C-|F-)(\d)/g, `$1${round}$2`);
}

/** Bytes that do not compress, as pictures do not; the same for the same number. @param {number} size @param {number} n */
function noise(size, n) {
  const data = Buffer.alloc(size);
  let state = (n + 1) * 2654435761;
  for (let i = 0; i + 4 <= size; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data.writeUInt32LE((state ^ (state >>> 15)) >>> 0, i);
  }
  data.write('\xff\xd8\xff\xe0', 0, 'latin1');
  return data;
}

/** The XCCDF files in a zip, and in zips in it. @param {Buffer} zip @returns {string[]} */
function xccdfIn(zip) {
  return [...membersOf(zip)].flatMap(({ name, data }) => {
    if (name.endsWith('.zip')) return xccdfIn(data);
    return /xccdf\.xml$/i.test(name) ? [data.toString('utf8')] : [];
  });
}

/** @param {Buffer} zip */
function* membersOf(zip) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const data = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    yield { name: zip.toString('utf8', at + 46, at + 46 + (name ?? 0)), data };
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
}

/** @param {{ name: string, data: Buffer }[]} members */
function zipOf(members) {
  /** @type {Buffer[]} */
  const parts = [];
  const zip = new ZipFile((part) => parts.push(part));
  for (const { name, data } of members) zip.add(name, data, name.endsWith('.jpg'));
  zip.close();
  return Buffer.concat(parts);
}

/** A zip that is written member by member. */
class ZipFile {
  /** @type {Buffer[]} */
  #directory = [];
  #offset = 0;
  /** @type {number | null} */
  #file = null;
  /** @type {(part: Buffer) => void} */
  #write;

  /** @param {string | ((part: Buffer) => void)} target path, or what takes the bytes */
  constructor(target) {
    if (typeof target !== 'string') this.#write = target;
    else {
      const file = openSync(target, 'w');
      this.#file = file;
      this.#write = (part) => void writeSync(file, part);
    }
  }

  /** @param {string} name @param {Buffer} data @param {boolean} stored */
  add(name, data, stored) {
    const packed = stored ? data : deflateRawSync(data, { level: 6 });
    const label = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(stored ? 0 : 8, 4);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(label.length, 22);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(this.#offset, 12);
    this.#directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, entry.subarray(2), label]));
    this.#put(Buffer.concat([Buffer.from('PK\x03\x04'), facts, label]));
    this.#put(packed);
  }

  close() {
    const start = this.#offset;
    const size = this.#directory.reduce((sum, entry) => sum + entry.length, 0);
    for (const entry of this.#directory) this.#put(entry);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#directory.length, 8);
    end.writeUInt16LE(this.#directory.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(start, 16);
    this.#put(end);
    if (this.#file !== null) closeSync(this.#file);
    return this.#offset;
  }

  /** @param {Buffer} part */
  #put(part) {
    this.#write(part);
    this.#offset += part.length;
  }
}
