import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip made for a test; everything after `data` is a lie or an oddity. */
export interface MadeMember {
  name: string;
  data?: string | Uint8Array;
  /** `store`, or deflate. */
  method?: 'store' | 'deflate' | number;
  /** Name as bytes of another encoding, without the UTF-8 flag. */
  rawName?: Uint8Array;
  /** Set the bit that says encrypted. */
  encrypted?: boolean;
  /** Announced instead of the true ones. */
  size?: number;
  crc32?: number;
  /** Written instead of the compressed data. */
  packed?: Uint8Array;
  /** Unix mode, for links (0o120777). */
  mode?: number;
  /** Sizes and offset in the zip64 extra field. */
  zip64?: boolean;
}

/** What is odd about the zip as a whole. */
export interface MadeZip {
  comment?: string;
  /** Members announced at the end. */
  count?: number;
}

/** A zip of members, as a program would write it, or wrong in the way asked for. */
export function makeZip(members: readonly MadeMember[], odd: MadeZip = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const local = localOf(member);
    locals.push(local.bytes);
    directory.push(entryOf(member, local, offset));
    offset += local.bytes.length;
  }
  const central = Buffer.concat(directory);
  const comment = Buffer.from(odd.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(odd.count ?? members.length, 8);
  end.writeUInt16LE(odd.count ?? members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, central, end, comment]);
}

function localOf(member: MadeMember) {
  const data = Buffer.from(member.data ?? '');
  const method =
    member.method === 'store' ? 0 : member.method === undefined || member.method === 'deflate' ? 8 : member.method;
  const packed = Buffer.from(member.packed ?? (method === 0 ? data : deflateRawSync(data)));
  const name = Buffer.from(member.rawName ?? Buffer.from(member.name));
  const flags = (member.rawName === undefined ? 0x800 : 0) | (member.encrypted ? 1 : 0);
  const sum = member.crc32 ?? crc32(data);
  const size = member.size ?? data.length;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(sum, 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return { bytes: Buffer.concat([header, name, packed]), method, flags, sum, size, name, packed: packed.length };
}

function entryOf(member: MadeMember, local: ReturnType<typeof localOf>, offset: number): Buffer {
  const extra = member.zip64 ? zip64Field(local.size, local.packed, offset) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(member.mode === undefined ? 20 : (3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(local.flags, 8);
  header.writeUInt16LE(local.method, 10);
  header.writeUInt32LE(local.sum, 16);
  header.writeUInt32LE(member.zip64 ? 0xffffffff : local.packed, 20);
  header.writeUInt32LE(member.zip64 ? 0xffffffff : local.size, 24);
  header.writeUInt16LE(local.name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(((member.mode ?? 0) << 16) >>> 0, 38);
  header.writeUInt32LE(member.zip64 ? 0xffffffff : offset, 42);
  return Buffer.concat([header, local.name, extra]);
}

function zip64Field(size: number, packed: number, offset: number): Buffer {
  const field = Buffer.alloc(28);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(24, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(packed), 12);
  field.writeBigUInt64LE(BigInt(offset), 20);
  return field;
}
