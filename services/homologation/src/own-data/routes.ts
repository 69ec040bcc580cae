import {
  bearerToken,
  InvalidToken,
  mostOfEach,
  type ProblemDetails,
  problemJson,
  readOwnData,
  type TokenVerifier,
} from '@portal/service-kit';
import type { Express } from 'express';
import type { Parts } from '../context.ts';
import { OWN_DATA } from './own-data.ts';

/** `GET /internal/own-data`, for the gateway alone: what this database has of the person in whose name it asks, as JSON. */
export function ownDataRoute({ orm }: Pick<Parts, 'orm'>, verifyToken: TokenVerifier): (app: Express) => void {
  return (app) => {
    app.get('/internal/own-data', async (req, res) => {
      try {
        const caller = await verifyToken(bearerToken(req));
        if (caller.kind !== 'person') throw new InvalidToken('nobody is signed in');
        res.type('json').send(await readOwnData(orm.em.fork(), OWN_DATA, caller.id, mostOfEach(req.query.most)));
      } catch (error) {
        if (!(error instanceof InvalidToken)) throw error;
        problemJson(res, NOBODY);
      }
    });
  };
}

const NOBODY: ProblemDetails = {
  status: 401,
  code: 'UNAUTHENTICATED',
  title: 'Entrada necessária',
  detail: 'Entre com a sua conta gov.br para continuar.',
};
