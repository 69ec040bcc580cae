import { keyOf } from '../queue/queue-filter.ts';
import type { Log } from './logs.ts';

/** What of which log is read; kept in the address. */
export interface AuditFilter {
  log?: Log | undefined;
  /** `2026-11`. */
  month?: string | undefined;
  act?: string | undefined;
  subject?: string | undefined;
  /** A protocol, or the identifier of whatever it was done to. */
  about?: string | undefined;
  /** A part of a name, which is kept in no address. */
  person?: string | undefined;
}

const LOG_SLUGS = { credentials: 'credenciamento', homologation: 'homologacao' } as const satisfies Record<Log, string>;
const NAMES = { month: 'mes', act: 'ato', subject: 'tipo', about: 'sobre' } as const;

/** Reads the filter out of an address. */
export function auditFilterOf(params: URLSearchParams): AuditFilter {
  const log = keyOf(LOG_SLUGS, params.get('registro'));
  const rest = Object.entries(NAMES).map(([name, slug]) => [name, params.get(slug) || undefined]);
  return { log, ...Object.fromEntries(rest.filter(([, value]) => value)) };
}

/** Writes it there. */
export function auditParams({ log, ...rest }: AuditFilter): URLSearchParams {
  const parts = Object.entries(NAMES).flatMap(([name, slug]) => {
    const value = rest[name as keyof typeof NAMES];
    return value ? [[slug, value]] : [];
  });
  return new URLSearchParams([...(log ? [['registro', LOG_SLUGS[log]]] : []), ...parts] as [string, string][]);
}
