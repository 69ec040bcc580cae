import { Migration } from '@mikro-orm/migrations';

/** Credentials, and the identificador do solicitante of each environment. */
export class Migration0003credentials extends Migration {
  override up(): void {
    this.addSql('create sequence requester_identifier_homologation start 100001');
    this.addSql('create sequence requester_identifier_production start 100001');
    this.addSql(`
      create table credential (
        id uuid primary key,
        request_id uuid not null unique references access_request (id),
        owner_id uuid not null,
        environment varchar(16) not null check (environment in ('HOMOLOGATION', 'PRODUCTION')),
        state varchar(16) not null check (state in ('ACTIVE', 'SUSPENDED', 'REVOKED', 'EXPIRED')),
        portfolio varchar(100) not null,
        services text[] not null,
        system_id uuid not null,
        system jsonb not null,
        establishment jsonb not null,
        certificate jsonb,
        requester_identifier varchar(20) not null,
        client_id varchar(64) not null unique,
        secret_hash varchar(255),
        secret_issued_at timestamptz(3),
        previous_secret_hash varchar(255),
        previous_secret_expires_at timestamptz(3),
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        state_changed_at timestamptz(3) not null,
        state_reason varchar(1000),
        suspended_by_ministry boolean not null default false,
        version integer not null default 1,
        search text not null generated always as (
          lower(f_unaccent(
            requester_identifier || ' ' || client_id || ' ' || coalesce(system ->> 'name', '') || ' ' ||
            coalesce(establishment ->> 'name', '') || ' ' || coalesce(establishment ->> 'cnes', '') || ' ' ||
            coalesce(establishment ->> 'cnpj', '')))) stored,
        unique (environment, requester_identifier)
      )`);
    this.addSql('create index credential_of_owner on credential (owner_id, issued_at desc, id desc)');
    this.addSql(
      'create index credential_of_owner_environment on credential (owner_id, environment, issued_at desc, id desc)',
    );
    this.addSql(
      'create index credential_of_owner_portfolio on credential (owner_id, portfolio, issued_at desc, id desc)',
    );
    this.addSql('create index credential_newest on credential (issued_at desc, id desc)');
    this.addSql('create index credential_of_system on credential (system_id)');
    this.addSql("create index credential_to_expire on credential (expires_at) where state in ('ACTIVE', 'SUSPENDED')");
    this.addSql('create index credential_search on credential using gin (search gin_trgm_ops)');
  }

  override down(): void {
    this.addSql('drop table credential');
    this.addSql('drop sequence requester_identifier_homologation');
    this.addSql('drop sequence requester_identifier_production');
  }
}
