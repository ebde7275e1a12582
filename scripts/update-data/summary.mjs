// @ts-check

/**
 * What moved between two texts of a data file, for whoever updates it.
 *
 * @param {string | null} before
 * @param {string} after
 */
export function summary(before, after) {
  const now = entriesOf(after);
  if (before === null) return `new, ${now.size} entries`;
  if (before === after) return `unchanged, ${now.size} entries`;
  const then = entriesOf(before);
  const added = [...now.keys()].filter((key) => !then.has(key));
  const removed = [...then.keys()].filter((key) => !now.has(key));
  const changed = [...now].filter(([key, value]) => then.has(key) && then.get(key) !== value).map(([key]) => key);
  return `${now.size} entries${named('added', added)}${named('removed', removed)}${named('changed', changed)}`;
}

/** @param {string} word @param {string[]} keys */
function named(word, keys) {
  if (keys.length === 0) return '';
  const more = keys.length > 10 ? ', ...' : '';
  return `; ${keys.length} ${word} (${keys.slice(0, 10).join(', ')}${more})`;
}

/** Entries by key; those of controls.json, which are one level down, as `rev4 AC-1`. @param {string} text */
function entriesOf(text) {
  /** @type {Map<string, string>} */
  const entries = new Map();
  for (const [key, value] of Object.entries(JSON.parse(text).entries)) {
    if (!key.startsWith('rev')) entries.set(key, JSON.stringify(value));
    else for (const [control, entry] of Object.entries(value)) entries.set(`${key} ${control}`, JSON.stringify(entry));
  }
  return entries;
}
