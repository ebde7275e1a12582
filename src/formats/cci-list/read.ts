import { StigError } from '../../io/diagnostic.js';
import { attribute, child, childrenNamed, textOf, type XmlElement } from '../../io/xml-element.js';
import type { CciItem, CciList } from '../../model/document.js';
import type { Read } from '../format.js';

/**
 * DISA's list of CCIs, `U_CCI_List.xml` (FORMATS G): root `cci_list`, in it `metadata` and `cci_items/cci_item`. One item
 * is in memory as XML at a time. Texts and indexes stay as they stand; ids are trimmed. An item without an id is
 * reported and left out.
 */
export const readCciList: Read = (source, { report, limits, walkXml }) => {
  const list: CciList = { kind: 'cci-list', version: null, publishDate: null, items: [] };
  source.reportEncoding(report);
  let root: string | null = null;
  walkXml(
    source,
    {
      open(element, path) {
        root ??= element.name;
        if (path.length === 0) return element.name === 'cci_list' ? 'enter' : 'skip';
        if (path.length === 1 && element.name === 'cci_items') return 'enter';
        if (path.length === 1 && element.name === 'metadata') return 'take';
        return path.length === 2 && element.name === 'cci_item' ? 'take' : 'skip';
      },
      take(element) {
        if (element.name === 'metadata') {
          list.version = textOf(child(element, 'version'));
          list.publishDate = textOf(child(element, 'publishdate'));
          return;
        }
        const item = itemOf(element);
        if (item !== null) list.items.push(item);
        else
          report(
            source.diagnosticAt(element.start, {
              code: 'element-missing',
              severity: 'warning',
              message: 'a cci_item has no id; it is left out',
            }),
          );
      },
    },
    limits,
  );
  if (root !== 'cci_list') {
    throw new StigError({
      code: 'format-mismatch',
      severity: 'error',
      file: source.name,
      message: `the root element is ${root}, not the cci_list of DISA's U_CCI_List.xml`,
    });
  }
  return [list];
};

function itemOf(element: XmlElement): CciItem | null {
  const id = attribute(element, 'id')?.trim();
  if (!id) return null;
  const references = child(element, 'references');
  return {
    id,
    status: textOf(child(element, 'status')),
    definition: textOf(child(element, 'definition')),
    references: (references ? childrenNamed(references, 'reference') : []).map((reference) => ({
      title: attribute(reference, 'title') ?? '',
      version: attribute(reference, 'version') ?? '',
      index: attribute(reference, 'index') ?? '',
    })),
  };
}
