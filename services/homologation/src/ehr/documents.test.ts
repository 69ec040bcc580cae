import { randomUUID } from 'node:crypto';
import { openGuides, writeXml } from '@portal/judge';
import { vaccinationOf } from '@portal/judge/testing/now';
import { recordStatements } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { READABLE_AFTER_MS } from '../documents/document.ts';
import { type ClientCertificate, type HostAnswer, openTestHosts, type TestHosts } from '../testing/hosts.ts';

let portal: TestHosts;
let sender: Sender;
beforeAll(async () => {
  portal = await openTestHosts();
  sender = await newSender();
});
afterAll(() => portal[Symbol.asyncDispose]());

interface Sender {
  certificate: ClientCertificate;
  accreditation: Accreditation;
  token: string;
}

async function newSender(facts: Partial<Accreditation> = {}): Promise<Sender> {
  const accredited = await portal.accredited(facts);
  return { ...accredited, token: await portal.token(accredited.certificate) };
}

// biome-ignore lint/suspicious/noExplicitAny: tests change whatever they like in it
type Document = any;
let people = 0;

/** A vaccination that is right, of a person who had none yet. */
function document(of = sender, change: (bundle: Document) => void = () => {}): Document {
  const ordinary = portal.population.people.filter(({ kind }) => kind === 'ORDINARY');
  const patient = ordinary[people++ % ordinary.length]?.cns;
  const bundle: Document = vaccinationOf(
    { requesterIdentifier: of.accreditation.requesterIdentifier, patient },
    portal.clock.now,
  );
  change(bundle);
  return bundle;
}

