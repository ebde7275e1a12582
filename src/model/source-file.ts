/** An input that a document was read from. */
export interface SourceFile {
  /** File name without its directory; a member of a package as `package.zip!/folder/file.xml`. */
  name: string;
  /** Name of the format it was read as, of the format table. */
  format: string;
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string;
}
