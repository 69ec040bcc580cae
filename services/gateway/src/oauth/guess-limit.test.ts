import { RateLimiterMemory } from 'rate-limiter-flexible';
import { expect, it } from 'vitest';
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

function asking() {
  const limit = new GuessLimit({
    ofClient: new RateLimiterMemory(OF_CLIENT),
    ofAddress: new RateLimiterMemory(OF_ADDRESS),
  });
  const comparisons = new Comparisons();
  const ask = (clientId: string, secret: string, address = ADDRESS) =>
    limit.attempt({ clientId, address, secret }, comparisons.compare(secret));
  return { ask, comparisons };
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
  const { ask } = asking();
  await ask('good', RIGHT);
  const flood = times(60, () => ask('good', 'old'));
  expect(await ask('good', RIGHT)).toBe('client');
  const refused = (await flood).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer).toMatchObject({ reason: { code: 'temporarily_unavailable', retryAfter: expect.any(Number) } });
  }
  expect(await ask('good', RIGHT)).toBe('client');
});

/** Whether the first is answered while the second is not. */
async function isBefore(first: Promise<unknown>, second: Promise<unknown>): Promise<boolean> {
  const [which] = await Promise.race([first.then(() => ['first']), second.then(() => ['second'])]);
  await second;
  return which === 'first';
}

it('the twenty-first wrong one of a client from an address takes a second, and nobody else’s does', async () => {
  const { ask } = asking();
  for (let tries = 0; tries < 20; tries++) await ask('guessed', `wrong-${tries}`);
  const started = performance.now();
  const slow = ask('guessed', 'wrong-20');
  const others = [ask('guessed', 'wrong', '200.130.0.11'), ask('another', 'wrong'), ask('another', RIGHT)];
  expect(await isBefore(Promise.all(others), slow)).toBe(true);
  expect(performance.now() - started).toBeGreaterThanOrEqual(990);
});

it('two hundred wrong ones from an address slow down what else is wrong from there', async () => {
  const { ask } = asking();
  await times(20, async (index) => {
    for (let tries = 0; tries < 10; tries++) await ask(`guessed-${index}`, `wrong-${tries}`);
  });
  const slow = ask('new', 'wrong');
  expect(await isBefore(ask('new', 'wrong', '200.130.0.11'), slow)).toBe(true);
});

it('an assertion, which is another each time, is never taken for known', async () => {
  const limit = new GuessLimit({
    ofClient: new RateLimiterMemory(OF_CLIENT),
    ofAddress: new RateLimiterMemory(OF_ADDRESS),
  });
  const by = (right: boolean) =>
    limit.attempt({ clientId: 'good', address: ADDRESS }, async () => (right ? 'client' : undefined));
  expect(await by(true)).toBe('client');
  for (let tries = 0; tries < 20; tries++) await by(false);
  expect(
    await isBefore(
      limit.attempt({ clientId: 'good', address: '200.130.0.11' }, async () => 'client'),
      by(false),
    ),
  ).toBe(true);
});

it('compares eight at once, whoever asks', async () => {
  const { ask, comparisons } = asking();
  await times(40, (index) => ask(`client-${index}`, RIGHT));
  expect(comparisons.most).toBe(8);
});
