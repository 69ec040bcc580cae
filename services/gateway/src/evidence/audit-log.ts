import { json } from 'node:stream/consumers';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { ProblemDetails } from '@portal/service-kit/process';
import type { Response } from 'express';
import { FileRefused } from '../http/problem-json.ts';
import { readAnswer, relay } from './relayed-answer.ts';
import type { FileCaller, ServiceFiles } from './service-files.ts';

/** So long may a service take to read a page of its log. */
const WITHIN_MS = 15_000;
const MOST_OF_A_NAME = 20;

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

/** A page of a service's audit log with the names of who did what; `person` is asked by name here, and by ids there. */
export async function sendAuditRecords(
  { orm, service }: LogParts,
  query: URLSearchParams,
  asker: FileCaller,
  res: Response,
): Promise<void> {
  const person = query.get('person')?.trim();
  query.delete('person');
  if (person) {
    const ids = await peopleCalled(orm, person);
    if (ids.length > MOST_OF_A_NAME) throw new FileRefused(TOO_MANY);
    if (ids.length === 0)
      return void res.set('cache-control', 'no-store').json({ records: [], next: null, people: {} });
    query.set('actors', ids.join());
  }
  const path = `/internal/audit-log/records.json?${query}`;
  const signal = AbortSignal.timeout(WITHIN_MS);
  const answer = await service.ask({ method: 'GET', path, signal, changes: () => false }, asker);
  if (answer.statusCode !== 200) return relay(res, await readAnswer(answer));
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
      `{${ids.join()}}`,
    ]);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

const TOO_MANY: ProblemDetails = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'Nome comum demais',
  detail: `Mais de ${MOST_OF_A_NAME} pessoas têm este nome. Escreva mais dele.`,
};
