import { createHash } from 'node:crypto';
import type { Environment } from '@portal/domain';

/** The namespace of requirements' ids; a change of it would change them all. */
const NAMESPACE = Buffer.from('8f1c2b7e5d0a4c3f9e6b1a2d3c4e5f60', 'hex');

/** The id of a requirement, a UUID version 5 of what names it: the same on every machine and after every load. */
export function requirementId(portfolio: string, environment: Environment, code: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${portfolio}/${environment}/${code}`).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
