import { describe, expect, it } from 'vitest';
import { isPicture } from '../../src/io/picture-mark.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';
import { stigXml } from '../support/stigs.js';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

describe('a picture', () => {
  it('is known by its first bytes', () => {
    expect(isPicture(JPEG)).toBe(true);
    expect(isPicture(Buffer.from('GIF89a'))).toBe(true);
    expect(isPicture(Buffer.from([0xff, 0xd8]))).toBe(false);
    for (const text of ['<?xml', '\ufeff<', '{"', 'GIF', '%PDF', 'PK'])
      expect(isPicture(Buffer.from(text))).toBe(false);
    expect(isPicture(Buffer.from([0xff, 0xfe, 0x3c, 0]))).toBe(false);
  });

  it('is passed over in a folder, and told of where it is named or all there is', async () => {
    const folder = folderOf({ 'a.xml': await stigXml(), 'logo.jpg': JPEG, 'only/logo.jpg': JPEG });
    expect(await runCli('info', folder)).toMatchObject({ code: 0, err: '' });
    expect((await runCli('info', `${folder}/logo.jpg`)).err).toContain('no reader knows this content');
    expect((await runCli('info', `${folder}/only`)).err).toContain(
      'holds nothing that a reader knows (1 file passed over)',
    );
  });
});
