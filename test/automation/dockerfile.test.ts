/** The Dockerfile: no engine is needed to see that it takes nothing from outside and that what it copies works. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

/** Instructions, with lines that go on joined. */
const instructions = read('Dockerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => ({ word: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1) }));
const of = (word: string) => instructions.filter((i) => i.word === word).map((i) => i.rest);
const copies = of('COPY').map((line) => {
  const words = line.split(/\s+/);
  return { sources: words.slice(0, -1), target: words.at(-1)! };
});

describe('the Dockerfile', () => {
  it('has one base image, which can be named', () => {
    expect(of('ARG')).toEqual(['BASE=node:22-alpine']);
    expect(of('FROM').map((line) => line.replace('$', ''))).toEqual(['{BASE}']);
    expect(of('ADD')).toEqual([]);
  });

  it('copies what is there once it is built, and what .dockerignore lets through', () => {
    const letThrough = read('.dockerignore').split('\n');
    expect(letThrough).toContain('*');
    for (const { sources } of copies) {
      for (const source of sources) {
        expect(existsSync(join(ROOT, source)), `${source}: npm run build`).toBe(true);
        expect(letThrough).toContain(`!${source}`);
      }
    }
  });

  it('runs nothing that would need a network, and not as root', () => {
    for (const line of of('RUN')) {
      expect(line).not.toMatch(
        /\b(?:npm|npx|yarn|pnpm|corepack|apk|apt(?:-get)?|yum|dnf|pip|curl|wget|git|ssh)\b|:\/\//,
      );
    }
    const user = of('USER').at(-1);
    expect(user).toBe('node');
    // The user stands after everything that writes into the image.
    const last = (word: string) => instructions.findLastIndex((i) => i.word === word);
    expect(last('USER')).toBeGreaterThan(Math.max(last('RUN'), last('COPY')));
  });

  it('makes a command that works, out of what it copies alone', () => {
    const image = mkdtempSync(join(tmpdir(), 'stigkit-image-'));
    try {
      for (const { sources, target } of copies) {
        for (const source of sources) {
          const whole = statSync(join(ROOT, source)).isDirectory();
          cpSync(join(ROOT, source), join(image, target, whole ? '' : source), { recursive: true });
        }
      }
      const [, script] = /ln -s (\S+) \/usr\/local\/bin\/stigkit/.exec(of('RUN').join('\n'))!;
      const stig = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
      for (const args of [
        ['--version'],
        ['info', stig],
        ['convert', stig, '--to', 'html'],
        ['site', '--print-template', 'check'],
      ]) {
        const { status, stderr } = spawnSync(process.execPath, [join(image, script!), ...args], { encoding: 'utf8' });
        expect([args[0], status, stderr]).toEqual([args[0], 0, '']);
      }
      expect(of('ENTRYPOINT')).toEqual(['["stigkit"]']);
    } finally {
      rmSync(image, { recursive: true });
    }
  });
});
