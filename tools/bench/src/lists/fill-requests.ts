import type { Client } from 'pg';

/** All columns that are written, so that copies of a request follow whatever the table becomes. */
const WRITTEN = `
  select column_name as name from information_schema.columns
  where table_schema = 'public' and table_name = 'access_request' and is_generated = 'NEVER' and is_identity = 'NO'`;

/** Indexes that are slow to fill row by row. */
const SEARCHES = `select indexname as name, indexdef as definition from pg_indexes
  where tablename = 'access_request' and indexdef like '%gin_trgm_ops%'`;

/** What a copy has of its own, by its number `n`; everything else is the model's. */
const OWN: Readonly<Record<string, string>> = {
  id: 'gen_random_uuid()',
  protocol: "'3000-' || lpad(n::text, 7, '0') || '-0'",
  // One in ten is the model's owner's, as one house that connects many.
  owner_id: 'case when n % 10 = 0 then m.owner_id else md5((n / 20)::text)::uuid end',
  system_id: 'gen_random_uuid()',
  state: "(array['SUBMITTED', 'APPROVED', 'APPROVED', 'REJECTED'])[1 + n % 4]",
  created_at: "m.created_at - n * interval '40 seconds'",
  updated_at: "m.updated_at - n * interval '40 seconds'",
  submitted_at: "m.submitted_at - n * interval '40 seconds'",
  due_at: "m.due_at + n * interval '1 second'",
  decided_at: "case when n % 4 > 0 then m.submitted_at - n * interval '30 seconds' end",
  submitted: `jsonb_set(m.submitted, '{establishment,name}', to_jsonb(
    (array['HOSPITAL', 'CLINICA', 'LABORATORIO', 'UNIDADE DE SAUDE', 'FARMACIA'])[1 + n % 5] || ' ' || md5(n::text)))`,
  establishment: `jsonb_set(m.establishment, '{name}', to_jsonb(
    (array['HOSPITAL', 'CLINICA', 'LABORATORIO', 'UNIDADE DE SAUDE', 'FARMACIA'])[1 + n % 5] || ' ' || md5(n::text)))`,
};

const AT_ONCE = 50_000;

/** Copies a submitted request until there are so many of them: numbers from `from` on. */
export async function fillRequests(client: Client, model: string, from: number, upTo: number): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(WRITTEN);
  const { rows: searches } = await client.query<{ name: string; definition: string }>(SEARCHES);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(({ name }) => OWN[name] ?? `m."${name}"`).join(', ');
  for (const { name } of searches) await client.query(`drop index ${name}`);
  for (let first = from; first < upTo; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE, upTo) - 1;
    await client.query(
      `insert into access_request (${names})
       select ${values} from access_request m, generate_series(${first}, ${last}) as n where m.id = $1`,
      [model],
    );
  }
  for (const { definition } of searches) await client.query(definition);
  await client.query('vacuum analyze access_request');
}
