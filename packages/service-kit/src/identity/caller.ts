import type { AssuranceLevel, Role } from '@portal/domain';

/** Somebody who signed in, or a program that is a member of a team. */
export interface Person {
  kind: 'person';
  /** UUIDv7 of the gateway's `people` table, never gov.br's subject, which is a CPF; of a team's token its own. */
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  assuranceLevel: AssuranceLevel;
  /** Slugs of the portfolios that a REVIEWER is bound to; null who is bound to none, and reviews in all. */
  portfolios: readonly string[] | null;
  /** The team whose token this is: a program, a member of that team by its own id; absent of people. */
  ofTeam?: string;
  /** Who administrates, and has not proved lately, by a second factor, that it is them: what ADMIN alone may do waits for that. */
  secondFactorDue?: true;
}

/** Nobody signed in; the gateway still vouches for the call. */
export interface Anonymous {
  kind: 'anonymous';
}

/** Another service of the portal: credentials, which asks the catalogue, or homologation, which asks credentials. */
export interface ServiceCaller {
  kind: 'service';
  name: string;
}

/** A system that proved itself by its credential: it has no person, and reads what belongs to that credential. */
export interface ClientCaller {
  kind: 'client';
  clientId: string;
  credentialId: string;
  /** The request whose approval issued the credential. */
  requestId: string;
}

/** One of the services that accept credentials: it may ask whether one is good, and nothing else. */
export interface ResourceServerCaller {
  kind: 'resource-server';
  id: string;
}

/** Whoever an operation is done for. */
export type Caller = Person | Anonymous | ServiceCaller | ClientCaller | ResourceServerCaller;

/** The one anonymous caller. */
export const ANONYMOUS: Anonymous = Object.freeze({ kind: 'anonymous' });
