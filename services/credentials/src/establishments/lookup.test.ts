import { LookupOutcome } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laboratory } from '../testing/laboratory.ts';
import { type CnesApi, CnesUnavailable } from './cnes-api.ts';
import { createEstablishmentLookup } from './lookup.ts';

const fromSample = createEstablishmentLookup();

function withRegister(find: CnesApi['find']) {
  return createEstablishmentLookup({ find });
}

test('the bundled sample answers where there is no register', async () => {
  expect(await fromSample({ cnes: '2337991' })).toEqual({ outcome: LookupOutcome.FOUND, establishment: laboratory });
  expect(await fromSample({ cnes: ' 2313499 ' })).toMatchObject({
    outcome: 'FOUND',
    establishment: { name: 'ESF I ALTO DO CRUZEIRO', municipality: 'Sousa', uf: 'PB', verified: true },
  });
  expect(await fromSample({ cnes: '9999999' })).toEqual({ outcome: 'NOT_IN_SAMPLE', establishment: null });
});

test('a wrong number is invalid, and nobody is asked', async () => {
  const lookup = withRegister(() => {
    throw new Error('asked');
  });
  for (const code of [{ cnes: '123' }, { cnes: '' }, { cnes: '0000000' }, { cnpj: '11222333000180' }, { cnpj: '' }]) {
    expect(await lookup(code)).toEqual({ outcome: 'INVALID', establishment: null });
  }
});

test('neither the sample nor the register can be asked by CNPJ', async () => {
  const lookup = withRegister(async () => laboratory);
  expect(await lookup({ cnpj: '11.222.333/0001-81' })).toEqual({ outcome: 'NOT_IN_SAMPLE', establishment: null });
  expect(await fromSample({ cnpj: '12abc34501de35' })).toEqual({ outcome: 'NOT_IN_SAMPLE', establishment: null });
});

test('the register has the last word where it answers', async () => {
  const found = { ...laboratory, name: 'NOME NOVO', cnpj: '11222333000181' };
  expect(await withRegister(async () => found)({ cnes: '2337991' })).toEqual({
    outcome: 'FOUND',
    establishment: found,
  });
  const none = withRegister(async () => undefined);
  expect(await none({ cnes: '2337991' })).toEqual({ outcome: 'NO_SUCH', establishment: null });
});

test('while the register does not answer, the sample does', async () => {
  const lookup = withRegister(() => Promise.reject(new CnesUnavailable('down')));
  expect(await lookup({ cnes: '2337991' })).toEqual({ outcome: 'FOUND', establishment: laboratory });
  expect(await lookup({ cnes: '9999999' })).toEqual({ outcome: 'UNAVAILABLE', establishment: null });
});

test('any text is answered, never thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (text, asCnes) => {
      const { outcome, establishment } = await fromSample(asCnes ? { cnes: text } : { cnpj: text });
      expect(outcome === 'FOUND').toBe(establishment !== null);
    }),
  );
});
