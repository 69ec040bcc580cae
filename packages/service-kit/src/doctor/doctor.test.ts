import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { createServer as createTlsServer } from 'node:tls';
import { createRoot, privateKeyPem } from '@portal/certificates';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../configuration.ts';
import { databaseOn } from '../database/database-url.ts';
import { ensureDatabase } from '../database/ensure-database.ts';
import { KeyRing } from '../personal-data/key-ring.ts';
import {
  type Check,
  certificatesCheck,
  databaseChecks,
  examine,
  folderCheck,
  personalDataCheck,
  reachCheck,
  servedCertificateCheck,
} from './index.ts';

/** What the command prints, and whether its process would end with 1. */
async function said(checks: Check[], read: () => object = () => ({})): Promise<{ lines: string[]; wrong: boolean }> {
  const before = process.exitCode;
  process.exitCode = 0;
  const lines: string[] = [];
  await examine(
    'portal',
    read,
    () => checks,
    (line) => lines.push(line.replace(/\s+/g, ' ').trim()),
  );
  const wrong = process.exitCode === 1;
  process.exitCode = before;
  return { lines: lines.slice(1), wrong };
}

describe('of a configuration that cannot be read', () => {
  test('it says what, and looks no further', async () => {
    const lines: string[] = [];
    let looked = false;
    const before = process.exitCode;
    const read = () => {
      throw new ConfigError('PORT: must be a number');
    };
    await examine(
      'portal',
      read,
      () => {
        looked = true;
        return [];
      },
      (line) => lines.push(line),
    );
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
    expect([lines[0], looked]).toEqual([
      expect.stringMatching(/^WRONG +portal: configuration +PORT: must be a number$/),
      false,
    ]);
  });
});

test('one that throws is told, and keeps nothing from the others', async () => {
  const { lines, wrong } = await said([
    { name: 'a', look: () => Promise.reject(new Error('broken', { cause: new Error('ECONNREFUSED') })) },
    { name: 'b', look: async () => ({ verdict: 'look', said: 'half', mend: 'Do this.' }) },
  ]);
  expect(lines).toEqual(['WRONG portal: a broken: ECONNREFUSED', 'LOOK portal: b half', 'Do this.']);
  expect(wrong).toBe(true);
});

test('what is only to be looked at is not wrong', async () => {
  const { wrong } = await said([{ name: 'b', look: async () => ({ verdict: 'look', said: 'half' }) }]);
  expect(wrong).toBe(false);
});

describe('of a database', () => {
  const server = process.env.TEST_DATABASE_URL ?? '';
  const url = databaseOn(server, `kit_${crypto.randomUUID()}`);
  let owner: pg.Client;
  beforeAll(async () => {
    await ensureDatabase(url);
    owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query('create table mikro_orm_migrations (id serial, name text)');
    await owner.query("insert into mikro_orm_migrations (name) values ('First')");
  });
  afterAll(async () => {
    await owner.end();
    const dropping = new pg.Client({ connectionString: server });
    await dropping.connect();
    await dropping.query(`drop database ${pg.escapeIdentifier(new URL(url).pathname.slice(1))} with (force)`);
    await dropping.end();
  });

  test('that is as it should be all is well, but who owns the tables is told', async () => {
    const { lines, wrong } = await said(databaseChecks({ url, migrations: [{ name: 'First' }] }));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'ok', 'ok', 'LOOK', 'Give', 'ok']);
    expect(lines.join('\n')).toMatch(/PostgreSQL 18.*agrees.*all 1 are there.*who owns the tables.*of \d+ are taken/s);
    expect(wrong).toBe(false);
  });

  test('it tells migrations that are missing, and those of a newer version', async () => {
    const missing = await said(databaseChecks({ url, migrations: [{ name: 'First' }, { name: 'Second' }] }));
    expect(missing.lines.join('\n')).toContain('1 are missing');
    expect(missing.wrong).toBe(true);
    const newer = await said(databaseChecks({ url, migrations: [] }));
    expect(newer.lines.join('\n')).toContain('has 1 that this version does not know (First)');
    expect(newer.wrong).toBe(true);
  });

  test('that holds something of people: whether it is sealed, by which keys, and whether all are there', async () => {
    await owner.query('create table personal_sealing (since timestamptz, done_at timestamptz)');
    await owner.query('create table personal_key (subject uuid, wrapped text)');
    await owner.query('insert into personal_sealing values (null)');
    const [now, before] = ['now', 'before'].map((name): [string, Buffer] => [name, randomBytes(32)]);
    const told = async (...keys: ([string, Buffer] | undefined)[]) =>
      (await said([personalDataCheck(url, new KeyRing(keys.filter((key) => key !== undefined)))])).lines.join('\n');
    expect(await told(before)).toMatch(/^LOOK .*plain text.*seal-personal-data/s);
    await owner.query('update personal_sealing set since = now()');
    expect(await told(before)).toMatch(/^LOOK .*nobody noted.*`seal-personal-data` to its end/s);
    await owner.query('update personal_sealing set done_at = now()');
    await owner.query(
      `insert into personal_key values (gen_random_uuid(), 'before:AA'), (gen_random_uuid(), 'before:BB')`,
    );
    expect(await told(before)).toMatch(/^ok .*"before" wraps$/);
    expect(await told(now, before)).toMatch(/^LOOK .* 2 keys are still wrapped by before.*rewrap-personal-keys/s);
    expect(await told(now)).toMatch(/^WRONG .*wrapped by before, which PERSONAL_DATA_KEYS does not have/);
  });

  test('that does not answer, or not to this user, it names without the password', async () => {
    const secret = 'a-password-of-nobody';
    const refused = Object.assign(new URL(url), { password: secret, username: 'nobody' }).href;
    const away = Object.assign(new URL(refused), { port: '1' }).href;
    for (const wrongUrl of [refused, away]) {
      const { lines, wrong } = await said(databaseChecks({ url: wrongUrl, directUrl: wrongUrl, migrations: [] }));
      expect(wrong).toBe(true);
      expect(lines.join('\n')).toContain(new URL(wrongUrl).host);
      expect(lines.join('\n')).not.toContain(secret);
    }
  });
});

