import { SaxesParser } from 'saxes';
import type { Source } from '../../src/io/source.js';
import type { XmlElement } from '../../src/io/xml-element.js';
import type { WalkXml } from '../../src/io/xml-walk.js';

/** An element as both readings give it: places left out, line ends made one as XML asks. */
export type Tree = { name: string; attributes: Record<string, string>; children: (Tree | string)[] };

/** The whole document as saxes reads it: an independent engine to hold ours against. Throws what saxes throws. */
export function treeOfSaxes(text: string, { xmlns = true } = {}): Tree {
  const root: Tree = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('DOCTYPE');
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, a]) => [name, typeof a === 'string' ? a : a.value]),
    );
    const element: Tree = { name: tag.name, attributes, children: [] };
    open[open.length - 1]!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addPiece = (piece: string) => {
    if (open.length > 1) addText(open[open.length - 1]!.children, piece);
  };
  parser.on('text', addPiece);
  parser.on('cdata', addPiece);
  parser.write(text).close();
  return oneLineEnd(root.children[0] as Tree);
}

/** The whole document as one of our engines reads it. */
export function treeOf(walk: WalkXml, source: Source): Tree {
  let root: Tree | undefined;
  walk(source, {
    open: () => 'take',
    take: (element) => {
      root ??= plain(element);
    },
  });
  return oneLineEnd(root!);
}

/** Line ends made one: a CR may come from a reference (`&#xD;`), which XML leaves alone. */
function oneLineEnd(tree: Tree): Tree {
  const children = tree.children.map((c) => (typeof c === 'string' ? c.replace(/\r\n?/g, '\n') : oneLineEnd(c)));
  return { ...tree, children };
}

function plain(element: XmlElement): Tree {
  const children: Tree['children'] = [];
  for (const c of element.children) {
    if (typeof c === 'string') addText(children, c);
    else children.push(plain(c));
  }
  return {
    name: element.prefix === '' ? element.name : `${element.prefix}:${element.name}`,
    attributes: { ...element.attributes },
    children,
  };
}

function addText(children: (Tree | string)[], text: string): void {
  const last = children.length - 1;
  if (typeof children[last] === 'string') children[last] += text;
  else if (text !== '') children.push(text);
}
