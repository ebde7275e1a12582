import { decodeByteText } from './byte-text.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Source } from './source.js';
import { NO_ATTRIBUTES, nameOf, newAttributes, XmlBuilder, type XmlName } from './xml-builder.js';
import type { XmlElement } from './xml-element.js';
import { isWellFormed, judgeDocument } from './xml-judge.js';
import { decodeReferences } from './xml-text.js';
import type { WalkXml } from './xml-walk.js';

/**
 * Walks a document strictly: what saxes refuses is refused, with line and column, and so are a DOCTYPE and an undeclared
 * prefix (`judgeDocument`). No entity but XML's five and numeric ones is known.
 *
 * saxes takes a document character by character. Nearly all of a STIG is plain text and the same few tags again and
 * again, which can be judged as they are found: a form of tag is shown to saxes once, text is plain or not at a look
 * (`isPlain`), and end tags are held against what is open. At the first thing that is not plainly well formed saxes
 * reads the whole document. It throws, or there is nothing more to judge.
 *
 * Text is cut out of the source, carriage returns and all: XML would make CRLF one LF, but STIG Viewer 3 keeps them
 * (FORMATS B.1), and so must the model.
 */
export const walkXml: WalkXml = (source, visitor, limits = DEFAULT_LIMITS) => {
  new Walk(source, new XmlBuilder(source, visitor, limits), limits).run();
};

/**
 * A character that XML forbids, or half of one past U+FFFF. One class is looked for many times faster than choices. In a
 * byte text: a byte that is no character of its own.
 */
