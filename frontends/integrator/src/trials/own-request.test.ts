import { expect, it, test } from 'vitest';
import { readOwnRequest } from './own-request.ts';

const block = (label: string, base64 = 'MIIBAAEC') => `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
const request = block('CERTIFICATE REQUEST');

it.each([
  ['as OpenSSL writes it', request],
  ['as older programs name it', block('NEW CERTIFICATE REQUEST')],
  ['with what OpenSSL tells of it', `Certificate Request:\n    Data:\n        Version: 1\n${request}`],
  ['in one line', request.replaceAll('\n', '\\n')],
  ['beside a certificate, which is not sent', block('CERTIFICATE', 'MIIBzzzz') + request],
])('a request is found %s', (_how, text) => {
  expect(readOwnRequest(text)).toEqual({ ok: true, value: request });
});

it.each(
  [
    ['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY'].map(
      (label) => [block(label) + request, `-----BEGIN ${label}-----\nMIIE`],
    ),
  ].flat(2),
)('where a private key is nothing is sent: %s', (text) => {
  expect(readOwnRequest(text)).toMatchObject({ ok: false, message: expect.stringContaining('nada foi enviado') });
});

test.each(['', 'MIIBAAEC', block('CERTIFICATE'), block('CERTIFICATE REQUEST', '%%'), '0\u0082\u0001'])(
  'what is no request is refused: %j',
  (text) => {
    expect(readOwnRequest(text)).toMatchObject({ ok: false, message: expect.stringContaining('em PEM') });
  },
);

test('of two neither is sent', () => {
  expect(readOwnRequest(request + request)).toMatchObject({
    ok: false,
    message: expect.stringContaining('mais de um'),
  });
});
