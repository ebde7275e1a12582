import { describe, expect, it } from 'vitest';
import { composeDescription, parseDescription } from '../../../src/formats/xccdf/description.js';

const disa =
  '<VulnDiscussion>Why <path> & so on.</VulnDiscussion><FalsePositives></FalsePositives><FalseNegatives></FalseNegatives>' +
  '<Documentable>false</Documentable><Mitigations></Mitigations><SeverityOverrideGuidance></SeverityOverrideGuidance>' +
  '<PotentialImpacts></PotentialImpacts><ThirdPartyTools></ThirdPartyTools><MitigationControl></MitigationControl>' +
  '<Responsibility>SA</Responsibility><Responsibility>IAO</Responsibility><IAControls>ECSC-1</IAControls>';

describe('description', () => {
  it('is read by its literal tags, though it is not well formed', () => {
    const { fields, form, plain } = parseDescription(disa);
    expect(fields.discussion).toBe('Why <path> & so on.');
    expect(fields.responsibility).toEqual(['SA', 'IAO']);
    expect(fields.mitigations).toBe('');
    expect(form).toBeNull();
    expect(plain).toBeNull();
  });

  it('runs from the first opening tag to the last closing one', () => {
    const text = '<VulnDiscussion>The tag </VulnDiscussion> is a tag.</VulnDiscussion>';
    expect(parseDescription(text).fields.discussion).toBe('The tag </VulnDiscussion> is a tag.');
  });

  it('keeps what an element lacks apart from what it has empty', () => {
    const { fields } = parseDescription('<VulnDiscussion></VulnDiscussion>');
    expect(fields.discussion).toBe('');
    expect(fields.iaControls).toBeNull();
    expect(fields.responsibility).toBeNull();
  });

  it('reads the wrong name of the override guidance', () => {
    const text = '<VulnDiscussion>x</VulnDiscussion><SecurityOverrideGuidance>y</SecurityOverrideGuidance>';
    const { fields, form } = parseDescription(text);
    expect(fields.severityOverrideGuidance).toBe('y');
    expect(composeDescription(fields, form)).toBe(text);
  });

  it('gives a text without elements as plain', () => {
    expect(parseDescription('Plain words.')).toMatchObject({ plain: 'Plain words.', fields: { discussion: null } });
  });

  it.each([
    disa,
    '<IAControls>a</IAControls>\n <VulnDiscussion>b</VulnDiscussion> tail',
    '<VulnDiscussion>a <Mitigations>inner</Mitigations> b</VulnDiscussion>',
    '<VulnDiscussion>not closed',
    '<VulnDiscussion>$1 $& <IAControls></IAControls></VulnDiscussion><IAControls>x</IAControls>',
  ])('is composed again as it was: %s', (text) => {
    const { fields, form, plain } = parseDescription(text);
    expect(plain ?? composeDescription(fields, form)).toBe(text);
  });
});
