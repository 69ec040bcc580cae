import { Migration } from '@mikro-orm/migrations';

/**
 * Contents of all documents, not of the current ones alone: as long as the index told which are current, another that tells
 * it too was taken for a search by content, and read whole. Each row goes into it at once, for a list of those that are
 * still to be put in is read at every search.
 */
export class Homologation0007documentContents extends Migration {
  override up(): void {
    this.addSql('drop index document_contents');
    this.addSql('create index document_contents on document using gin (content_hashes) with (fastupdate = off)');
  }

  override down(): void {
    this.addSql('drop index document_contents');
    this.addSql(`create index document_contents on document using gin (content_hashes) where state = 'CURRENT'`);
  }
}
