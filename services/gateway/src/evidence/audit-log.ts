import { json } from 'node:stream/consumers';
import type { MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit/database';
import type { ProblemDetails } from '@portal/service-kit/process';
import type { Response } from 'express';
import { FileRefused } from '../http/problem-json.ts';
import { readAnswer, relay } from './relayed-answer.ts';
import type { FileCaller, ServiceFiles } from './service-files.ts';

/** So long may a service take to read a page of its log. */
const WITHIN_MS = 15_000;
const MOST_OF_A_NAME = 20;
/** Who never did anything: what is asked for of a name that leads to nobody, so that it is recorded that it was asked for. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A page of an audit log, as a service answers it. */
interface LogPage {
  records: { actorId: string | null }[];
  next: string | null;
}

/** Whose log is read, and where people's names are. */
interface LogParts {
  orm: MikroORM;
  service: ServiceFiles;
}

/** What is asked for. */
export interface AuditQuestion {
  query: URLSearchParams;
  /** A part of a name, which stands in no address. */
  person: string;
}

/** A page of a service's audit log with the names of who did what; a person is asked for by name here, and by ids there. */
export async function sendAuditRecords(
  { orm, service }: LogParts,
  { query, person }: AuditQuestion,
  asker: FileCaller,
  res: Response,
): Promise<void> {
  const ids = person === '' ? [] : await peopleCalled(orm, person);
  const tooMany = ids.length > MOST_OF_A_NAME;
  if (person !== '') query.set('actors', ids.length === 0 || tooMany ? NOBODY : ids.join());
  const path = `/internal/audit-log/records.json?${query}`;
  const signal = AbortSignal.timeout(WITHIN_MS);
  const answer = await service.ask({ method: 'GET', path, signal, changes: () => false }, asker);
  if (answer.statusCode !== 200) return relay(res, await readAnswer(answer));
  if (tooMany) {
    await answer.body.dump();
    throw new FileRefused(TOO_MANY);
  }
  const page = (await json(answer.body)) as LogPage;
  const actors = [...new Set(page.records.flatMap(({ actorId }) => actorId ?? []))];
  res.set('cache-control', 'no-store').json({ ...page, people: await namesOf(orm, actors) });
}

/** Their ids, one more than may be: by a part of the name, whatever its capitals and accents. */
async function peopleCalled(orm: MikroORM, name: string): Promise<string[]> {
  const plain = (text: string) => `translate(lower(${text}), 'áàâãäéèêëíìîïóòôõöúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn')`;
  const rows = await orm.em
    .fork()
    .execute<{ id: string }[]>(
      `select id from people where strpos(${plain('name')}, ${plain('?')}) > 0 order by id limit ${MOST_OF_A_NAME + 1}`,
      [name],
    );
  return rows.map(({ id }) => id);
}

async function namesOf(orm: MikroORM, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await orm.em
    .fork()
    .execute<{ id: string; name: string }[]>('select id, name from people where id = any (?::uuid[])', [
      arrayLiteral(ids),
    ]);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

const TOO_MANY: ProblemDetails = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'Nome comum demais',
  detail: `Mais de ${MOST_OF_A_NAME} pessoas têm este nome. Escreva mais dele.`,
};
