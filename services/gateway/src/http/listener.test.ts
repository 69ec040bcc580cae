import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createListener, isOwnOrigin, originsOf } from './listener.ts';

const local = createListener('integrator', 4000, undefined, false);
const secure = createListener('integrator', 4000, 'https://portal.example', true);

describe('a page is the listener’s own', () => {
  it.each([
    [local, 'http://localhost:4000', 'localhost:4000', true],
    [local, 'http://127.0.0.1:4000', 'localhost:4000', true],
    // Before it stands something that has another name for it, as while one develops.
    [local, 'http://localhost:5173', 'localhost:5173', true],
    [local, 'http://localhost:5173', 'LOCALHOST:5173', true],
    [local, 'http://localhost:4001', 'localhost:4000', false],
    [local, 'https://localhost:4000', 'localhost:4000', false],
    [local, 'null', 'localhost:4000', false],
    [local, 'http://localhost:5173', undefined, false],
    [secure, 'https://portal.example', 'portal.example', true],
    [secure, 'https://portal.example', 'gateway:4000', true],
    [secure, 'http://portal.example', 'portal.example', false],
    [secure, 'https://other.example', 'other.example', false],
    [secure, 'http://localhost:4000', 'localhost:4000', false],
  ])('%#: %s', (listener, origin, host, own) => {
    expect(isOwnOrigin(listener, origin, host)).toBe(own);
  });

  it('by no other host, and behind TLS by no http', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom(local, secure), (url, listener) => {
        const { origin } = new URL(url);
        fc.pre(!originsOf(listener).includes(origin));
        expect(isOwnOrigin(listener, origin, 'localhost:4000')).toBe(false);
      }),
    );
  });
});

it('gateways behind one balancer have one name for a cookie; listeners of one machine have each their own', () => {
  const cookies = (port: number, origin?: string) => {
    const { sessionCookie, signInCookie } = createListener('integrator', port, origin, false);
    return [sessionCookie, signInCookie];
  };
  expect(cookies(4000, 'https://portal.example')).toEqual(cookies(5000, 'https://portal.example'));
  expect(cookies(4000, 'http://localhost:80')).not.toEqual(cookies(4000, 'http://localhost:81'));
  expect(cookies(4000)).not.toEqual(cookies(4001));
});
