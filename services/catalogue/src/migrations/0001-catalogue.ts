import { Migration } from '@mikro-orm/migrations';

/** Portfolios, services, versions, endpoints and requirements, and what search needs. */
export class Catalogue0001 extends Migration {
  override up(): void {
    this.addSql(`
      create extension if not exists unaccent with schema public;
      create extension if not exists pg_trgm with schema public;

      -- unaccent() itself is only stable, because its dictionary could change: indexes and generated columns refuse it
      create function f_unaccent(text) returns text
        language sql immutable parallel safe strict
        return public.unaccent('public.unaccent'::regdictionary, $1);

      create table portfolio (
        slug text primary key,
        name text not null,
        summary text not null,
        who_may_ask text,
        what_is_needed text[] not null,
        access_note text,
        documentation_url text,
        support_url text,
        needs_credential boolean not null,
        environments text[] not null,
        certificate_policies jsonb not null,
        four_eyes boolean not null,
        position int not null,
        retired_at timestamptz(3)
      );

      create table service (
        slug text primary key,
        portfolio_slug text not null references portfolio,
        portfolio_name text not null,
        name text not null,
        description text not null,
        kind text not null check (kind in ('WEB_SERVICE', 'API')),
        standard text,
        authentication text,
        operations jsonb not null,
        position int not null,
        retired_at timestamptz(3),
        -- accents first, then case: with the C locale lower() leaves accented capitals
        search_text text not null generated always as (
          lower(f_unaccent(name || ' ' || portfolio_name || ' ' || description))
        ) stored,
        search_name text not null generated always as (lower(f_unaccent(name || ' ' || portfolio_name))) stored,
        search_document tsvector not null generated always as (
          to_tsvector('portuguese', lower(f_unaccent(name || ' ' || portfolio_name || ' ' || description)))
        ) stored
      );
      create index service_search_text on service using gin (search_text gin_trgm_ops);
      create index service_search_document on service using gin (search_document);

      create table service_version (
        service_slug text not null references service,
        version text not null,
        released_at timestamptz(3),
        deprecated_at timestamptz(3),
        specification_url text,
        position int not null,
        retired_at timestamptz(3),
        primary key (service_slug, version)
      );

      create table endpoint (
        service_slug text not null references service,
        environment text not null check (environment in ('HOMOLOGATION', 'PRODUCTION')),
        uf text not null check (uf = '' or uf ~ '^[A-Z]{2}$'),
        url text not null,
        token_url text,
        position int not null,
        retired_at timestamptz(3),
        primary key (service_slug, environment, uf)
      );

      create table requirement (
        id uuid primary key,
        portfolio_slug text not null references portfolio,
        environment text not null check (environment in ('HOMOLOGATION', 'PRODUCTION')),
        code text not null,
        description text not null,
        guidance text,
        position int not null,
        retired_at timestamptz(3),
        unique (portfolio_slug, environment, code)
      );
    `);
  }
}
