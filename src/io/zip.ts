import type { OpenBytes } from './archive-bytes.js';
import type { DiagnosticCode } from './codes.js';
import { type Report, StigError } from './diagnostic.js';
import type { Limits } from './limits.js';
import { crc32, inflateHead, inflateWhole, type ZipEntry, zipEntries } from './zip-engine.js';
import { HEAD_BYTES } from './zip-mark.js';

/** A member as the zip's directory lists it. Its name is a label: no path is ever made of it. */
export interface ZipMember {
  name: string;
  kind: 'file' | 'folder' | 'link';
  /** Bytes unzipped, as the directory claims. */
  size: number;
  compressedSize: number;
  /** 0 stored, 8 deflate; others are not read. */
  method: number;
  encrypted: boolean;
  crc32: number;
  /** Where its local header begins. */
  offset: number;
}

/**
 * What one input has used up of its limits, zips in zips included. There is no limit on the ratio: DISA's files
 * compress 300 to 1.
 */
export class ZipBudget {
  #bytes = 0;
  #members = 0;
  /** Set once a limit of the whole input was hit: what is left of it is not read. */
  exhausted = false;

  constructor(readonly limits: Limits) {}

  takeBytes(file: string, bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.limits.zipBytes) this.#exhaust(file, 'bytes in all', 'zipBytes');
  }

  takeMember(file: string): void {
    if (++this.#members > this.limits.zipMembers) this.#exhaust(file, 'members in all', 'zipMembers');
  }

  #exhaust(file: string, what: string, name: 'zipBytes' | 'zipMembers'): never {
    this.exhausted = true;
    throw problem('limit-exceeded', file, `the zip holds more ${what} than the limit ${name}=${this.limits[name]}`, {
      hint: `The rest of the zip is not read. If you trust it, raise the limit: --limit ${name}=NUMBER.`,
    });
  }
}

/**
 * The members of a zip, in its own order. Only the directory is read. Damage within it is reported and what stands
 * before is given; a zip without a directory gives nothing.
 */
export async function listZip(bytes: OpenBytes, file: string, budget: ZipBudget, report: Report): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  try {
    for await (const entry of zipEntries(bytes.handle)) {
      budget.takeMember(file);
      if (entry.nameBytes > MOST_NAME) {
        report(
          problem('zip-unsupported', file, `not read: a member has a name of ${entry.nameBytes} bytes`, LONG_NAME)
            .diagnostics[0]!,
        );
        continue;
      }
      members.push(memberOf(entry));
    }
  } catch (error) {
    const told = error instanceof StigError ? error.diagnostics : [damaged(file, error).diagnostics[0]!];
    for (const diagnostic of told) report(diagnostic);
  }
  return members;
}

/** Bytes of a member's name: names are held while a zip is walked, so theirs must not be the memory it takes. */
const MOST_NAME = 1024;
const LONG_NAME = { hint: `Names of up to ${MOST_NAME} bytes are read.` };

/** Unix file types in the upper half of the external attributes, where the zip was made by a Unix. */
const TYPE_MASK = 0o170000;
const TYPE_LINK = 0o120000;

function memberOf({ madeBy, attributes, ...entry }: ZipEntry): ZipMember {
  const name = entry.name();
  const link = madeBy >> 8 === 3 && ((attributes >>> 16) & TYPE_MASK) === TYPE_LINK;
  const { size, compressedSize, method, encrypted, crc32, offset } = entry;
  const kind = name.endsWith('/') ? 'folder' : link ? 'link' : 'file';
  return { name, kind, size, compressedSize, method, encrypted, crc32, offset };
}

/** Compressed bytes that are read for the first look at a member. */
const LOOK = 512;

