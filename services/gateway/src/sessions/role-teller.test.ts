import express from 'express';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { askGraph } from '../testing/graph-client.ts';
import { startTestGateway } from '../testing/test-gateway.ts';

interface Told {
  personId: string;
  roles: string[];
  portfolios: string[] | null;
}

it('credentials is told what somebody is now, until it takes it, and by a gateway that starts as well', async () => {
  const told: Told[][] = [];
  let refused = 0;
  await using stand = await startTestGateway({
    credentialsRoutes: (app) => {
      app.post('/internal/ministry-roles', express.json(), (req, res) => {
        if (refused < 2) {
          refused += 1;
          res.sendStatus(503);
          return;
        }
        told.push(req.body.people);
        res.sendStatus(204);
      });
    },
  });
  const { url } = stand.gateway;
  await stand.signedIn('clara');
  const cookie = (await stand.signedIn('elis')).cookieFor(url);
  const input = {
    email: 'clara@saude.example',
    version: 0,
    roles: ['REVIEWER'],
    portfolios: ['rnds'],
    reason: 'Mudou.',
  };
  const set = 'mutation ($input: SetMinistryRolesInput!) { setMinistryRoles(input: $input) { problems { code } } }';
  const { data } = await askGraph(url, set, { cookie, variables: { input } });
  expect(data.setMinistryRoles.problems).toEqual([]);

  const database = new pg.Client(stand.config.databaseOwnerUrl);
  await database.connect();
  const { rows } = await database.query("select id from people where name like 'Clara%'");
  await database.end();
  const clara = [{ personId: rows[0].id, roles: ['INTEGRATOR', 'REVIEWER'], portfolios: ['rnds'] }];
  await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual(clara);
  expect(refused).toBe(2);

  told.length = 0;
  await using _again = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
  await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual(clara);
});
