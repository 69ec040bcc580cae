import { Migration } from '@mikro-orm/migrations';

/** Teams, who is in them, and what belongs to them: what there is goes to teams of one, each person's for each establishment. */
export class Migration0028teams extends Migration {
  override up(): void {
    this.addSql(`
      create table team (
        id uuid primary key,
        cnes varchar(7),
        cnpj varchar(14),
        name varchar(200) not null,
        created_at timestamptz(3) not null,
        check (cnes is not null or cnpj is not null)
      )`);
    this.addSql('create index team_of_cnes on team (cnes) where cnes is not null');
    this.addSql('create index team_of_cnpj on team (cnpj) where cnpj is not null');
    this.addSql(`
      create table team_member (
        team_id uuid not null references team (id) on delete cascade,
        person_id uuid not null,
        role varchar(10) not null check (role in ('GESTOR', 'INTEGRADOR', 'LEITURA')),
        name varchar(200) not null,
        email varchar(254),
        since timestamptz(3) not null,
        primary key (team_id, person_id)
      )`);
    this.addSql('create index team_member_by_person on team_member (person_id, team_id)');
    for (const table of ['access_request', 'credential']) {
      this.addSql(`alter table ${table} add column team_id uuid references team (id)`);
    }
    this.addSql(`
      with found as (
        select owner_id, ${CODE} as code, (array_agg(establishment order by created_at desc))[1] as establishment,
          (array_agg(requester order by created_at desc))[1] as requester, min(created_at) as since
        from access_request where ${CODE} is not null group by 1, 2
      ), opened as materialized (
        select uuidv7() as id, found.* from found
      ), teams as (
        insert into team (id, cnes, cnpj, name, created_at)
        select id, establishment ->> 'cnes', establishment ->> 'cnpj', coalesce(establishment ->> 'name', ''), since from opened
      ), members as (
        insert into team_member (team_id, person_id, role, name, email, since)
        select id, owner_id, 'GESTOR', coalesce(requester ->> 'name', ''), requester ->> 'email', since from opened
      )
      update access_request set team_id = opened.id from opened
      where opened.owner_id = access_request.owner_id and opened.code = ${CODE_OF_REQUEST}`);
    this.addSql(`
      update credential set team_id = access_request.team_id
      from access_request where access_request.id = credential.request_id`);
    for (const table of ['outbox', 'webhook_event_set_aside']) {
      this.addSql(`
        update ${table} as told set owner_id = access_request.team_id from access_request
        where told.subject in ('ACCESS_REQUEST', 'MESSAGE') and access_request.id = told.subject_id
          and access_request.team_id is not null`);
      this.addSql(`
        update ${table} as told set owner_id = credential.team_id from credential
        where told.subject in ('CREDENTIAL', 'CONFORMANCE_RUN') and credential.id = told.subject_id
          and credential.team_id is not null`);
    }
    for (const table of ['access_request', 'credential']) {
      this.addSql(`
        alter table ${table}
          add column holder_id uuid not null generated always as (coalesce(team_id, owner_id)) stored`);
    }
    for (const [name, columns] of Object.entries(BY_HOLDER)) this.addSql(`create index ${name} on ${columns}`);
    for (const name of Object.keys(BY_OWNER)) this.addSql(`drop index ${name}`);
    // Not validated: what is there was held against a narrower one.
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check check (subject in
          ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN', 'MESSAGE', 'TEAM_MEMBER')) not valid`);
  }

  override down(): void {
    this.addSql(`delete from outbox where subject = 'TEAM_MEMBER'`);
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check
          check (subject in ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN', 'MESSAGE')) not valid`);
    for (const table of ['outbox', 'webhook_event_set_aside']) {
      for (const held of ['access_request', 'credential']) {
        this.addSql(`
          update ${table} as told set owner_id = ${held}.owner_id from ${held}
          where ${held}.id = told.subject_id`);
      }
    }
    for (const table of ['access_request', 'credential']) {
      this.addSql(`alter table ${table} drop column holder_id, drop column team_id`);
    }
    for (const [name, columns] of Object.entries(BY_OWNER)) this.addSql(`create index ${name} on ${columns}`);
    this.addSql('drop table team_member, team');
  }
}

const CODE = "coalesce(establishment ->> 'cnes', establishment ->> 'cnpj')";
const CODE_OF_REQUEST = "coalesce(access_request.establishment ->> 'cnes', access_request.establishment ->> 'cnpj')";

const BY_HOLDER = {
  access_request_of_holder: 'access_request (holder_id, created_at desc, id desc)',
  access_request_of_holder_by_state: 'access_request (holder_id, state, created_at desc, id desc)',
  access_request_of_holder_by_environment: 'access_request (holder_id, environment, created_at desc, id desc)',
  access_request_of_holder_by_portfolio: 'access_request (holder_id, portfolio, created_at desc, id desc)',
  access_request_of_team: 'access_request (team_id) where team_id is not null',
  credential_of_holder: 'credential (holder_id, issued_at desc, id desc)',
  credential_of_holder_environment: 'credential (holder_id, environment, issued_at desc, id desc)',
  credential_of_holder_portfolio: 'credential (holder_id, portfolio, issued_at desc, id desc)',
};

const BY_OWNER = {
  access_request_of_owner: 'access_request (owner_id, created_at desc, id desc)',
  access_request_of_owner_by_state: 'access_request (owner_id, state, created_at desc, id desc)',
  access_request_of_owner_by_environment: 'access_request (owner_id, environment, created_at desc, id desc)',
  access_request_of_owner_by_portfolio: 'access_request (owner_id, portfolio, created_at desc, id desc)',
  credential_of_owner: 'credential (owner_id, issued_at desc, id desc)',
  credential_of_owner_environment: 'credential (owner_id, environment, issued_at desc, id desc)',
  credential_of_owner_portfolio: 'credential (owner_id, portfolio, issued_at desc, id desc)',
};
