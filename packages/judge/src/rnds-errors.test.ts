import { describe, expect, it } from 'vitest';
import { RNDS_ERROR_CODES, rndsError } from './index.ts';
import { RNDS_RULES } from './rnds-rules/index.ts';

describe('a code of the RNDS', () => {
  it('says what was found', () => {
    expect(rndsError('EHR-ERR866', '7-r3x7')).toEqual({
      code: 'EHR-ERR866',
      issueCode: 'processing',
      message: 'Esse identifier já foi usado por outro documento. O id existente é 7-r3x7.',
    });
    expect(rndsError('EHR-ERR784', '06', '01').message).toBe(
      'Um atendimento de urgência ou emergência (06) não pode ser eletivo (01).',
    );
  });

  it('about who calls is one of security', () => {
    const ofSecurity = RNDS_ERROR_CODES.filter((code) => rndsError(code).issueCode === 'security');
    expect(ofSecurity).toEqual(['EHR-ERR881', 'EHR-ERR882', 'EHR-ERR884', 'EHR-ERR906']);
  });

  it('leaves no place open, whatever is given', () => {
    for (const code of RNDS_ERROR_CODES) {
      expect(rndsError(code).message, code).not.toMatch(/[{}]|\(\)|\s$/);
      expect(rndsError(code, '$&', '{0}', 'c', 'd').message, code).not.toContain('undefined');
    }
  });

  it('that there is not is an error of who asks', () => {
    for (const code of ['EHR-ERR000', 'toString', '']) expect(() => rndsError(code)).toThrow('is no code of the RNDS');
  });

  it('is known of every rule that is judged', () => {
    for (const { code } of RNDS_RULES) expect(RNDS_ERROR_CODES).toContain(code);
  });
});
