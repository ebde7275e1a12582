/**
 * Names that hold no STIG content, in folders and in zips. `._` files are what macOS keeps beside each file of a zip;
 * `.` and `..` are no hidden names, and zips have them (`./file.xml`).
 */
export function isPassedOver(name: string): boolean {
  return /^\.(?!\.?$)/.test(name) || name === 'node_modules' || name === '__MACOSX';
}