/** The first bytes of a member, without reading the rest. Throws a StigError. */
export async function readMemberHead(
  bytes: OpenBytes,
  member: ZipMember,
  file: string,
  budget: ZipBudget,
): Promise<Uint8Array> {
  const start = await dataStart(bytes, member, file);
  const data = await bytes.read(start, Math.min(LOOK, member.compressedSize));
  if (member.method === 0) return Uint8Array.from(data);
  if (data.length === 0) return new Uint8Array(0);
  try {
    const head = inflateHead(data);
    budget.takeBytes(file, head.length);
    return Uint8Array.from(head.subarray(0, HEAD_BYTES));
  } catch (error) {
    throw error instanceof StigError ? error : damaged(file, error);
  }
}

/**
 * A member's bytes. Throws a StigError where it is damaged, encrypted, compressed in an unknown way, larger than
 * allowed, or not of the size and check sum that the directory claims.
 */
export async function readMember(
  bytes: OpenBytes,
  member: ZipMember,
  file: string,
  budget: ZipBudget,
): Promise<Uint8Array> {
  const { size, compressedSize, method } = member;
  const { limits } = budget;
  if (size > limits.fileBytes || compressedSize > limits.fileBytes) {
    throw problem('limit-exceeded', file, `${size} bytes are more than the limit fileBytes=${limits.fileBytes}`, {
      hint: 'If you trust the file, raise the limit: --limit fileBytes=NUMBER.',
    });
  }
  const start = await dataStart(bytes, member, file);
  budget.takeBytes(file, size);
  const packed = await bytes.read(start, compressedSize);
  if (packed.length < compressedSize) throw damaged(file, 'it ends too early');
  const data = method === 0 ? cutLoose(packed) : await inflated(packed, size, file);
  if (data.length !== size) throw damaged(file, `it holds ${data.length} bytes where ${size} are announced`);
  if (crc32(data) !== member.crc32) throw damaged(file, 'its check sum (CRC-32) is not the one announced');
  return data;
}

/**
 * What is stored in a zip that is in memory is a part of it: it would hold the whole zip, and take a copy of that along into
 * a thread.
 */
function cutLoose(part: Uint8Array): Uint8Array {
  return part.byteLength === part.buffer.byteLength ? part : new Uint8Array(part);
}

/** Inflates to at most the announced size, so that a member that lies costs no more than it says. */
async function inflated(packed: Uint8Array, size: number, file: string): Promise<Uint8Array> {
  let data: Uint8Array | null;
  try {
    data = await inflateWhole(packed, size);
  } catch (error) {
    throw damaged(file, error);
  }
  if (data === null) throw damaged(file, `it holds more than the ${size} bytes announced`);
  return data;
}

/** Where a member's data begin: after its local header, whose name and extra field may differ from the directory's. */
async function dataStart(bytes: OpenBytes, member: ZipMember, file: string): Promise<number> {
  if (member.encrypted) {
    throw problem('zip-encrypted', file, 'the member is encrypted', {
      hint: 'Unpack it with its password and give the file itself.',
    });
  }
  if (member.method !== 0 && member.method !== 8) {
    throw problem('zip-unsupported', file, `compression method ${member.method} is not known (0 and 8 are)`, {
      hint: 'Unpack it with another program and give the file itself.',
    });
  }
  const header = await bytes.read(member.offset, 30);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50) {
    throw damaged(file, 'it does not begin where the directory of the zip says');
  }
  const start = member.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + member.compressedSize > bytes.size) throw damaged(file, 'it ends past the end of the zip');
  return start;
}

function damaged(file: string, reason: unknown): StigError {
  const words = reason instanceof Error ? reason.message : String(reason);
  return problem('zip-corrupt', file, `damaged zip: ${words}`, {
    hint: 'Download or copy it again; the rest is still read.',
    ...(reason instanceof Error ? { cause: reason } : {}),
  });
}

function problem(
  code: DiagnosticCode,
  file: string,
  message: string,
  { hint, cause }: { hint: string; cause?: Error },
): StigError {
  return new StigError({ code, severity: 'error', file, message, hint }, cause === undefined ? {} : { cause });
}
