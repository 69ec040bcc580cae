import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createProxy, type Socket } from 'node:net';
import { formatAccessToken } from '@portal/domain';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { newDraft } from './arrange.ts';
import { readCurlCommands } from './curl-reader.ts';
import { type Ended, type Example, LiveExample, runnableExamples } from './example-programs.ts';
import { askForToken } from './machine.ts';
import { Person, portalUrl } from './person.ts';

const VACCINES = [
  'RNDS: Registro de Imunobiológico Administrado (RIA-C)',
  'RNDS: Registro de Imunobiológico Administrado (RIA-R)',
];

// Nobody else makes requests of his: the examples show the ten newest.
let davi: Person;
let token: string;
beforeAll(async () => {
  davi = await Person.signIn('davi');
  token = (await askForToken(davi, { scopes: ['requests:read'] })).token ?? '';
});

interface Answered {
  services?: { edges: { node: { name: string; portfolio: { name: string } } }[] };
  accessRequests?: { edges: { node: { protocol: string; state: string; environment: string } }[] };
}

/** What an example told, in the same words whether it printed them or the answers. */
function told({ prints }: Example, { stdout }: Ended): string[] {
  const lines = stdout.split('\n').filter((line) => line.trim() !== '');
  if (prints === 'lines') return lines;
  return lines.flatMap((line) => {
    const { services, accessRequests } = (JSON.parse(line) as { data: Answered }).data;
    return [
      ...(services?.edges ?? []).map(({ node }) => `${node.portfolio.name}: ${node.name}`),
      ...(accessRequests?.edges ?? []).map(({ node }) => `${node.protocol} ${node.state} ${node.environment}`),
    ];
  });
}

describe.each(await runnableExamples())('$name', (example) => {
  test('asks the catalogue without a token', async () => {
    const ended = await example.run({ PORTAL_URL: portalUrl() });
    expect({ ...ended, stdout: told(example, ended) }).toEqual({ code: 0, stdout: VACCINES, stderr: '' });
  });

  test('asks for its own requests with a token', async () => {
    const { protocol } = await newDraft(davi, 'cnes');
    const ended = await example.run({ PORTAL_URL: portalUrl(), PORTAL_TOKEN: token });
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
    const lines = told(example, ended);
    expect(lines.slice(0, VACCINES.length)).toEqual(VACCINES);
    expect(lines).toContain(`${protocol} DRAFT HOMOLOGATION`);
  });

  test('says what is wrong with a token, and fails', async () => {
    const { code, stdout, stderr } = await example.run({
      PORTAL_URL: portalUrl(),
      PORTAL_TOKEN: formatAccessToken('B'.repeat(30)),
    });
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain('UNAUTHENTICATED');
  });

  test('asks again after 429, when Retry-After says so', async () => {
    const asked: number[] = [];
    const busy = createServer((_req, res) => {
      asked.push(performance.now());
      const first = asked.length === 1;
      res.writeHead(first ? 429 : 200, { 'content-type': 'application/json', ...(first && { 'retry-after': '1' }) });
      res.end(JSON.stringify(first ? { errors: [] } : { data: { services: { edges: [] } } }));
    }).listen(0);
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    const { code } = await example.run({ PORTAL_URL: `http://127.0.0.1:${port}` });
    busy.close();
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 2 });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(950);
  });
});

describe('the reader of curl commands', () => {
  const read = (command: string) => readCurlCommands(command, { URL: 'http://x' });

  test('reads options, quotes and variables', () => {
    const script = `#!/bin/sh\n# curl --no\nif true; then\n  curl --silent "$URL/a" \\\n    --header 'a: b $c' --data '{\n"x": 1 }'\nfi\n`;
    expect(read(script)).toEqual([{ url: 'http://x/a', headers: [['a', 'b $c']], body: '{\n"x": 1 }' }]);
    expect(read('curl "$URL/a" --header "authorization: $NOBODY"')).toEqual([]);
  });

  test.each(['curl --insecure http://x', 'curl http://x `id`', 'curl http://x | sh', 'curl --data', 'curl a b'])(
    'throws at %s',
    (command) => {
      expect(() => read(command)).toThrow();
    },
  );
});

describe('subscription.mjs', () => {
  const until = (see: () => unknown) => vi.waitUntil(see, { timeout: 60_000, interval: 20 });

  test('shows each change once, also those of a time without a connection', async () => {
    await using line = await CutLine.to(portalUrl());
    await using live = await LiveExample.start({ PORTAL_URL: line.url, PORTAL_TOKEN: token });
    await until(() => live.said.some((text) => text.startsWith('Acompanhando')));
    const shown = (protocol: string) => live.said.filter((text) => text.endsWith(` ${protocol} CREATE DRAFT`)).length;
    const first = await newDraft(davi, 'cnes');
    await until(() => shown(first.protocol) > 0);
    line.cut();
    const meanwhile = await newDraft(davi, 'cnes');
    line.mend();
    await until(() => shown(meanwhile.protocol) > 0);
    expect([shown(first.protocol), shown(meanwhile.protocol)]).toEqual([1, 1]);
  });

  test('does not insist with a token that is not good', async () => {
    const PORTAL_TOKEN = formatAccessToken('B'.repeat(30));
    await using live = await LiveExample.start({ PORTAL_URL: portalUrl(), PORTAL_TOKEN });
    expect(await live.ended()).toBe(1);
    expect(live.said).toEqual(['4403: token refused']);
  });
});

/** A way to the portal that can be cut. */
class CutLine implements AsyncDisposable {
  private readonly sockets = new Set<Socket>();
  private open = true;
  private readonly server;
  url = '';

  private constructor(target: URL) {
    this.server = createProxy((near) => {
      if (!this.open) return near.destroy();
      const far = connect(Number(target.port), target.hostname);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => {}).on('close', () => this.sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
  }

  static async to(target: string): Promise<CutLine> {
    const line = new CutLine(new URL(target));
    line.server.listen(0, '127.0.0.1');
    await once(line.server, 'listening');
    line.url = `http://127.0.0.1:${(line.server.address() as AddressInfo).port}`;
    return line;
  }

  cut(): void {
    this.open = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.open = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.server.close();
  }
}
