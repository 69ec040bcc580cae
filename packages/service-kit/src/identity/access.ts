import type { Role } from '@portal/domain';
import { forbidden, unauthenticated } from '../graph-errors.ts';
import type { Caller, ClientCaller, Person } from './caller.ts';

/** The caller as a person; UNAUTHENTICATED for nobody, FORBIDDEN for a program that speaks for no person. */
export function requirePerson(caller: Caller): Person {
  if (caller.kind === 'person') return caller;
  throw caller.kind === 'anonymous' ? unauthenticated() : forbidden();
}

/** The caller as somebody who has things of their own: a person, or a system by its credential. */
export function requirePersonOrClient(caller: Caller): Person | ClientCaller {
  return caller.kind === 'client' ? caller : requirePerson(caller);
}

/** The caller as a person who has one of the roles, or UNAUTHENTICATED or FORBIDDEN. */
export function requireRole(caller: Caller, ...roles: Role[]): Person {
  const person = requirePerson(caller);
  if (!hasRole(person, ...roles)) throw forbidden();
  return person;
}

/** Whether the caller is a person who has one of the roles. */
export function hasRole(caller: Caller, ...roles: Role[]): boolean {
  return caller.kind === 'person' && roles.some((role) => caller.roles.includes(role));
}
