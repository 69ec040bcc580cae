import { expect, test } from 'vitest';
import { type Part, supervise } from './supervise.ts';

/** Parts that die when they are told to. */
class Parts {
  readonly lines: string[] = [];
  readonly pids: number[] = [];
  disposed = 0;
  failing = false;
  private die = (_line: string) => {};

  start = async (): Promise<Part> => {
    if (this.failing) throw new Error('part did not start');
    const death = Promise.withResolvers<string>();
    this.die = death.resolve;
    return {
      pid: this.pids.length + 1,
      died: death.promise,
      [Symbol.asyncDispose]: async () => {
        this.disposed++;
      },
    };
  };

  supervise() {
    return supervise({
      name: 'part',
      start: this.start,
      started: (pid) => this.pids.push(pid),
      tell: (line) => this.lines.push(line),
    });
  }

  async kill(): Promise<void> {
    const before = this.pids.length;
    this.die('part ended (SIGKILL):\nits last words');
    await expect.poll(() => this.pids.length).toBe(before + 1);
  }
}

test('a part that dies is started again, after a wait that doubles, and ends with the whole', async () => {
  const parts = new Parts();
  const supervised = await parts.supervise();
  await parts.kill();
  await parts.kill();
  expect(parts.pids).toEqual([1, 2, 3]);
  expect(parts.lines).toEqual([
    'part ended (SIGKILL); started again in 0.5 s',
    'part ready again',
    'part ended (SIGKILL); started again in 1 s',
    'part ready again',
  ]);
  await supervised[Symbol.asyncDispose]();
  expect(parts.disposed).toBe(1);
});

test('five deaths in a row are the last, starts that fail among them; what it said last is told', async () => {
  const parts = new Parts();
  await using supervised = await parts.supervise();
  await parts.kill();
  parts.failing = true;
  const killed = parts.kill().catch(() => {});
  expect(await supervised.gaveUp).toBe('part did not start\npart ended 5 times in a row and is not started again.');
  expect(parts.pids).toEqual([1, 2]);
  void killed;
});

test('the first start that fails is not tried again', async () => {
  const parts = new Parts();
  parts.failing = true;
  await expect(parts.supervise()).rejects.toThrow('part did not start');
});
