import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMask, caretAfterMask, masks, unmask } from './mask.ts';

describe('masks', () => {
  it('shows identifiers with their punctuation', () => {
    expect(applyMask('52998224725', masks.cpf)).toBe('529.982.247-25');
    expect(applyMask('12abc34501de35', masks.cnpj)).toBe('12.ABC.345/01DE-35');
    expect(applyMask('2337991', masks.cnes)).toBe('2337991');
    expect(applyMask('202600001234', masks.protocol)).toBe('2026-0000123-4');
  });

  it('accepts what is pasted with punctuation', () => {
    expect(applyMask(' 12.ABC.345/01DE-35 ', masks.cnpj)).toBe('12.ABC.345/01DE-35');
  });

  it('takes the pattern that holds the whole text', () => {
    expect(applyMask('6232223333', masks.phone)).toBe('(62) 3222-3333');
    expect(applyMask('62932223333', masks.phone)).toBe('(62) 93222-3333');
    expect(applyMask('+55 62 93222-3333', masks.phone)).toBe('+55 (62) 93222-3333');
  });

  it('leaves out what does not fit', () => {
    expect(applyMask('12a34', masks.cnes)).toBe('1234');
    expect(applyMask('52998224725999', masks.cpf)).toBe('529.982.247-25');
  });

  it('shows nothing after the last character typed', () => {
    expect(applyMask('529', masks.cpf)).toBe('529');
    expect(applyMask('5299', masks.cpf)).toBe('529.9');
  });

  it('shows the same after being masked again', () => {
    const anyMask = fc.constantFrom(...Object.values(masks));
    fc.assert(
      fc.property(fc.string(), anyMask, (text, mask) => {
        const shown = applyMask(text, mask);
        expect(applyMask(shown, mask)).toBe(shown);
        expect(applyMask(unmask(shown), mask)).toBe(shown);
      }),
    );
  });

  it('keeps as many typed characters before the caret', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,11}$/), fc.nat(11), (digits, before) => {
        const shown = applyMask(digits, masks.cpf);
        const typed = Math.min(before, digits.length);
        expect(unmask(shown.slice(0, caretAfterMask(shown, typed)))).toHaveLength(typed);
      }),
    );
  });
});