describe('of what is reached over HTTP', () => {
  let answer: { status: number; date?: string };
  const server = createServer((_req, res) => {
    if (answer.date) res.setHeader('date', answer.date);
    res.writeHead(answer.status).end();
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  afterEach(() => {
    answer = { status: 200 };
  });

  test.each([
    [{ status: 200 }, 'ok', false],
    [{ status: 302 }, 'ok', false],
    [{ status: 503 }, 'WRONG', true],
    [{ status: 404 }, 'WRONG', true],
    [{ status: 200, date: 'Tue, 24 Nov 2020 12:00:00 GMT' }, 'LOOK', false],
  ])('%j is %s', async (given, mark, isWrong) => {
    answer = given;
    const { lines, wrong } = await said([reachCheck('it', `${url}/readyz?key=secret`, 'Start it.')]);
    expect([lines[0]?.split(' ')[0], wrong]).toEqual([mark, isWrong]);
    expect(lines.join()).not.toContain('secret');
  });

  test('what does not answer is as bad as it is said to be', async () => {
    const away = 'http://127.0.0.1:1/';
    expect((await said([reachCheck('it', away, 'Start it.')])).lines[0]).toMatch(/^WRONG .*does not answer/);
    expect((await said([reachCheck('it', away, 'Start it.', 'look')])).wrong).toBe(false);
  });
});

test('of folders it tells the room, and those that are not there', async () => {
  expect((await said([folderCheck('it', tmpdir())])).lines[0]).toMatch(/ has room for [\d.]+ GB$/);
  expect((await said([folderCheck('it', '/nowhere/at/all')])).lines[0]).toMatch(/^WRONG .*ENOENT/);
});

test('of certificates it tells that there are none', async () => {
  expect((await said([certificatesCheck('it', async () => 'nothing')])).wrong).toBe(true);
});

test('of what an origin shows browsers it tells why they refuse it and when it ends, or that nothing is there', async () => {
  const root = await createRoot({ key: 'EC-256', notAfter: new Date('2040-05-06T12:00:00Z') });
  const server = createTlsServer({ cert: root.pem, key: await privateKeyPem(root) }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `https://localhost:${port}`;
  const shown = await said([servedCertificateCheck(origin)]);
  expect(shown.lines[0]).toMatch(
    new RegExp(`^WRONG portal: certificate of localhost:${port} browsers refuse it \\(\\S+\\); it ends on 2040-05-06$`),
  );
  server.close();
  await once(server, 'close');
  expect((await said([servedCertificateCheck(origin)])).lines[0]).toMatch(/^WRONG .*ECONNREFUSED/);
});
