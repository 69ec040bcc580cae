import { Migration } from '@mikro-orm/migrations';

/**
 * PEMs of certificates in a table of their own. What requests and credentials hold already is moved afterwards, a batch at a
 * time while the service runs: here it would be one transaction that rewrites every row.
 */
export class Migration0014certificatePems extends Migration {
  override up(): void {
    // Kept before the request itself is, where both are made at once.
    this.addSql(`
      create table certificate_pem (
        request_id uuid not null references access_request (id) on delete cascade deferrable initially deferred,
        sha256 char(64) not null,
        pem text not null,
        primary key (request_id, sha256)
      )`);
    this.addSql(`
      create function certificate_without_pem(jsonb) returns jsonb language sql immutable parallel safe
      return case when $1 ->> 'pem' is null then $1 else
        ($1 - 'pem') || jsonb_build_object('pemSha256', encode(sha256(convert_to($1 ->> 'pem', 'UTF8')), 'hex')) end`);
    this.addSql(`
      create function submission_without_pem(jsonb) returns jsonb language sql immutable parallel safe
      return case when $1 #>> '{certificate,pem}' is null then $1 else
        jsonb_set($1, '{certificate}', certificate_without_pem($1 -> 'certificate')) end`);
  }

  override down(): void {
    this.addSql('drop function submission_without_pem');
    this.addSql('drop function certificate_without_pem');
    this.addSql('drop table certificate_pem');
  }
}
