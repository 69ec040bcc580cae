import type { ApiScope } from '@portal/domain';
import type { Caller } from '@portal/service-kit/identity';

/** What a Bearer token lets its bearer do. */
export interface BearerGrant {
  /** Names the token inside, opens nothing. */
  key: string;
  /** Whom it speaks for. */
  caller: Caller;
  scopes: ReadonlySet<ApiScope>;
  expiresAt: () => Date;
}
