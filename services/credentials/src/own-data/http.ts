import { mostOfEach, readOwnData } from '@portal/service-kit';
import type { Express, RequestHandler } from 'express';
import type { PersonHandler } from '../evidence/answer-people.ts';
import { OWN_DATA } from './own-data.ts';

/** `GET /internal/own-data`, for the gateway alone: what this database has of the person in whose name it asks, as JSON. */
export function ownDataRoute(forPerson: (handle: PersonHandler) => RequestHandler): (app: Express) => void {
  return (app) => {
    app.get(
      '/internal/own-data',
      forPerson(async ({ em }, { id }, req, res) => {
        res.type('json').send(await readOwnData(em, OWN_DATA, id, mostOfEach(req.query.most)));
      }),
    );
  };
}
