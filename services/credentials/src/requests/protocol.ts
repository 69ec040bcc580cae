import type { EntityManager } from '@mikro-orm/postgresql';
import { formatProtocolNumber, yearInSaoPaulo } from '@portal/domain';

/** Takes the next number of the year in São Paulo. The counter's row keeps others waiting until this act is over. */
export async function nextProtocol(em: EntityManager, now: Date): Promise<string> {
  const year = yearInSaoPaulo(now);
  const [row] = await em.execute<{ last: number }[]>(
    `insert into protocol_sequence (year, last) values (?, 1)
     on conflict (year) do update set last = protocol_sequence.last + 1 returning last`,
    [year],
  );
  if (!row) throw new Error('The sequence of protocol numbers gave none');
  return formatProtocolNumber(year, row.last);
}
