import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';

/** What a caller has open. */
export interface Held {
  sockets: number;
  subscriptions: number;
}

/** A gateway that was not seen for so long has ended, and what it held with it. */
const GONE_AFTER = "interval '30 seconds'";

/** What callers have open at the other gateways, told each other in the database `gateway`. */
export class ConnectionsElsewhere {
  private readonly gateway = randomUUID();

  constructor(private readonly orm: MikroORM) {}

  /** Tells what callers have open here; gives what they have open elsewhere. */
  async tell(held: ReadonlyMap<string, Held>): Promise<Map<string, Held>> {
    const rows = JSON.stringify([...held].map(([caller, counts]) => ({ caller, ...counts })));
    const em = this.orm.em.fork();
    await em.execute(
      `with told as (
         select * from json_to_recordset(?::json) as told (caller text, sockets int, subscriptions int)
       ), ended as (
         delete from held_connections h using told where told.sockets = 0 and h.caller = told.caller and h.gateway = ?
       )
       insert into held_connections (caller, gateway, sockets, subscriptions)
       select caller, ?, sockets, subscriptions from told where sockets > 0 order by caller
       on conflict (caller, gateway) do update set sockets = excluded.sockets, subscriptions = excluded.subscriptions`,
      [rows, this.gateway, this.gateway],
    );
    // Read after that is written: of two who do so at once one at least sees the other.
    const elsewhere = await em.execute<({ caller: string } & Held)[]>(
      `select caller, sum(sockets)::int as sockets, sum(subscriptions)::int as subscriptions
       from held_connections h join gateways g on g.id = h.gateway and g.seen_at > now() - ${GONE_AFTER}
       where h.gateway <> ? and caller in (select json_array_elements_text(?::json)) group by caller`,
      [this.gateway, JSON.stringify([...held.keys()])],
    );
    return new Map(elsewhere.map(({ caller, sockets, subscriptions }) => [caller, { sockets, subscriptions }]));
  }

  /** Says that this gateway lives, and clears up behind those that do not; false where what it told before is not known, or no longer. */
  async beat(): Promise<boolean> {
    const em = this.orm.em.fork();
    const [row] = await em.execute<{ known: boolean }[]>(
      `insert into gateways as known (id, seen_at) values (?, now())
       on conflict (id) do update set seen_at = excluded.seen_at returning xmax <> 0 as known`,
      [this.gateway],
    );
    await em.execute(`delete from gateways where seen_at <= now() - ${GONE_AFTER}`);
    await em.execute('delete from held_connections h where not exists (select from gateways g where g.id = h.gateway)');
    return row?.known === true;
  }

  /** This gateway holds nothing any more. */
  async leave(): Promise<void> {
    const em = this.orm.em.fork();
    await em.execute('delete from held_connections where gateway = ?', [this.gateway]);
    await em.execute('delete from gateways where id = ?', [this.gateway]);
  }
}
