import { expect, it } from 'vitest';
import { connectionClaim } from './connection-claim.ts';

const token = { kind: 'token', token: 'pds_x' };
const malformed = { kind: 'malformed' };

it.each<[string, Record<string, unknown> | undefined, object]>([
  ['nothing', undefined, { kind: 'none' }],
  ['an empty object', {}, { kind: 'none' }],
  ['what it does not know', { locale: 'pt-BR', headers: { 'x-request-id': '1' } }, { kind: 'none' }],
  ['a token', { authorization: 'Bearer pds_x' }, token],
  ['a token as headers are written', { Authorization: 'bearer pds_x' }, token],
  ['a token in capitals', { AUTHORIZATION: 'Bearer  pds_x ' }, token],
  ['a token under headers', { headers: { Authorization: 'Bearer pds_x' } }, token],
  ['one token in two places', { authorization: 'Bearer pds_x', headers: { authorization: 'Bearer pds_x' } }, token],
  ['two tokens', { authorization: 'Bearer pds_x', headers: { Authorization: 'Bearer pds_y' } }, malformed],
  ['a token without a scheme', { authorization: 'pds_x' }, malformed],
  ['a scheme without a token', { authorization: 'Bearer ' }, malformed],
  ['undefined as JavaScript writes it', { authorization: 'Bearer undefined x' }, malformed],
  ['null', { authorization: null }, malformed],
  ['an empty text', { headers: { authorization: '' } }, malformed],
  ['a list', { authorization: ['Bearer pds_x'] }, malformed],
  ['headers that are a text', { headers: 'authorization: Bearer pds_x' }, malformed],
  ['another API’s word', { authToken: 'pds_x' }, malformed],
  ['another API’s header', { headers: { 'X-Api-Key': 'pds_x' } }, malformed],
  ['a token of the session', { tokenId: 'id' }, { kind: 'chosen', tokenId: 'id' }],
  ['nobody', { tokenId: null }, { kind: 'nobody' }],
  ['a token of the session that is no text', { tokenId: 7 }, malformed],
  ['two ways', { tokenId: 'id', authorization: 'Bearer pds_x' }, malformed],
])('%s', (_what, params, claim) => {
  expect(connectionClaim(params)).toEqual(claim);
});
