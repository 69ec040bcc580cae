import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, string, number, Buffer>(scrypt);

/**
 * What is kept of a subject. At gov.br it is a CPF: of those there are so few that a quick hash would be undone in
 * seconds, so this one takes its time. The issuer is the salt: the same person gives the same hash at each sign-in.
 */
export async function hashSubject(issuer: string, subject: string): Promise<string> {
  return (await derive(subject, `portal-de-servicos:people:${issuer}`, 32)).toString('base64url');
}
