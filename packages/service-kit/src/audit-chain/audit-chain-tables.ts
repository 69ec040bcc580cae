/**
 * The chain beside a service's table `audit_record`, which has a function `audit_record_stays` already: what waits to be
 * linked, put there with the record itself; the links; and what was signed of them. Of what is there before all waits.
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
     jws text not null
   )`,
  'create index audit_checkpoint_by_age on audit_checkpoint (at)',
  ...['audit_link', 'audit_checkpoint'].flatMap((table) => [
    `create trigger ${table}_stays before update or delete on ${table} for each row execute function audit_record_stays()`,
    `create trigger ${table}_stays_whole before truncate on ${table} for each statement execute function audit_record_stays()`,
  ]),
  `create function audit_record_is_due() returns trigger language plpgsql as $$
   begin
     insert into audit_due (record_id) select id from made order by id;
     return null;
   end $$`,
  `create trigger audit_record_is_due after insert on audit_record
   referencing new table as made for each statement execute function audit_record_is_due()`,
  'insert into audit_due (record_id) select id from audit_record order by id',
];

/** Takes it away again. */
export const DROP_AUDIT_CHAIN = [
  'drop trigger audit_record_is_due on audit_record',
  'drop function audit_record_is_due',
  'drop table audit_checkpoint, audit_link, audit_due',
];
