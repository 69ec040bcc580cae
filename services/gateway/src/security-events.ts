import { createLogger } from '@portal/service-kit/process';

/**
 * What an auditor looks for in the gateway's log: lines of the logger `security`, each with the trace id of its request. People,
 * sessions and tokens are named by what opens nothing and says nothing of anybody.
 */
export const securityLog = createLogger('security');

/** So much of a session's hash names it. */
export const SESSION_NAME_LENGTH = 16;

/** A session, told from others by the beginning of its hash: by this name its person knows it as well. */
export function nameOfSession(sessionKey: string): string {
  return sessionKey.slice(0, SESSION_NAME_LENGTH);
}

/** Somebody signed in. */
export function signedIn(person: string, sessionKey: string): void {
  securityLog.info({ person, session: nameOfSession(sessionKey) }, 'signed in');
}

/** A sign-in that began here was refused at its end, by the issuer or by what is checked of its answer. */
export function signInRefused(err: unknown): void {
  securityLog.warn({ err }, 'a sign-in was not finished');
}

/** Somebody signed out in one browser. */
export function signedOut(sessionKey: string): void {
  securityLog.info({ session: nameOfSession(sessionKey) }, 'signed out');
}

/** Somebody ended a session of theirs by name, as one that they left open elsewhere. */
export function sessionEnded(person: string, sessionKey: string): void {
  securityLog.info({ person, session: nameOfSession(sessionKey) }, 'a session was ended by its person');
}

/** Somebody ended all of their sessions but one. */
export function otherSessionsEnded(person: string, sessions: number): void {
  securityLog.info({ person, sessions }, 'all other sessions were ended by their person');
}

/** Somebody signed out in all browsers. */
export function signedOutEverywhere(person: string, sessions: number): void {
  securityLog.info({ person, sessions }, 'signed out everywhere');
}

/** An operator ended all sessions and personal tokens of these accounts. */
export function sessionsEndedByOperator(people: readonly string[], ended: { sessions: number; tokens: number }): void {
  securityLog.info({ people, ...ended }, 'sessions and tokens were ended by an operator');
}

/** What the gateway held of somebody who was erased is gone. */
export function accountErased(person: string): void {
  securityLog.info({ person }, 'an account was erased');
}

/** An ADMIN gave somebody roles of the Ministry, or took them; whom is in the database, in `ministry_role_changes`. */
export function rolesSet(by: string, roles: readonly string[]): void {
  securityLog.info({ person: by, roles }, 'roles of the Ministry were set');
}

/** A personal access token was made. */
export function tokenMade(person: string, { id, scopes }: { id: string; scopes: readonly string[] }): void {
  securityLog.info({ person, tokenId: id, scopes }, 'a personal access token was made');
}

/** A personal access token was ended. */
export function tokenRevoked(person: string, tokenId: string): void {
  securityLog.info({ person, tokenId }, 'a personal access token was revoked');
}

/** A good token came from an address that its person did not allow. */
export function tokenFromElsewhere(tokenId: string): void {
  securityLog.info({ tokenId }, 'a personal access token was used from an address that it does not allow');
}

const CLIENT_ID = /^(hml|prd)-[0-9a-f]{24}$/;

/** A system did not prove who it is. What is no client's id may be anything, a secret in the wrong field too. */
export function clientRefused(clientId: string): void {
  securityLog.warn({ clientId: CLIENT_ID.test(clientId) ? clientId : 'none' }, 'a client did not prove who it is');
}

/** A page of another origin asked with somebody's cookie. */
export function foreignPageRefused(): void {
  securityLog.warn('a request that a foreign page may have sent was refused');
}

/** Somebody was refused what they asked for; `what` names fields of the schema. */
export function actRefused(refused: { who: string; code: string; what: string }): void {
  securityLog.warn(refused, 'refused');
}

/** How often the same was refused to them within some minutes, the first time counted in. */
export function actRefusedAgain(refused: { who: string; code: string; what: string; times: number }): void {
  securityLog.warn(refused, 'refused again and again');
}
