import { type Diagnostic, StigError } from './diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Source } from './source.js';

/**
 * JSON with places: every value knows where it stands in the source's text. Objects are lists of members in the order of
 * the file, so that no key, `__proto__` neither, can reach a prototype, and nothing of the file is lost.
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

interface Span {
  start: number;
  end: number;
}

export interface JsonObject extends Span {
  kind: 'object';
  members: JsonMember[];
}

export interface JsonMember {
  key: string;
  /** Offset of the key's opening quote. */
  start: number;
  value: JsonNode;
}

export interface JsonArray extends Span {
  kind: 'array';
  items: JsonNode[];
}

export interface JsonScalar extends Span {
  kind: 'scalar';
  value: string | number | boolean | null;
}

/** The value of a member; the last where a key comes twice, as JSON.parse has it. `undefined` where there is none. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (node?.kind !== 'object') return undefined;
  for (let i = node.members.length - 1; i >= 0; i--) if (node.members[i]!.key === key) return node.members[i]!.value;
  return undefined;
}

/** Parses JSON strictly. Throws a StigError with line and column. */
export function parseJsonTree(source: Source, limits: Limits = DEFAULT_LIMITS): JsonNode {
  const parser = new Parser(source.text, limits, (offset, code, message) => {
    throw new StigError(source.diagnosticAt(offset, { code, severity: 'error', message }));
  });
  return parser.document();
}

/** Where in the text the value stands that keys and numbers lead to; of what is not there, what is nearest around it. */
export function offsetIn(node: JsonNode, path: readonly (string | number)[]): number {
  let [at, here]: [number, JsonNode | undefined] = [node.start, node];
  for (const part of path) {
    here = here?.kind === 'array' ? here.items[Number(part)] : member(here, String(part));
    if (here === undefined) break;
    at = here.start;
  }
  return at;
}

/** The keys and numbers of a JSON pointer (RFC 6901). */
export function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The plain value of JSON. Throws a StigError with line and column. */
export function parseJson(source: Source, limits: Limits = DEFAULT_LIMITS): unknown {
  try {
    return JSON.parse(source.text);
  } catch (error) {
    // The engine's own words differ from release to release, and name no line.
    parseJsonTree(source, limits);
    throw error;
  }
}

type Fail = (offset: number, code: Diagnostic['code'], message: string) => never;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class Parser {
  #at = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    readonly limits: Limits,
    readonly fail: Fail,
  ) {}

  document(): JsonNode {
    this.#space();
    const node = this.#value();
    this.#space();
    if (this.#at < this.text.length) this.#malformed('there is more after the end of the value');
    return node;
  }

  #malformed(reason: string): never {
    return this.fail(Math.min(this.#at, this.text.length), 'json-malformed', `not well formed: ${reason}`);
  }

  #space(): void {
    for (; this.#at < this.text.length; this.#at++) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  }

  #value(): JsonNode {
    const start = this.#at;
    switch (this.text[start]) {
      case '{':
        return this.#object(start);
      case '[':
        return this.#array(start);
      case '"':
        return { kind: 'scalar', start, value: this.#string(), end: this.#at };
      default:
        return this.#word(start);
    }
  }

  #object(start: number): JsonObject {
    const members: JsonMember[] = [];
    this.#open();
    this.#space();
    if (this.text[this.#at] !== '}') {
      for (;;) {
        this.#space();
        const keyStart = this.#at;
        if (this.text[keyStart] !== '"') this.#malformed('a member name in double quotes is expected');
        const key = this.#string();
        this.#space();
        if (this.text[this.#at] !== ':') this.#malformed('a colon is expected');
        this.#at++;
        this.#space();
        members.push({ key, start: keyStart, value: this.#value() });
        if (this.#more('}')) break;
      }
    }
    this.#close();
    return { kind: 'object', start, members, end: this.#at };
  }

  #array(start: number): JsonArray {
    const items: JsonNode[] = [];
    this.#open();
    this.#space();
    if (this.text[this.#at] !== ']') {
      do {
        this.#space();
        items.push(this.#value());
      } while (!this.#more(']'));
    }
    this.#close();
    return { kind: 'array', start, items, end: this.#at };
  }

  #open(): void {
    this.#at++;
    if (++this.#depth > this.limits.depth) {
      this.fail(this.#at - 1, 'limit-exceeded', `values are nested deeper than the limit depth=${this.limits.depth}`);
    }
  }

  #close(): void {
    this.#depth--;
    this.#at++;
  }

  /** Past a comma: false. At the closing bracket: true. */
  #more(close: string): boolean {
    this.#space();
    const character = this.text[this.#at];
    if (character === close) return true;
    if (character !== ',') this.#malformed(`a comma or ${close} is expected`);
    this.#at++;
    return false;
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    for (;;) {
      const quote = this.text.indexOf('"', end);
      if (quote < 0) this.#malformed('a string does not end');
      let slashes = 0;
      while (this.text[quote - 1 - slashes] === '\\') slashes++;
      end = quote + 1;
      if (slashes % 2 === 0) break;
    }
    if (end - start > this.limits.text) {
      this.fail(start, 'limit-exceeded', `a text is longer than the limit text=${this.limits.text}`);
    }
    try {
      const value = JSON.parse(this.text.slice(start, end)) as string;
      this.#at = end;
      return value;
    } catch {
      return this.#malformed('the string holds a bare control character or an unknown escape');
    }
  }

  #word(start: number): JsonScalar {
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, start)) continue;
      this.#at += word.length;
      return { kind: 'scalar', start, value, end: this.#at };
    }
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.text)?.[0];
    if (number === undefined)
      this.#malformed(start >= this.text.length ? 'the text ends too soon' : 'a value is expected');
    this.#at += number.length;
    return { kind: 'scalar', start, value: Number(number), end: this.#at };
  }
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];
