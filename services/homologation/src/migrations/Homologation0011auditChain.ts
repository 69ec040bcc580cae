import { Migration } from '@mikro-orm/migrations';
import { DROP_AUDIT_CHAIN, MAKE_AUDIT_CHAIN } from '@portal/service-kit';

/** Each audit record holds to the one before: what was altered, taken out or put in elsewhere is seen. */
export class Homologation0011auditChain extends Migration {
  override up(): void {
    for (const statement of MAKE_AUDIT_CHAIN) this.addSql(statement);
  }

  override down(): void {
    for (const statement of DROP_AUDIT_CHAIN) this.addSql(statement);
  }
}
