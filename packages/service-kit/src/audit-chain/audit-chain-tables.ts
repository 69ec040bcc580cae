/**
 * The chain beside a service's table `audit_record`, which has a function `audit_record_stays` already: what waits to be
 * linked, put there with the record itself; the links; and what was signed of them. What is there before is put to what waits
 * page by page, by the chore: here it would keep `audit_record` locked for as long as it takes.
 */
export const MAKE_AUDIT_CHAIN = [
  `create table audit_due (
     turn bigint primary key generated always as identity,
     record_id uuid not null unique
   )`,
  `create table audit_link (
     place bigint primary key,
     record_id uuid not null unique,
     digest char(64) not null,
     link char(64) not null,
     linked_at timestamptz(3) not null
   )`,
  `create table audit_checkpoint (
     place bigint primary key references audit_link (place),
     at timestamptz(3) not null,
     jws text not null,
     key jsonb not null
   )`,
  `create table audit_backfill (
     last uuid not null default '00000000-0000-0000-0000-000000000000',
     done boolean not null default false
   )`,
  'insert into audit_backfill default values',
  'create index audit_checkpoint_by_age on audit_checkpoint (at)',
  ...['audit_link', 'audit_checkpoint'].flatMap((table) => [
    `create trigger ${table}_stays before update or delete on ${table} for each row execute function audit_record_stays()`,
    `create trigger ${table}_stays_whole before truncate on ${table} for each statement execute function audit_record_stays()`,
  ]),
  `create function audit_record_is_due() returns trigger language plpgsql
   security definer set search_path = public, pg_temp as $$
   begin
     insert into audit_due (record_id) select id from made order by id;
     return null;
   end $$`,
  `create trigger audit_record_is_due after insert on audit_record
   referencing new table as made for each statement execute function audit_record_is_due()`,
];

/** Takes it away again. */
export const DROP_AUDIT_CHAIN = [
  'drop trigger audit_record_is_due on audit_record',
  'drop function audit_record_is_due',
  'drop table audit_backfill, audit_checkpoint, audit_link, audit_due',
];
