import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vaccinationOf } from '@portal/judge/testing/now';
import { expect, onTestFinished, test } from 'vitest';
import { READABLE_AFTER_MS } from '../documents/document.ts';
import { openTestHosts } from '../testing/hosts.ts';

/** Of this machine alone, and of nobody else who tests on it now. */
const network = `127.${randomInt(1, 255)}.${randomInt(1, 255)}`;
const [authAddress, ehrAddress] = [`${network}.2`, `${network}.3`];

/** The package asks port 443 and no other: where that may not be bound, it cannot be tried. */
const may443 = await new Promise<boolean>((resolve) => {
  const server = createServer()
    .once('error', () => resolve(false))
    .listen(443, authAddress, () => server.close(() => resolve(true)));
});

test.runIf(may443)(
  'the public npm package rnds, as it is, gets a token, asks, sends a document and replaces it',
  async () => {
    await using portal = await openTestHosts({ authAddress, ehrAddress, authPort: 443, ehrPort: 443 });
    const { certificate, accreditation } = await portal.accredited();
    const folder = await mkdtemp(join(tmpdir(), 'npm-rnds-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = async (name: string, bytes: Buffer | string) => {
      await writeFile(join(folder, name), bytes);
      return join(folder, name);
    };
    const [professional] = portal.population.professionalsAt('2337991');
    const person = portal.population.people[0];
    const env = {
      PATH: process.env.PATH,
      NODE_EXTRA_CA_CERTS: await file('autoridade.pem', portal.authority.pem),
      RNDS_AUTH: authAddress,
      RNDS_EHR: ehrAddress,
      RNDS_CERTIFICADO_ENDERECO: await file('certificado.pfx', certificate.pfx),
      RNDS_CERTIFICADO_SENHA: certificate.password,
      RNDS_REQUISITANTE_CNS: professional?.cns,
      RNDS_REQUISITANTE_UF: 'go',
    };
    /** A program of an integrator's; what it prints last is its answer. */
    async function run<Answer>(body: string): Promise<Answer> {
      const program = `import RNDS from 'rnds'; const rnds = await RNDS.cliente(false, true, false); console.log(JSON.stringify(await (${body})(rnds)));`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
        cwd: join(import.meta.dirname, '../..'),
        env,
      });
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    }

    const asked = await run<Record<string, unknown>>(`async (rnds) => ({
    token: (await rnds.cache.getToken()).length > 2000,
    cnes: (await rnds.cnes('2337991')).code,
    professional: (await rnds.cns('${professional?.cns}')).code,
    bond: JSON.parse((await rnds.lotacao('${professional?.cns}', '2337991')).retorno).total,
    patient: (await rnds.cnsDoPaciente('${person?.cpf}')).retorno,
    context: (await rnds.contextoAtendimento('2337991', '${professional?.cns}', '${person?.cns}')).code,
  })`);
    expect(asked).toEqual({ token: true, cnes: 200, professional: 200, bond: 1, patient: person?.cns, context: 200 });

    // biome-ignore lint/suspicious/noExplicitAny: it is given a relatesTo below
    const bundle: any = vaccinationOf(
      { requesterIdentifier: accreditation.requesterIdentifier, patient: person?.cns },
      portal.clock.now,
    );
    const send = async () => {
      const path = await file('documento.json', JSON.stringify(bundle));
      return run<{ code: number; retorno: string }>(
        `async (rnds) => rnds.notificar((await import('node:fs')).readFileSync('${path}', 'utf8'))`,
      );
    };
    const sent = await send();
    expect(sent).toMatchObject({ code: 201, retorno: expect.stringMatching(/^[0-9a-f-]{36}-[a-z0-9]{4}$/) });
    portal.clock.now = new Date(portal.clock.now.getTime() + READABLE_AFTER_MS);
    bundle.entry[0].resource.relatesTo = [
      { code: 'replaces', targetReference: { reference: `Composition/${sent.retorno}` } },
    ];
    expect((await send()).code).toBe(201);
  },
);
