import { type Caller, may } from '@portal/service-kit';
import type { ConformanceReport } from './conformance-report.ts';

/** Its owner, the system that it is of, and those who review requests. */
export function mayRead(
  { ownerId, credentialId }: Pick<ConformanceReport, 'ownerId' | 'credentialId'>,
  caller: Caller,
): boolean {
  if (caller.kind === 'client') return caller.credentialId === credentialId;
  return caller.kind === 'person' && (caller.id === ownerId || may(caller, 'READ_REQUESTS'));
}
