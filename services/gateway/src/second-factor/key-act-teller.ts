import type { MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit/database';
import type { AskedService } from '../access/asked-service.ts';
import { UntilTold } from '../sessions/until-told.ts';

/** So many are told of in one go; credentials takes no more. */
const MOST_AT_ONCE = 100;
/** An operator's act, or one of a gateway that died, is found by looking. */
const LOOK_MS = 30_000;

interface ActRow {
  id: string;
}

/** Tells credentials what was done with security keys, until it is taken; it writes each act once, by its id. */
export class KeyActTeller implements Disposable {
  private readonly telling: UntilTold;
  private readonly looking: NodeJS.Timeout;

  constructor(orm: MikroORM, credentials: AskedService) {
    this.telling = new UntilTold('acts on security keys', credentials, async (post) => {
      for (let acts = await oldest(orm); acts.length > 0; acts = await oldest(orm)) {
        await post('/internal/security-key-acts', { acts });
        const ids = arrayLiteral(acts.map(({ id }) => id));
        await orm.em.fork().execute('delete from security_key_acts where id = any(?::uuid[])', [ids]);
      }
    });
    this.looking = setInterval(() => this.telling.due(), LOOK_MS);
    this.telling.due();
  }

  /** An act was noted. */
  noted(): void {
    this.telling.due();
  }

  [Symbol.dispose](): void {
    clearInterval(this.looking);
    this.telling[Symbol.dispose]();
  }
}

function oldest(orm: MikroORM): Promise<ActRow[]> {
  return orm.em.fork().execute<ActRow[]>(
    `select id, person_id as "personId", by_id as "byId", act, detail, at from security_key_acts
     order by id limit ${MOST_AT_ONCE}`,
  );
}
