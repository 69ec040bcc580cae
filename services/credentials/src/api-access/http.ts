import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { Router } from 'express';
import { z } from 'zod';
import { pemsOfCredentials } from '../certificates/certificate-pems.ts';
import { Credential } from '../credentials/credential.ts';
import type { Sequencer } from '../events/sequencer.ts';
import { clientChanges } from './client-changes.ts';
import { type ClientFacts, clientFactsOf } from './client-facts.ts';
import { credentialOfSecret } from './verify-secret.ts';

/** What the endpoints stand on. */
export interface ClientEndpoints {
  orm: MikroORM;
  verifyToken: TokenVerifier;
  now: () => Date;
  changes: Pick<Sequencer, 'listen' | 'listening'>;
  /** Ends the streams. */
  stopping: AbortSignal;
}

const clientId = z.string().regex(/^[\w-]{1,64}$/);
const secretForm = z.object({ clientId, secret: z.string().min(1).max(200) });
const lookUpForm = z.object({ clientIds: z.array(z.string()).max(1_000) });

/**
 * For the gateway, which speaks for nobody here: `POST /internal/clients/authenticate` answers the client whose secret it is or
 * null, `POST /internal/clients/look-up` those that there are of a list; for the homologation environment as well `GET
 * /internal/clients/changes`, which of them change. The secret is never logged.
 */
export function clientRoutes({ orm, verifyToken, now, changes, stopping }: ClientEndpoints): Router {
  const router = Router();
  router.get(
    '/internal/clients/changes',
    onlyFor(verifyToken, 'gateway', 'homologation'),
    clientChanges({ orm, changes }, stopping),
  );
  router.use('/internal/clients', onlyFor(verifyToken, 'gateway'), express.json({ limit: '100kb' }));
  router.post('/internal/clients/authenticate', async (req, res) => {
    const form = secretForm.safeParse(req.body);
    const { clientId: id, secret } = form.data ?? {};
    const em = orm.em.fork();
    const credential = id && secret ? await credentialOfSecret(em, id, secret, now()) : null;
    const [client = null] = credential ? await factsOf(em, [credential]) : [];
    res.json({ client });
  });
  router.post('/internal/clients/look-up', async (req, res) => {
    const clientIds = lookUpForm.parse(req.body).clientIds.filter((id) => clientId.safeParse(id).success);
    const em = orm.em.fork();
    res.json({ clients: await factsOf(em, await em.find(Credential, { clientId: { $in: clientIds } })) });
  });
  async function factsOf(em: EntityManager, credentials: Credential[]): Promise<ClientFacts[]> {
    const pems = await pemsOfCredentials(em, credentials);
    return credentials.map((credential) => clientFactsOf(credential, pems.get(credential.id), now()));
  }
  return router;
}