function call(method: string, path: string, of = sender, body?: string | Buffer): Promise<HostAnswer> {
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  const headers = { 'x-authorization-server': `Bearer ${of.token}`, authorization, 'content-type': 'application/json' };
  return portal.call(`${portal.hosts.ehrUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
}
const post = (bundle: Document, of = sender) =>
  call(
    'POST',
    '/api/fhir/r4/Bundle',
    of,
    typeof bundle === 'string' || Buffer.isBuffer(bundle) ? bundle : JSON.stringify(bundle),
  );
const idOf = ({ headers }: HostAnswer) => String(headers.location).split('/').at(-1) ?? '';
const codesOf = ({ json }: HostAnswer) =>
  json.issue.map(({ diagnostics }: { diagnostics: string }) => /^\((\S+)\)/.exec(diagnostics)?.[1] ?? diagnostics);
const later = () => {
  portal.clock.now = new Date(portal.clock.now.getTime() + READABLE_AFTER_MS);
};
const replaces = (id: string) => (bundle: Document) => {
  bundle.entry[0].resource.relatesTo = [{ code: 'replaces', targetReference: { reference: `Composition/${id}` } }];
};

describe('a document', () => {
  test('that is right is kept, and both headers say where', async () => {
    const answer = await post(document());
    expect([answer.status, answer.text]).toEqual([201, '']);
    expect(answer.headers.location).toMatch(/\/api\/fhir\/r4\/Bundle\/[0-9a-f-]{36}-[a-z0-9]{4}$/);
    expect(answer.headers['content-location']).toBe(answer.headers.location);
  });

  test('can be read after three seconds, by its sender alone', async () => {
    const sent = document();
    const id = idOf(await post(sent));
    expect((await call('GET', `/api/fhir/r4/Bundle/${id}`)).status).toBe(404);
    later();
    for (const path of [`Bundle/${id}`, `Composition/${id}/$document`]) {
      expect((await call('GET', `/api/fhir/r4/${path}`)).json).toEqual({ ...sent, id });
      expect((await call('GET', `/api/fhir/r4/${path}`, await newSender())).status).toBe(404);
    }
  });

  test('that is wrong is told all that is wrong, and where', async () => {
    const { status, json } = await post(
      document(sender, (bundle) => {
        bundle.type = 'transaction';
        bundle.entry[0].resource.status = 'preliminary';
        delete bundle.entry[1].resource.lotNumber;
      }),
    );
    expect(status).toBe(422);
    const told = json.issue.map(({ diagnostics }: { diagnostics: string }) => diagnostics).join('\n');
    for (const code of ['EHR-ERR923', 'EHR-ERR924', 'EHR-ERR1013']) expect(told).toContain(`(${code})`);
    expect(json.issue[0].location[1]).toMatch(/^Line\[\d+\] Col\[\d+\]$/);
  });

  test.each<[string, string, (bundle: Document) => void]>([
    [
      'another requester',
      '403 EHR-ERR881',
      (bundle) => Object.assign(bundle.identifier, { system: bundle.identifier.system.replace(/\d+$/, '1') }),
    ],
    [
      'an author outside the credential',
      '403 EHR-ERR897',
      (bundle) => Object.assign(bundle.entry[0].resource.author[0].identifier, { value: '7654321' }),
    ],
    ['a person whom CADSUS does not know', '422 EHR-ERR983', withSubject('UNKNOWN')],
    ['a person with two records', '422 EHR-ERR985', withSubject('TWO_RECORDS')],
    ['a person who is inactive', '422 EHR-ERR934', withSubject('INACTIVE')],
    ['a person without a definitive CNS', '422 EHR-ERR987', withSubject('NO_DEFINITIVE_CNS')],
    [
      'what is replaced by a number of the sender',
      '422 EHR-ERR867',
      (bundle) =>
        Object.assign(bundle.entry[0].resource, {
          relatesTo: [{ code: 'replaces', targetReference: { reference: 'local-7' } }],
        }),
    ],
    ['what is replaced by an unknown id', '422 EHR-ERR875', replaces(`${randomUUID()}-aaaa`)],
  ])('of %s is refused', async (_what, expected, change) => {
    const answer = await post(document(sender, change));
    expect(`${answer.status} ${codesOf(answer)[0]}`).toBe(expected);
  });

  test('of a house where who sends it has no work is refused', async () => {
    const [operator] = portal.population.professionalsAt('2337991');
    const elsewhere = portal.population.establishments.find(
      ({ cnes }) => operator && !portal.population.bonded(operator, cnes),
    );
    const cnes = elsewhere?.cnes ?? '';
    const both = await newSender({ cnes: ['2337991', cnes] });
    const answer = await post(
      document(both, (bundle) => Object.assign(bundle.entry[0].resource.author[0].identifier, { value: cnes })),
      both,
    );
    expect(`${answer.status} ${codesOf(answer)[0]}`).toBe('403 EHR-ERR879');
  });

  test('whose identifier was used is refused with the id that it has', async () => {
    const sent = document();
    const id = idOf(await post(sent));
    const again = await post(sent);
    expect([again.status, codesOf(again)]).toEqual([422, ['EHR-ERR866']]);
    expect(again.json.issue[0].diagnostics).toContain(id);
  });

  test('that says again what is known is refused under any identifier', async () => {
    const sent = document();
    const id = idOf(await post(sent));
    const again = await post({ ...sent, identifier: { ...sent.identifier, value: randomUUID() } });
    expect([again.status, codesOf(again)]).toEqual([422, ['EHR-ERR823']]);
    expect(again.json.issue[0].diagnostics).toContain(id);
  });

  test('that is sent many times at once is kept once', async () => {
    const sent = JSON.stringify(document());
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(422)]);
  });

  test('may be kept by two senders under the same identifier', async () => {
    const other = await newSender();
    const [mine, theirs] = [document(), document(other)];
    theirs.identifier.value = mine.identifier.value;
    expect([(await post(mine)).status, (await post(theirs, other)).status]).toEqual([201, 201]);
  });
});

describe('a replacement', () => {
  test('takes the place of what it names, once', async () => {
    const sent = document();
    const id = idOf(await post(sent));
    const next = structuredClone(sent);
    replaces(id)(next);
    // Not before it is stored.
    expect(codesOf(await post(next))).toEqual(['EHR-ERR875']);
    later();
    const replaced = await post(next);
    expect(replaced.status).toBe(201);
    expect(codesOf(await post(next))).toEqual(['EHR-ERR870']);
    const query = new URLSearchParams({ system: sent.identifier.system, value: sent.identifier.value, docType: 'RIA' });
    const { json } = await call('GET', `/api/identifier?${query}`);
    expect(json.map(({ id: one, status }: { id: string; status: string }) => [one, status])).toEqual([
      [idOf(replaced), 'final'],
      [id, 'entered-in-error'],
    ]);
    expect(json[0].relatesTo).toEqual([{ code: 'replaces', id }]);
  });

  test('under another identifier is refused', async () => {
    const id = idOf(await post(document()));
    later();
    expect(codesOf(await post(document(sender, replaces(id))))).toEqual(['EHR-ERR872']);
  });

  test("of another sender's document is refused as one that there is not", async () => {
    const other = await newSender();
    const sent = document(other);
    const id = idOf(await post(sent, other));
    later();
    expect(codesOf(await post(document(sender, replaces(id))))).toEqual(['EHR-ERR875']);
  });
});

describe('a deletion', () => {
  test('is done once', async () => {
    const sent = document();
    const id = idOf(await post(sent));
    const remove = () => call('DELETE', `/api/fhir/r4/Bundle/${id}`);
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 410]);
    later();
    expect((await call('GET', `/api/fhir/r4/Bundle/${id}`)).status).toBe(410);
    // Its identifier is free again.
    expect((await post(sent)).status).toBe(201);
  });

  test("of what is unknown, another owner's, or replaced is refused", async () => {
    const sent = document();
    const id = idOf(await post(sent));
    later();
    const next = structuredClone(sent);
    replaces(id)(next);
    expect((await post(next)).status).toBe(201);
    const foreign = await newSender();
    const sibling = await newSender({ ownerId: sender.accreditation.ownerId });
    const refusal = (answer: HostAnswer) => `${answer.status} ${codesOf(answer)[0]}`;
    const remove = (one: string, of = sender) => call('DELETE', `/api/fhir/r4/Bundle/${one}`, of);
    expect(refusal(await remove(id))).toBe('422 EHR-ERR825');
    expect(refusal(await remove(`${randomUUID()}-aaaa`))).toBe('404 EHR-ERR827');
    expect(refusal(await remove(id, foreign))).toBe('404 EHR-ERR827');
    expect(refusal(await remove(id, sibling))).toBe('403 EHR-ERR826');
  });
});

test("whose identifiers are asked for must be the caller's", async () => {
  const asked = async (system: string) => {
    const answer = await call('GET', `/api/identifier?${new URLSearchParams({ system, value: 'x' })}`);
    return `${answer.status} ${codesOf(answer)[0]}`;
  };
  expect(await asked('http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-1')).toBe('403 EHR-ERR881');
  expect(await asked('http://x')).toBe('422 EHR-ERR841');
});

describe('a hostile body', () => {
  test.each<[string, () => string | Buffer, number]>([
    ['nothing', () => '', 422],
    ['no JSON', () => '{', 422],
    ['another charset', () => Buffer.from('{"resourceType":"Bundle","título":1}', 'latin1'), 400],
    ['too much', () => 'x'.repeat(2_000_001), 413],
    ['depth', () => '['.repeat(50_000) + ']'.repeat(50_000), 422],
    [
      'ten thousand entries',
      () => JSON.stringify({ resourceType: 'Bundle', entry: Array(10_000).fill({ resource: {} }) }),
      422,
    ],
    ['null', () => 'null', 422],
    ['names of prototypes', () => '{"__proto__":{"x":1},"constructor":1,"resourceType":"Bundle"}', 422],
  ])('of %s is refused', async (_what, body, status) => {
    const answer = await post(body());
    expect([answer.status, answer.json.resourceType]).toEqual([status, 'OperationOutcome']);
    expect(answer.json.issue.length).toBeGreaterThan(0);
  });
});

function withSubject(kind: string) {
  return (bundle: Document) => {
    const number = portal.population.people.find((one) => one.kind === kind)?.cpf;
    bundle.entry[0].resource.subject.identifier.value = number;
    bundle.entry[1].resource.patient.identifier.value = number;
  };
}

test('what was sent before is found by the index of contents, not by reading all that a requester sent', async () => {
  await using stack = new AsyncDisposableStack();
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
  stack.defer(() => client.end());
  await client.query(
    `insert into document (id, credential_id, owner_id, requester_identifier, identifier_system, identifier_value,
       kind, subject, state, replaces, content_hashes, created_at, content)
     select 'old-' || n, $1, $2, $3, 'x', 'old-' || n, 'RIA', null, 'CURRENT', null, array[md5(n::text)], now(), '{}'
     from generate_series(1, 5000) as n`,
    [sender.accreditation.credentialId, randomUUID(), sender.accreditation.requesterIdentifier],
  );
  using recorded = recordStatements();
  await post(document());
  const sent = document();
  const id = idOf(await post(sent));
  later();
  const next = structuredClone(sent);
  replaces(id)(next);
  await post(next);
  const asked = recorded.statements.filter((sql) => /content_hashes (?:&&|@>)/.test(sql));
  expect(new Set(asked).size).toBe(2);
  for (const sql of new Set(asked)) {
    let number = 0;
    const { rows } = await client.query(`explain (generic_plan) ${sql.replace(/\?/g, () => `$${++number}`)}`);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('on document_contents');
  }
});

describe('in XML', () => {
  const guides = openGuides();
  const xml = { 'content-type': 'application/fhir+xml' };
  const send = (body: string, headers: Record<string, string>, method = 'POST', path = 'Bundle') =>
    portal.call(`${portal.hosts.ehrUrl}/api/fhir/r4/${path}`, {
      method,
      headers: {
        'x-authorization-server': `Bearer ${sender.token}`,
        authorization: portal.population.professionalsAt('2337991')[0]?.cns ?? '',
        ...headers,
      },
      body,
    });

  test('a document is judged and kept like its JSON, and read in either', async () => {
    const sent = document();
    const id = idOf(await send(writeXml(sent, guides), xml));
    later();
    expect((await send('', { accept: 'application/fhir+json' }, 'GET', `Bundle/${id}`)).json).toEqual({ ...sent, id });
    const read = await send('', { accept: 'application/fhir+xml' }, 'GET', `Bundle/${id}`);
    expect([read.status, read.headers['content-type']]).toEqual([200, 'application/fhir+xml;charset=UTF-8']);
    expect(read.text).toContain(`<id value="${id}"/>`);
  });

  test('a refusal is told with the lines of the XML', async () => {
    const text = writeXml(
      document(sender, (bundle) => Object.assign(bundle.entry[0].resource, { status: 'preliminary' })),
      guides,
    );
    const answer = await send(text, xml);
    expect([answer.status, answer.headers['content-type']]).toEqual([422, 'application/fhir+xml;charset=UTF-8']);
    expect(answer.text).toContain('<diagnostics value="(EHR-ERR924)');
  });

  test('a bomb is refused', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Bundle xmlns="http://hl7.org/fhir"><id value="&b;"/></Bundle>';
    expect((await send(bomb, xml)).status).toBe(422);
  });
});
