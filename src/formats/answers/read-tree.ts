import { didYouMean } from '../../io/nearest.js';
import type { YamlValue } from '../../io/yaml.js';
import type { Answer } from '../../model/answers.js';
import { answerOf, fieldNamed, type RawAnswer, WRITTEN_NAMES } from './fields.js';
import { type Tell, within } from './tell.js';

/** Members at the top that are no answers. */
const TOP = new Set(['$schema', 'kind', 'sources', 'answers']);

/**
 * Answers out of YAML or JSON: `answers:` with a list, each entry naming its rule, or with a map from rules to answers;
 * the list or the map may also be all there is.
 */
export function answersOfTree(value: YamlValue, tell: Tell): Answer[] {
  const named = value instanceof Map && value.has('answers');
  const list = named ? value.get('answers')! : value;
  if (named) {
    for (const key of value.keys()) {
      if (TOP.has(String(key))) continue;
      tell({ message: `there is no place for ${JSON.stringify(key)} beside answers`, path: [String(key)] });
    }
  }
  const at = (key: string | number) => within(tell, named ? ['answers', key] : [key]);
  if (list === null) return [];
  if (Array.isArray(list)) return list.flatMap((item, i) => entry(item, `entry ${i + 1}`, null, at(i)));
  if (list instanceof Map) {
    return [...list].flatMap(([key, item]) => {
      if (typeof key === 'string') return entry(item, `the entry ${key}`, key, at(key));
      tell({ message: 'the key of an answer is no text' });
      return [];
    });
  }
  tell({ message: 'an answers file holds a list of answers, or a map from rules to answers' });
  return [];
}

function entry(value: YamlValue, place: string, rule: string | null, tell: Tell): Answer[] {
  if (!(value instanceof Map)) {
    tell({ message: `${place} is no map of fields`, hint: `Fields are ${WRITTEN_NAMES.join(', ')}.` });
    return [];
  }
  const raw: RawAnswer = { lists: { rules: rule === null ? [] : [rule], stigs: [], hosts: [] }, texts: new Map() };
  for (const [key, content] of value) {
    const name = String(key);
    // Documents of the model name it.
    if (name === 'place') continue;
    const field = fieldNamed(name);
    if (field === undefined) {
      tell({
        message: `${place} has no field ${JSON.stringify(name)}${didYouMean(name, WRITTEN_NAMES)}`,
        hint: `Fields are ${WRITTEN_NAMES.join(', ')}.`,
        path: [name],
      });
      return [];
    }
    if (content === null) continue;
    const isList = field === 'rules' || field === 'stigs' || field === 'hosts';
    const texts = Array.isArray(content) ? content : [content];
    if (!texts.every((text) => typeof text === 'string') || (Array.isArray(content) && !isList)) {
      tell({ message: `${place}: ${name} must be ${isList ? 'a text or a list of texts' : 'a text'}`, path: [name] });
      return [];
    }
    if (isList) raw.lists[field].push(...(texts as string[]));
    else raw.texts.set(field, texts[0] as string);
  }
  const answer = answerOf(raw, place, tell);
  return answer === undefined ? [] : [answer];
}

/** JSON as the tree of YAML: numbers and words by their text. */
export function treeOfJson(value: unknown): YamlValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(treeOfJson);
  if (typeof value === 'object') return new Map(Object.entries(value).map(([key, item]) => [key, treeOfJson(item)]));
  return String(value);
}
