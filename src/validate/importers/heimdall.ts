import type { Field, Subject } from './subject.js';
import { checkWords } from './words.js';

const IPV4_PART = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const IPV6 = /^[\dA-Fa-f:]{2,39}(?:%[\w.]{1,16})?$/;
const MAC = /^[\dA-Fa-f]{2}(?:[:-][\dA-Fa-f]{2}){5}$/;
const FQDN = /^(?=.{1,253}$)[A-Za-z0-9_](?:[\w-]{0,62})(?:\.[\w-]{1,63})*\.?$/;

/** What Heimdall's libraries check on import (FORMATS B.6). */
export function checkHeimdall(subject: Subject): void {
  const { asset, stigs } = subject.checklist;
  checkWords(subject, 'it is refused');
  form(subject, 'ipAddress', asset.ipAddress, isIp, 'an IPv4 or IPv6 address');
  form(subject, 'macAddress', asset.macAddress, (text) => MAC.test(text), 'a MAC address (00:00:5E:00:53:01)');
  form(subject, 'fqdn', asset.fqdn, (text) => FQDN.test(text), 'a fully qualified domain name');
  stigs.forEach(({ benchmark, reviews }, stig) => {
    if (reviews.length === 0) subject.find('error', 'the STIG has no rule: the file is refused', { stig });
    const { version, release } = benchmark;
    if (!/^\d+$/.test(version ?? '')) {
      const message = `${subject.name('version')} is ${JSON.stringify(version ?? '')}: a whole number is wanted`;
      subject.find('error', message, { stig, field: 'version' });
    }
    if (!/^\d+$/.test(release ?? '')) {
      const said = JSON.stringify(benchmark.releaseInfo ?? '');
      const message = `${subject.name('releaseInfo')} is ${said}: the release is wanted as a whole number`;
      subject.find('error', message, { stig, field: 'releaseInfo' });
    }
  });
}

function form(
  subject: Subject,
  field: Field,
  value: string | null,
  fits: (text: string) => boolean,
  wanted: string,
): void {
  if (!value || fits(value)) return;
  subject.find('error', `${subject.name(field)} is ${JSON.stringify(value)}: ${wanted} is wanted, one alone`, {
    field,
  });
}

function isIp(text: string): boolean {
  const parts = text.split('.');
  if (parts.length === 4 && parts.every((part) => IPV4_PART.test(part))) return true;
  return IPV6.test(text) && text.includes(':');
}
