import { RateLimiterMemory } from 'rate-limiter-flexible';
import { expect, it, vi } from 'vitest';
import { GuessLimit } from './guess-limit.ts';
import { OF_ADDRESS, OF_CLIENT } from './wrong-secrets.ts';

const ADDRESS = '200.130.0.10';
const RIGHT = 'right';

/** Credentials, as far as it compares secrets: so many at once at the most. */
class Comparisons {
  most = 0;
  private running = 0;

  compare(secret: string): () => Promise<string | undefined> {
    return async () => {
      this.running++;
      this.most = Math.max(this.most, this.running);
      await new Promise(setImmediate);
      this.running--;
      return secret === RIGHT ? 'client' : undefined;
    };
  }
}

/** Pauses that last until they are let go, so that no time passes. */
class Pauses {
  readonly asked: number[] = [];
  private readonly waiting: (() => void)[] = [];
  private open = false;

  readonly pause = (milliseconds: number): Promise<void> => {
    this.asked.push(milliseconds);
    return this.open ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  };

  /** Those that are waited for, and all from now on. */
  letGo(): void {
    this.open = true;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

function asking() {
  const pauses = new Pauses();
  const wrong = { ofClient: new RateLimiterMemory(OF_CLIENT), ofAddress: new RateLimiterMemory(OF_ADDRESS) };
  const limit = new GuessLimit(wrong, pauses.pause);
  const comparisons = new Comparisons();
  const ask = (clientId: string, secret: string, address = ADDRESS) =>
    limit.attempt({ clientId, address, secret }, comparisons.compare(secret));
  return { limit, ask, comparisons, pauses };
}

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));

it('lets a client in however often it comes at once, and bounds what that costs', async () => {
  const { ask, comparisons } = asking();
  for (let round = 0; round < 3; round++) {
    const answers = await times(100, () => ask('good', RIGHT));
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
  }
  expect(comparisons.most).toBe(4);
});

it('two hundred wrong ones from an address keep no good client there out, known or new', async () => {
  const { ask } = asking();
  await ask('known', RIGHT);
  await times(20, async (index) => {
    for (let tries = 0; tries < 10; tries++) await ask(`guessed-${index}`, `wrong-${tries}`);
  });
  expect(await ask('known', RIGHT)).toBe('client');
  expect(await ask('new', RIGHT)).toBe('client');
  expect(await ask('guessed-1', RIGHT)).toBe('client');
});

it('a copy with an old secret keeps out no client that has the right one', async () => {
  const { ask, pauses } = asking();
  await ask('good', RIGHT);
  const flood = times(60, () => ask('good', 'old'));
  expect(await ask('good', RIGHT)).toBe('client');
  pauses.letGo();
  const refused = (await flood).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer).toMatchObject({ reason: { code: 'temporarily_unavailable', retryAfter: expect.any(Number) } });
  }
  expect(await ask('good', RIGHT)).toBe('client');
});

it('the twenty-first wrong one of a client from an address takes a second, and nobody else’s does', async () => {
  const { ask, pauses } = asking();
  for (let tries = 0; tries < 20; tries++) await ask('guessed', `wrong-${tries}`);
  expect(pauses.asked).toEqual([]);
  let answered = false;
  const slow = ask('guessed', 'wrong-20').finally(() => {
    answered = true;
  });
  await Promise.all([ask('guessed', 'wrong', '200.130.0.11'), ask('another', 'wrong'), ask('another', RIGHT)]);
  await vi.waitFor(() => expect(pauses.asked).toEqual([1_000]));
  expect(answered).toBe(false);
  pauses.letGo();
  expect(await slow).toBeUndefined();
});

it('two hundred wrong ones from an address slow down what else is wrong from there', async () => {
  const { ask, pauses } = asking();
  await times(20, async (index) => {
    for (let tries = 0; tries < 10; tries++) await ask(`guessed-${index}`, `wrong-${tries}`);
  });
  expect(pauses.asked).toEqual([]);
  const slow = ask('new', 'wrong');
  await ask('new', 'wrong', '200.130.0.11');
  await vi.waitFor(() => expect(pauses.asked).toEqual([1_000]));
  pauses.letGo();
  await slow;
});

it('an assertion, which is another each time, is never taken for known', async () => {
  const { limit, pauses } = asking();
  const by = (right: boolean) =>
    limit.attempt({ clientId: 'good', address: ADDRESS }, async () => (right ? 'client' : undefined));
  expect(await by(true)).toBe('client');
  for (let tries = 0; tries < 20; tries++) await by(false);
  const slow = by(false);
  await limit.attempt({ clientId: 'good', address: '200.130.0.11' }, async () => 'client');
  await vi.waitFor(() => expect(pauses.asked).toEqual([1_000]));
  pauses.letGo();
  await slow;
});

it('compares eight at once, whoever asks', async () => {
  const { ask, comparisons } = asking();
  await times(40, (index) => ask(`client-${index}`, RIGHT));
  expect(comparisons.most).toBe(8);
});
