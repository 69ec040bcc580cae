import { parseCpf, parseEmail, parsePersonName, parsePhone } from '@portal/domain';
import type { ManagerCopy } from './content.ts';
import type { DraftProblems } from './draft-field.ts';
import type { ManagerInput } from './update-input.ts';

/** The manager after a change; null while nothing is said of them. */
export function mergeManager(
  current: ManagerCopy | null,
  given: ManagerInput | null | undefined,
  problems: DraftProblems,
): ManagerCopy | null {
  if (given === undefined) return current;
  if (given === null) return null;
  const manager: ManagerCopy = {
    name: problems.field(current?.name ?? null, given.name, parsePersonName, ['manager', 'name']),
    cpf: problems.field(current?.cpf ?? null, given.cpf, parseCpf, ['manager', 'cpf']),
    email: problems.field(current?.email ?? null, given.email, parseEmail, ['manager', 'email']),
    phone: problems.field(current?.phone ?? null, given.phone, parsePhone, ['manager', 'phone']),
  };
  return Object.values(manager).every((value) => value === null) ? null : manager;
}
