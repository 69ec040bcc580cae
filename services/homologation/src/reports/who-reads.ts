import type { Caller } from '@portal/service-kit';
import type { ConformanceReport } from './conformance-report.ts';

/** Its owner, the system that it is of, and those who review requests. */
export function mayRead({ ownerId, credentialId }: ConformanceReport, caller: Caller): boolean {
  if (caller.kind === 'client') return caller.credentialId === credentialId;
  return caller.kind === 'person' && (caller.id === ownerId || reviews(caller));
}

/** Whether who asks reviews requests, or administers. */
export function reviews(caller: Caller): boolean {
  return caller.kind === 'person' && caller.roles.some((role) => role === 'REVIEWER' || role === 'ADMIN');
}
