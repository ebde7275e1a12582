/**
 * Whether a name fits a pattern, `*` standing for any characters and `?` for one; case apart. Goes back to the last `*`
 * only, so its cost is the product of the lengths at most.
 */
export function matches(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  const text = name.toLowerCase();
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (wanted[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (wanted[p] === '*') p++;
  return p === wanted.length;
}
