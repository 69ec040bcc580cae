import { expect, it } from 'vitest';
import { isSameSystem, type SystemIdentity } from './same-system.ts';

const lab: SystemIdentity = {
  systemId: 'a',
  establishment: { cnes: '2337991', cnpj: '11222333000181' },
  system: { name: 'Órion Lab' },
};

it.each<[why: string, other: Partial<SystemIdentity>, same: boolean]>([
  ['the lineage alone', { systemId: 'a', establishment: null, system: { name: null } }, true],
  ['the name, accents and case ignored', { system: { name: 'ORION  lab' } }, true],
  ['the CNES alone', { establishment: { cnes: '2337991', cnpj: null } }, true],
  ['the CNPJ alone', { establishment: { cnes: null, cnpj: '11222333000181' } }, true],
  ['another name', { system: { name: 'Órion' } }, false],
  ['no name yet', { system: { name: null } }, false],
  ['another establishment', { establishment: { cnes: '2313499', cnpj: null } }, false],
  ['no establishment yet', { establishment: null }, false],
  ['numbers that neither tells', { establishment: { cnes: null, cnpj: null } }, false],
])('%s', (_, other, same) => {
  expect(isSameSystem(lab, { ...lab, systemId: 'b', ...other })).toBe(same);
  expect(isSameSystem({ ...lab, systemId: 'b', ...other }, lab)).toBe(same);
});

it('two systems without a name are two', () => {
  const unnamed = { ...lab, system: { name: null } };
  expect(isSameSystem(unnamed, { ...unnamed, systemId: 'b' })).toBe(false);
});
