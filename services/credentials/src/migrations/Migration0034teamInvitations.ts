import { Migration } from '@mikro-orm/migrations';

/** Invitations to teams, and who let each member in. */
export class Migration0034teamInvitations extends Migration {
  override up(): void {
    this.addSql('alter table team_member add column invited_by varchar(200)');
    this.addSql(`
      create table team_invitation (
        id uuid primary key,
        team_id uuid not null references team (id) on delete cascade,
        email varchar(254) not null,
        role varchar(10) not null check (role in ('GESTOR', 'INTEGRADOR', 'LEITURA')),
        secret_hash varchar(64) not null unique,
        invited_by varchar(200) not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        person_id uuid,
        name varchar(200),
        person_email varchar(254),
        assurance_level varchar(10),
        accepted_at timestamptz(3),
        check ((person_id is null) = (accepted_at is null))
      )`);
    this.addSql('create unique index team_invitation_of_email on team_invitation (team_id, lower(email))');
    this.addSql('create unique index team_invitation_of_person on team_invitation (team_id, person_id)');
  }

  override down(): void {
    this.addSql('drop table team_invitation');
    this.addSql('alter table team_member drop column invited_by');
  }
}
