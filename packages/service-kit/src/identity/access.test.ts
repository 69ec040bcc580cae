import { MAY, Permission, Role } from '@portal/domain';
import { expect, test } from 'vitest';
import { testPerson } from '../testing.ts';
import { requirePermission } from './access.ts';

const codeOf = (roles: Role[], ...permissions: Permission[]) => {
  try {
    requirePermission({ ...testPerson({ roles }), secondFactorDue: true }, ...permissions);
    return 'DONE';
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

test('what ADMIN alone may do waits for a second factor, and nothing else does', () => {
  const waits = Object.values(Permission).filter((one) => codeOf(['ADMIN'], one) === 'SECOND_FACTOR_REQUIRED');
  expect(waits).toEqual(['ADMINISTER_CREDENTIALS', 'ADMINISTER']);
  for (const permission of Object.values(Permission)) {
    for (const role of Object.values(Role)) {
      if (!MAY[permission].includes(role)) expect(codeOf([role], permission)).toBe('FORBIDDEN');
    }
  }
});

test('who may for another reason as well does not wait', () => {
  expect(codeOf(['ADMIN', 'REVIEWER'], 'ADMINISTER', 'WRITE')).toBe('DONE');
  expect(codeOf(['ADMIN'], 'ADMINISTER', 'WRITE')).toBe('SECOND_FACTOR_REQUIRED');
  expect(() => requirePermission(testPerson({ roles: ['ADMIN'] }), 'ADMINISTER')).not.toThrow();
});
