import { randomUUID } from 'node:crypto';
import { FaultKind } from '@portal/domain';
import { vaccinationOf } from '@portal/judge/testing/now';
import { Connector, RndsRefusal, RndsUnreachable } from '@portal/sample-connector';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { READABLE_AFTER_MS } from '../documents/document.ts';
import { armFault } from '../faults/faults.ts';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

let people = 0;

/** A connector with a credential of its own, what it sends, and what the hosts saw of it. */
async function connected() {
  const { certificate, accreditation } = await portal.accredited();
  const { credentialId, requesterIdentifier } = accreditation;
  const waits: number[] = [];
  const connector = new Connector({
    ...portal.hosts,
    pfx: certificate.pfx,
    passphrase: certificate.password,
    authorities: portal.authority.pem,
    operator: portal.population.professionalsAt('2337991')[0]?.cns ?? '',
    requesterIdentifier,
    userAgent: 'conector-de-exemplo/0.1.0',
    now: () => portal.clock.now.getTime(),
    pause: async (milliseconds) => waits.push(milliseconds),
  });
  onTestFinished(() => connector[Symbol.asyncDispose]());
  const arm = (kind: FaultKind, calls = 1) =>
    armFault(
      portal.orm.em.fork(),
      { credentialId, kind, calls, by: randomUUID(), until: new Date(portal.clock.now.getTime() + 60_000) },
      portal.clock.now,
    );
  const seen = async (operation: string) => {
    const rows = await portal.orm.em.fork().execute<{ status: number }[]>(
      `select status from call join call_of_credential on call_id = call.id
       where credential_id = ? and operation = ? order by call.id`,
      [credentialId, operation],
    );
    return rows.map(({ status }) => status);
  };
  const ordinary = portal.population.people.filter(({ kind }) => kind === 'ORDINARY');
  const document = () =>
    vaccinationOf({ requesterIdentifier, patient: ordinary[people++ % ordinary.length]?.cns }, portal.clock.now);
  return { connector, arm, seen, document, waits };
}
const later = (milliseconds: number) => {
  portal.clock.now = new Date(portal.clock.now.getTime() + milliseconds);
};

test('one token serves many calls, and another is there before its end', async () => {
  const { connector, seen } = await connected();
  await Promise.all(Array.from({ length: 5 }, () => connector.read('Organization/2337991')));
  later(28 * 60_000);
  await connector.read('Organization/2337991');
  expect(await seen('token')).toEqual([200]);
  later(90_000);
  await connector.read('Organization/2337991');
  expect([await seen('token'), await seen('read-organization')]).toEqual([[200, 200], Array(7).fill(200)]);
});

test('a document is sent, replaced once it is stored, and deleted', async () => {
  const { connector, seen, document } = await connected();
  const sent = document();
  const id = await connector.send(sent);
  later(READABLE_AFTER_MS);
  const next = await connector.replace(sent, id);
  expect(next).not.toBe(id);
  await connector.remove(next);
  // Gone already is no fault.
  await connector.remove(next);
  expect([await seen('create-document'), await seen('delete-document')]).toEqual([
    [201, 201],
    [204, 410],
  ]);
});

test('a token that is refused is renewed, once', async () => {
  const { connector, arm, seen } = await connected();
  await connector.read('Organization/2337991');
  later(2_000);
  await arm(FaultKind.EXPIRED_TOKEN);
  await connector.read('Organization/2337991');
  expect([await seen('token'), await seen('read-organization')]).toEqual([
    [200, 200],
    [200, 401, 200],
  ]);
});

test('503 is waited for as long as it says, 502 and 500 are tried again', async () => {
  const { connector, arm, waits, seen } = await connected();
  await arm(FaultKind.ERROR_503);
  await arm(FaultKind.ERROR_502);
  await arm(FaultKind.ERROR_500);
  await connector.read('Organization/2337991');
  expect(await seen('read-organization')).toEqual([503, 502, 500, 200]);
  expect(waits[0]).toBeGreaterThanOrEqual(2_000);
  expect(waits).toHaveLength(3);
});

test('whoever never answers is left alone in the end', async () => {
  const { connector, arm, seen } = await connected();
  await arm(FaultKind.ERROR_502, 10);
  await expect(connector.read('Organization/2337991')).rejects.toThrow(RndsUnreachable);
  expect(await seen('read-organization')).toHaveLength(4);
});

test.each([FaultKind.RESET, FaultKind.HALF_ANSWER])(
  'an answer that got lost by %s does not bring the document twice',
  async (kind) => {
    const { connector, arm, seen, document } = await connected();
    await arm(kind);
    const sent = document();
    const id = await connector.send(sent);
    expect(await seen('create-document')).toEqual([201]);
    later(READABLE_AFTER_MS);
    await arm(kind);
    expect(await connector.replace(sent, id)).not.toBe(id);
    expect(await seen('create-document')).toEqual([201, 201]);
  },
);

test('what is refused is told with its code and place, and not sent again', async () => {
  const { connector, seen, document } = await connected();
  const wrong = document();
  Object.assign(wrong.entry[0]?.resource ?? {}, { status: 'preliminary' });
  const refusal = await connector.send(wrong).catch((error: RndsRefusal) => error);
  expect(refusal).toBeInstanceOf(RndsRefusal);
  expect((refusal as RndsRefusal).by('EHR-ERR924')).toBe(true);
  expect((refusal as RndsRefusal).issues.map(({ expression }) => expression)).toContain(
    'Bundle.entry[0].resource.status',
  );
  expect(await seen('create-document')).toEqual([422]);
});

test('a document that was sent before is known by the id that it has', async () => {
  const { connector, document } = await connected();
  const sent = document();
  const id = await connector.send(sent);
  expect(await connector.send(sent)).toBe(id);
});
