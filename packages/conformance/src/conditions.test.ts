import { describe, expect, test } from 'vitest';
import type { CallFacts } from './call-facts.ts';
import type { CallPattern } from './suite.ts';
import { armed, callOf, sentCall } from './testing/calls.ts';
import { stepAfter, suiteOfOneStep } from './testing/one-step.ts';

const sent = { documentKind: ['RIA-R'], operation: ['create-document'] };

describe('a call is asked for by', () => {
  const alone: [CallPattern, Partial<CallFacts>, Partial<CallFacts>, string][] = [
    [{ host: 'EHR' }, { host: 'EHR' }, { host: 'AUTH' }, 'Esperava-se uma chamada ao host EHR, e veio uma ao AUTH.'],
    [
      { operation: ['token', 'metadata'] },
      { operation: 'metadata' },
      { operation: 'read-patient' },
      'Esperava-se pedido de token ou leitura de metadata, e veio leitura de paciente.',
    ],
    [{ operation: ['token'] }, { operation: 'token' }, { operation: null }, 'e veio outra chamada.'],
    [
      sent,
      { operation: 'create-document', documentKind: 'RIA-R' },
      { operation: 'create-document' },
      'não diz o que é',
    ],
    [{ status: ['201'] }, { status: 201 }, { status: 200 }, 'Esperava-se resposta 201, e veio 200.'],
    [{ status: ['2xx'] }, { status: 204 }, { status: 302 }, 'Esperava-se resposta 2xx, e veio 302.'],
    [
      { codes: ['EHR-ERR866'] },
      { status: 422, codes: ['EHR-ERR924', 'EHR-ERR866'] },
      { status: 422, codes: ['EHR-ERR924'] },
      'Esperava-se a recusa EHR-ERR866, e veio 422 (EHR-ERR924).',
    ],
    [{ withoutCodes: ['EHR-ERR866'] }, { codes: [] }, { status: 422, codes: ['EHR-ERR866'] }, 'outra resposta que'],
    [{ fault: 'NONE' }, { fault: null }, { fault: armed('SLOW') }, 'sem falha armada, e esta recebeu “Resposta lenta'],
    [{ fault: 'ANY' }, { fault: armed('SLOW') }, { fault: null }, 'uma falha armada, e esta não recebeu falha'],
    [
      { fault: 'RESET' },
      { fault: armed('RESET') },
      { fault: armed('SLOW') },
      'a falha “Conexão encerrada sem resposta, depois de feito” armada, e esta recebeu',
    ],
    [{ connector: 'NAMED' }, { connector: 'a/1' }, { connector: 'a' }, 'formato sistema/versão, e veio “a”'],
    [{ connector: 'NAMED' }, { connector: 'a/1' }, { connector: null }, 'e veio nenhum'],
    [{ connector: 'UNNAMED' }, { connector: null }, { connector: 'a/1' }, 'sem User-Agent'],
  ];
  test.each(alone)('%o', (pattern, right, wrong, why) => {
    const suite = suiteOfOneStep([pattern]);
    expect(stepAfter(suite, [callOf(right)]).step.outcome).toBe('PASSED');
    const { step, nearest } = stepAfter(suite, [callOf(wrong)]);
    expect(step).toMatchObject({ outcome: 'WAITING', attempts: [], tries: 0 });
    expect(nearest).toMatchObject({ stepId: 'a/b', matched: false, why: expect.stringContaining(why) });
  });
});

describe('a call is asked for by what it shares with an earlier one:', () => {
  const shared: [CallPattern, Partial<CallFacts>, Partial<CallFacts>][] = [
    [{ sameBody: 'chamada a' }, { bodyHmac: 'b' }, { bodyHmac: 'b' }],
    [{ sameToken: 'chamada a' }, { tokenHmac: 't' }, { tokenHmac: 't' }],
    [{ sameIdentifier: 'chamada a' }, { identifierHmac: 'i' }, { identifierHmac: 'i' }],
    [{ sameDocument: 'chamada a' }, { documentId: 'd' }, { documentId: 'd' }],
    [{ tokenOf: 'chamada a' }, { issuedTokenHmac: 't' }, { tokenHmac: 't' }],
    [{ replaces: 'chamada a' }, { documentId: 'd' }, { replaces: 'd' }],
    [{ sameFault: 'chamada a' }, { fault: armed('ERROR_502') }, { fault: armed('ERROR_502') }],
  ];
  const nothing = { bodyHmac: null, tokenHmac: null, identifierHmac: null, documentId: null, replaces: null };
  test.each(shared)('%o', (pattern, first, second) => {
    const suite = suiteOfOneStep([{ operation: ['create-document'] }, { operation: ['read-bundle'], ...pattern }]);
    const follow = (facts: Partial<CallFacts>, begin = first) =>
      stepAfter(suite, [
        sentCall('x', { ...nothing, ...begin }),
        callOf({ operation: 'read-bundle', ...nothing, ...facts }),
      ]);
    expect(follow(second).step.outcome).toBe('PASSED');
    const other = Object.fromEntries(
      Object.keys(second).map((key) => [key, key === 'fault' ? { ...armed('ERROR_502'), id: 'another' } : 'another']),
    );
    expect(follow(other).step.outcome).toBe('WAITING');
    expect(follow(other).nearest?.why).toMatch(/^Esperava-se .*“chamada a”\.$/);
    // What neither has is not the same.
    expect(follow({}, {}).step.outcome).toBe('WAITING');
  });
});
