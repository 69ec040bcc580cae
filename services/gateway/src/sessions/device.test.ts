import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

it.each([
  [CHROME, 'Chrome', 'Linux'],
  [CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64'), 'Chrome', 'Windows'],
  [`${CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/140.0.0.0`, 'Microsoft Edge', 'Windows'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', 'Firefox', 'Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iOS',
  ],
])('tells a browser and its system: %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});

it('takes no text of who sends it', () => {
  const nothing = { browser: null, system: null };
  for (const userAgent of [undefined, '', 'Sua senha expirou/1.0 (ligue)', '<script>/1 ']) {
    expect(deviceOf(userAgent)).toEqual(nothing);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (text) => {
      expect(deviceOf(`~${text.replaceAll(/[a-z]/gi, '')}`)).toEqual(nothing);
    }),
  );
});
