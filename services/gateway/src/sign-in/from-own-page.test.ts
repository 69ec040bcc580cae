import { expect, it } from 'vitest';
import { createListener } from '../http/listener.ts';
import { isFromOwnPage } from './from-own-page.ts';

const listener = createListener('integrator', 4000, 'https://portal.example', true);
const from = (headers: Record<string, string>) => isFromOwnPage(listener, { headers });

it.each([
  ['same-origin', true],
  ['same-site', false],
  ['cross-site', false],
  // Typed, a bookmark, or a link in a mail: nobody can tell which.
  ['none', false],
  ['', false],
])('believes what the browser says of where it was asked: %j', (site, own) => {
  expect(from({ 'sec-fetch-site': site, referer: 'https://portal.example/' })).toBe(own);
});

it('of a browser that does not say it the page before tells', () => {
  expect(from({ referer: 'https://portal.example/solicitacoes?a=1' })).toBe(true);
  for (const referer of ['https://evil.example/', 'https://portal.example.evil.example/', 'portal.example', ''])
    expect(from({ referer })).toBe(false);
  expect(from({})).toBe(false);
});
