import { asksSecondFactor, isOnlyReviewers, type Permission, rolesMay } from '@portal/domain';
import { forbidden, secondFactorRequired, unauthenticated } from '../graph-errors.ts';
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

/**
 * The caller as a person who may do one of these for the Ministry, or UNAUTHENTICATED or FORBIDDEN; SECOND_FACTOR_REQUIRED
 * where it is ADMIN's alone and they are still to prove that it is them.
 */
export function requirePermission(caller: Caller, ...permissions: Permission[]): Person {
  const person = requirePerson(caller);
  const held = permissions.filter((permission) => may(person, permission));
  if (held.length === 0) throw forbidden();
  if (person.secondFactorDue && held.every(asksSecondFactor)) throw secondFactorRequired();
  return person;
}

/** Whether the caller is a person who may do this for the Ministry. */
export function may(caller: Caller, permission: Permission): boolean {
  return caller.kind === 'person' && rolesMay(caller.roles, permission);
}

/** Whether the caller is a person who may do this for the Ministry on what is of a portfolio. */
export function mayIn(caller: Caller, permission: Permission, portfolio: string): boolean {
  return may(caller, permission) && (reachOf(caller, permission)?.includes(portfolio) ?? true);
}

/** The portfolios in which somebody may do what they may; null for all. What another role than REVIEWER allows is bound to none. */
export function reachOf(caller: Caller, permission: Permission): readonly string[] | null {
  if (caller.kind !== 'person' || !isOnlyReviewers(caller.roles, permission)) return null;
  return caller.portfolios;
}
