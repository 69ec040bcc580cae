import type { Role } from '@portal/domain';
import { forbidden, unauthenticated } from '../graph-errors.ts';
import type { Caller, Person } from './caller.ts';

/** The caller as a person, or UNAUTHENTICATED. */
export function requirePerson(caller: Caller): Person {
  if (caller.kind !== 'person') throw unauthenticated();
  return caller;
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
