import type { ApiScope, Permission } from '@portal/domain';
import { SMALLEST_OPERATION } from '../access/cost-rules.ts';

/** What they ask of a token, and cost, by the bytes that they move. */
export const FILE_ENDPOINTS = {
  'POST /evidence': { scope: 'requests:write', points: 50 },
  'GET /evidence/ID': { scope: 'requests:read', points: 10 },
  'POST /message-attachments': { scope: 'requests:write', points: 50 },
  'GET /message-attachments/ID': { scope: 'requests:read', points: 10 },
  'GET /request-receipts/ID': { scope: 'requests:read', points: 20 },
  'GET /credential-sheets/ID': { scope: 'credentials:read', points: 20 },
  'GET /conformance-reports/FILE': { scope: 'credentials:read', points: 10, systems: true },
  'POST /uploads': { scope: 'session', points: 30 },
  'HEAD /uploads/ID': { scope: 'session', points: 5 },
  'PATCH /uploads/ID': { scope: 'session', points: 10 },
  'DELETE /uploads/ID': { scope: 'session', points: 5 },
  'POST /uploads/ID/finish': { scope: 'session', points: 10 },
  'GET /own-data.json': { scope: 'session', points: 200 },
  'GET /own-data.pdf': { scope: 'session', points: 200 },
  'GET /audit-log/SERVICE/FILE': { scope: 'session', points: 10, permission: 'READ_ADMINISTRATION' },
} as const satisfies Record<string, FileEndpoint>;

/** What anybody may have, without a token; each costs the address so many points. */
export const OPEN_FILE_ENDPOINTS = {
  'GET /conformance-reports/FILE.tsr': SMALLEST_OPERATION,
  'GET /.well-known/conformance-jwks.json': SMALLEST_OPERATION,
  'GET /.well-known/audit-checkpoints/SERVICE/MONTH.json': SMALLEST_OPERATION,
} as const;

/** What an address that moves bytes asks. */
export interface FileEndpoint {
  /** `session`: a person in a browser, and no token. */
  scope: ApiScope | 'session';
  points: number;
  /** Whether a system may ask as well, which speaks for no person. */
  systems?: boolean;
  /** What who asks has to be allowed for the Ministry. */
  permission?: Permission;
}
