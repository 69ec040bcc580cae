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

/** Who has each role of the Ministry: subject identifiers or e-mails. */
export interface RoleLists {
  reviewers: string[];
  managers: string[];
  auditors: string[];
  admins: string[];
}

/** Reads the lists. Everybody who signed in is an integrator. */
export async function createRoleBook(issuer: string, lists: RoleLists): Promise<RoleBook> {
  const { reviewers, managers, auditors, admins } = lists;
  const byRole = { REVIEWER: reviewers, MANAGER: managers, AUDITOR: auditors, ADMIN: admins } as const;
  const memberships = await Promise.all(
    (Object.keys(byRole) as (keyof typeof byRole)[]).map(async (role) => {
      return { role, isMember: await membership(issuer, byRole[role]) };
    }),
  );
  return (person) => ['INTEGRATOR', ...memberships.flatMap(({ role, isMember }) => (isMember(person) ? [role] : []))];
}

async function membership(issuer: string, list: string[]): Promise<(person: RoleFacts) => boolean> {
  const emails = new Set(list.filter((entry) => entry.includes('@')).map((email) => email.toLowerCase()));
  const subjects = list.filter((entry) => !entry.includes('@'));
  const hashes = new Set(await Promise.all(subjects.map((subject) => hashSubject(issuer, subject))));
  return ({ subjectHash, email, emailVerified }) =>
    hashes.has(subjectHash) || (emailVerified && email !== null && emails.has(email.toLowerCase()));
}