const NOT_PLAIN = /[^\t\n\r -\ud7ff\ue000-\ufffd]/;
const NOT_PLAIN_BYTE = /[^\t\n\r -\x7f]/g;
/** A character that XML forbids, or half of one alone. */
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** A reference but XML's five and numeric ones to characters that are surely allowed. */
const NOT_PLAIN_REFERENCE =
  /&(?!(?:[lg]t|amp|quot|apos|#(?:9|10|13|3[2-9]|[4-9]\d|[12]\d\d|x(?:[9AaDd]|[2-9A-Fa-f][\dA-Fa-f]|20[\dA-Fa-f]{2})));)/;

/** Whether text is what XML allows, wherever it stands. Characters of a byte text are looked at as the walk gets there. */
function isPlain(text: string, isBytes: boolean): boolean {
  if (text.includes(']]>') || NOT_PLAIN_REFERENCE.test(text)) return false;
  return isBytes || !NOT_PLAIN.test(text) || !FORBIDDEN.test(text);
}

/** A declaration that says nothing that would change how the rest is read, as version 1.1 would. */
const PLAIN_DECLARATION =
  /<\?xml[ \t\r\n]+version=(["'])1\.0\1(?:[ \t\r\n]+encoding=(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\r\n]+standalone=(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;
const PLAIN_INSTRUCTION = /<\?(?!xml[\s?])[A-Za-z][\w.-]*(?:\?>|[ \t\r\n])/iy;

const NAME = /[^ \t\r\n<>"'=/&]+/y;
const ATTRIBUTE = /[ \t\r\n]+([^ \t\r\n<>"'=/&]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /[ \t\r\n]*(\/?)>/y;

/** What a value in double quotes, or a tag but for its values, must not hold to be taken as it stands. */
const NOT_AS_IT_STANDS = /[<&\t\r\n\x80-\xff]/;
/** What has to be decoded in a byte text. */
const WIDE = /[\x80-\xff]/;
const WIDE_RUN = /[\x80-\xff]+/y;

/** A tag without its values: `<fix id="` and `">`. */
interface TagForm {
  name: XmlName;
  /** Its name as it stands. */
  written: string;
  /** Names of its attributes. */
  keys: readonly string[];
  isEmpty: boolean;
  /** The text before the first value, between values and after the last one. */
  pieces: readonly string[];
  /** The form of the tag that came after one of this form the last time: likely that of the next one. */
  next: TagForm | undefined;
}

/** Forms that saxes has found well formed, of whatever document, by their text. There are few. */
const goodForms = new Map<string, TagForm>();
const MAX_GOOD_FORMS = 1_000;
/** A document with more forms of its own is not judged tag by tag. */
const MAX_NEW_FORMS = 200;

/**
 * A walk goes over the bytes as a text where it can (`Source.byteText`), else over the decoded text; markup is ASCII but
 * for a few names, and of the rest what is taken is decoded. Places are given as those in the decoded text.
 */
class Walk {
  readonly #text: string;
  readonly #isBytes: boolean;
  /** Of a byte text: where the next byte stands that is no character of its own, and how much longer all before it is. */
  #nextWide: number;
  #longer = 0;
  /** Whether saxes has read the whole document and found it good. */
  #isJudged = false;
  #newForms = 0;
  readonly #prefixes = new Set(['xml']);
  /** The form of the last start tag. */
  #lastForm: TagForm | undefined;
  /** Names of the open elements as written, outermost first. */
  readonly #open: string[] = [];
  #hasRoot = false;

  constructor(
    readonly source: Source,
    readonly builder: XmlBuilder,
    readonly limits: Limits,
  ) {
    const { byteText } = source;
    this.#isBytes = byteText !== null;
    this.#text = byteText ?? source.text;
    this.#nextWide = this.#isBytes ? this.#findWide(0) : this.#text.length;
  }

  run(): void {
    const text = this.#text;
    if (!isPlain(text, this.#isBytes)) this.#judge();
    let at = 0;
    while (at < text.length) {
      // Looked at first, as searching costs more: most tags follow each other without a blank.
      const start = text.charCodeAt(at) === LESS_THAN ? at : text.indexOf('<', at);
      if (start !== at) this.#between(at, start < 0 ? text.length : start);
      if (start < 0) break;
      const second = text.charCodeAt(start + 1);
      if (second === SLASH) at = this.#endTag(start);
      else if (second === EXCLAMATION) at = this.#declaration(start);
      else if (second === QUESTION) at = this.#instruction(start);
      else at = this.#startTag(start);
    }
    // To the end, so that every byte has been looked at.
    this.#place(text.length);
    if (this.#open.length > 0 || !this.#hasRoot) this.#judge();
  }

  /** Has saxes judge the whole document, once: it throws if anything is wrong. */
  #judge(): void {
    if (this.#isJudged) return;
    judgeDocument(this.source, this.limits);
    this.#isJudged = true;
  }

  /** The place in the decoded text. Asked for in ascending order. */
  #place(offset: number): number {
    while (this.#nextWide < offset) {
      WIDE_RUN.lastIndex = this.#nextWide;
      const run = WIDE_RUN.exec(this.#text)?.[0];
      // A control character; U+FFFE or U+FFFF.
      if (run === undefined || /\xef\xbf[\xbe\xbf]/.test(run)) this.#judge();
      if (run !== undefined) this.#longer += run.length - decodeByteText(run).length;
      this.#nextWide = this.#findWide(this.#nextWide + (run?.length ?? 1));
    }
    return offset - this.#longer;
  }

  /** Where the next such byte stands; the end of the text where there is none. */
  #findWide(from: number): number {
    NOT_PLAIN_BYTE.lastIndex = from;
    return NOT_PLAIN_BYTE.exec(this.#text)?.index ?? this.#text.length;
  }

  /** A part of what is walked, decoded. */
  #decoded(part: string): string {
    return this.#isBytes && WIDE.test(part) ? decodeByteText(part) : part;
  }

  #between(start: number, end: number): void {
    if (this.builder.taking) this.#give(start, end, true);
    else if (this.#open.length === 0 && /[^ \t\r\n]/.test(this.#text.slice(start, end))) this.#judge();
  }

  /** Gives the visitor a text. */
  #give(start: number, end: number, hasReferences: boolean): void {
    const place = this.#place(start);
    const part = this.#text.slice(start, end);
    const text = this.#nextWide < end ? decodeByteText(part) : part;
    this.builder.text(hasReferences ? decodeReferences(text) : text, place);
  }

  /** Gives the visitor a start tag. Nearly all differ from one that was read before in values alone. */
  #startTag(start: number): number {
    if (this.#open.length === 0 && this.#hasRoot) this.#judge();
    this.#hasRoot = true;
    const place = this.#place(start);
    const next = this.#lastForm?.next;
    const end = next === undefined ? -1 : this.#ofForm(next, start, place);
    if (end >= 0) return end;
    const known = this.#knownForm(start);
    if (this.#lastForm !== undefined && known !== undefined) this.#lastForm.next = known;
    const knownEnd = known === undefined ? -1 : this.#ofForm(known, start, place);
    return knownEnd >= 0 ? knownEnd : this.#read(start, place);
  }

  /** Reads a tag of that form and gives where it ends; -1 where it is of another, or has to be decoded. */
  #ofForm(form: TagForm, start: number, place: number): number {
    const text = this.#text;
    const { name, written, keys, pieces } = form;
    if (!text.startsWith(pieces[0]!, start)) return -1;
    let at = start + pieces[0]!.length;
    let attributes = NO_ATTRIBUTES;
    for (let i = 0; i < keys.length; i++) {
      const end = text.indexOf('"', at);
      const after = pieces[i + 1]!;
      if (end < 0 || !text.startsWith(after, end)) return -1;
      const value = text.slice(at, end);
      if (NOT_AS_IT_STANDS.test(value)) return -1;
      this.builder.holdAttribute(keys[i]!, value, place);
      if (i === 0) attributes = newAttributes();
      attributes[keys[i]!] = value;
      at = end + after.length;
    }
    this.builder.holdPrefix(name, this.#prefixes, place);
    this.#lastForm = form;
    return this.#opened(name, written, attributes, form.isEmpty, place, at);
  }

  /** The form of the tag that begins there, if it was met before. */
  #knownForm(start: number): TagForm | undefined {
    const text = this.#text;
    // A `>` in a value ends this too early: then it is of no form that is known.
    const tag = text.slice(start, text.indexOf('>', start) + 1);
    return goodForms.get(formText(tag));
  }

  /** Tells of a start tag and gives where it ends. */
  #opened(
    name: XmlName,
    written: string,
    attributes: XmlElement['attributes'],
    isEmpty: boolean,
    place: number,
    end: number,
  ): number {
    const contentPlace = this.#place(end);
    this.builder.open(name, attributes, place, contentPlace);
    if (isEmpty) this.builder.close(contentPlace, contentPlace);
    else this.#open.push(written);
    return end;
  }

  /** Reads a tag of any form. */
  #read(start: number, place: number): number {
    const text = this.#text;
    NAME.lastIndex = start + 1;
    const written = NAME.exec(text)?.[0] ?? '';
    const qualified = this.#decoded(written);
    const name = nameOf(qualified);
    const keys: string[] = [];
    let attributes = NO_ATTRIBUTES;
    let at = start + 1 + written.length;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const match = ATTRIBUTE.exec(text);
      if (match === null) break;
      at = ATTRIBUTE.lastIndex;
      const key = this.#decoded(match[1]!);
      const value = decodeAttribute(this.#decoded(match[2] ?? match[3]!));
      this.builder.holdAttribute(key, value, place);
      if (key.startsWith('xmlns:')) this.#prefixes.add(key.slice(6));
      if (attributes === NO_ATTRIBUTES) attributes = newAttributes();
      attributes[key] = value;
      keys.push(key);
    }
    TAG_END.lastIndex = at;
    const end = TAG_END.exec(text);
    const tagEnd = TAG_END.lastIndex;
    const isEmpty = end?.[1] === '/';
    const form = formText(text.slice(start, tagEnd));
    const isKnown = end !== null && goodForms.has(form);
    if (end === null || !(isKnown || this.#isGood(qualified, keys))) this.#judge();
    this.builder.holdPrefix(name, this.#prefixes, place);
    if (end === null) return this.#beyond(place);
    this.#lastForm = keepForm(form, qualified, keys, isEmpty);
    return this.#opened(name, written, attributes, isEmpty, place, tagEnd);
  }

  /** Whether saxes takes a tag of this name with these attributes; `false` where that is not to be asked any more. */
  #isGood(name: string, keys: readonly string[]): boolean {
    if (this.#isJudged) return true;
    return this.#newForms++ < MAX_NEW_FORMS && isWellFormed(`<${name}${keys.map((key) => ` ${key}=""`).join('')}/>`);
  }

  #endTag(start: number): number {
    const text = this.#text;
    const name = this.#open.pop();
    let end = start + 2 + (name?.length ?? 0);
    if (name === undefined || text.charCodeAt(end) !== GREATER_THAN || !text.startsWith(name, start + 2)) {
      this.#judge();
      end = text.indexOf('>', start);
    }
    this.builder.close(this.#place(start), this.#place(end + 1));
    return end + 1;
  }

  /** A comment or a CDATA section; a DOCTYPE is refused by the judge. */
  #declaration(start: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', start)) {
      const end = text.indexOf('-->', start + 4);
      // `--` is forbidden within, and so is a `-` before the end.
      if (end < 0 || text.indexOf('--', start + 4) !== end) this.#judge();
      const comment = this.#decoded(text.slice(start + 4, end)).replace(/\r\n?/g, '\n');
      this.builder.comment(comment, this.#place(start), this.#place(end + 3));
      return end + 3;
    }
    const end = text.startsWith('<![CDATA[', start) && this.#open.length > 0 ? text.indexOf(']]>', start) : -1;
    // Text with `]]>` anywhere has been judged before.
    if (end < 0) {
      this.#judge();
      return this.#beyond(this.#place(start));
    }
    const from = start + '<![CDATA['.length;
    if (this.builder.taking && end > from) this.#give(from, end, false);
    return end + 3;
  }

  #instruction(start: number): number {
    const plain = start === 0 ? PLAIN_DECLARATION : PLAIN_INSTRUCTION;
    plain.lastIndex = start;
    const end = this.#text.indexOf('?>', start);
    if (end < 0 || !plain.test(this.#text)) this.#judge();
    return end + 2;
  }

  /** Where saxes took what this cannot read. It has not been seen. */
  #beyond(place: number): never {
    return this.builder.fail(place, 'xml-malformed', 'not well formed: this < begins no markup that is known');
  }
}

/** A tag without its values. */
function formText(tag: string): string {
  return tag.replace(/"[^"]*"/g, '""');
}

/** Keeps the form of a good tag, if it can be known again by its text. */
function keepForm(text: string, qualified: string, keys: readonly string[], isEmpty: boolean): TagForm | undefined {
  // What declares a prefix is read each time.
  if (NOT_AS_IT_STANDS.test(text.slice(1)) || text.includes("'") || keys.some((key) => key.startsWith('xmlns:'))) {
    return undefined;
  }
  const known = goodForms.get(text);
  if (known !== undefined || goodForms.size >= MAX_GOOD_FORMS) return known;
  const pieces = text
    .split('""')
    .map((piece, i, { length }) => `${i > 0 ? '"' : ''}${piece}${i < length - 1 ? '"' : ''}`);
  const { name, prefix } = nameOf(qualified);
  const form: TagForm = {
    name: { name: asKey(name), prefix: asKey(prefix) },
    written: qualified,
    keys: keys.map(asKey),
    isEmpty,
    pieces,
    next: undefined,
  };
  goodForms.set(text, form);
  return form;
}

/** The same text as V8 keeps names of members: it is compared and looked up without a look at its characters. */
function asKey(text: string): string {
  return Object.keys({ [text]: 0 })[0]!;
}

/** An attribute's value as XML has it: a line end or tab is a blank, but for one written as a reference. */
function decodeAttribute(raw: string): string {
  return decodeReferences(/[\t\r\n]/.test(raw) ? raw.replace(/\r\n|[\t\r\n]/g, ' ') : raw);
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
