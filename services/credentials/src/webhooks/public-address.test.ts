import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startReceiver } from '../testing/webhook-receiver.ts';
import { createPoster } from './post.ts';
import { isPublicAddress, publicLookup, type Resolve } from './public-address.ts';
import { parseWebhookUrl } from './webhook-url.ts';

describe('an address', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'localhost',
    '',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each(['8.8.8.8', '200.130.5.10', '172.32.0.1', '::ffff:8.8.8.8', '2804:14c::1', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test('is the same inside of IPv6 as by itself', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});

describe('a name', () => {
  const answering = (...addresses: string[]): Resolve => {
    const found = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
    return (_name, callback) => callback(null, found);
  };
  const look = (resolve: Resolve, options: object) =>
    new Promise((done) => publicLookup(resolve)('exemplo.com.br', options, (...answer) => done(answer)));

  test('is connected to at the addresses that were looked at', async () => {
    const resolve = answering('8.8.8.8', '2804:14c::1');
    const both = [
      { address: '8.8.8.8', family: 4 },
      { address: '2804:14c::1', family: 6 },
    ];
    expect(await look(resolve, { all: true })).toEqual([null, both]);
    expect(await look(resolve, {})).toEqual([null, '8.8.8.8', 4]);
    expect(await look(resolve, { family: 6 })).toEqual([null, '2804:14c::1', 6]);
  });

  test('of which one address is not public is refused whole', async () => {
    const refused = [expect.objectContaining({ name: 'AddressNotPublic' }), '', 0];
    expect(await look(answering('8.8.8.8', '10.0.0.1'), { all: true })).toEqual(refused);
    expect(await look(answering('::ffff:10.0.0.1'), { all: true })).toEqual(refused);
    expect(await look(answering('8.8.8.8', '::1'), { family: 4 })).toEqual(refused);
  });

  test('without an address is not found', async () => {
    expect(await look(answering(), { all: true })).toEqual([expect.objectContaining({ code: 'ENOTFOUND' }), '', 0]);
  });
});

test('a name that nobody knows is not found', async () => {
  await using poster = createPoster({ allowPrivate: false });
  const url = 'https://nao-existe.invalid/';
  const posted = await poster.post({ url, headers: {}, body: '{}', signal: new AbortController().signal });
  expect(posted).toMatchObject({ status: null, failure: 'NAME_NOT_FOUND' });
});

describe('a delivery to an address that is not public', () => {
  test('reaches nobody, by name, by number and by a name that changed its address', async () => {
    await using receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    let asked = 0;
    const rebinds: Resolve = (_name, callback) => {
      asked += 1;
      callback(null, [{ address: asked === 1 ? '127.0.0.1' : '8.8.8.8', family: 4 }]);
    };
    await using poster = createPoster({ allowPrivate: false, resolve: rebinds });
    const hosts = ['aviso.exemplo.com.br', '127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'];
    for (const host of hosts) {
      const url = `http://${host}:${port}/`;
      const posted = await poster.post({ url, headers: {}, body: '{}', signal: new AbortController().signal });
      expect([host, posted.failure]).toEqual([host, 'ADDRESS_NOT_PUBLIC']);
    }
    expect(receiver.received).toEqual([]);
    expect(asked).toBe(1);
  });

  test('goes through where that is allowed', async () => {
    await using receiver = await startReceiver();
    await using poster = createPoster({ allowPrivate: true });
    const posted = await poster.post({
      url: receiver.url,
      headers: {},
      body: '{}',
      signal: new AbortController().signal,
    });
    expect(posted).toMatchObject({ status: 204, failure: null, body: '' });
  });
});

describe('the address of a webhook', () => {
  test.each([
    'http://exemplo.com.br/',
    'ftp://exemplo.com.br/',
    'exemplo.com.br',
    'https://ana:segredo@exemplo.com.br/',
    'https://exemplo.com.br/#parte',
    'https://localhost/',
    'https://servidor/',
    'https://gateway.internal/',
    'https://impressora.local./',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::ffff:10.0.0.1]/',
    `https://exemplo.com.br/${'a'.repeat(2_000)}`,
    '',
  ])('cannot be %s', (url) => expect(parseWebhookUrl(url, false).ok).toBe(false));

  test('is https on the internet, and anything of HTTP where that is allowed', () => {
    expect(parseWebhookUrl(' https://Exemplo.com.br:8443/avisos?de=portal ', false)).toEqual({
      ok: true,
      value: 'https://exemplo.com.br:8443/avisos?de=portal',
    });
    expect(parseWebhookUrl('http://localhost:3000/', true).ok).toBe(true);
    expect(parseWebhookUrl('ftp://localhost:3000/', true).ok).toBe(false);
  });
});
