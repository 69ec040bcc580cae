import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { RequestHandler } from 'express';
import type { Change } from '../events/change.ts';
import type { Sequencer } from '../events/sequencer.ts';

/** Whoever hears nothing for clearly longer has lost us. */
const BEAT_MS = 300;
/** Who has so much to take still is cut off: told anew it looks at everything anew. */
const MOST_UNTAKEN_BYTES = 1_000_000;

/** What changes are heard from, and the credentials of a team are looked up in. */
interface ClientChangesGround {
  orm: MikroORM;
  changes: Pick<Sequencer, 'listen' | 'listening'>;
}

async function credentialsOf(em: EntityManager, teamId: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>('select id from credential where holder_id = ?', [teamId]);
  return rows.map(({ id }) => id);
}

/** What a line of changes is told by. */
interface Telling {
  tell: (line: object) => void;
  /** Whoever listens begins anew, and looks at everything anew. */
  lose: () => void;
}

/**
 * A stream without end: a line for what is told of each change from now on, and an empty one now and then for as long as they
 * are heard of here, so that silence is told from peace.
 */
export function changeLines(
  { changes, stopping }: { changes: ClientChangesGround['changes']; stopping: AbortSignal },
  of: (change: Change, telling: Telling) => void,
): RequestHandler {
  return (_req, res) => {
    res.type('application/x-ndjson').flushHeaders();
    const write = (line: string) => {
      if (res.writableLength > MOST_UNTAKEN_BYTES) res.destroy();
      else res.write(`${line}\n`);
    };
    const telling = { tell: (line: object) => write(JSON.stringify(line)), lose: () => void res.destroy() };
    const detach = changes.listen(({ change }) => of(change, telling));
    const sign = () => changes.listening && write('');
    sign();
    const beat = setInterval(sign, BEAT_MS);
    const end = () => res.end();
    stopping.addEventListener('abort', end);
    res.once('close', () => {
      detach();
      clearInterval(beat);
      stopping.removeEventListener('abort', end);
    });
  };
}

/** `GET /internal/clients/changes`: a line `{"credentialId": …}` for each credential that changed, itself or who is in its team. */
export function clientChanges({ orm, changes }: ClientChangesGround, stopping: AbortSignal): RequestHandler {
  return changeLines({ changes, stopping }, ({ subject, subjectId, ownerId }, { tell, lose }) => {
    if (subject === 'CREDENTIAL') tell({ credentialId: subjectId });
    if (subject !== 'TEAM_MEMBER') return;
    credentialsOf(orm.em.fork(), ownerId).then((ids) => {
      for (const credentialId of ids) tell({ credentialId });
    }, lose);
  });
}
