import { Client, type Exchange, gql, makeResult } from '@urql/core';
import { describe, expect, it, vi } from 'vitest';
import { map, pipe } from 'wonka';
import { createSecondFactor, type SecondFactor, waitForSecondFactor } from './second-factor.ts';
import type { SecondFactorDialog } from './second-factor-dialog.tsx';

const ACT = gql`
  mutation Act($text: String!) {
    act(text: $text)
  }
`;
const READ = gql`
  query Read {
    read
  }
`;
const Dialog = (() => null) as unknown as typeof SecondFactorDialog;
const REFUSED = { message: 'Confirme.', extensions: { code: 'SECOND_FACTOR_REQUIRED' } };

/** A client of a portal that refuses until it was proved, and what was sent to it. */
function clientOf(secondFactor: SecondFactor, isProved: () => boolean) {
  const sent: unknown[] = [];
  const portal: Exchange = () => (operations) =>
    pipe(
      operations,
      map((operation) => {
        sent.push(operation.variables);
        return isProved()
          ? makeResult(operation, { data: { act: operation.variables?.text }, hasNext: false })
          : makeResult(operation, { errors: [REFUSED], hasNext: false });
      }),
    );
  return {
    sent,
    client: new Client({ url: '/', preferGetMethod: false, exchanges: [waitForSecondFactor(secondFactor), portal] }),
  };
}

describe('an act that waits for a second factor', () => {
  it('is sent once more when that is proved, with what was typed; two at once are asked for once', async () => {
    let proved = false;
    const load = vi.fn(async () => Dialog);
    const secondFactor = createSecondFactor(load);
    const { client, sent } = clientOf(secondFactor, () => proved);
    const acts = ['um', 'dois'].map((text) => client.mutation(ACT, { text }).toPromise());
    await vi.waitUntil(() => secondFactor.Dialog === Dialog);
    proved = true;
    secondFactor.end(true);
    expect((await Promise.all(acts)).map(({ data }) => data)).toEqual([{ act: 'um' }, { act: 'dois' }]);
    expect(sent).toEqual([{ text: 'um' }, { text: 'dois' }, { text: 'um' }, { text: 'dois' }]);
    expect(load).toHaveBeenCalledOnce();
    expect(secondFactor.Dialog).toBeNull();
  });

  it('is refused as it was where it is not proved, and asked for no more than once', async () => {
    const secondFactor = createSecondFactor(async () => Dialog);
    const { client, sent } = clientOf(secondFactor, () => false);
    for (const [ended, times] of [
      [false, 1],
      [true, 3],
    ] as const) {
      const act = client.mutation(ACT, { text: 'um' }).toPromise();
      await vi.waitUntil(() => secondFactor.Dialog === Dialog);
      secondFactor.end(ended);
      expect((await act).error?.graphQLErrors).toMatchObject([REFUSED]);
      expect(sent).toHaveLength(times);
    }
  });

  it('is refused where what asks cannot be loaded, and a reading asks nobody', async () => {
    const load = vi.fn(async () => Promise.reject(new Error('offline')));
    const { client } = clientOf(createSecondFactor(load), () => false);
    expect((await client.query(READ, {}).toPromise()).error?.graphQLErrors).toMatchObject([REFUSED]);
    expect(load).not.toHaveBeenCalled();
    expect((await client.mutation(ACT, { text: 'um' }).toPromise()).error?.graphQLErrors).toMatchObject([REFUSED]);
    expect(load).toHaveBeenCalledOnce();
  });
});
