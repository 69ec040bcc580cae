import type { AssuranceLevel, Role } from '@portal/domain';

/** Somebody who signed in. */
export interface Person {
  kind: 'person';
  /** UUIDv7 of the gateway's `people` table, never gov.br's subject, which is a CPF. */
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  assuranceLevel: AssuranceLevel;
}

/** Nobody signed in; the gateway still vouches for the call. */
export interface Anonymous {
  kind: 'anonymous';
}

/** Another service of the portal, which may read the catalogue and nothing else. */
export interface ServiceCaller {
  kind: 'service';
  name: string;
}

/** Whoever an operation is done for. */
export type Caller = Person | Anonymous | ServiceCaller;

/** The one anonymous caller. */
export const ANONYMOUS: Anonymous = Object.freeze({ kind: 'anonymous' });
