import type { MinistryRole } from '@portal/domain';
import { hashSubject } from './subject-hash.ts';

/** What of a person decides their roles. */
export interface RoleFacts {
  subjectHash: string;
  email: string | null;
  emailVerified: boolean;
  /** An e-mail that they had before, and which change of its roles was said of them. */
  formerEmail?: string | null;
  formerChange?: number | null;
}

/** Who has each role of the Ministry: subject identifiers or e-mails. */
export interface RoleLists {
  reviewers: string[];
  managers: string[];
  auditors: string[];
  admins: string[];
}

/** The roles that the environment gives. */
export interface RoleBook {
  rolesOf(person: RoleFacts): MinistryRole[];
  /** Everybody that it names by e-mail, and by the hash of their subject. */
  emails: readonly string[];
  subjectHashes: readonly string[];
  /** Whether it names somebody who administers. */
  administers: boolean;
}

/** Reads the lists. */
export async function createRoleBook(issuer: string, lists: RoleLists): Promise<RoleBook> {
  const { reviewers, managers, auditors, admins } = lists;
  const byRole = { REVIEWER: reviewers, MANAGER: managers, AUDITOR: auditors, ADMIN: admins } as const;
  const memberships = await Promise.all(
    (Object.keys(byRole) as MinistryRole[]).map(async (role) => ({ role, ...(await membersOf(issuer, byRole[role])) })),
  );
  return {
    rolesOf: ({ subjectHash, email, emailVerified }) =>
      memberships.flatMap(({ role, hashes, emails }) => {
        const named = emailVerified && email !== null && emails.has(email.toLowerCase());
        return named || hashes.has(subjectHash) ? [role] : [];
      }),
    emails: [...new Set(memberships.flatMap(({ emails }) => [...emails]))],
    subjectHashes: [...new Set(memberships.flatMap(({ hashes }) => [...hashes]))],
    administers: admins.length > 0,
  };
}

async function membersOf(issuer: string, list: string[]) {
  const emails = new Set(list.filter((entry) => entry.includes('@')).map((email) => email.toLowerCase()));
  const subjects = list.filter((entry) => !entry.includes('@'));
  return { emails, hashes: new Set(await Promise.all(subjects.map((subject) => hashSubject(issuer, subject)))) };
}
