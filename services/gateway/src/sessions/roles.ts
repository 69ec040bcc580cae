import type { Role } from '@portal/domain';
import { hashSubject } from './subject-hash.ts';

/** What of a person decides their roles. */
export interface RoleFacts {
  subjectHash: string;
  email: string | null;
  emailVerified: boolean;
}

/** Tells a person's roles. */
export type RoleBook = (person: RoleFacts) => Role[];

/** Reads the two lists of subject identifiers or e-mails. Everybody who signed in is an integrator. */
export async function createRoleBook(
  issuer: string,
  { reviewers, admins }: { reviewers: string[]; admins: string[] },
): Promise<RoleBook> {
  const isReviewer = await membership(issuer, reviewers);
  const isAdmin = await membership(issuer, admins);
  return (person) => [
    'INTEGRATOR',
    ...(isReviewer(person) ? (['REVIEWER'] as const) : []),
    ...(isAdmin(person) ? (['ADMIN'] as const) : []),
  ];
}

async function membership(issuer: string, list: string[]): Promise<(person: RoleFacts) => boolean> {
  const emails = new Set(list.filter((entry) => entry.includes('@')).map((email) => email.toLowerCase()));
  const subjects = list.filter((entry) => !entry.includes('@'));
  const hashes = new Set(await Promise.all(subjects.map((subject) => hashSubject(issuer, subject))));
  return ({ subjectHash, email, emailVerified }) =>
    hashes.has(subjectHash) || (emailVerified && email !== null && emails.has(email.toLowerCase()));
}
