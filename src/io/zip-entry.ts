/** An entry of a zip's directory, as it stands there: every number is a claim. */
export interface ZipEntry {
  /** Length of the name as it is stored. */
  nameBytes: number;
  /** The name decoded: UTF-8 where the entry says so, the Info-ZIP extra field, else CP437. */
  name(): string;
  /** Version made by: the upper byte is the system. */
  madeBy: number;
  /** External file attributes. */
  attributes: number;
  size: number;
  compressedSize: number;
  method: number;
  encrypted: boolean;
  crc32: number;
  /** Where the local header begins. */
  offset: number;
}
