import type { StreamBeat } from '@portal/service-kit';
import { GraphQLError } from 'graphql';
import type { Delivered } from './batch.ts';
import { ConsumerTooSlow } from './inbox.ts';
import type { ChangeStream } from './outbox.ts';

/** A change, or that the subscriber was too slow for the next one. */
export type Told = Delivered | { tooSlow: true };

/**
 * Turns ConsumerTooSlow into a last item, which becomes an error of this subscription alone: thrown by the stream it would
 * close the connection, and with it the subscriptions of everybody who shares it.
 */
export function tellSlowness(stream: ChangeStream): ChangeStream<Told | StreamBeat> {
  return {
    beat: () => stream.beat(),
    async next() {
      try {
        return await stream.next();
      } catch (error) {
        if (error instanceof ConsumerTooSlow) return { done: false, value: { tooSlow: true } };
        throw error;
      }
    },
    async return() {
      await stream.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The change; for the last item of a slow subscriber the error that tells it so. */
export function orThrowTooSlow(told: Told): Delivered {
  if (!('tooSlow' in told)) return told;
  throw new GraphQLError('A assinatura foi encerrada: as mudanças chegam mais rápido do que são lidas.', {
    extensions: { code: 'CONSUMER_TOO_SLOW' },
  });
}
