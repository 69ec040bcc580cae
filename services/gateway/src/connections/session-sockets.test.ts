import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { SessionSockets } from './session-sockets.ts';

/** A connection that remembers by which codes it was closed. */
class TestConnection extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  readonly codes: number[] = [];

  close(code: number): void {
    this.codes.push(code);
    this.emit('close');
  }

  terminate(): void {}
}

const session = (standing: string) => ({ key: 'clara', expiresAt: () => new Date(Date.now() + 3_600_000), standing });

it('sockets that were opened with the roles of before close, whichever was opened last', async () => {
  let look = async () => {};
  using sockets = new SessionSockets(
    {
      onEnded: () => {},
      onGap: (listener) => {
        look = listener;
      },
      reread: async () => new Map([['clara', session('INTEGRATOR')]]),
    },
    () => new Date(),
  );
  const [before, since] = [new TestConnection(), new TestConnection()];
  sockets.hold(session('INTEGRATOR,REVIEWER'), before);
  // Roles are read before sockets are looked at.
  sockets.hold(session('INTEGRATOR'), since);
  await look();
  await look();
  expect([before.codes, since.codes]).toEqual([[1012], []]);
});
