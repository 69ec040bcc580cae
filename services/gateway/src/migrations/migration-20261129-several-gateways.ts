import { Migration } from '@mikro-orm/migrations';

/**
 * What gateways tell each other: how many connections each caller has open at each of them, and how many wrong secrets there
 * were. Unlogged: a crash of the database ends the minute that it is about.
 */
export class Migration20261129SeveralGateways extends Migration {
  override up(): void {
    this.addSql(`
      create unlogged table gateways (
        id uuid primary key,
        seen_at timestamptz(3) not null
      )`);
    this.addSql(`
      create unlogged table held_connections (
        caller text not null,
        gateway uuid not null,
        sockets int not null,
        subscriptions int not null,
        primary key (caller, gateway)
      )`);
    this.addSql('create index held_connections_gateway on held_connections (gateway)');
    // As rate-limiter-flexible asks for it.
    this.addSql(`
      create unlogged table wrong_secrets (
        key text primary key,
        points integer not null,
        expire bigint
      )`);
    this.addSql('create index wrong_secrets_end on wrong_secrets (expire)');
  }
}
