import { beforeAll, describe, expect, test } from 'vitest';
import { newDraft } from './arrange.ts';
import { changesCursor } from './line.ts';
import { signedIn } from './people.ts';
import { Person, portalUrl, reviewerUrl } from './person.ts';
import { RawSocket } from './raw-socket.ts';
import { type Change, OWN } from './subscriptions.ts';

let ana: Person;
let davi: Person;

beforeAll(async () => {
  ({ ana, davi } = await signedIn('ana', 'davi'));
});

describe('GraphQL over WebSocket', () => {
  const LISTEN = { query: 'subscription { accessRequestChanged { cursor } }' };
  const session = () => ({ cookie: ana.cookie(), origin: portalUrl() });

  test('queries, mutations and subscriptions on one connection; ping is answered', async () => {
    using raw = await RawSocket.ready(session());
    raw.send({ type: 'ping', payload: { n: 1 } });
    await raw.next('pong');
    raw.send({ type: 'subscribe', id: 'q', payload: { query: '{ viewer { name } }' } });
    expect(await raw.next('next', 'q')).toMatchObject({ data: { viewer: { name: expect.stringMatching(/^Ana/) } } });
    await raw.next('complete', 'q');
    raw.send({ type: 'subscribe', id: 's', payload: LISTEN });
    raw.send({ type: 'subscribe', id: 'c', payload: { query: '{ changesCursor }' } });
    await raw.next('next', 'c');
    raw.send({ type: 'complete', id: 's' });
    raw.send({
      type: 'subscribe',
      id: 'm',
      payload: { query: 'mutation { submitAccessRequest(id: "nada", version: 1) { problems { code } } }' },
    });
    expect(await raw.next('next', 'm')).toMatchObject({
      data: { submitAccessRequest: { problems: [{ code: 'NOT_FOUND' }] } },
    });
  });

  test.for<[string, string | object]>([
    ['no JSON', 'nada'],
    ['a number', '42'],
    ['null', 'null'],
    ['no type', {}],
    ['an unknown type', { type: 'nada' }],
    ['an old protocol’s type', { type: 'start', id: '1', payload: LISTEN }],
    ['a subscribe without id', { type: 'subscribe', payload: LISTEN }],
    ['a subscribe without query', { type: 'subscribe', id: '1', payload: {} }],
    ['an empty id', { type: 'subscribe', id: '', payload: LISTEN }],
  ])('a message that is %s closes with 4400', async ([, message]) => {
    using raw = await RawSocket.ready();
    raw.send(message);
    expect(await raw.closed).toBe(4400);
  });

  test('an operation before the handshake closes with 4401', async () => {
    using raw = new RawSocket();
    await raw.opened;
    raw.send({ type: 'subscribe', id: '1', payload: LISTEN });
    expect(await raw.closed).toBe(4401);
  });

  test('no protocol closes with 4406', async () => {
    using raw = new RawSocket([]);
    expect(await raw.closed).toBe(4406);
  });

  test('no handshake in time closes with 4408', async () => {
    using raw = new RawSocket();
    expect(await raw.closed).toBe(4408);
  });

  test('an id that is in use closes with 4409', async () => {
    using raw = await RawSocket.ready(session());
    for (let time = 0; time < 2; time++) raw.send({ type: 'subscribe', id: '1', payload: LISTEN });
    expect(await raw.closed).toBe(4409);
  });

  test('a second handshake closes with 4429', async () => {
    using raw = await RawSocket.ready();
    raw.send({ type: 'connection_init' });
    expect(await raw.closed).toBe(4429);
  });

  test('a message of more than a megabyte closes with 1009', async () => {
    using raw = await RawSocket.ready();
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ viewer { id } }', pad: 'x'.repeat(1_100_000) } });
    expect(await raw.closed).toBe(1009);
  });

  test('a wrong document is an error of that operation alone', async () => {
    using raw = await RawSocket.ready(session());
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ nada }' } });
    expect(await raw.next('error', '1')).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    raw.send({ type: 'subscribe', id: '2', payload: { query: '{' } });
    expect(await raw.next('error', '2')).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    const answerTo = async (id: string, payload: object) => {
      raw.send({ type: 'subscribe', id, payload });
      return JSON.stringify(await Promise.race([raw.next('error', id), raw.next('next', id)]));
    };
    const list = 'query ($n: Int!) { accessRequests(first: $n) { totalCount } }';
    expect(await answerTo('3', { query: list })).toContain('BAD_USER_INPUT');
    expect(await answerTo('4', { query: list, variables: { n: 'x' } })).toContain('BAD_USER_INPUT');
    const line = 'subscription ($id: ID!) { accessRequestChanged(id: $id) { cursor } }';
    expect(await answerTo('5', { query: line })).toContain('BAD_USER_INPUT');
    const two = 'query a { viewer { id } } query b { viewer { id } }';
    expect(await answerTo('6', { query: two })).toContain('OPERATION_RESOLUTION_FAILURE');
    expect(await answerTo('7', { query: two, operationName: 'c' })).toContain('OPERATION_RESOLUTION_FAILURE');
    expect(await answerTo('8', { query: two, operationName: 'b' })).toContain('viewer');
  });

  test('a subscription that listens to nothing is an error of its own: graphql-ws goes on with the others', async () => {
    const client = ana.socket();
    const closes: unknown[] = [];
    client.on('closed', (event) => closes.push(event));
    const heard: unknown[] = [];
    const healthy = { next: (event: unknown) => heard.push(event), error: () => {}, complete: () => {} };
    const after = await changesCursor(ana);
    const stop = client.subscribe({ query: OWN, variables: { after } }, healthy);
    const query = 'subscription ($no: Boolean!) { accessRequestChanged @skip(if: $no) { cursor } }';
    const refused = new Promise((resolve) => {
      client.subscribe({ query, variables: { no: true } }, { next: resolve, error: resolve, complete: () => {} });
    });
    expect(await refused).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    await newDraft(ana);
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(closes).toEqual([]);
    stop();
  });

  test('an id may be given again as soon as its operation was completed, and events come once', async () => {
    using raw = await RawSocket.ready(session());
    const after = await changesCursor(ana);
    const payload = { query: OWN, variables: { after } };
    for (let time = 0; time < 4; time++) {
      raw.send({ type: 'subscribe', id: '1', payload });
      raw.send({ type: 'complete', id: '1' });
    }
    raw.send({ type: 'subscribe', id: '1', payload });
    const drafts = [await newDraft(ana), await newDraft(ana)].map(({ id }) => id);
    const told = () =>
      raw.received.flatMap(({ type, payload }) => {
        const change = (payload as { data?: { accessRequestChanged?: Change } } | undefined)?.data
          ?.accessRequestChanged;
        return type === 'next' && change && drafts.includes(change.accessRequest.id) ? change.accessRequest.id : [];
      });
    await expect.poll(() => told().length).toBeGreaterThanOrEqual(2);
    expect(told()).toEqual(drafts);
  });

  test('more than fifty subscriptions of one person are refused, and those there go on', async () => {
    // Those of one who listens to nothing in any other test: theirs would be refused meanwhile.
    using raw = await RawSocket.ready({ cookie: davi.cookie(), origin: portalUrl() });
    for (let index = 0; index <= 50; index++) raw.send({ type: 'subscribe', id: `s${index}`, payload: LISTEN });
    expect(await raw.next('error', 's50')).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    raw.send({ type: 'complete', id: 's0' });
    raw.send({ type: 'subscribe', id: 'q', payload: { query: '{ viewer { name } }' } });
    await raw.next('complete', 'q');
  });

  test('who somebody is comes with the upgrade alone, never with what is sent later', async () => {
    using raw = new RawSocket();
    await raw.opened;
    raw.send({
      type: 'connection_init',
      payload: { cookie: ana.cookie(), internalToken: 'x' },
    });
    await raw.next('connection_ack');
    const extensions = { internalToken: 'x', cookie: ana.cookie() };
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ viewer { name } }', extensions } });
    expect(await raw.next('next', '1')).toMatchObject({ data: { viewer: null } });
  });

  test('with a session needs the Origin of the portal', async () => {
    const foreign: Record<string, string>[] = [
      { cookie: ana.cookie() },
      { cookie: ana.cookie(), origin: 'http://evil.example' },
      { cookie: ana.cookie(), origin: reviewerUrl() },
    ];
    for (const headers of foreign) {
      using raw = new RawSocket(undefined, headers);
      expect(await raw.closed).toBe(1006);
    }
  });
});
