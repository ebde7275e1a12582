import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { cciList } from '../../../src/formats/cci-list/codec.js';
import { Source } from '../../../src/io/source.js';
import type { CciList } from '../../../src/model/document.js';
import { readSource } from '../../../src/read.js';
import { readContext } from '../../support/context.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';

function source(xml: string): Source {
  return new Source('list.xml', new TextEncoder().encode(xml));
}

const LIST = `<?xml version="1.0" encoding="UTF-8"?>
<cci_list xmlns="http://iase.disa.mil/cci">
  <metadata><version>2031-01-02</version><publishdate>2031-01-03</publishdate></metadata>
  <cci_items>
    <cci_item id="CCI-990001">
      <status>draft</status><contributor>Acme</contributor>
      <definition>Keep &lt;all&gt; harbors &amp; gates.</definition>
      <references>
        <reference creator="NIST" title="NIST SP 800-53 Revision 5" version="5" location="x" index="AC-1 a" />
        <reference creator="NIST" title="NIST SP 800-53" version="3" location="x" index="AC-1 b " />
      </references>
    </cci_item>
    <cci_item><status>draft</status></cci_item>
    <cci_item id=" CCI-990002 "/>
  </cci_items>
</cci_list>`;

describe('the CCI list', () => {
  it('gives items with definition and references, and reports one without an id', async () => {
    const context = readContext();
    expect(await cciList.read!(source(LIST), context)).toEqual([
      {
        kind: 'cci-list',
        version: '2031-01-02',
        publishDate: '2031-01-03',
        items: [
          {
            id: 'CCI-990001',
            status: 'draft',
            definition: 'Keep <all> harbors & gates.',
            references: [
              { title: 'NIST SP 800-53 Revision 5', version: '5', index: 'AC-1 a' },
              { title: 'NIST SP 800-53', version: '3', index: 'AC-1 b ' },
            ],
          },
          { id: 'CCI-990002', status: null, definition: null, references: [] },
        ],
      },
    ]);
    expect(context.reported).toMatchObject([{ code: 'element-missing', file: 'list.xml', line: 13 }]);
  });

  it('is recognised by its root', async () => {
    expect((await readSource(source(LIST))).format.name).toBe('cci-list');
  });

  it('refuses another root', () => {
    expect(() => cciList.read!(source('<Benchmark/>'), readContext())).toThrow('the root element is Benchmark');
  });
});

describe.skipIf(!hasCorpus)(`the CCI list among ${NEEDS_CORPUS}`, () => {
  it('has what another parser finds in it', async () => {
    const file = sourceOf(corpusFiles('cci', '.xml')[0]!);
    const { documents } = await readSource(file);
    const list = documents[0] as CciList;
    const parser = new XMLParser({
      ignoreAttributes: false,
      parseTagValue: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'reference',
    });
    const { metadata, cci_items } = parser.parse(file.text).cci_list;
    expect([list.version, list.publishDate]).toEqual([metadata.version, metadata.publishdate]);
    const items = cci_items.cci_item as { id: string; references?: { reference: { index: string }[] } }[];
    expect(list.items.map((item) => item.id)).toEqual(items.map((item) => item.id));
    expect(list.items.map((item) => item.references.map((r) => r.index.trim()))).toEqual(
      items.map((item) => item.references?.reference.map((r) => r.index.trim()) ?? []),
    );
    expect(list.items.length).toBeGreaterThan(5000);
  });
});
