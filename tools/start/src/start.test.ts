import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isFree } from '@portal/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepsMails, readPortalConfig } from './config.ts';
import { build, type Ports, portalPorts } from './index.ts';

const STARTED = 'Ctrl-C stops it';

/** `pnpm start` as it is run, its output kept. */
class Start {
  output = '';
  private readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(environment: Record<string, string>) {
    this.child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        this.child.emit('printed');
      });
    }
    this.ended = new Promise((done) => this.child.once('close', done));
  }

  /** Waits until it has printed a text; fails when it ends without. */
  async printed(text: string): Promise<void> {
    const over = this.ended.then(() => 'over' as const);
    while (!this.output.includes(text)) {
      if ((await Promise.race([once(this.child, 'printed'), over])) === 'over')
        throw new Error(`It ended:\n${this.output}`);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** `pnpm run doctor`: how it ended, and what it printed. */
async function doctor(environment: Record<string, string>): Promise<[code: number, output: string]> {
  const options = { env: { ...process.env, ...environment } };
  const told = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'doctor.ts')], options).then(
    ({ stdout }) => [0, stdout] as [number, string],
    ({ code, stdout }) => [code, stdout] as [number, string],
  );
  return told;
}

// Where nothing was built yet, a start builds it first.
const PATIENCE = 600_000;

describe('pnpm start', { timeout: PATIENCE }, () => {
  let dataDir: string;
  let ports: Ports;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-start-'));
    await chmod(dataDir, 0o755);
    await build();
  }, PATIENCE);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  beforeEach(async () => {
    ports = await portalPorts();
  });

  const environment = (extra: Record<string, string> = {}) => ({
    DATA_DIR: dataDir,
    PORT: String(ports.gateway),
    REVIEWER_PORT: String(ports.reviewer),
    IDENTITY_PORT: String(ports.identity),
    CATALOGUE_PORT: String(ports.catalogue),
    CREDENTIALS_PORT: String(ports.credentials),
    DATABASE_PORT: String(ports.database),
    GATEWAY_METRICS_PORT: String(ports.metrics),
    HOMOLOGATION_PORT: String(ports.homologation),
    HOMOLOGATION_AUTH_PORT: String(ports.homologationAuth),
    HOMOLOGATION_EHR_PORT: String(ports.homologationEhr),
    MAILBOX_PORT: String(ports.mailbox),
    ...extra,
  });

  // A start takes ten seconds of processor time: what can be asked of one that runs is asked of the same.
  test('says where everything is, sends a second start away, and stops on SIGTERM', async () => {
    const start = new Start(environment());
    await start.printed(STARTED);
    for (const port of [ports.gateway, ports.reviewer]) expect(start.output).toContain(`http://localhost:${port}`);
    expect(start.output).toContain(`http://localhost:${ports.mailbox}/dev/mail`);
    const { catalogue, credentials, homologation, identity, metrics, database, mailbox } = ports;
    for (const port of [catalogue, credentials, homologation, identity, metrics, database, mailbox]) {
      expect([port, await answersBesides(port)]).toEqual([port, []]);
    }
    const second = new Start(environment());
    expect(await second.ended).toBe(1);
    expect(second.output).toMatch(/The portal of .* is running already \(process \d+\): stop it, or set DATA_DIR/);
    expect((await fetch(`http://localhost:${ports.gateway}/readyz`)).status).toBe(200);
    expect(await doctor(environment())).toEqual([
      0,
      expect.stringMatching(/^ok +homologation: authority .*\nNothing is wrong\.\n$/ms),
    ]);
    start.kill('SIGTERM');
    expect(await start.ended).toBe(0);
    await nobodyListens(ports);
    expect(await doctor(environment({ CNES_API: 'perhaps' }))).toEqual([
      1,
      expect.stringMatching(
        /^WRONG +gateway: database .*cannot be asked.*^WRONG +credentials: configuration .*CNES_API must be on or off$/ms,
      ),
    ]);
  });

  test('starts again on the data that it kept; killed without a chance to stop its children, at the same ports as well', async () => {
    for (let time = 0; time < 2; time++) {
      const killed = new Start(environment());
      await killed.printed(STARTED);
      killed.kill('SIGKILL');
      await killed.ended;
    }
    const last = new Start(environment());
    await last.printed(STARTED);
    last.kill('SIGINT');
    expect(await last.ended).toBe(0);
    await nobodyListens(ports);
  });

  test('a taken port: which, and what to set', async () => {
    const taken = createServer().listen(ports.credentials);
    await once(taken, 'listening');
    const start = new Start(environment());
    expect(await start.ended).toBe(1);
    expect(start.output).toContain(`Port ${ports.credentials} (credentials) is taken`);
    expect(start.output).toContain('set CREDENTIALS_PORT');
    taken.close();
  });

  test('a service that refuses to start is told at once, in its own words, and nothing is left running', async () => {
    const start = new Start(environment({ CNES_API: 'perhaps' }));
    expect(await start.ended).toBe(1);
    expect(start.output).toContain('credentials: Configuration: CNES_API must be on or off');
    expect(start.output).not.toContain('was not ready within');
    await nobodyListens(ports);
  });

  test('a database that does not answer: one line, exit code 1', async () => {
    const start = new Start(environment({ DATABASE_URL: `postgres://nobody@127.0.0.1:${ports.database}/postgres` }));
    expect(await start.ended).toBe(1);
    expect(start.output).toMatch(/DATABASE_URL \(127\.0\.0\.1:\d+\) cannot be reached/);
  });
});

test('wrong variables are named in one line', () => {
  expect(() => readPortalConfig({ PORT: 'x', DATABASE_URL: 'mysql://a' })).toThrow(
    /^Wrong environment: PORT: .*; DATABASE_URL: /,
  );
});

test('mails stay on this machine by the local issuer alone, in no production, and where no server is named', () => {
  const keeps = (environment: Record<string, string>) => keepsMails(readPortalConfig(environment));
  expect(keeps({})).toBe(true);
  expect(keeps({ NODE_ENV: 'production' })).toBe(false);
  expect(keeps({ OIDC_ISSUER: 'https://sso.exemplo' })).toBe(false);
  expect(keeps({ SMTP_URL: 'smtp://mail.exemplo' })).toBe(false);
});

test('the ports follow PORT unless they are set', () => {
  const { ports } = readPortalConfig({ PORT: '5000', CATALOGUE_PORT: '7000' });
  expect(ports).toEqual({
    gateway: 5000,
    reviewer: 5001,
    identity: 5002,
    catalogue: 7000,
    credentials: 5004,
    database: 5005,
    metrics: 5006,
    homologation: 5007,
    homologationAuth: 5008,
    homologationEhr: 5009,
    mailbox: 5010,
  });
});

async function nobodyListens(ports: Partial<Ports>): Promise<void> {
  for (const port of Object.values(ports)) {
    await expect.poll(() => isFree(port), { timeout: 60_000, message: `port ${port}` }).toBe(true);
  }
}

/** By which addresses but 127.0.0.1, those that other machines know among them, somebody answers at a port. */
async function answersBesides(port: number): Promise<string[]> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const others = all.map(({ address }) => address).filter((address) => !address.startsWith('127.'));
  const answered = await Promise.all(
    others.map(async (host) => {
      const socket = connect({ host, port });
      const answers = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      return answers ? [host] : [];
    }),
  );
  return answered.flat();
}
