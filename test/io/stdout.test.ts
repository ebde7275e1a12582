import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { resultStream } from '../../src/io/stdout.js';

function streamFailing(code: string, after: number) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      if (written.length === after) return done(Object.assign(new Error(code), { code }));
      written.push(String(chunk));
      setImmediate(done);
    },
  });
  return { stream, written };
}

it('waits for a slow reader', async () => {
  const { stream, written } = streamFailing('', 9);
  const out = resultStream(stream);
  expect(await out.write('one')).toBe(true);
  expect(stream.writableLength).toBe(0);
  expect(await out.write(Buffer.from('two'))).toBe(true);
  expect(written).toEqual(['one', 'two']);
});

it('ends in silence when the reader has gone', async () => {
  const out = resultStream(streamFailing('EPIPE', 1).stream);
  expect([await out.write('one'), await out.write('two'), await out.write('three')]).toEqual([true, false, false]);
});

it('says when the disk is full', async () => {
  await expect(resultStream(streamFailing('ENOSPC', 0).stream).write('one')).rejects.toMatchObject({
    code: 'write-failed',
    message: 'standard output cannot be written: the disk is full',
  });
});
