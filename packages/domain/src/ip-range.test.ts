import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIpv6, parseAddress } from './ip-address.ts';
import { parseAnyIpRange, parseIpRange, wideTogether } from './ip-range.ts';

const publicIpv4 = fc.tuple(fc.constantFrom(8, 45, 143, 177, 200), fc.nat(255), fc.nat(255), fc.nat(255));
const publicIpv6 = fc.array(fc.nat(0xffff), { minLength: 7, maxLength: 7 }).map((groups) => {
  return ['2804', ...groups.map((group) => group.toString(16))].join(':');
});

function cidrOf(text: string): string | undefined {
  const range = parseIpRange(text);
  return range.ok ? range.value.cidr : undefined;
}

describe('what is accepted', () => {
  test.for([
    ['200.130.0.10', '200.130.0.10/32'],
    [' 200.130.0.0/24 ', '200.130.0.0/24'],
    ['2804:14C:0:0:0:0:0:1', '2804:14c::1/128'],
    ['2804:14c::/48', '2804:14c::/48'],
    ['203.0.113.7', '203.0.113.7/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['172.15.255.255', '172.15.255.255/32'],
    ['172.32.0.0/16', '172.32.0.0/16'],
  ] as const)('%s', ([text, cidr]) => {
    expect(parseIpRange(text)).toMatchObject({ ok: true, value: { cidr, notices: [] } });
  });

  test('host bits are zeroed, with a notice', () => {
    expect(parseIpRange('200.130.0.10/24')).toEqual({
      ok: true,
      value: {
        cidr: '200.130.0.0/24',
        version: 4,
        notices: [{ code: 'IP_NORMALISED', message: '200.130.0.10/24 foi ajustado para 200.130.0.0/24.' }],
      },
    });
    expect(parseIpRange('2804:14c::1/48')).toMatchObject({
      value: { cidr: '2804:14c::/48', version: 6, notices: [{ code: 'IP_NORMALISED' }] },
    });
  });

  test('the whole internet, with a warning', () => {
    expect(parseIpRange('0.0.0.0/0')).toMatchObject({ value: { cidr: '0.0.0.0/0', notices: [{ code: 'IP_ANY' }] } });
    expect(parseIpRange('::/0')).toMatchObject({ value: { cidr: '::/0', notices: [{ code: 'IP_ANY' }] } });
    const both = parseIpRange('200.1.2.3/0');
    expect(both).toMatchObject({ value: { notices: [{ code: 'IP_NORMALISED' }, { code: 'IP_ANY' }] } });
    for (const [typed, cidr] of [
      ['0.0.0.0', '0.0.0.0/0'],
      ['::', '::/0'],
    ]) {
      const notices = [{ code: 'IP_NORMALISED', message: `${typed} foi ajustado para ${cidr}.` }, { code: 'IP_ANY' }];
      expect(parseIpRange(String(typed))).toMatchObject({ value: { cidr, notices } });
    }
  });

  test.for([
    ['200.130.0.0/8', '200.0.0.0/8 abrange 16.777.216 endereços, 0,39% da internet IPv4.'],
    ['200.130.0.0/15', '200.130.0.0/15 abrange 131.072 endereços, menos de 0,01% da internet IPv4.'],
    ['2000::/3', '2000::/3 abrange 100% da internet IPv6.'],
    ['2804::/16', '2804::/16 abrange 0,01% da internet IPv6.'],
  ] as const)('%s, with a warning of its share', ([typed, message]) => {
    const range = parseIpRange(typed);
    const warning = range.ok ? range.value.notices.find(({ code }) => code === 'IP_ANY') : undefined;
    expect(warning?.message).toBe(`${message} Se puder, informe só os seus IPs de saída.`);
  });

  test('what is wide only together is told once, overlaps counted once', () => {
    const halves = ['200.130.0.0/16', '200.131.0.0/16'];
    expect(wideTogether(halves)?.message).toMatch(/^As faixas juntas abrangem 131\.072 endereços, menos de 0,01%/);
    expect(wideTogether(['200.130.0.0/16', '200.130.0.0/17', '200.130.0.0/16'])).toBeUndefined();
    expect(wideTogether(['200.130.0.0/24'])).toBeUndefined();
    // One of them says it already.
    expect(wideTogether(['200.0.0.0/8', '177.0.0.0/9'])).toBeUndefined();
    const nearlyAll = '1.0.0.0/8 2.0.0.0/7 4.0.0.0/6 11.0.0.0/8 12.0.0.0/6 16.0.0.0/4 32.0.0.0/3 208.0.0.0/4';
    for (const range of nearlyAll.split(' ')) {
      expect(parseIpRange(range)).toMatchObject({ value: { notices: [{ code: 'IP_ANY' }] } });
    }
  });

  test('what was accepted is accepted again, unchanged and without a notice of adjustment', () => {
    const prefix4 = fc.integer({ min: 16, max: 32 });
    const prefix6 = fc.integer({ min: 32, max: 128 });
    const typed = fc.oneof(
      fc.tuple(publicIpv4, prefix4).map(([octets, prefix]) => `${octets.join('.')}/${prefix}`),
      fc.tuple(publicIpv6, prefix6).map(([address, prefix]) => `${address}/${prefix}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const cidr = cidrOf(text);
        expect(cidr).toBeDefined();
        expect(parseIpRange(cidr ?? '')).toMatchObject({ value: { cidr, notices: [] } });
      }),
    );
  });
});

describe('what is refused', () => {
  test.for([
    '10.0.0.1',
    '10.0.0.0/8',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.0/16',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '0.1.2.3',
    '0.0.0.0/32',
    '192.0.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.0.0/8',
    '8.0.0.0/5',
    '0.0.0.0/1',
    '::1',
    '::/128',
    '2002:a00:1::1',
    '2002:c0a8:101::/48',
    '2002:a00::/24',
    '64:ff9b::10.0.0.1',
    '64:ff9b::200.130.0.1',
    '2001:2::1',
    '2001::1',
    '5f00::1',
    '1::1',
    '4000::1',
    'a000::1',
    'fd00::1',
    'fc00::/7',
    'fe80::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:200.1.1.1',
    'f000::/4',
  ])('%s is not public', (text) => {
    expect(parseIpRange(text)).toEqual({ ok: false, message: 'Informe o IP público de saída.' });
  });

  test.for([
    '200.130.0',
    '200.130.0.256',
    '200.130.0.010',
    '200.130.0.0.1',
    '200.130.0.10-20',
    '200.130.0.*',
    'exemplo.com.br',
    'http://200.130.0.1',
    '200.130.0.1:443',
    '2804:14c:::1',
    '2804::14c::1',
    '2804:14c',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'fe80::1%eth0',
    '200.130.0.0/24/8',
    '/24',
    '１.2.3.4',
  ])('%s is no address', (text) => {
    expect(parseIpRange(text)).toMatchObject({ ok: false, message: /^IP inválido/ });
  });

  test.for([
    ['200.130.0.0/33', 32],
    ['200.130.0.0/', 32],
    ['200.130.0.0/024', 32],
    ['200.130.0.0/-1', 32],
    ['200.130.0.0/255.255.255.0', 32],
    ['2804:14c::/129', 128],
  ] as const)('%s: the prefix goes to %i', ([text, width]) => {
    expect(parseIpRange(text)).toEqual({ ok: false, message: `A máscara depois da barra vai de 0 a ${width}.` });
  });

  test('nothing at all', () => {
    expect(parseIpRange(' ')).toEqual({ ok: false, message: 'Informe o IP ou a faixa de IP.' });
  });
});

describe('IPv6 in text', () => {
  test('is read as Node reads it', () => {
    const text = fc.stringMatching(/^[0-9a-f:]{2,20}$/);
    fc.assert(
      fc.property(text, (address) => {
        expect(parseAddress(address)?.version === 6).toBe(isIPv6(address));
      }),
    );
  });

  test.for([
    ['2804:0:0:1:0:0:0:1', '2804:0:0:1::1'],
    ['2804:0:0:0:1:0:0:0', '2804::1:0:0:0'],
    ['2804:0:1:1:1:1:1:1', '2804:0:1:1:1:1:1:1'],
    ['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:0'],
    ['64:ff9b::200.130.0.1', '64:ff9b::c882:1'],
    ['0:0:0:0:0:0:0:0', '::'],
  ] as const)('%s is written as %s', ([text, canonical]) => {
    expect(formatIpv6(parseAddress(text)?.bits ?? 0n)).toBe(canonical);
  });

  test('is written so that the same is read again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (bits) => {
        expect(parseAddress(formatIpv6(bits))).toEqual({ version: 6, bits });
      }),
    );
  });
});

test('a program may call from a private network, and the rest of the rules stay', () => {
  expect(parseAnyIpRange('10.1.2.3/8')).toMatchObject({ ok: true, value: { cidr: '10.0.0.0/8' } });
  expect(parseAnyIpRange('::1')).toMatchObject({ ok: true, value: { cidr: '::1/128' } });
  expect(parseAnyIpRange('10.1.2.300').ok).toBe(false);
});
