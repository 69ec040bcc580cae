import { Migration } from '@mikro-orm/migrations';

/** Access requests, their history, protocol numbers and idempotency keys. */
export class Migration0001requests extends Migration {
  override up(): void {
    this.addSql('create extension if not exists unaccent with schema public');
    this.addSql('create extension if not exists pg_trgm with schema public');
    // unaccent itself is only stable, for a dictionary may change; an index needs a promise that this one does not.
    this.addSql(`
      create function f_unaccent(text) returns text
      language sql immutable parallel safe strict
      return public.unaccent('public.unaccent'::regdictionary, $1)`);
    this.addSql(`
      create table access_request (
        id uuid primary key,
        protocol varchar(14) not null unique,
        environment varchar(16) not null check (environment in ('HOMOLOGATION', 'PRODUCTION')),
        state varchar(20) not null check (state in
          ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED')),
        version integer not null,
        owner_id uuid not null,
        requester jsonb not null,
        portfolio varchar(100) not null,
        services text[] not null,
        origin varchar(10) check (origin in ('MINISTRY', 'OTHER')),
        establishment jsonb,
        child_establishments jsonb not null,
        manager jsonb,
        certificate jsonb,
        system_id uuid not null,
        system jsonb not null,
        accepted_terms_at timestamptz(3),
        accepted_terms_version varchar(20),
        warnings jsonb not null,
        homologation_credential_id uuid,
        submitted jsonb,
        submitted_before jsonb,
        rules jsonb,
        submissions integer not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        submitted_at timestamptz(3),
        due_at timestamptz(3),
        decided_at timestamptz(3),
        reviewer_id uuid,
        reviewer_name varchar(200),
        previous_reviewer jsonb,
        approvals jsonb not null,
        search text not null generated always as (${searchable('establishment', 'system')}) stored,
        submitted_search text generated always as (
          ${searchable("(submitted -> 'establishment')", "(submitted -> 'system')")}) stored,
        check ((state = 'IN_REVIEW') <= (reviewer_id is not null)),
        check ((state in ('SUBMITTED', 'IN_REVIEW')) <= (due_at is not null)),
        check ((environment = 'PRODUCTION') = (homologation_credential_id is not null))
      )`);
    for (const [name, columns] of Object.entries(INDEXES)) {
      this.addSql(`create index access_request_${name} on access_request ${columns}`);
    }
    this.addSql(`
      create table access_request_event (
        id uuid primary key,
        place bigint generated always as identity,
        request_id uuid not null references access_request (id),
        at timestamptz(3) not null,
        actor_id uuid,
        actor varchar(200) not null,
        action varchar(20) not null,
        "from" varchar(20),
        "to" varchar(20) not null,
        message text,
        reasons jsonb not null,
        evidence jsonb
      )`);
    this.addSql('create index access_request_event_of_request on access_request_event (request_id, place)');
    this.addSql('create table protocol_sequence (year integer primary key, last integer not null)');
    this.addSql(`
      create table idempotency_key (
        owner_id uuid not null,
        key varchar(200) not null,
        act varchar(60) not null,
        input text not null,
        request_id uuid not null references access_request (id),
        created_at timestamptz(3) not null,
        primary key (owner_id, key)
      )`);
  }

  override down(): void {
    for (const table of ['idempotency_key', 'protocol_sequence', 'access_request_event', 'access_request']) {
      this.addSql(`drop table ${table}`);
    }
    this.addSql('drop function f_unaccent');
  }
}

/** The text that a search looks in; accents go before the case, because lower() of this locale leaves accented capitals. */
function searchable(establishment: string, system: string): string {
  const parts = [
    'protocol',
    "replace(protocol, '-', '')",
    'portfolio',
    ...['name', 'cnes', 'cnpj', 'municipality'].map((key) => `coalesce(${establishment} ->> '${key}', '')`),
    `coalesce(${system} ->> 'name', '')`,
  ];
  return `lower(f_unaccent(${parts.join(" || ' ' || ")}))`;
}

// One for each list and for each filter in it, in the list's own order.
const INDEXES = {
  of_owner: '(owner_id, created_at desc, id desc)',
  of_owner_by_state: '(owner_id, state, created_at desc, id desc)',
  of_owner_by_environment: '(owner_id, environment, created_at desc, id desc)',
  of_owner_by_portfolio: '(owner_id, portfolio, created_at desc, id desc)',
  queue: "(due_at, id) where state in ('SUBMITTED', 'IN_REVIEW')",
  queue_by_state: "(state, due_at, id) where state in ('SUBMITTED', 'IN_REVIEW')",
  queue_by_environment: "(environment, due_at, id) where state in ('SUBMITTED', 'IN_REVIEW')",
  queue_by_portfolio: "(portfolio, due_at, id) where state in ('SUBMITTED', 'IN_REVIEW')",
  queue_of_reviewer: "(reviewer_id, due_at, id) where state = 'IN_REVIEW'",
  history: "(decided_at desc, id desc) where state in ('APPROVED', 'REJECTED')",
  history_by_environment: "(environment, decided_at desc, id desc) where state in ('APPROVED', 'REJECTED')",
  history_by_portfolio: "(portfolio, decided_at desc, id desc) where state in ('APPROVED', 'REJECTED')",
  history_by_state: "(state, decided_at desc, id desc) where state in ('APPROVED', 'REJECTED')",
  history_of_reviewer: "(reviewer_id, decided_at desc, id desc) where state in ('APPROVED', 'REJECTED')",
  of_system: '(system_id)',
  of_homologation_credential: '(homologation_credential_id, created_at desc)',
  search: 'using gin (search gin_trgm_ops)',
  submitted_search: 'using gin (submitted_search gin_trgm_ops)',
};
