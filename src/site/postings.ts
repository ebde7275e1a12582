/** Lists of document numbers as text: differences in base 32, five bits a character, those that go on in the upper half. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Numbers, rising, as text. */
export function packed(numbers: readonly number[]): string {
  let text = '';
  let before = -1;
  for (const number of numbers) {
    let rest = number - before - 1;
    before = number;
    while (rest > 31) {
      text += ALPHABET[32 + (rest & 31)];
      rest >>= 5;
    }
    text += ALPHABET[rest];
  }
  return text;
}

/** The numbers that a text stands for. */
export function unpacked(text: string): number[] {
  const numbers: number[] = [];
  let [number, rest, shift] = [-1, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const digit = ALPHABET.indexOf(text[i]!);
    rest |= (digit & 31) << shift;
    shift += 5;
    if (digit > 31) continue;
    number += rest + 1;
    numbers.push(number);
    [rest, shift] = [0, 0];
  }
  return numbers;
}
