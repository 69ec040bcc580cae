import type pg from 'pg';

/** What a database's tables are made of, a line each: two that read alike are alike. */
export async function schemaText(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    with tables as (
      select oid, relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'mikro_orm_migrations'
    )
    select format('%s.%s %s%s%s', relname, attname, format_type(atttypid, atttypmod), case when attnotnull then ' not null' end,
        case when attgenerated <> '' then ' generated' else ' default' end || ' ' || pg_get_expr(adbin, adrelid)) as line
      from pg_attribute join tables on tables.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attnum > 0 and not attisdropped
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'mikro_orm_migrations'
    union all select format('%s %s %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
      from pg_constraint join tables on tables.oid = conrelid where contype <> 'n'
    union all select pg_get_triggerdef(pg_trigger.oid) from pg_trigger join tables on tables.oid = tgrelid where not tgisinternal
    order by line`);
  return rows.map(({ line }) => line);
}
