import { describe, expect, test } from 'vitest';
import { ConnectionError, HttpError, OperationError } from '../errors.ts';
import { latest, unlessPassing } from './waiting.ts';

describe('what came while the reader was at work', () => {
  test('is one reason to look again, the newest', async () => {
    let work = () => {};
    const worked = new Promise<void>((resolve) => {
      work = resolve;
    });
    async function* source() {
      yield 1;
      await worked;
      for (let item = 2; item <= 100; item += 1) yield item;
    }
    const seen: number[] = [];
    for await (const item of latest(source())) {
      seen.push(item);
      work();
      await new Promise(setImmediate);
    }
    expect(seen).toEqual([1, 100]);
  });

  test('and failed then, fails when the reader comes back, and not before', async () => {
    async function* source() {
      yield 1;
      throw new ConnectionError('gone');
    }
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of latest(source())) {
        seen.push(item);
        await new Promise(setImmediate);
      }
    })();
    await expect(reading).rejects.toThrow('gone');
    expect(seen).toEqual([1]);
  });

  test('is left when the reader leaves', async () => {
    const left = new Promise<void>((resolve) => {
      async function* source() {
        try {
          while (true) {
            yield 1;
            await new Promise(setImmediate);
          }
        } finally {
          resolve();
        }
      }
      void (async () => {
        for await (const _ of latest(source())) break;
      })();
    });
    await left;
  });

  test('is left at once, even while nothing more comes', async () => {
    async function* source() {
      yield 1;
      await new Promise(() => {});
    }
    for await (const _ of latest(source())) break;
  });
});

function answered(...codes: string[]): OperationError {
  return new OperationError(codes.map((code) => ({ message: code, extensions: { code } })));
}

test.each([
  new ConnectionError('away'),
  new HttpError(503),
  new HttpError(500),
  new HttpError(429),
  answered('UNAVAILABLE'),
  answered('OUTCOME_UNKNOWN', 'UNAVAILABLE'),
  answered('RATE_LIMITED'),
])('%s passes', async (cause) => {
  expect(await unlessPassing(() => Promise.reject(cause))).toBeNull();
});

test.each([new HttpError(401), new TypeError('a slip'), answered('FORBIDDEN'), answered('UNAVAILABLE', 'FORBIDDEN')])(
  '%s does not pass',
  async (cause) => {
    await expect(unlessPassing(() => Promise.reject(cause))).rejects.toBe(cause);
  },
);
