import { createHash } from 'node:crypto';
import type { Environment } from '@portal/domain';

/** The namespace of the catalogue's ids; a change of it would change them all. */
const NAMESPACE = Buffer.from('8f1c2b7e5d0a4c3f9e6b1a2d3c4e5f60', 'hex');

/** The id of a portfolio. */
export function portfolioId(slug: string): string {
  return derivedId(`portfolio/${slug}`);
}

/** The id of a service. */
export function serviceId(slug: string): string {
  return derivedId(`service/${slug}`);
}

/** The id of a requirement. */
export function requirementId(portfolio: string, environment: Environment, code: string): string {
  return derivedId(`${portfolio}/${environment}/${code}`);
}

/** A UUID version 5 of what names a thing: the same on every machine and after every load. */
function derivedId(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
