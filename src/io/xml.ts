import { decodeByteText } from './byte-text.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Source } from './source.js';
import { NO_ATTRIBUTES, newAttributes, XmlBuilder } from './xml-builder.js';
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

/** A character that XML forbids, or half of one past U+FFFF. One class is looked for many times faster than choices. */
const NOT_PLAIN = /[^\t\n\r -\ud7ff\ue000-\ufffd]/;
/** U+FFFE and U+FFFF as bytes. */
const FORBIDDEN_BYTES = /\xef\xbf[\xbe\xbf]/;
/** A character that XML forbids, or half of one alone. */
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** A reference but XML's five and numeric ones to characters that are surely allowed. */
const NOT_PLAIN_REFERENCE =
  /&(?!(?:[lg]t|amp|quot|apos|#(?:9|10|13|3[2-9]|[4-9]\d|[12]\d\d|x(?:[9AaDd]|[2-9A-Fa-f][\dA-Fa-f]|20[\dA-Fa-f]{2})));)/;

/** Whether all text is what XML allows, wherever it stands. */
function isPlain(text: string, isBytes: boolean): boolean {
  if (text.includes(']]>') || NOT_PLAIN_REFERENCE.test(text) || (isBytes && FORBIDDEN_BYTES.test(text))) return false;
  return !NOT_PLAIN.test(text) || !FORBIDDEN.test(text);
}

/** A declaration that says nothing that would change how the rest is read, as version 1.1 would. */
const PLAIN_DECLARATION =
  /<\?xml[ \t\r\n]+version=(["'])1\.0\1(?:[ \t\r\n]+encoding=(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\r\n]+standalone=(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;
const PLAIN_INSTRUCTION = /<\?(?!xml[\s?])[A-Za-z][\w.-]*(?:\?>|[ \t\r\n])/iy;

const NAME = /[^ \t\r\n<>"'=/&]+/y;
const ATTRIBUTE = /[ \t\r\n]+([^ \t\r\n<>"'=/&]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /[ \t\r\n]*(\/?)>/y;

/** Tags that have nothing but blanks between values in double quotes, and no value that would have to be decoded. */
const PLAIN_TAG = /^<[^<&'\t\r\n\x80-\xff]*>$/;
/** What has to be decoded in a byte text. */
const WIDE = /[\x80-\xff]/;
const WIDE_RUN = /[\x80-\xff]+/g;

/** A tag without its values: `<fix id="">`. */
interface TagForm {
  name: string;
  /** Names of its attributes. */
  keys: readonly string[];
  isEmpty: boolean;
}

/** Forms that saxes has found well formed, of whatever document, by their text. There are few. */
const goodForms = new Map<string, TagForm>();
const MAX_GOOD_FORMS = 1_000;
/** A document with more forms of its own is not judged tag by tag. */
const MAX_NEW_FORMS = 200;
/** Start tags that are kept as read, in case that they come again. */
const MAX_KEPT_TAGS = 1_000;

/** A start tag as read. Elements share it, attributes and all. */
interface StartTag {
  name: string;
  /** Its name as it stands in what is walked. */
  written: string;
  attributes: XmlElement['attributes'];
  isEmpty: boolean;
  length: number;
}

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
  /** By the text from `<` up to the first `>`. */
  readonly #tags = new Map<string, StartTag>();
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
      const run = WIDE_RUN.exec(this.#text)![0];
      this.#longer += run.length - decodeByteText(run).length;
      this.#nextWide = this.#findWide(this.#nextWide + run.length);
    }
    return offset - this.#longer;
  }

  /** Where the next such byte stands; the end of the text where there is none. */
  #findWide(from: number): number {
    WIDE_RUN.lastIndex = from;
    return WIDE_RUN.exec(this.#text)?.index ?? this.#text.length;
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

  #startTag(start: number): number {
    const open = this.#open;
    if (open.length === 0 && this.#hasRoot) this.#judge();
    this.#hasRoot = true;
    const text = this.#text;
    const place = this.#place(start);
    // A `>` in a value ends this too early: then it is none that is kept.
    const written = text.slice(start, text.indexOf('>', start) + 1);
    let tag = this.#tags.get(written);
    if (tag === undefined) {
      tag = this.#ofKnownForm(written, place) ?? this.#read(start, place);
      if (this.#tags.size < MAX_KEPT_TAGS && tag.length === written.length) this.#tags.set(written, tag);
    }
    const end = start + tag.length;
    const contentPlace = this.#place(end);
    this.builder.open(tag.name, tag.attributes, place, contentPlace);
    if (tag.isEmpty) this.builder.close(contentPlace, contentPlace);
    else open.push(tag.written);
    return end;
  }

  /** A tag that differs from one that was read before in values alone, as nearly all do. */
  #ofKnownForm(written: string, place: number): StartTag | undefined {
    if (!PLAIN_TAG.test(written)) return undefined;
    const pieces = written.split('"');
    const form = goodForms.get(formOf(pieces));
    if (form === undefined) return undefined;
    const { name, keys, isEmpty } = form;
    const { length } = written;
    this.builder.holdPrefix(name, this.#prefixes, place);
    if (keys.length === 0) return { name, written: name, attributes: NO_ATTRIBUTES, isEmpty, length };
    const attributes = newAttributes();
    for (let i = 0; i < keys.length; i++) {
      const value = pieces[2 * i + 1]!;
      this.builder.holdAttribute(keys[i]!, value, place);
      attributes[keys[i]!] = value;
    }
    return { name, written: name, attributes, isEmpty, length };
  }

  #read(start: number, place: number): StartTag {
    const text = this.#text;
    NAME.lastIndex = start + 1;
    const writtenName = NAME.exec(text)?.[0] ?? '';
    const name = this.#decoded(writtenName);
    const keys: string[] = [];
    let attributes = NO_ATTRIBUTES;
    let at = start + 1 + writtenName.length;
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
    const tag = text.slice(start, TAG_END.lastIndex);
    const isEmpty = end?.[1] === '/';
    if (end === null || !this.#isGood({ name, keys, isEmpty }, tag)) this.#judge();
    this.builder.holdPrefix(name, this.#prefixes, place);
    if (end === null) return this.#beyond(place);
    return { name, written: writtenName, attributes, isEmpty, length: tag.length };
  }

  /** Whether saxes takes a tag of this form; `false` where that is not to be asked any more. */
  #isGood(form: TagForm, tag: string): boolean {
    const { name, keys } = form;
    if (!this.#isJudged) {
      if (this.#newForms++ === MAX_NEW_FORMS) return false;
      if (!isWellFormed(`<${name}${keys.map((key) => ` ${key}=""`).join('')}/>`)) return false;
    }
    // What declares a prefix is read each time.
    const isPlainForm = PLAIN_TAG.test(tag) && !keys.some((key) => key.startsWith('xmlns:'));
    if (isPlainForm && goodForms.size < MAX_GOOD_FORMS) goodForms.set(formOf(tag.split('"')), form);
    return true;
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

/** The text of a tag without its values, out of what stands between its quotes. */
function formOf(pieces: readonly string[]): string {
  let form = pieces[0]!;
  for (let i = 2; i < pieces.length; i += 2) form += `"${pieces[i]!}`;
  return form;
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
