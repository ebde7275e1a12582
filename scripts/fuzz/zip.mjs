// @ts-check
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';

/**
 * A zip of members, with lies where asked for.
 *
 * @param {{ name: string, data: Uint8Array, lie: number }[]} members
 */
export function zipOf(members) {
  /** @type {Buffer[]} */
  const locals = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const { name, data, lie } of members) {
    const stored = lie % 2 === 0;
    const packed = stored ? Buffer.from(data) : deflateRawSync(data);
    const label = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(0x800, 6);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt32LE(lie === 3 ? 1 : crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(lie === 4 ? (3 << 8) | 20 : 20, 4);
    entry.writeUInt16LE(lie === 5 ? 0x801 : 0x800, 8);
    entry.writeUInt16LE(lie === 6 ? 12 : stored ? 0 : 8, 10);
    entry.writeUInt32LE(lie === 3 ? 1 : crc32(data), 16);
    entry.writeUInt32LE(lie === 7 ? 0x7fffffff : packed.length, 20);
    entry.writeUInt32LE(lie === 8 ? 3 : lie === 9 ? 0xfffffff0 : data.length, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(lie === 4 ? (0o120777 << 16) >>> 0 : 0, 38);
    entry.writeUInt32LE(lie === 10 ? 0xfffffff : offset, 42);
    locals.push(local, label, packed);
    directory.push(entry, label);
    offset += 30 + label.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const NAMES = [
  'a-xccdf.xml',
  '../../x.xml',
  '/etc/passwd',
  'C:\\x',
  'a/b/',
  'in.zip',
  '[Content_Types].xml',
  '__MACOSX/a',
  '\0',
  '',
  'é\u202e',
];

/**
 * A zip of such files, and of zips of them.
 *
 * @param {fc.Arbitrary<Uint8Array>} file
 */
export function zip(file) {
  const members = (/** @type {fc.Arbitrary<Uint8Array>} */ data) =>
    fc
      .array(
        fc.record({
          name: fc.constantFrom(...NAMES),
          data,
          lie: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 1) }, { weight: 1, arbitrary: fc.nat(10) }),
        }),
        { maxLength: 3 },
      )
      .map(zipOf);
  return members(fc.oneof({ weight: 4, arbitrary: file }, { weight: 1, arbitrary: members(file) }));
}
