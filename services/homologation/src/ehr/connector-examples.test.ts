import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vaccinationOf } from '@portal/judge/testing/now';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';

const FOLDER = join(import.meta.dirname, '../../../../docs/connectors');

/** The programs of docs/connectors, and what has to be there to run them. */
const PROGRAMS: readonly [file: string, command: string, needs: readonly string[]][] = [
  ['send.sh', 'sh', ['curl', 'openssl']],
  ['send.py', 'python3', ['python3']],
  ['Send.java', 'java', ['javac']],
];

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

describe.each(PROGRAMS.filter(([, , needs]) => needs.every(isThere)))('%s', (file, command) => {
  test('gets a token, sends a document and prints its id; what is refused is told, and fails', async () => {
    const { certificate, accreditation } = await portal.accredited();
    const folder = await mkdtemp(join(tmpdir(), 'connector-example-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const kept = async (name: string, content: string | Buffer) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };
    const env = {
      PATH: process.env.PATH,
      RNDS_AUTH_URL: portal.hosts.authUrl,
      RNDS_EHR_URL: portal.hosts.ehrUrl,
      RNDS_PFX: await kept('certificate.pfx', certificate.pfx),
      RNDS_PFX_PASSWORD: certificate.password,
      RNDS_CERTIFICATE: await kept('certificate.pem', certificate.cert + certificate.key),
      RNDS_CA: await kept('authority.pem', portal.authority.pem),
      RNDS_OPERATOR: portal.population.professionalsAt('2337991')[0]?.cns,
    };
    const document = vaccinationOf(
      {
        requesterIdentifier: accreditation.requesterIdentifier,
        patient: portal.population.people.find(({ kind }) => kind === 'ORDINARY')?.cns,
      },
      portal.clock.now,
    );
    const path = await kept('document.json', JSON.stringify(document));
    const run = () => promisify(execFile)(command, [join(FOLDER, file), path], { env });
    const { stdout } = await run();
    expect(stdout.trim()).toMatch(/^[0-9a-f-]{36}-[a-z0-9]{4}$/);
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('EHR-ERR866') });
  });
});

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
